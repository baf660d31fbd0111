//! `/admin/works-council`: the statement of the organisation about its works council. The page shows whether attributes
//! that name an employee are enabled, and which exist. It also shows every statement and revocation, with its account.

use domain::{
    calendar::Day,
    error::FieldError,
    form_fields::FormFields,
    organisation::{
        Organisation,
        works_council::{DOCUMENT_LENGTH, Deed, Ground, NotedDeed, may_name_employees},
    },
    survey::{attribute::Attribute, published::PublishedSurvey},
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    error_text, filter,
    form::{
        error::{described_by, error_line},
        error_summary,
    },
    format,
    messages::Words,
    page::PageContext,
    shell::{self, Document, STAFF_FORM},
};

/// The data of the page.
pub struct WorksCouncilPage<'a> {
    /// The organisation of the page.
    pub organisation: &'a Organisation,
    /// The actions, newest first.
    pub deeds: &'a [NotedDeed],
    /// The surveys of the organisation.
    pub surveys: &'a [PublishedSurvey],
    /// The current day of the organisation.
    pub today: Day,
    /// The submitted fields. Empty at first.
    pub typed: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
}

/// The fields with their labels.
const FIELDS: [(&str, &str); 4] = [
    ("ground", "council-ground"),
    ("agreed_on", "council-agreed-on"),
    ("document", "council-document"),
    ("until", "council-until"),
];

/// The page.
pub fn render(context: &PageContext, page: &WorksCouncilPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("council-title");
    let document = Document::admin_with_form(title.clone(), !page.errors.is_empty());
    shell::render(context, document, |words| {
        let zone = format::zone(&page.organisation.profile.time_zone);
        let label = |name: &str| {
            let (_, id) = FIELDS.iter().find(|(field, _)| *field == name)?;
            Some(format!("{}:", words.say(id)))
        };
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title}</h1>
            {error_summary::errors(words, page.errors, label)}
            <p>{words.say("council-lead")}</p>
            {state(words, page, &zone)}
            {concerned(words, page)}
            {form(words, page)}
            {(!page.deeds.is_empty()).then(|| trail(words, page.deeds, &zone))}
        }
        .into_any()
    })
}

fn state(words: &Words, page: &WorksCouncilPage<'_>, zone: &TimeZone) -> AnyView {
    let newest = page.deeds.first();
    let stands = may_name_employees(newest, page.today);
    let said = match newest {
        None => words.say("council-nothing"),
        Some(deed) if deed.statement().is_none() => words.say("council-taken-back"),
        Some(_) if stands => words.say("council-on"),
        Some(_) => words.say("council-over"),
    };
    let facts = newest.filter(|deed| deed.statement().is_some()).map(|deed| {
        let by = [("who", deed.who.as_str().into()), ("time", format::date_time(words, deed.at, zone).into())];
        view! { <p>{deed_text(words, deed)}</p><p class="hint">{words.say_with("council-by", &by)}</p> }
    });
    let back = newest.is_some_and(|deed| deed.statement().is_some()).then(|| {
        let action = format!("/admin/works-council/take-back?lang={}", words.locale);
        view! {
            <details>
                <summary>{words.say("council-take-back")}</summary>
                <p>{words.say("council-take-back-text")}</p>
                <form method="post" action=action><button class="quiet-button">{words.say("council-take-back-sure")}</button></form>
            </details>
        }
    });
    view! { <section class="card"><h2>{words.say("council-state")}</h2><p><strong>{said}</strong></p>{facts}{back}</section> }
        .into_any()
}

/// The surveys with attributes that name an employee.
fn concerned(words: &Words, page: &WorksCouncilPage<'_>) -> AnyView {
    let lines: Vec<_> = page
        .surveys
        .iter()
        .flat_map(|published| {
            let whole = published.version.questionnaire.whole();
            let line = |attribute: &Attribute| {
                let team = whole.attribute(attribute.team.as_ref()?.as_str())?.text.get(words.locale).to_owned();
                let values = [("name", attribute.text.get(words.locale).to_owned().into()), ("team", team.into())];
                let address = format!("/admin/surveys/{}?lang={}", published.survey.slug, words.locale);
                let survey = whole.title.get(words.locale).to_owned();
                Some(view! { <li><a href=address>{survey}</a>": "{words.say_with("council-attribute", &values)}</li> })
            };
            whole.attributes.iter().filter_map(line).collect::<Vec<_>>()
        })
        .collect();
    let body = match lines.is_empty() {
        true => view! {
            <p>{words.say("council-no-attributes")}</p>
            <pre tabindex="0"><code>"klankbord survey attribute … --names-employee --team …"</code></pre>
        }
        .into_any(),
        false => view! { <ul>{lines}</ul> }.into_any(),
    };
    view! { <section class="card"><h2>{words.say("council-attributes")}</h2>{body}</section> }.into_any()
}

