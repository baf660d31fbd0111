//! `/admin/rights/{id}`: one privacy request. The page searches the data of the data subject, lists the actions, and
//! closes the request.

use domain::{
    calendar::Day,
    error::FieldError,
    form_fields::FormFields,
    notice::purpose::{ANALYSIS, CONNECT, CONTACT, PUBLISH},
    receipt::{decision::DecisionReceipt, response::Receipt},
    rights::{ActionKind, Identity, Outcome, RightsAction, RightsRequest, found::Found},
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use super::requests::{deadline, identities, identity_id, outcome_id, right_id};
use crate::{
    error_text,
    form::{
        error::{described_by, error_line},
        error_summary,
    },
    format,
    messages::Words,
    notice::summary::fact,
    page::PageContext,
    shell::{self, Document, STAFF_FORM},
};

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct RequestPage<'a> {
    /// The request.
    pub request: &'a RightsRequest,
    /// The actions on it, oldest first.
    pub actions: &'a [RightsAction],
    /// The current day of the organisation.
    pub today: Day,
    /// The organisation's time zone.
    pub zone: &'a TimeZone,
    /// The results, after a search.
    pub found: Option<&'a Found>,
    /// The submitted fields of one of the forms.
    pub typed: &'a FormFields,
    /// The errors of that form.
    pub errors: &'a [FieldError],
}

/// Which form the language switch keeps, of those of an open request: the one that was sent, else the one that closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Search,
    Extend,
    Close,
}

impl Kept {
    fn of(page: &RequestPage<'_>) -> Self {
        match page.typed.first("do") {
            Some("extend") if may_extend(page) => Self::Extend,
            None if page.typed.first("by").is_some() => Self::Search,
            _ => Self::Close,
        }
    }

    /// The id of a form, if it is the one.
    fn id(self, form: Self) -> Option<&'static str> {
        (self == form).then_some(STAFF_FORM)
    }
}

/// The page.
pub fn render(context: &PageContext, page: &RequestPage<'_>) -> String {
    let words = Words::new(context.locale, context.address_form);
    let title = words.say_with("rights-of", &[("date", format::date(&words, page.request.entered.received).into())]);
    let failed = !page.errors.is_empty();
    let document = match page.request.closed {
        None => Document::admin_with_form(title.clone(), failed),
        Some(_) => Document { failed, ..Document::admin(title.clone()) },
    };
    shell::render(context, document, |words| {
        let label = |name: &str| {
            let id = match name {
                "value" => "rights-search-value",
                "reason" => "rights-extend-reason",
                "note" => "rights-note",
                "outcome" => "rights-outcome",
                _ => return None,
            };
            Some(format!("{}:", words.say(id)))
        };
        let is_open = page.request.closed.is_none();
        view! {
            <p class="back"><a href=format!("/admin/rights?lang={}", words.locale)>{words.say("rights-back")}</a></p>
            <h1>{title}</h1>
            {error_summary::errors(words, page.errors, label)}
            {facts(words, page)}
            {is_open.then(|| identify(words, page))}
            {is_open.then(|| search(words, page))}
            {page.found.map(|found| results(words, page, found))}
            {done(words, page)}
            {is_open.then(|| ending(words, page))}
        }
        .into_any()
    })
}

fn facts(words: &Words, page: &RequestPage<'_>) -> AnyView {
    let entered = &page.request.entered;
    let rights: Vec<_> = entered.rights.iter().map(|right| words.say(right_id(*right))).collect();
    let reference = if entered.reference.is_empty() { "—".to_owned() } else { entered.reference.clone() };
    let extension = page.request.extension.clone().map(|reason| fact(words.say("rights-extended"), reason));
    view! {
        <section class="card">
            {deadline(words, page.request, page.today)}
            <dl class="facts">
                {fact(words.say("rights-asked"), rights.join(", "))}
                {fact(words.say("rights-reference"), reference)}
                {fact(words.say("rights-identity"), words.say(identity_id(entered.identity)))}
                {extension}
            </dl>
        </section>
    }
    .into_any()
}

