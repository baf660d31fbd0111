//! Taking the answers along: a form that asks for a file in one of the formats, with the filter of the page it stands on.

use domain::{
    calendar::Day,
    export::{Format, Labels, Shape},
    locale::Locale,
    response::filter::ResultsFilter,
    survey::Questionnaire,
};
use leptos::prelude::*;

use super::{
    breakdown::condition_text,
    fields::error_line,
    filter::{carried, channel_id},
};
use crate::{
    format,
    messages::{self, Words},
    results::{OF_FIGURES, ResultsData, ResultsQuery},
};

/// The section with the form.
pub(crate) fn section(words: &Words, data: &ResultsData) -> AnyView {
    let query = &data.query;
    let slug = data.published.survey.slug.as_str();
    let kept = carried(query, |name| !OF_FIGURES.contains(&name));
    let chosen = query.export;
    let formats = Format::ALL.map(|format| (format.name(), format_id(format), format == chosen.format));
    let labels = Labels::ALL.map(|labels| (labels.name(), labels_id(labels), labels == chosen.labels));
    let shapes = Shape::ALL.map(|shape| (shape.name(), shape_id(shape), shape == chosen.shape));
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

/// Which answers the file will hold, where it is not all of them.
fn filter_in_words(words: &Words, data: &ResultsData) -> Option<AnyView> {
    let parts: Vec<_> = filter_words(words, data).into_iter().map(|part| view! { <li class="chip">{part}</li> }).collect();
    (!parts.is_empty()).then(|| {
        view! {
            <p id="export-filter">{words.say("export-filtered")}</p>
            <ul class="conditions" aria-labelledby="export-filter">{parts}</ul>
        }
        .into_any()
    })
}

/// Each part of the filter, and the condition that a reader is bound to: what the figures are of, not what was asked.
pub(crate) fn filter_words(words: &Words, data: &ResultsData) -> Vec<String> {
    words_of(words, &data.published.version.questionnaire, &data.query.filter)
}

/// The days of a filter.
pub(crate) fn days_words(words: &Words, filter: &ResultsFilter) -> Vec<String> {
    let said = |id: &str, day: Day| format!("{}: {}", words.say(id), format::date(words, day));
    let days = [filter.from.map(|day| said("filter-from", day)), filter.to.map(|day| said("filter-to", day))];
    days.into_iter().flatten().collect()
}

/// Each part of a filter.
pub(crate) fn words_of(words: &Words, questionnaire: &Questionnaire, filter: &ResultsFilter) -> Vec<String> {
    let said = |id: &str, value: String| format!("{}: {value}", words.say(id));
    let parts = [
        filter.locale.map(|locale| said("filter-locale", locale.own_name().to_owned())),
        filter.channel.map(|channel| said("filter-channel", words.say(channel_id(channel)))),
    ];
    let conditions = filter.conditions.iter().map(|one| condition_text(words, questionnaire, one));
    days_words(words, filter).into_iter().chain(parts.into_iter().flatten()).chain(conditions).collect()
}

fn select(
    words: &Words,
    query: &ResultsQuery,
    name: &'static str,
    label: &str,
    options: &[(&'static str, &'static str, bool)],
) -> AnyView {
    let error = query.errors.iter().find(|error| error.field == name).map(|error| messages::error::text(words, error));
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

/// The message that names a format.
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
