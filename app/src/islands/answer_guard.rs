//! The island that sends the answering form so that no answer is lost. It sends the form once, and stores it on the
//! device while there is no connection. It warns before the respondent leaves a page with unsent answers. It also
//! handles the keys of the scales.

use leptos::prelude::*;

use crate::islands::stage::{Earlier, Stage};

/// The component above the Send button that shows the state of sending.
#[island]
pub fn AnswerGuard() -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    let earlier = RwSignal::new(Earlier::default());
    #[cfg(feature = "hydrate")]
    let ((retry, remove), word) = (super::browser::guard(stage, earlier), super::browser::word);
    #[cfg(not(feature = "hydrate"))]
    let ((retry, remove), word) = ((|| {}, || {}), |_: &str| String::new());
    let waiting = move || matches!(stage.get(), Stage::Kept | Stage::InMemory);
    let words = move || stage.get().attribute().map(word).unwrap_or_default();
    let label = move || if waiting() { word("data-try-now") } else { String::new() };
    let refused = move || earlier.get().refused;
    let told = move || {
        let sent = if earlier.get().sent { word("data-earlier-sent") } else { String::new() };
        match refused() {
            0 => sent,
            n => format!("{sent} {}", word("data-refused").replace("{n}", &n.to_string())),
        }
    };
    let removal = move || if refused() > 0 { word("data-remove") } else { String::new() };
    view! {
        <div class="guard" class:shown=move || stage.get() != Stage::Idle>
            <p role="status">{words}</p>
            <button type="button" class="secondary" hidden=move || !waiting() on:click=move |_| retry()>
                {label}
            </button>
        </div>
        <div class="guard" class:shown=move || earlier.get() != Earlier::default()>
            <p role="status">{told}</p>
            <button type="button" class="secondary" hidden=move || refused() == 0 on:click=move |_| remove()>
                {removal}
            </button>
        </div>
    }
}