/// Exports and changes are only possible after the identity of the requester was checked.
fn identify(words: &Words, page: &RequestPage<'_>) -> AnyView {
    let identity = page.request.entered.identity;
    let options = identities(words, identity);
    let text = (identity == Identity::NotYet).then(|| view! { <p class="notice-line">{words.say("rights-identify-first")}</p> });
    view! {
        <section class="card">
            <h2>{words.say("rights-identity")}</h2>
            {text}
            <form class="make" method="post" action=format!("/admin/rights/{}?lang={}", page.request.id, words.locale)>
                <input type="hidden" name="do" value="identify" />
                <div class="line">
                    <label for="f-identity" class="hidden">{words.say("rights-identity")}</label>
                    <p class="hint" id="h-identity">{words.say("rights-identity-hint")}</p>
                    <select id="f-identity" name="identity" aria-describedby="h-identity">{options}</select>
                </div>
                <button class="secondary">{words.say("rights-identify-button")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn error(words: &Words, page: &RequestPage<'_>, name: &str) -> Option<String> {
    page.errors.iter().find(|error| error.field == name).map(|error| error_text::text(words, error))
}

/// The search fields, with the ids of their messages.
const WAYS: [(&str, &str); 5] = [
    ("email", "rights-by-email"),
    ("phone", "rights-by-phone"),
    ("number", "rights-by-number"),
    ("receipt", "rights-by-receipt"),
    ("restricted", "rights-by-restricted"),
];

fn search(words: &Words, page: &RequestPage<'_>) -> AnyView {
    let wrong = error(words, page, "value");
    let failed = wrong.is_some();
    let chosen = page.typed.first("by").unwrap_or("email");
    let ways: Vec<_> = WAYS
        .into_iter()
        .map(|(name, id)| {
            view! {
                <label class="choice">
                    <input type="radio" name="by" value=name checked=name == chosen />
                    <span>{words.say(id)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <section class="card" id="search">
            <h2>{words.say("rights-search")}</h2>
            <form
                id=Kept::of(page).id(Kept::Search)
                class="make"
                method="post"
                action=format!("/admin/rights/{}/search?lang={}", page.request.id, words.locale)
            >
                <fieldset class="question">
                    <legend>{words.say("rights-by")}</legend>
                    <div class="choices">{ways}</div>
                </fieldset>
                <div class="line" class:failed=failed>
                    <label for="f-value">{words.say("rights-search-value")}</label>
                    <p class="hint" id="h-value">{words.say("rights-search-hint")}</p>
                    {error_line(words, "value", wrong)}
                    <input
                        type="text"
                        id="f-value"
                        name="value"
                        value=page.typed.first("value").unwrap_or_default().to_owned()
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby=described_by("value", failed, true)
                        aria-invalid=failed.then_some("true")
                    />
                </div>
                <label class="choice">
                    <input type="checkbox" name="texts" value="1" checked=page.typed.has("texts", "1") />
                    <span>{words.say("rights-in-texts")}</span>
                </label>
                <p><button class="primary">{words.say("rights-search-button")}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn results(words: &Words, page: &RequestPage<'_>, found: &Found) -> AnyView {
    let address = format!("/admin/rights/{}", page.request.id);
    let responses: Vec<_> = found.responses.iter().map(|receipt| response(words, page, &address, receipt)).collect();
    let visitor = found.visitor.as_ref().map(|receipt| visitor(words, page, &address, receipt));
    let ids: Vec<_> = found
        .responses
        .iter()
        .map(|receipt| ("response", receipt.response.to_string()))
        .chain(found.visitor.iter().map(|receipt| ("visitor", receipt.event.to_string())))
        .map(|(name, id)| view! { <input type="hidden" name=name value=id /> })
        .collect();
    let export = (!found.is_empty()).then(|| {
        view! {
            <form method="post" action=format!("{address}/export?lang={}", words.locale)>
                {ids}
                <p class="actions">
                    <button class="secondary" name="format" value="html">{words.say("rights-export-document")}</button>
                    " "
                    <button class="secondary">{words.say("rights-export")}</button>
                </p>
                <p class="hint">{words.say("rights-export-hint")}</p>
            </form>
        }
    });
    let erased = (found.erased_imports > 0).then(|| view! { <p>{words.say("rights-erased-import")}</p> });
    // The same search again, after the last shown result.
    let more = found.responses.last().filter(|_| found.more).map(|last| {
        let again: Vec<_> = ["by", "value", "texts"]
            .into_iter()
            .filter_map(|name| Some((name, page.typed.first(name)?.to_owned())))
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        view! {
            <form method="post" action=format!("{address}/search?lang={}", words.locale)>
                {again}
                <input type="hidden" name="after" value=last.response.to_string() />
                <p>{words.say("rights-more")}</p>
                <button class="secondary">{words.say("rights-more-button")}</button>
            </form>
        }
    });
    let heading = words.say_with("rights-found", &[("count", found.len().into())]);
    view! {
        <section class="card" id="found" tabindex="-1">
            <h2>{heading}</h2>
            <ul class="found">{responses}{visitor}</ul>
            {more}
            {erased}
            {export}
            <details>
                <summary>{words.say("rights-not-found")}</summary>
                <ul>
                    <li>{words.say("rights-not-found-unlinked")}</li>
                    <li>{words.say("rights-not-found-visitor")}</li>
                    <li>{words.say("rights-not-found-light")}</li>
                    <li>{words.say("rights-not-found-texts")}</li>
                    <li>{words.say("rights-not-found-case")}</li>
                    <li>{words.say("rights-not-found-elsewhere")}</li>
                </ul>
            </details>
        </section>
    }
    .into_any()
}

fn response(words: &Words, page: &RequestPage<'_>, address: &str, receipt: &Receipt) -> AnyView {
    let title = receipt.version.questionnaire.title.get(words.locale).to_owned();
    let sent = format::date_time(words, receipt.submitted_at, page.zone);
    let marks = [
        receipt.erased_at.map(|_| "rights-mark-erased"),
        receipt.restricted_at.map(|_| "rights-mark-restricted"),
        receipt.contact.as_ref().map(|_| "rights-mark-contact"),
        receipt.external_id.as_ref().map(|_| "rights-mark-imported"),
    ];
    let marks: Vec<_> = marks.into_iter().flatten().map(|id| view! { " "<span class="chip">{words.say(id)}</span> }).collect();
    let href = format!("{address}/responses/{}?lang={}", receipt.response, words.locale);
    view! { <li><a href=href>{title}</a>" · "{sent}{marks}</li> }.into_any()
}

fn visitor(words: &Words, page: &RequestPage<'_>, address: &str, receipt: &DecisionReceipt) -> AnyView {
    let href = format!("{address}/visitors/{}?lang={}", receipt.event, words.locale);
    let decided = format::date_time(words, receipt.decided_at, page.zone);
    let title = words.say_with("rights-visitor", &[("site", receipt.site.settings.name.as_str().into())]);
    view! { <li><a href=href>{title}</a>" · "{decided}</li> }.into_any()
}

fn may_extend(page: &RequestPage<'_>) -> bool {
    page.request.extension.is_none() && page.request.extendable_until() >= page.today
}

/// Every action.
fn done(words: &Words, page: &RequestPage<'_>) -> AnyView {
    let lines: Vec<_> = page
        .actions
        .iter()
        .map(|action| {
            let at = format::date_time(words, action.at, page.zone);
            let about = action.about.as_ref().map(|about| format!(" · {about}"));
            let who = format!(" · {at} · {}", action.account);
            view! { <li><strong>{action_text(words, action)}</strong>{about}<span class="hint">{who}</span></li> }
        })
        .collect();
    let list = match lines.is_empty() {
        true => view! { <p class="hint">{words.say("rights-nothing-done")}</p> }.into_any(),
        false => view! { <ol class="deeds">{lines}</ol> }.into_any(),
    };
    view! { <section class="card"><h2>{words.say("rights-done")}</h2>{list}</section> }.into_any()
}

fn action_text(words: &Words, action: &RightsAction) -> String {
    let detail = action.detail.clone().unwrap_or_default();
    match action.kind {
        ActionKind::Searched => {
            let (by, count) = detail.split_once(' ').unwrap_or((&detail, "0"));
            let (by, texts) = by.split_once('+').map_or((by, false), |(by, _)| (by, true));
            let way = WAYS.iter().find(|(name, _)| *name == by).map(|(_, id)| words.say(id)).unwrap_or_default();
            let texts = if texts { words.say("action-texts-too") } else { String::new() };
            let (count, more) = count.strip_suffix('+').map_or((count, false), |count| (count, true));
            let more = if more { words.say("action-and-more") } else { String::new() };
            let count = count.parse::<i64>().unwrap_or_default();
            let values = [("way", way.into()), ("texts", texts.into()), ("count", count.into())];
            format!("{}{more}", words.say_with("action-searched", &values))
        }
        ActionKind::Identified => {
            let identity = detail.parse::<Identity>().map(|identity| words.say(identity_id(identity))).unwrap_or_default();
            words.say_with("action-identified", &[("identity", identity.into())])
        }
        ActionKind::Viewed => words.say_with("action-viewed", &[("count", detail.parse::<i64>().unwrap_or(1).into())]),
        ActionKind::Exported => words.say_with("action-exported", &[("count", detail.parse::<i64>().unwrap_or_default().into())]),
        ActionKind::Corrected => words.say("action-corrected"),
        ActionKind::Restricted => words.say("action-restricted"),
        ActionKind::Released => words.say("action-released"),
        ActionKind::TakenBack => {
            let purpose = match detail.as_str() {
                ANALYSIS => words.say("purpose-analysis"),
                CONTACT => words.say("purpose-contact"),
                PUBLISH => words.say("purpose-publish"),
                CONNECT => words.say("purpose-connect"),
                _ => detail,
            };
            words.say_with("action-taken-back", &[("purpose", purpose.into())])
        }
        ActionKind::ErasedAnswers => words.say("action-erased-answers"),
        ActionKind::ErasedEverything => words.say("action-erased-everything"),
        ActionKind::Extended => words.say_with("action-extended", &[("reason", detail.into())]),
        ActionKind::Closed => {
            let outcome = detail.parse::<Outcome>().map(|outcome| words.say(outcome_id(outcome))).unwrap_or_default();
            words.say_with("action-closed", &[("outcome", outcome.into())])
        }
    }
}

/// The forms to extend the deadline and to close the request.
fn ending(words: &Words, page: &RequestPage<'_>) -> AnyView {
    let action = format!("/admin/rights/{}?lang={}", page.request.id, words.locale);
    let line = |name: &'static str, label: &str, hint: &str| {
        let wrong = error(words, page, name);
        let failed = wrong.is_some();
        view! {
            <div class="line" class:failed=failed>
                <label for=format!("f-{name}")>{words.say(label)}</label>
                <p class="hint" id=format!("h-{name}")>{words.say(hint)}</p>
                {error_line(words, name, wrong)}
                <input
                    type="text"
                    id=format!("f-{name}")
                    name=name
                    value=page.typed.first(name).unwrap_or_default().to_owned()
                    autocomplete="off"
                    aria-describedby=described_by(name, failed, true)
                    aria-invalid=failed.then_some("true")
                />
            </div>
        }
        .into_any()
    };
    let extend = may_extend(page).then(|| {
        view! {
            <section class="card">
                <h2>{words.say("rights-extend")}</h2>
                <form id=Kept::of(page).id(Kept::Extend) class="make" method="post" action=action.clone()>
                    <input type="hidden" name="do" value="extend" />
                    {line("reason", "rights-extend-reason", "rights-extend-hint")}
                    <button class="secondary">{words.say("rights-extend-button")}</button>
                </form>
            </section>
        }
    });
    let wrong = error(words, page, "outcome");
    let failed = wrong.is_some();
    let outcomes: Vec<_> = Outcome::ALL
        .iter()
        .map(|outcome| {
            let name = outcome.name();
            let checked = page.typed.first("outcome") == Some(name);
            view! {
                <label class="choice">
                    <input type="radio" name="outcome" value=name checked=checked />
                    <span>{words.say(outcome_id(*outcome))}</span>
                </label>
            }
        })
        .collect();
    view! {
        {extend}
        <section class="card">
            <h2>{words.say("rights-close")}</h2>
            <form id=Kept::of(page).id(Kept::Close) class="make" method="post" action=action>
                <input type="hidden" name="do" value="close" />
                <fieldset class="question" class:failed=failed id="f-outcome" tabindex="-1">
                    <legend>{words.say("rights-outcome")}</legend>
                    {error_line(words, "outcome", wrong)}
                    <div class="choices">{outcomes}</div>
                </fieldset>
                {line("note", "rights-note", "rights-note-hint")}
                <button class="secondary">{words.say("rights-close-button")}</button>
            </form>
        </section>
    }
    .into_any()
}
