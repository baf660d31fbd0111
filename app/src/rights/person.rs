//! The results for a request, `/admin/rights/{id}/responses/{id}` and `…/visitors/{id}`: all stored data, and the
//! possible actions.

use domain::{
    error::FieldError,
    receipt::{decision::DecisionReceipt, response::Receipt},
    rights::RightsRequest,
};
use leptos::prelude::*;

use crate::{
    error_text,
    form::{error::error_line, error_summary},
    format,
    messages::Words,
    notice::summary::fact,
    page::PageContext,
    receipt::{decision, erase_all, response, standing},
    response::answers,
    shell::{self, Document},
};

/// What both pages need.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The request.
    pub request: &'a RightsRequest,
    /// The address of this page. Actions are sent to addresses under it.
    pub address: &'a str,
    /// The last action.
    pub done: Option<Done>,
    /// The errors of the erasure form.
    pub errors: &'a [FieldError],
}

/// The last action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Answers were corrected.
    Corrected,
    /// The answers are no longer used.
    Restricted,
    /// The answers are used again.
    Released,
    /// A purpose was withdrawn or objected to.
    TakenBack,
    /// The answers were erased.
    Erased,
    /// Nothing was changed.
    Nothing,
}

impl Done {
    const ALL: [Self; 6] = [Self::Corrected, Self::Restricted, Self::Released, Self::TakenBack, Self::Erased, Self::Nothing];

    /// The name in the address of the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Restricted => "restricted",
            Self::Released => "released",
            Self::TakenBack => "taken-back",
            Self::Erased => "erased",
            Self::Nothing => "nothing",
        }
    }

    /// The action with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.name() == name)
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Corrected => "rights-done-corrected",
            Self::Restricted => "rights-done-restricted",
            Self::Released => "rights-done-released",
            Self::TakenBack => "rights-done-taken-back",
            Self::Erased => "rights-done-erased",
            Self::Nothing => "rights-done-nothing",
        }
    }
}

/// The page of a response.
pub fn response(context: &PageContext, desk: &Desk<'_>, receipt: &Receipt) -> String {
    page(context, desk, receipt.version.questionnaire.title.get(context.locale).to_owned(), |words| {
        let zone = format::zone(&receipt.organisation.profile.time_zone);
        let contents = answers::section(words, receipt, false);
        let number = receipt.external_id.clone().map(|id| {
            view! { <dl class="facts card">{fact(words.say("rights-number"), view! { <code>{id}</code> })}</dl> }
        });
        let is_open = desk.request.closed.is_none();
        let stored = receipt.erased_at.is_none();
        let erased = receipt.erased_at.map(|at| {
            view! { <p>{words.say_with("rights-erased", &[("date", format::date_time(words, at, &zone).into())])}</p> }
        });
        view! {
            {response::facts(words, receipt, &zone)}
            {number}
            {erased}
            {response::restricted(words, receipt, &zone)}
            {contents}
            {(is_open && stored).then(|| correct(words, desk))}
            {(is_open && stored).then(|| restrict(words, desk, receipt))}
            {is_open.then(|| standing::section(words, receipt, desk.address, &zone, false))}
            {is_open.then(|| erase(words, desk, stored))}
            {response::history(words, receipt, &zone)}
        }
        .into_any()
    })
}

/// The page of a visitor of a website.
pub fn visitor(context: &PageContext, desk: &Desk<'_>, found: &DecisionReceipt) -> String {
    page(context, desk, found.site.settings.name.clone(), |words| {
        let zone = format::zone(&found.organisation.profile.time_zone);
        let is_open = desk.request.closed.is_none();
        view! {
            {decision::facts(words, found, &zone)}
            {is_open.then(|| decision::purposes(words, found, desk.address, &zone, false))}
            {is_open.then(|| erase(words, desk, false))}
            {decision::history(words, found, &zone)}
        }
        .into_any()
    })
}

fn page(context: &PageContext, desk: &Desk<'_>, title: String, body: impl FnOnce(&Words) -> AnyView) -> String {
    let document = Document { failed: !desk.errors.is_empty(), ..Document::admin(title.clone()) };
    shell::render(context, document, |words| {
        let back = format!("/admin/rights/{}?lang={}", desk.request.id, words.locale);
        let done = desk.done.map(|done| view! { <p class="done" role="status">{words.say(done.id())}</p> });
        let label = |name: &str| match name {
            "sure" => Some(format!("{}:", words.say("rights-sure"))),
            "informed" => Some(format!("{}:", words.say("rights-informed"))),
            _ => None,
        };
        view! {
            <p class="back"><a href=back>{words.say("rights-back-request")}</a></p>
            <div class="receipt person">
                <h1>{title}</h1>
                {error_summary::errors(words, desk.errors, label)}
                {done}
                {body(words)}
            </div>
        }
        .into_any()
    })
}

fn correct(words: &Words, desk: &Desk<'_>) -> AnyView {
    let address = format!("{}/correct?lang={}", desk.address, words.locale);
    view! { <p class="actions"><a class="button quiet-button" href=address>{words.say("correct-link")}</a></p> }.into_any()
}

fn restrict(words: &Words, desk: &Desk<'_>, receipt: &Receipt) -> AnyView {
    let (name, label, text) = match receipt.restricted_at {
        None => ("restrict", "rights-restrict-button", "rights-restrict-text"),
        Some(_) => ("release", "rights-release-button", "rights-release-text"),
    };
    let wrong = desk.errors.iter().find(|error| error.field == "informed").map(|error| error_text::text(words, error));
    let failed = wrong.is_some();
    let informed = receipt.restricted_at.map(|_| {
        view! {
            {error_line(words, "informed", wrong)}
            <label class="choice">
                <input
                    type="checkbox"
                    id="f-informed"
                    name="informed"
                    value="1"
                    aria-describedby=failed.then_some("e-informed")
                    aria-invalid=failed.then_some("true")
                />
                <span>{words.say("rights-informed")}</span>
            </label>
        }
    });
    view! {
        <section>
            <h2>{words.say("right-restriction")}</h2>
            <form class="choice-form" method="post" action=format!("{}/restrict?lang={}", desk.address, words.locale)>
                <input type="hidden" name="do" value=name />
                <p>{words.say(text)}</p>
                {informed}
                <button class="secondary">{words.say(label)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The erasure needs a confirmation, so that a click by mistake erases nothing.
fn erase(words: &Words, desk: &Desk<'_>, answers_too: bool) -> AnyView {
    let button = |scope: &'static str, label: &str| {
        view! { <button class="secondary" name="scope" value=scope>{words.say(label)}</button>" " }
    };
    view! {
        <section id="erase">
            <h2>{words.say("right-erasure")}</h2>
            <p>{words.say(if answers_too { "rights-erase-text" } else { "rights-erase-all-text" })}</p>
            <form class="choice-form" method="post" action=format!("{}/erase?lang={}", desk.address, words.locale)>
                {erase_all::sure(words, "rights-sure", desk.errors)}
                <p class="actions">
                    {answers_too.then(|| button("answers", "receipt-erase-answers"))}
                    {button("everything", "receipt-erase-everything")}
                </p>
            </form>
        </section>
    }
    .into_any()
}
