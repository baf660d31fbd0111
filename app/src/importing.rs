//! The note that an import is not finished: the figures hold a part of its rows.

use domain::import::status::{ImportState, ImportStatus};
use leptos::prelude::*;

use crate::messages::Words;

/// The note, if an import is neither done nor undone. Readers with figures only see those of before.
pub(crate) fn note(words: &Words, import: Option<&ImportStatus>, figures_only: bool) -> Option<AnyView> {
    let meaning = if figures_only { "importing-readers" } else { "importing-figures" };
    let text = view! { <strong>{state(words, import?)}</strong>" "{words.say(meaning)} };
    Some(view! { <p class="notice-line" id="importing">{text}</p> }.into_any())
}

/// The same below a picture or a score, which has no room for two sentences on files.
pub(crate) fn line(words: &Words, import: Option<&ImportStatus>, figures_only: bool) -> Option<String> {
    let meaning = if figures_only { "importing-readers" } else { "importing-part" };
    Some(format!("{} {}", state(words, import?), words.say(meaning)))
}

fn state(words: &Words, import: &ImportStatus) -> String {
    let values = [("file", import.file.as_str().into()), ("percent", import.percent().into())];
    let state = match import.state {
        ImportState::Interrupted => "importing-interrupted",
        ImportState::Undoing => "importing-undoing",
        _ => "importing-running",
    };
    words.say_with(state, &values)
}
