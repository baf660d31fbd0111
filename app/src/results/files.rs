//! The downloads of figures: links to files with the content of this page.

use domain::results::{data::ResultsData, drivers::candidates, series::Figure};
use leptos::prelude::*;

use super::figure;
use crate::{messages::Words, results::picture::Picture};

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
    let report = format!("/admin/surveys/{slug}/report?{query}&lang={}", words.locale);
    let drivers = (!data.figures_only && !candidates(&data.published.version.questionnaire).is_empty()).then(|| {
        let address = format!("/admin/surveys/{slug}/drivers?{}&lang={}", data.query.address(None), words.locale);
        view! { <p><a href=address>{words.say("drivers-open")}</a></p> }
    });
    view! {
        <section class="card take-along" id="figures">
            <h2>{words.say("figures-heading")}</h2>
            <p>{words.say("figures-intro")}</p>
            <p class="exports">{links.collect_view()}</p>
            <p><a href=report>{words.say("report-open")}</a></p>
            {drivers}
        </section>
    }
    .into_any()
}

/// Links to one picture of the page, and to the figures in it.
pub(crate) fn of_picture(words: &Words, data: &ResultsData, picture: Picture) -> AnyView {
    let (slug, query) = (data.published.survey.slug.as_str(), data.query.address(Some(data.query.period)));
    let link = |kind: &str, id: &str| {
        let address = format!("/admin/surveys/{slug}/pictures/{}.{kind}?{query}&lang={}", picture.name(), words.locale);
        let text = words.say(id);
        let label = format!("{}: {text}", words.say(picture.heading()));
        view! { <a href=address download="" aria-label=label>{text}</a>" " }
    };
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    // The gauge is directly below the score, which already has this text.
    let series = data.headline().filter(|_| picture != Picture::Gauge);
    let source = series.and_then(|series| match series.figure(minimum) {
        Figure::Score(estimate) => Some(figure::source(words, &data.published, &data.arrivals, estimate.n, Some(data.at))),
        Figure::Nobody | Figure::TooFew | Figure::Withdrawn => None,
    });
    view! {
        {source.map(|source| view! { <p class="source">{source}</p> })}
        <p class="exports picture">{link("svg", "picture-svg")}{link("png", "picture-png")}{link("csv", "export-csv")}</p>
    }
    .into_any()
}