fn form(words: &Words, page: &WorksCouncilPage<'_>) -> AnyView {
    let value = |name: &str| page.typed.first(name).unwrap_or_default().to_owned();
    let error = |name: &str| page.errors.iter().find(|error| error.field == name).map(|e| error_text::text(words, e));
    let grounds: Vec<_> = Ground::ALL
        .iter()
        .map(|ground| {
            let (name, text) = (ground.name(), words.say(ground_id(*ground)));
            let checked = page.typed.has("ground", name);
            view! { <label class="choice"><input type="radio" name="ground" value=name checked=checked /><span>{text}</span></label> }
        })
        .collect();
    let (ground, document) = (error("ground"), error("document"));
    let (ground_failed, document_failed) = (ground.is_some(), document.is_some());
    view! {
        <section class="card">
            <h2>{words.say("council-make")}</h2>
            <p>{words.say("council-make-text")}</p>
            <form id=STAFF_FORM class="make" method="post" action=format!("/admin/works-council?lang={}", words.locale)>
                <fieldset
                    class="question"
                    class:failed=ground_failed
                    id="f-ground"
                    tabindex="-1"
                    aria-describedby=described_by("ground", ground_failed, false)
                >
                    <legend>{words.say("council-ground")}</legend>
                    {error_line(words, "ground", ground)}
                    <div class="choices">{grounds}</div>
                </fieldset>
                {filter::fields::date(words, page.errors, "agreed_on", "council-agreed-on", value("agreed_on"))}
                <div class="line" class:failed=document_failed>
                    <label for="f-document">{words.say("council-document")}</label>
                    <p class="hint" id="h-document">{words.say("council-document-hint")}</p>
                    {error_line(words, "document", document)}
                    <input
                        type="text"
                        id="f-document"
                        name="document"
                        value=value("document")
                        maxlength=DOCUMENT_LENGTH
                        autocomplete="off"
                        aria-describedby=described_by("document", document_failed, true)
                        aria-invalid=document_failed.then_some("true")
                    />
                </div>
                {filter::fields::date(words, page.errors, "until", "council-until", value("until"))}
                <button class="primary">{words.say("council-make-button")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn trail(words: &Words, deeds: &[NotedDeed], zone: &TimeZone) -> AnyView {
    let rows: Vec<_> = deeds
        .iter()
        .map(|deed| {
            view! {
                <tr>
                    <th scope="row">{format::date_time(words, deed.at, zone)}</th>
                    <td>{deed.who.clone()}</td>
                    <td>{deed_text(words, deed)}</td>
                </tr>
            }
        })
        .collect();
    let heads = ["access-when", "access-who", "fixed-deed"].map(|id| view! { <th scope="col">{words.say(id)}</th> });
    view! {
        <section class="card">
            <h2 id="trail">{words.say("council-trail")}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="trail">
                <table class="accesses deeds" aria-labelledby="trail"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}

/// "The works council consents. 1 November 2026; OR 2026/14. Until 31 December 2027."
fn deed_text(words: &Words, deed: &NotedDeed) -> String {
    let Deed::Stated(statement) = &deed.deed else { return words.say("council-deed-taken-back") };
    let values = [
        ("ground", words.say(ground_id(statement.ground)).into()),
        ("date", format::date(words, statement.agreed_on).into()),
        ("document", statement.document.as_str().into()),
    ];
    let said = words.say_with("council-deed-stated", &values);
    match statement.until {
        Some(until) => format!("{said} {}", words.say_with("council-deed-until", &[("date", format::date(words, until).into())])),
        None => said,
    }
}

/// The id of the message that names a ground.
const fn ground_id(ground: Ground) -> &'static str {
    match ground {
        Ground::WorksCouncil => "council-ground-council",
        Ground::NoWorksCouncil => "council-ground-none",
    }
}
