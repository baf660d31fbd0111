//! The form that asks for optional purposes after sending: on the page of thanks, and later on the receipt.

use domain::{
    error::FieldError,
    form_fields::FormFields,
    notice::purpose::{ANALYSIS, Purpose},
    receipt::response::Receipt,
    submission_key::ReceiptCode,
    survey::Mode,
};
use leptos::prelude::*;

use crate::{
    form::error_summary,
    messages::Words,
    receipt::erase_all,
    response::{field::Form, form::label, purposes},
};

/// The field by which the page of thanks says that it sent the form.
pub const THANKS: &str = "thanks";

/// What the form needs of its page.
pub(crate) struct Asking<'a> {
    pub(crate) receipt: &'a Receipt,
    pub(crate) code: &'a ReceiptCode,
    /// Whether it is the page of thanks.
    pub(crate) thanks: bool,
    /// The submitted values, on a page with errors.
    pub(crate) fields: &'a FormFields,
    pub(crate) errors: &'a [FieldError],
}

/// The purposes that are offered: those asked after sending, on which nothing was decided yet.
fn offered(receipt: &Receipt) -> impl Iterator<Item = &Purpose> {
    let decides = |key: &domain::id::Key| receipt.history.iter().flat_map(|event| &event.decisions).any(|d| d.purpose == *key);
    let is_used = receipt.erased_at.is_none()
        && receipt.restricted_at.is_none()
        && receipt.standing.iter().any(|standing| standing.purpose.as_str() == ANALYSIS && standing.state.stands());
    receipt.version.questionnaire.purposes_after_sending().filter(move |purpose| is_used && !decides(&purpose.key))
}

/// One unticked box per purpose, and one button.
pub(crate) fn form(words: &Words, page: &Asking<'_>) -> Option<AnyView> {
    let form = Form { words, fields: page.fields, errors: page.errors, mode: Mode::Full, heading: None };
    let boxes = purposes::boxes(&form, offered(page.receipt), "allow-hint")?;
    let thanks = page.thanks.then(|| view! { <input type="hidden" name=THANKS value="1" /> });
    Some(
        view! {
            <form class="choice-form allow" id="allow" method="post" action=format!("/r/{}/allow", page.code) novalidate=true>
                <input type="hidden" name="lang" value=words.locale.tag() />
                {thanks}
                {boxes}
                <button class="primary">{words.say("allow-button")}</button>
            </form>
        }
        .into_any(),
    )
}

/// What was allowed just now is stored.
pub(crate) fn done(words: &Words, allowed: bool) -> Option<AnyView> {
    allowed.then(|| view! { <p class="done" role="status">{words.say("allow-done")}</p> }.into_any())
}

/// The errors above the page, each linked to its field.
pub(crate) fn summary(words: &Words, page: &Asking<'_>) -> Option<AnyView> {
    let questionnaire = &page.receipt.version.questionnaire;
    let of_field = |field: &str| erase_all::label(words, field).or_else(|| label(words, questionnaire, field));
    error_summary::errors(words, page.errors, of_field)
}
