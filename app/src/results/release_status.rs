//! The notes for a person who sees only figures, not answers. They say as of when the figures are, that the figures move in
//! steps, and why a figure waits.

use domain::results::{
    data::ResultsData,
    release_status::{Steps, Waiting},
};
use leptos::prelude::*;

use crate::{format, messages::Words};

/// As of when the figures are, and how they may be asked for.
pub(crate) fn note(words: &Words, data: &ResultsData, steps: &Steps, minimum: u64) -> AnyView {
    let zone = format::zone(&data.published.organisation.profile.time_zone);
    let moved = steps.at.map(|at| {
        let values = [("at", format::date_time(words, at, &zone).into()), ("minimum", minimum.into())];
        view! { <p class="hint" id="as-of">{words.say_with("reader-steps", &values)}</p> }
    });
    view! { {moved}<p class="hint">{words.say("reader-months")}</p> }.into_any()
}

/// Why a figure waits for its next step.
pub(crate) fn waits(words: &Words, why: Waiting, minimum: u64) -> AnyView {
    let (title, text) = match why {
        Waiting::Few => ("too-few", "too-few-text"),
        Waiting::Withdrawn => ("withdrawn-wait", "withdrawn-wait-text"),
    };
    view! { <p><strong>{words.say(title)}</strong>". "{words.say_with(text, &[("minimum", minimum.into())])}</p> }.into_any()
}
