//! The form to download responses as a file. The file has the filter of the page.

use domain::{
    export::{Format, Labels, Shape},
    locale::Locale,
    results::{
        data::ResultsData,
        query::{OF_FIGURES, ResultsQuery},
    },
};
use leptos::prelude::*;

use crate::{
    error_text,
    filter::{fields::carried, words::filter_in_words},
    form::error::error_line,
    messages::Words,
};

/// The section with the form.
pub(crate) fn section(words: &Words, data: &ResultsData) -> AnyView {
    let query = &data.query;
    let slug = data.published.survey.slug.as_str();
    let kept = carried(query, |name| !OF_FIGURES.contains(&name));
    let chosen = query.export;
    let format = |format: &Format| (format.name(), format_id(*format), *format == chosen.format);
    let formats: Vec<_> = Format::ALL.iter().map(format).collect();
    let labels = Labels::ALL.map(|labels| (labels.name(), labels_id(labels), labels == chosen.labels));
    let shape = |shape: &Shape| (shape.name(), shape_id(*shape), *shape == chosen.shape);
    let shapes: Vec<_> = Shape::ALL.iter().map(shape).collect();
    view! {
        <section class="card take-along" id="export">
            <h2>{words.say("export-heading")}</h2>
            <p>{words.say("export-intro")}</p>
            {filter_in_words(words, data)}
            <form class="filter" method="get" action=format!("/admin/surveys/{slug}/export")>
                {kept}
                <input type="hidden" name="lang" value=words.locale.tag() />
                {select(words, query, "format", "export-format", &formats)}
                {select(words, query, "labels", "export-labels", &labels)}
                {select(words, query, "shape", "export-shape", &shapes)}
                <div class="filter-buttons">
                    <button class="secondary">{words.say("export-download")}</button>
                    <button
                        class="secondary"
                        formmethod="post"
                        formaction=format!("/admin/surveys/{slug}/exports?lang={}", words.locale)
                    >
                        {words.say("export-prepare")}
                    </button>
                    <button class="quiet-button" formaction=format!("/admin/surveys/{slug}/codebook.csv")>
                        {words.say("export-codebook")}
                    </button>
                </div>
            </form>
            <p class="hint">{words.say("export-hint")}</p>
        </section>
    }
    .into_any()
}

fn select(
    words: &Words,
    query: &ResultsQuery,
    name: &'static str,
    label: &str,
    options: &[(&'static str, &'static str, bool)],
) -> AnyView {
    let error = query.errors.iter().find(|error| error.field == name).map(|error| error_text::text(words, error));
    let failed = error.is_some();
    let options: Vec<_> = options
        .iter()
        .map(|(value, id, chosen)| view! { <option value=*value selected=*chosen>{words.say(id)}</option> })
        .collect();
    view! {
        <div class="line" class:failed=failed>
            <label for=format!("f-{name}")>{words.say(label)}</label>
            {error_line(words, name, error)}
            <select
                id=format!("f-{name}")
                name=name
                aria-describedby=failed.then(|| format!("e-{name}"))
                aria-invalid=failed.then_some("true")
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The id of the message that names a format.
const fn format_id(format: Format) -> &'static str {
    match format {
        Format::Csv => "export-csv",
        Format::CsvExcelNl => "export-csv-excel-nl",
        Format::Xlsx => "export-xlsx",
        Format::Jsonl => "export-jsonl",
        Format::Parquet => "export-parquet",
        Format::Spss => "export-spss",
    }
}

const fn labels_id(labels: Labels) -> &'static str {
    match labels {
        Labels::Codes => "export-codes",
        Labels::In(Locale::Nl) => "export-labels-nl",
        Labels::In(Locale::En) => "export-labels-en",
    }
}

const fn shape_id(shape: Shape) -> &'static str {
    match shape {
        Shape::Wide => "export-wide",
        Shape::Long => "export-long",
    }
}
