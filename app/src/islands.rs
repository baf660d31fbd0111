//! Islands: what becomes WebAssembly. They must not need the server's crates, and only add to a page that is complete
//! without them.
//!
//! They have no properties: reading those takes `serde_json`, which weighs 14 kB of the 60 that the answering page may load.
//! Their words stand as `data-` attributes on the form they are in; a page has one such form.

mod answer_guard;
mod answer_progress;
#[cfg(feature = "hydrate")]
mod browser;
mod character_counts;

pub use answer_guard::AnswerGuard;
pub use answer_progress::AnswerProgress;
pub use character_counts::CharacterCounts;

/// The id of the form that the islands serve.
pub(crate) const FORM: &str = "answer-form";
