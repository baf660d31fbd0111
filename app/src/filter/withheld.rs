//! What is shown instead of a figure that is withheld.

use leptos::prelude::*;

use crate::messages::Words;

/// What is said where lifting a part of the filter would give somebody away.
pub(crate) fn allows_differencing(words: &Words, minimum: u64, figures_only: bool) -> AnyView {
    let text = match figures_only {
        true => words.say("gives-away-reader"),
        false => words.say_with("gives-away-text", &[("minimum", minimum.into())]),
    };
    view! { <section class="card"><h2>{words.say("gives-away")}</h2><p>{text}</p></section> }.into_any()
}
