//! `/admin/reports`: the fixed reports. The page also lists which account fixed or deleted each report. The form that
//! fixes a report is in this file too.

use domain::{
    error::FieldError,
    organisation::Organisation,
    report::{FixedReport, LEAST_GROUP, MOST_REPORTS, ReportDeed, ReportNote},
    results::{query::ResultsQuery, saved_view::NAME_LENGTH},
    survey::published::PublishedSurvey,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    error_text,
    form::{error::error_line, error_summary},
    format,
    messages::Words,
    page::PageContext,
    results::saved_views,
    shell::{self, Document},
};

/// The list, with the notes if the account may see them.
pub fn render(
    context: &PageContext,
    organisation: &Organisation,
    reports: &[FixedReport],
    notes: Option<&[ReportNote]>,
) -> String {
    let title = Words::new(context.locale, context.address_form).say("fixed-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let zone = format::zone(&organisation.profile.time_zone);
        let one = |report: &FixedReport| {
            let at = format::date_time(words, report.fixed_at, &zone);
            let fixed = words.say_with("fixed-by", &[("who", report.who.as_str().into()), ("time", at.into())]);
            let readers = report.for_readers.then(|| view! { " "<span class="chip">{words.say("fixed-readers")}</span> });
            view! {
                <li>
                    <h2><a href=format!("/admin/reports/{}?lang={}", report.id, words.locale)>{report.title.clone()}</a>{readers}</h2>
                    <p class="hint">{fixed}</p>
                </li>
            }
        };
        let list = match reports.is_empty() {
            true => view! { <p>{words.say("fixed-empty")}</p> }.into_any(),
            false => view! { <ul class="prepared">{reports.iter().map(one).collect_view()}</ul> }.into_any(),
        };
        let trail = notes.filter(|notes| !notes.is_empty()).map(|notes| trail(words, notes, &zone));
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title.clone()}</h1>
            <p>{words.say("fixed-lead")}</p>
            <section class="card" aria-label=title.clone()>{list}</section>
            {trail}
        }
        .into_any()
    })
}

fn trail(words: &Words, notes: &[ReportNote], zone: &TimeZone) -> AnyView {
    let rows: Vec<_> = notes
        .iter()
        .map(|note| {
            let deed = words.say(match note.deed {
                ReportDeed::Fixed => "fixed-deed-fixed",
                ReportDeed::Deleted => "fixed-deed-deleted",
            });
            let hash: String = note.hash.to_string().chars().take(12).collect();
            view! {
                <tr>
                    <th scope="row">{format::date_time(words, note.at, zone)}</th>
                    <td>{note.who.clone()}</td>
                    <td>{deed}</td>
                    <td>{note.title.clone()}</td>
                    <td>{note.survey.to_string()}</td>
                    <td>{note.reason.clone()}</td>
                    <td><code>{hash}"…"</code></td>
                </tr>
            }
        })
        .collect();
    let heads = ["access-when", "access-who", "fixed-deed", "fixed-name", "access-survey", "fixed-reason", "fixed-hash"]
        .map(|id| view! { <th scope="col">{words.say(id)}</th> });
    view! {
        <section class="card">
            <h2 id="trail">{words.say("fixed-trail")}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="trail">
                <table class="accesses" aria-labelledby="trail"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}

/// The submitted form that fixes a report.
pub struct FixDraft<'a> {
    /// The query of the report.
    pub query: &'a ResultsQuery,
    /// The submitted title.
    pub title: &'a str,
    /// Whether readers may see it.
    pub for_readers: bool,
    /// The errors of the form.
    pub errors: &'a [FieldError],
    /// Why it was refused, independent of the form.
    pub refused: Option<Refused>,
}

/// Why a report is refused, independent of its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// All of its figures are withheld from its audience.
    Withheld,
    /// The maximum number of reports is reached.
    Full,
    /// An import of the survey is not finished.
    Importing,
    /// The minimum group of readers is smaller than a report may have.
    SmallMinimum,
}

impl Refused {
    fn said(self, words: &Words) -> String {
        match self {
            Self::Withheld => words.say("fixed-withheld"),
            Self::Importing => words.say("fixed-importing"),
            Self::Full => words.say_with("fixed-full", &[("n", format::count(MOST_REPORTS as u64, words.locale).into())]),
            Self::SmallMinimum => words.say_with("fixed-small-minimum", &[("least", u64::from(LEAST_GROUP).into())]),
        }
    }
}

/// The form again, with its errors.
pub fn again(context: &PageContext, published: &PublishedSurvey, draft: &FixDraft<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("fixed-fix");
    shell::render(context, Document { failed: true, ..Document::admin(title.clone()) }, |words| {
        let slug = published.survey.slug.as_str();
        let back = format!("/admin/surveys/{slug}/report?{}&lang={}", draft.query.whole_address(), words.locale);
        let refused = draft.refused.map(|refused| view! { <p class="error" role="alert">{refused.said(words)}</p> });
        let asked = saved_views::view_words(words, &published.version.questionnaire, draft.query).join("; ");
        view! {
            <p class="back"><a href=back>{words.say("fixed-back")}</a></p>
            <h1>{title.clone()}</h1>
            {refused}
            {error_summary::errors(words, draft.errors, |_| Some(words.say("fixed-name")))}
            <p>{asked}</p>
            {form(words, slug, draft)}
        }
        .into_any()
    })
}

/// The form that fixes a report.
pub(crate) fn form(words: &Words, slug: &str, draft: &FixDraft<'_>) -> AnyView {
    // The days that are shown now, even if the form is sent on a later day.
    let kept = draft.query.stated().asked(Some(draft.query.period));
    let fields: Vec<_> = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let error = draft.errors.iter().find(|error| error.field == "name").map(|error| error_text::text(words, error));
    let failed = error.is_some();
    view! {
        <section class="card take-along" id="fix">
            <h2>{words.say("fixed-fix")}</h2>
            <p>{words.say("fixed-fix-text")}</p>
            <form method="post" action=format!("/admin/surveys/{slug}/reports?lang={}", words.locale)>
                {fields}
                <div class="line" class:failed=failed>
                    <label for="f-name">{words.say("fixed-name")}</label>
                    {error_line(words, "name", error)}
                    <input
                        type="text"
                        id="f-name"
                        name="name"
                        value=draft.title.to_owned()
                        maxlength=NAME_LENGTH
                        autocomplete="off"
                        aria-describedby=failed.then_some("e-name")
                        aria-invalid=failed.then_some("true")
                    />
                </div>
                <p class="choice">
                    <input type="checkbox" id="f-readers" name="readers" value="1" checked=draft.for_readers aria-describedby="h-readers" />
                    <label for="f-readers">{words.say("fixed-for-readers")}</label>
                </p>
                <p class="hint" id="h-readers">{words.say("fixed-for-readers-hint")}</p>
                <button class="secondary">{words.say("fixed-fix")}</button>
            </form>
        </section>
    }
    .into_any()
}
