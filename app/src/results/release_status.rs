//! Notes for an account that sees figures only. They give the time of the figures, explain that figures are released
//! from time to time, and say why a figure waits.

use domain::results::{
    data::ResultsData,
    release_status::{Steps, Waiting},
};
use leptos::prelude::*;

use crate::{format, messages::Words};

/// The time of the figures, and which queries are possible.
pub(crate) fn note(words: &Words, data: &ResultsData, steps: &Steps, minimum: u64) -> AnyView {
    let zone = format::zone(&data.published.organisation.profile.time_zone);
    let moved = steps.at.map(|at| {
        let values = [("at", format::date_time(words, at, &zone).into()), ("minimum", minimum.into())];
        view! { <p class="hint" id="as-of">{words.say_with("reader-steps", &values)}</p> }
    });
    view! { {moved}<p class="hint">{words.say("reader-months")}</p> }.into_any()
}

/// Why a figure waits for its next release.
pub(crate) fn waits(words: &Words, why: Waiting, minimum: u64) -> AnyView {
    let (title, text) = match why {
        Waiting::Few => ("too-few", "too-few-text"),
        Waiting::Withdrawn => ("withdrawn-wait", "withdrawn-wait-text"),
    };
    view! { <p><strong>{words.say(title)}</strong>". "{words.say_with(text, &[("minimum", minimum.into())])}</p> }.into_any()
}
