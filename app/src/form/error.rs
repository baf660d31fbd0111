//! The line of error beside a field, and what a screen reader is told of it.

use leptos::prelude::*;

use crate::messages::Words;

/// The text of an error, to be named in `aria-describedby` as `e-` and the field's name.
pub(crate) fn error_line(words: &Words, name: &str, error: Option<String>) -> Option<AnyView> {
    let text = error?;
    let id = format!("e-{name}");
    Some(view! { <p class="error" id=id><span class="hidden">{words.say("field-error")}" "</span>{text}</p> }.into_any())
}

/// The ids that describe a field, those that exist.
pub(crate) fn described_by(name: &str, failed: bool, hint: bool) -> Option<String> {
    let parts = [hint.then(|| format!("h-{name}")), failed.then(|| format!("e-{name}"))];
    let ids: Vec<_> = parts.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
