//! The number of characters left in each open text, counted as the server counts.

use leptos::prelude::*;

/// Counts under every text field with a `data-max`. The count is always visible; this element announces it to screen
/// readers when it matters.
#[island]
pub fn CharacterCounts() -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move || super::browser::count_characters(spoken));
    view! { <p class="hidden" role="status">{move || spoken.get()}</p> }
}
