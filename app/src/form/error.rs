//! The error line beside a field, and its link to the field for screen readers.

use leptos::prelude::*;

use crate::messages::Words;

/// The text of an error. Its id for `aria-describedby` is `e-` and the name of the field.
pub(crate) fn error_line(words: &Words, name: &str, error: Option<String>) -> Option<AnyView> {
    let text = error?;
    let id = format!("e-{name}");
    Some(view! { <p class="error" id=id><span class="hidden">{words.say("field-error")}" "</span>{text}</p> }.into_any())
}

/// The ids of the existing elements that describe a field.
pub(crate) fn described_by(name: &str, failed: bool, hint: bool) -> Option<String> {
    let parts = [hint.then(|| format!("h-{name}")), failed.then(|| format!("e-{name}"))];
    let ids: Vec<_> = parts.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
