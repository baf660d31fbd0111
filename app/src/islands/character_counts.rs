//! How many characters each open text still takes, counted as the server counts.

use leptos::prelude::*;

/// Counts under every text field with a `data-max`: seen all the time, spoken (here) only when it matters.
#[island]
pub fn CharacterCounts() -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move || super::browser::count_characters(spoken));
    view! { <p class="hidden" role="status">{move || spoken.get()}</p> }
}
