//! The number of required questions that are answered.

use leptos::prelude::*;

/// The progress through a form of several questions. It is empty until JavaScript starts it, because without JavaScript
/// it would not change. Its space is reserved.
#[island]
pub fn AnswerProgress() -> impl IntoView {
    let progress = RwSignal::new((0_usize, 0_usize));
    #[cfg(feature = "hydrate")]
    Effect::new(move || super::browser::count_answers(progress));
    #[cfg(feature = "hydrate")]
    let word = super::browser::word;
    #[cfg(not(feature = "hydrate"))]
    let word = |_: &str| String::new();
    let words = move || {
        let (done, total) = progress.get();
        word("data-progress").replace("{done}", &done.to_string()).replace("{total}", &total.to_string())
    };
    view! {
        <div class="progress">
            <span>{move || if progress.get().1 == 0 { String::new() } else { words() }}</span>
            <progress max=move || progress.get().1.max(1) value=move || progress.get().0 aria-hidden="true"></progress>
        </div>
    }
}
