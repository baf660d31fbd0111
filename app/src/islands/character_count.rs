//! How many characters a text field still takes, counted as the server counts.

use leptos::prelude::*;

/// Stands under a text field. It is seen all the time and spoken only when it matters.
#[island]
pub fn CharacterCount(
    /// The id of the field.
    field: String,
    /// The most characters it takes.
    max: usize,
    /// "{n} left"
    left: String,
    /// "{n} too many"
    over: String,
) -> impl IntoView {
    let length = RwSignal::new(0_usize);
    #[cfg(feature = "hydrate")]
    super::browser::count_characters(&field, length);
    #[cfg(not(feature = "hydrate"))]
    let _ = field;
    let say = move |length: usize| match max.checked_sub(length) {
        _ if length == 0 => String::new(),
        Some(n) => left.replace("{n}", &n.to_string()),
        None => over.replace("{n}", &(length - max).to_string()),
    };
    let spoken = {
        let say = say.clone();
        move || if matters(length.get(), max) { say(length.get()) } else { String::new() }
    };
    view! {
        <p class="count" class:over=move || { length.get() > max } aria-hidden="true">{move || say(length.get())}</p>
        <p class="hidden" role="status">{spoken}</p>
    }
}

/// Near the end every ten characters, and beyond it always.
const fn matters(length: usize, max: usize) -> bool {
    match max.checked_sub(length) {
        Some(left) => left <= 100 && left % 10 == 0,
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
            assert_eq!(matters(length, 2000), spoken, "{length}");
        }
    }
}
