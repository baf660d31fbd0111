//! The island that sends the answering form so that no answer is lost. It sends the form once, and stores it on the
//! device while there is no connection. It warns before the respondent leaves a page with unsent answers. It also
//! handles the keys of the scales.

use leptos::prelude::*;

use crate::islands::stage::Stage;

/// The component above the Send button that shows the state of sending.
#[island]
pub fn AnswerGuard() -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    #[cfg(feature = "hydrate")]
    let (retry, word) = (super::browser::guard(stage), super::browser::word);
    #[cfg(not(feature = "hydrate"))]
    let (retry, word) = (|| {}, |_: &str| String::new());
    let waiting = move || matches!(stage.get(), Stage::Kept | Stage::InMemory);
    let words = move || stage.get().attribute().map(word).unwrap_or_default();
    let label = move || if waiting() { word("data-try-now") } else { String::new() };
    view! {
        <div class="guard" class:shown=move || stage.get() != Stage::Idle>
            <p role="status">{words}</p>
            <button type="button" class="secondary" hidden=move || !waiting() on:click=move |_| retry()>
                {label}
            </button>
        </div>
    }
}
