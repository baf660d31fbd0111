//! The form on a receipt that erases everything. It asks for a tick first, because nobody can undo it.

use domain::{error::FieldError, submission_key::ReceiptCode};
use leptos::prelude::*;

use crate::{
    error_text,
    form::{error::error_line, error_summary},
    messages::Words,
};

/// The name of the checkbox: without it nothing is erased.
const SURE: &str = "sure";

/// The form. `text` is the id of the message that says what is erased.
pub(crate) fn form(words: &Words, code: &ReceiptCode, text: &str, errors: &[FieldError]) -> AnyView {
    view! {
        <form class="choice-form" method="post" action=format!("/r/{code}/erase")>
            <input type="hidden" name="scope" value="everything" />
            <input type="hidden" name="lang" value=words.locale.tag() />
            <p>{words.say(text)}</p>
            {sure(words, "receipt-sure", errors)}
            <button class="secondary">{words.say("receipt-erase-everything")}</button>
        </form>
    }
    .into_any()
}

/// The unticked checkbox that confirms an erasure, with its error. `label` is the id of its text.
pub(crate) fn sure(words: &Words, label: &str, errors: &[FieldError]) -> AnyView {
    let wrong = errors.iter().find(|error| error.field == SURE).map(|error| error_text::text(words, error));
    let failed = wrong.is_some();
    view! {
        {error_line(words, SURE, wrong)}
        <label class="choice">
            <input
                type="checkbox"
                id="f-sure"
                name=SURE
                value="1"
                aria-describedby=failed.then_some("e-sure")
                aria-invalid=failed.then_some("true")
            />
            <span>{words.say(label)}</span>
        </label>
    }
    .into_any()
}

/// The errors above the receipt, each linked to its field.
pub(crate) fn summary(words: &Words, errors: &[FieldError]) -> Option<AnyView> {
    error_summary::errors(words, errors, |field| label(words, field))
}

/// The label of the checkbox in a summary of errors.
pub(crate) fn label(words: &Words, field: &str) -> Option<String> {
    (field == SURE).then(|| format!("{}:", words.say("receipt-erase-everything")))
}
