//! `/admin/surveys/{slug}/report`: the results of a survey as a report to print or fix. It shows the results page
//! without forms. It adds the subject and time of the figures, and how the results were measured.

use std::collections::BTreeSet;

use domain::{
    account::role::Role,
    results::{data::ResultsData, measure::Measure},
};
use leptos::prelude::*;

use super::fixed_reports::{self, FixDraft};
use crate::{
    filter::{withheld, words},
    format, importing,
    messages::Words,
    notice::summary::{basis_id, fact},
    page::PageContext,
    results::{self, breakdown, crosstab},
    shell,
};

/// The page.
pub fn render(context: &PageContext, data: &ResultsData) -> String {
    let title = data.published.version.questionnaire.title.get(context.locale).to_owned();
    let words = Words::new(context.locale, context.address_form);
    shell::render(context, shell::about_survey(&words, title.clone(), &data.published.survey.slug), |words| {
        let (slug, query) = (data.published.survey.slug.as_str(), data.query.address(Some(data.query.period)));
        let back = format!("/admin/surveys/{slug}?{query}&lang={}", words.locale);
        let draft = FixDraft { query: &data.query, title: "", for_readers: false, errors: &[], refused: None };
        let fix = (context.role >= Role::Analyst && !data.allows_differencing).then(|| fixed_reports::form(words, slug, &draft));
        view! {
            <div class="report">
                <p class="back"><a href=back>{words.say("report-back")}</a></p>
                <h1>{title}</h1>
                <p class="back hint">{words.say("report-print")}</p>
                {body(words, data, 0)}
            </div>
            {fix}
        }
        .into_any()
    })
}

/// The subject of the figures, the figures, and how they were measured. A count of excluded responses below `least` is
/// not shown.
pub(crate) fn body(words: &Words, data: &ResultsData, least: u64) -> AnyView {
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    let figures = match data.allows_differencing {
        true => withheld::allows_differencing(words, minimum, data.figures_only),
        false => view! {
            {results::page::headline(words, data, minimum)}
            {(data.shows_parts() && data.groups.is_some()).then(|| breakdown::section(words, data, minimum))}
            {data.cross.is_some().then(|| crosstab::section(words, data, minimum))}
            {results::page::questions(words, data, minimum)}
            {data.shows_parts().then(|| results::page::withheld(words, data, least))}
        }
        .into_any(),
    };
    view! { {importing::note(words, data.importing.as_ref(), data.figures_only)}{about(words, data)}{figures}{method(words, data, minimum)} }.into_any()
}

/// The subject and time of the figures, and the filter.
fn about(words: &Words, data: &ResultsData) -> AnyView {
    let organisation = &data.published.organisation.profile;
    let version = &data.published.version;
    let filters = words::filter_words(words, data);
    let which = if filters.is_empty() { words.say("report-all") } else { filters.join("; ") };
    let basis = version.questionnaire.purposes.first().map(|purpose| words.say(basis_id(purpose.basis)));
    let time = format::date_time(words, data.at, &format::zone(&organisation.time_zone));
    let counted =
        data.counts_responses().then(|| fact(words.say("report-responses"), format::count(data.counts.standing, words.locale)));
    view! {
        <dl class="facts">
            {fact(words.say("report-organisation"), organisation.name.clone())}
            {fact(words.say("report-which"), which)}
            {counted}
            {basis.map(|basis| fact(words.say("report-basis"), basis))}
            {fact(words.say("report-as-of"), time)}
        </dl>
    }
    .into_any()
}

/// The method, with the sources of the formulas in use.
fn method(words: &Words, data: &ResultsData, minimum: u64) -> AnyView {
    let questions = data.published.version.questionnaire.questions();
    let measures = questions.filter_map(|question| Measure::of(&question.kind));
    let sources: BTreeSet<&str> = measures.map(source_id).collect();
    let compares = data.groups.is_some() || data.before.is_some();
    let notes = [
        Some(words.say("report-method-margin")),
        compares.then(|| words.say("report-source-difference")),
        Some(words.say_with("breakdown-withheld", &[("minimum", minimum.into())])),
        Some(words.say("report-method-rounding")),
    ];
    let notes = sources.into_iter().map(|id| words.say(id)).chain(notes.into_iter().flatten());
    let notes: Vec<_> = notes.map(|text| view! { <li>{text}</li> }).collect();
    view! { <section class="card"><h2>{words.say("report-method")}</h2><ul>{notes}</ul></section> }.into_any()
}

/// The id of the message with the source of a measure and its margin.
const fn source_id(measure: Measure) -> &'static str {
    match measure {
        Measure::Nps => "report-source-nps",
        Measure::Satisfied { .. } | Measure::Yes => "report-source-share",
        Measure::ReportMark | Measure::Effort | Measure::Item | Measure::Loyalty => "report-source-mean",
    }
}
