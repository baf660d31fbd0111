//! The text in place of a withheld figure.

use leptos::prelude::*;

use crate::messages::Words;

/// The text if a part of the filter allows differencing.
pub(crate) fn allows_differencing(words: &Words, minimum: u64, figures_only: bool) -> AnyView {
    let text = match figures_only {
        true => words.say("gives-away-reader"),
        false => words.say_with("gives-away-text", &[("minimum", minimum.into())]),
    };
    view! { <section class="card"><h2>{words.say("gives-away")}</h2><p>{text}</p></section> }.into_any()
}
