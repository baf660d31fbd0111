//! How many of the required questions are answered.

use leptos::prelude::*;

/// Progress through a form of several questions.
#[island]
pub fn AnswerProgress(
    /// The id of the form.
    form: String,
    /// "{done} of {total} answered"
    text: String,
    /// How many must be answered.
    total: usize,
) -> impl IntoView {
    let done = RwSignal::new(0);
    #[cfg(feature = "hydrate")]
    super::browser::count_answers(&form, done);
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    let words = move || text.replace("{done}", &done.get().to_string()).replace("{total}", &total.to_string());
    // Without JavaScript it would never move: it is shown once the script sets it going.
    view! {
        <div class="progress">
            <span>{words}</span>
            <progress max=total value=move || done.get() aria-hidden="true"></progress>
        </div>
    }
}
