//! The privacy desk, `/admin/rights`: privacy requests with their deadlines, and the form to enter one.

use domain::{
    calendar::Day,
    error::FieldError,
    form_fields::FormFields,
    rights::{Identity, Right, RightsRequest},
};
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
#[derive(Clone, Copy, Debug)]
pub struct RightsPage<'a> {
    /// The requests, open ones first.
    pub requests: &'a [RightsRequest],
    /// The number of responses whose use is restricted.
    pub restricted: u64,
    /// The current day of the organisation.
    pub today: Day,
    /// The submitted fields of the form.
    pub typed: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &RightsPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("rights-title");
    let document = Document::admin_with_form(title.clone(), !page.errors.is_empty());
    shell::render(context, document, |words| {
        let cards: Vec<_> = page.requests.iter().map(|request| card(words, request, page.today)).collect();
        let body = match cards.is_empty() {
            true => view! { <p>{words.say("rights-empty")}</p> }.into_any(),
            false => view! { <ul class="surveys">{cards}</ul> }.into_any(),
        };
        let label = |name: &str| {
            let id = match name {
                "right" => "rights-asked",
                "received" => "rights-received",
                "reference" => "rights-reference",
                _ => return None,
            };
            Some(format!("{}:", words.say(id)))
        };
        let restricted = (page.restricted > 0).then(|| {
            view! { <p class="notice-line">{words.say_with("rights-restricted-count", &[("count", page.restricted.into())])}</p> }
        });
        let csv = format!("/admin/rights.csv?lang={}", words.locale);
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="exports"><a class="button quiet-button" href=csv download="">{words.say("rights-csv")}</a></p>
            </div>
            {error_summary::errors(words, page.errors, label)}
            <p>{words.say("rights-lead")}</p>
            {restricted}
            {body}
            {create(words, page)}
        }
        .into_any()
    })
}

fn card(words: &Words, request: &RightsRequest, today: Day) -> AnyView {
    let received = [("date", format::date(words, request.entered.received).into())];
    let rights: Vec<_> = request.entered.rights.iter().map(|right| words.say(right_id(*right))).collect();
    let address = format!("/admin/rights/{}?lang={}", request.id, words.locale);
    let reference = (!request.entered.reference.is_empty())
        .then(|| view! { " "<span class="chip">{request.entered.reference.clone()}</span> });
    view! {
        <li class="card site">
            <h2><a href=address>{words.say_with("rights-of", &received)}</a>{reference}</h2>
            <p>{rights.join(", ")}</p>
            {deadline(words, request, today)}
        </li>
    }
    .into_any()
}

/// The time left, or the outcome.
pub(crate) fn deadline(words: &Words, request: &RightsRequest, today: Day) -> AnyView {
    if let Some((outcome, note, _)) = &request.closed {
        let note = note.as_ref().map(|note| format!(": {note}"));
        return view! { <p class="hint">{words.say(outcome_id(*outcome))}{note}</p> }.into_any();
    }
    let due = format::date(words, request.due());
    let left = i64::from(request.days_left(today));
    let late = request.is_late(today);
    let values = [("date", due.into()), ("count", left.abs().into())];
    let text = words.say_with(if late { "rights-late" } else { "rights-left" }, &values);
    view! { <p class="deadline" class:late=late class:soon=!late && left <= 7>{text}</p> }.into_any()
}

fn create(words: &Words, page: &RightsPage<'_>) -> AnyView {
    let value = |name: &str| page.typed.first(name).unwrap_or_default().to_owned();
    let error = |name: &str| page.errors.iter().find(|error| error.field == name).map(|e| error_text::text(words, e));
    let rights: Vec<_> = Right::ALL
        .iter()
        .map(|right| {
            let name = right.name();
            let text = words.say_with("rights-article", &[
                ("right", words.say(right_id(*right)).into()),
                ("article", right.article().into()),
            ]);
            let checked = page.typed.has("right", name);
            view! { <label class="choice"><input type="checkbox" name="right" value=name checked=checked /><span>{text}</span></label> }
        })
        .collect();
    let identities =
        identities(words, page.typed.first("identity").and_then(|name| name.parse().ok()).unwrap_or(Identity::NotYet));
    let received = match value("received") {
        typed if typed.is_empty() && page.errors.is_empty() => page.today.to_string(),
        typed => typed,
    };
    let (right_error, reference_error) = (error("right"), error("reference"));
    let (right_failed, reference_failed) = (right_error.is_some(), reference_error.is_some());
    view! {
        <section class="card">
            <h2>{words.say("rights-create")}</h2>
            <form id=STAFF_FORM class="make" method="post" action=format!("/admin/rights?lang={}", words.locale)>
                <fieldset
                    class="question"
                    class:failed=right_failed
                    id="f-right"
                    tabindex="-1"
                    aria-describedby=described_by("right", right_failed, false)
                >
                    <legend>{words.say("rights-asked")}</legend>
                    {error_line(words, "right", right_error)}
                    <div class="choices">{rights}</div>
                </fieldset>
                {filter::fields::date(words, page.errors, "received", "rights-received", received)}
                <div class="line" class:failed=reference_failed>
                    <label for="f-reference">{words.say("rights-reference")}</label>
                    <p class="hint" id="h-reference">{words.say("rights-reference-hint")}</p>
                    {error_line(words, "reference", reference_error)}
                    <input
                        type="text"
                        id="f-reference"
                        name="reference"
                        value=value("reference")
                        autocomplete="off"
                        aria-describedby=described_by("reference", reference_failed, true)
                        aria-invalid=reference_failed.then_some("true")
                    />
                </div>
                <div class="line">
                    <label for="f-identity">{words.say("rights-identity")}</label>
                    <p class="hint" id="h-identity">{words.say("rights-identity-hint")}</p>
                    <select id="f-identity" name="identity" aria-describedby="h-identity">{identities}</select>
                </div>
                <button class="primary">{words.say("rights-create-button")}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The ways to check the identity, as options.
pub(crate) fn identities(words: &Words, chosen: Identity) -> Vec<AnyView> {
    let option = |identity: &Identity| {
        let (name, text) = (identity.name(), words.say(identity_id(*identity)));
        view! { <option value=name selected=*identity == chosen>{text}</option> }.into_any()
    };
    Identity::ALL.iter().map(option).collect()
}

/// The id of the message that names a right.
pub(crate) const fn right_id(right: Right) -> &'static str {
    match right {
        Right::Access => "right-access",
        Right::Rectification => "right-rectification",
        Right::Erasure => "right-erasure",
        Right::Restriction => "right-restriction",
        Right::Portability => "right-portability",
        Right::Objection => "right-objection",
        Right::Withdrawal => "right-withdrawal",
    }
}

pub(crate) const fn identity_id(identity: Identity) -> &'static str {
    match identity {
        Identity::NotYet => "identity-not-yet",
        Identity::Receipt => "identity-receipt",
        Identity::Address => "identity-address",
        Identity::Account => "identity-account",
        Identity::Other => "identity-other",
    }
}

pub(crate) const fn outcome_id(outcome: domain::rights::Outcome) -> &'static str {
    match outcome {
        domain::rights::Outcome::Done => "outcome-done",
        domain::rights::Outcome::NothingFound => "outcome-nothing-found",
        domain::rights::Outcome::Refused => "outcome-refused",
    }
}
