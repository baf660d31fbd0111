//! The summary of errors above a form, each linked to its field.

use domain::{error::FieldError, survey::reserved_keys};
use leptos::prelude::*;

use crate::{error_text, messages::Words};

/// The summary, or `None` without errors. The name of a field is shown before its error if `label` returns one.
pub(crate) fn errors(words: &Words, errors: &[FieldError], label: impl Fn(&str) -> Option<String>) -> Option<AnyView> {
    if errors.is_empty() {
        return None;
    }
    let heading = words.say_with("errors-heading", &[("count", errors.len().into())]);
    let items: Vec<_> = errors
        .iter()
        .map(|error| {
            let text = error_text::text(words, error);
            let name = label(&error.field);
            let hidden = [reserved_keys::KEY, reserved_keys::VERSION, reserved_keys::LOCALE].contains(&error.field.as_str());
            let linked = name.is_some() && !hidden;
            let text = match name {
                Some(name) => format!("{name} {text}"),
                None => text,
            };
            let view = match linked {
                true => view! { <a href=format!("#f-{}", error.field)>{text}</a> }.into_any(),
                false => text.into_any(),
            };
            view! { <li>{view}</li> }
        })
        .collect();
    Some(
        view! {
            <div id="error-summary" class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <h2>{heading}</h2>
                <ul>{items}</ul>
            </div>
        }
        .into_any(),
    )
}
