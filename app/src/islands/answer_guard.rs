//! Sends the answering form without losing anything: once, kept on the device while there is no connection, and with a
//! warning before unsent answers are left. Also the keys of the scales.

use leptos::prelude::*;

/// Where sending is.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is ever being sent"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is being sent.
    Idle,
    /// On its way.
    Sending,
    /// Answers left by an earlier visit are on their way.
    LeftOver,
    /// No connection; the answers are kept on the device.
    Kept,
    /// No connection; the browser keeps nothing, so the page must stay open.
    InMemory,
}

/// Stands above the Send button and says where sending is.
#[island]
pub fn AnswerGuard(
    /// The id of the form.
    form: String,
    /// The survey's slug: under it unsent answers are kept.
    slug: String,
    /// "Sending …"
    sending: String,
    /// "No connection, kept on this device."
    kept: String,
    /// "No connection, leave this page open."
    in_memory: String,
    /// "Try now"
    try_now: String,
    /// "Your earlier answers are being sent."
    left_over: String,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    #[cfg(feature = "hydrate")]
    let retry = super::browser::guard(&form, &slug, stage);
    #[cfg(not(feature = "hydrate"))]
    let retry = {
        let _ = (form, slug);
        || {}
    };
    let words = move || match stage.get() {
        Stage::Idle => String::new(),
        Stage::Sending => sending.clone(),
        Stage::LeftOver => left_over.clone(),
        Stage::Kept => kept.clone(),
        Stage::InMemory => in_memory.clone(),
    };
    let waiting = move || matches!(stage.get(), Stage::Kept | Stage::InMemory);
    view! {
        <div class="guard" class:shown=move || stage.get() != Stage::Idle>
            <p role="status">{words}</p>
            <button type="button" class="secondary" hidden=move || !waiting() on:click=move |_| retry()>
                {try_now}
            </button>
        </div>
    }
}
