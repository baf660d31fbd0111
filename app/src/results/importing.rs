//! The note that an import is not finished: the figures hold a part of its rows.

use domain::{import::status::ImportState, results::data::ResultsData};
use leptos::prelude::*;

use crate::messages::Words;

/// The note, if an import is neither done nor undone.
pub(crate) fn note(words: &Words, data: &ResultsData) -> Option<AnyView> {
    let import = data.importing.as_ref()?;
    let values = [("file", import.file.as_str().into()), ("percent", import.percent().into())];
    let state = match import.state {
        ImportState::Interrupted => "importing-interrupted",
        ImportState::Undoing => "importing-undoing",
        _ => "importing-running",
    };
    // Readers see the figures of before.
    let meaning = if data.figures_only { "importing-readers" } else { "importing-figures" };
    let text = view! { <strong>{words.say_with(state, &values)}</strong>" "{words.say(meaning)} };
    Some(view! { <p class="notice-line" id="importing">{text}</p> }.into_any())
}
