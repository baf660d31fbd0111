//! Islands: what becomes WebAssembly. They get their words as properties, must not need the server's crates, and only add to
//! a page that is complete without them.

mod answer_guard;
mod answer_progress;
#[cfg(feature = "hydrate")]
mod browser;
mod character_count;

pub use answer_guard::AnswerGuard;
pub use answer_progress::AnswerProgress;
pub use character_count::CharacterCount;
