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

/// Near the end every ten characters, and beyond it always.
#[cfg(any(feature = "hydrate", test))]
pub(super) const fn is_worth_saying(length: usize, max: usize) -> bool {
    match max.checked_sub(length) {
        Some(left) => left <= 100 && left.is_multiple_of(10),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_spoken_near_the_limit_only() {
        for (length, spoken) in
            [(0, false), (1850, false), (1895, false), (1900, true), (1901, false), (2000, true), (2001, true)]
        {
            assert_eq!(is_worth_saying(length, 2000), spoken, "{length}");
        }
    }
}
