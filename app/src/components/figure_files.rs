//! Taking the figures along: links to the files with what this page shows.

use leptos::prelude::*;

use crate::{messages::Words, results::ResultsData};

/// The section with the links.
pub(crate) fn section(words: &Words, data: &ResultsData) -> AnyView {
    let slug = data.published.survey.slug.as_str();
    let query = data.query.address(Some(data.query.period));
    let files = [
        ("figures.csv", "", "export-csv"),
        ("figures.csv", "&format=csv-excel-nl", "export-csv-excel-nl"),
        ("figures.xlsx", "", "export-xlsx"),
    ];
    let links = files.map(|(file, more, id)| {
        let address = format!("/admin/surveys/{slug}/{file}?{query}{more}&lang={}", words.locale);
        view! { <a class="button quiet-button" href=address download="">{words.say(id)}</a>" " }
    });
    view! {
        <section class="card take-along" id="figures">
            <h2>{words.say("figures-heading")}</h2>
            <p>{words.say("figures-intro")}</p>
            <p class="exports">{links.collect_view()}</p>
        </section>
    }
    .into_any()
}
