//! `/admin/reports/{id}`: one fixed report. It shows the page as it was fixed, its account and time, and what would be
//! different now.

use domain::{
    error::FieldError,
    report::{FixedReport, REASON_LENGTH},
    results::data::ResultsData,
    survey::published::PublishedSurvey,
};
use leptos::prelude::*;

use crate::{
    error_text,
    form::{error::error_line, error_summary},
    format,
    measure_words::MeasureWords,
    messages::Words,
    page::PageContext,
    report::document::{Document, Today},
    results::figure,
    shell::{self, Document as Page},
};

/// Why a fixed report is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// The stored document was changed, or cannot be parsed.
    Damaged,
    /// It is grouped by an attribute that was later declared as naming an employee.
    NamesEmployee,
}

/// The data of the page.
pub struct FixedReportPage<'a> {
    /// The report.
    pub report: &'a FixedReport,
    /// The document, or why it is not shown.
    pub document: Result<&'a Document, NotShown>,
    /// The current survey.
    pub published: &'a PublishedSurvey,
    /// The current data of the same report. `None` if the comparison is not shown.
    pub now: Option<&'a ResultsData>,
    /// Whether the account may delete the report.
    pub may_delete: bool,
    /// The submitted reason for deletion.
    pub reason: &'a str,
    /// The errors of the reason.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &FixedReportPage<'_>) -> String {
    let title = page.report.title.clone();
    let failed = !page.errors.is_empty();
    shell::render(context, Page { failed, ..Page::admin(title.clone()) }, |words| {
        let zone = format::zone(&page.published.organisation.profile.time_zone);
        let fixed =
            [("who", page.report.who.as_str().into()), ("time", format::date_time(words, page.report.fixed_at, &zone).into())];
        let kept = match page.document {
            Ok(document) => view! { <div inner_html=document.page(words.locale).to_owned()></div> }.into_any(),
            Err(why) => {
                let why = match why {
                    NotShown::Damaged => "fixed-damaged",
                    NotShown::NamesEmployee => "fixed-employee",
                };
                view! { <p class="error" role="alert">{words.say(why)}</p> }.into_any()
            }
        };
        let document = page.document.ok();
        let survey = document.and_then(|document| document.title.get(words.locale.tag()).cloned());
        let id = page.report.id;
        let download = document.map(|_| {
            view! {
                <p class="exports">
                    <a class="button quiet-button" href=format!("/admin/reports/{id}/document.json") download="">
                        {words.say("fixed-document")}
                    </a>
                </p>
            }
        });
        let readers = page.report.for_readers.then(|| view! { <p class="hint">{words.say("fixed-of-readers")}</p> });
        view! {
            <p class="back"><a href=format!("/admin/reports?lang={}", words.locale)>{words.say("fixed-all")}</a></p>
            {error_summary::errors(words, page.errors, |_| Some(words.say("fixed-reason")))}
            <div class="report">
                <h1>{title.clone()}</h1>
                {survey.map(|survey| view! { <p>{survey}</p> })}
                <p id="fixed"><strong>{words.say_with("fixed-by", &fixed)}</strong></p>
                {readers}
                {kept}
                <p class="caveat">{words.say("fixed-hash")}": "<code class="hash">{page.report.hash.to_string()}</code></p>
            </div>
            {document.zip(page.now).map(|(document, data)| today(words, document, data, document.today(context, data)))}
            {download}
            {page.may_delete.then(|| delete(words, page))}
        }
        .into_any()
    })
}

/// The differences from the report that would be made now.
fn today(words: &Words, document: &Document, data: &ResultsData, today: Today) -> AnyView {
    let changed = [("count", today.changed.into()), ("n", format::count(today.changed as u64, words.locale).into())];
    let said = |(value, n): (f64, u64)| {
        let measure = data.headline().map(|series| series.measure);
        let value = format::decimal(value, words.locale);
        let value = measure.map_or(value.clone(), |measure| measure.shown(words, value));
        words.say_with("fixed-figure", &[("value", value.into()), ("answers", figure::answers(words, n).into())])
    };
    let headline = match (today.then, today.now) {
        (Some(then), Some(now)) => {
            let values = [("then", said(then).into()), ("now", said(now).into())];
            Some(words.say_with("fixed-then-now", &values))
        }
        (Some(_), None) => Some(words.say("fixed-now-withheld")),
        (None, _) => None,
    };
    let gone = today.gone.map(|gone| words.say_with("fixed-gone", &[("n", format::count(gone, words.locale).into())]));
    let changed = match today.changed {
        0 => words.say("fixed-same"),
        _ => words.say_with("fixed-changed", &changed),
    };
    let address = format!("/admin/surveys/{}?{}&lang={}", document.survey, document.query, words.locale);
    let lines: Vec<_> = headline.into_iter().chain([changed]).chain(gone).map(|line| view! { <p>{line}</p> }).collect();
    view! {
        <section class="card take-along" id="today">
            <h2>{words.say("fixed-today")}</h2>
            {lines}
            <p><a href=address>{words.say("fixed-live")}</a></p>
        </section>
    }
    .into_any()
}

fn delete(words: &Words, page: &FixedReportPage<'_>) -> AnyView {
    let error = page.errors.iter().find(|error| error.field == "reason").map(|error| error_text::text(words, error));
    let failed = error.is_some();
    view! {
        <details class="take-along" open=failed>
            <summary>{words.say("fixed-delete")}</summary>
            <p>{words.say("fixed-delete-text")}</p>
            <form class="filter" method="post" action=format!("/admin/reports/{}/delete?lang={}", page.report.id, words.locale)>
                <div class="line" class:failed=failed>
                    <label for="f-reason">{words.say("fixed-reason")}</label>
                    {error_line(words, "reason", error)}
                    <input
                        type="text"
                        id="f-reason"
                        name="reason"
                        value=page.reason.to_owned()
                        maxlength=REASON_LENGTH
                        autocomplete="off"
                        aria-describedby=failed.then_some("e-reason")
                        aria-invalid=failed.then_some("true")
                    />
                </div>
                <div class="filter-buttons"><button class="quiet-button">{words.say("fixed-delete")}</button></div>
            </form>
        </details>
    }
    .into_any()
}
