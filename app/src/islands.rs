//! Islands: the components that are compiled to WebAssembly. They must not need the server's crates, and only add to a
//! page that is complete without them.
//!
//! They have no properties: reading those takes `serde_json`, which adds 14 kB to the 60 kB limit of the answering
//! page. Their texts are in the page: as `data-` attributes on the answering form, and in a hidden list on the page
//! that checks receipts.

mod answer_guard;
mod answer_progress;
#[cfg(feature = "hydrate")]
mod browser;
mod character_counts;
#[cfg(any(feature = "hydrate", test))]
mod count;
#[cfg(any(feature = "ssr", feature = "verify"))]
mod receipt_check;
#[cfg(any(feature = "ssr", feature = "verify"))]
pub(crate) mod receipt_report;
pub(crate) mod stage;

pub use answer_guard::AnswerGuard;
pub use answer_progress::AnswerProgress;
pub use character_counts::CharacterCounts;
#[cfg(any(feature = "ssr", feature = "verify"))]
pub use receipt_check::ReceiptCheck;

#[cfg(feature = "ssr")]
pub(crate) use receipt_report::{CHECK_FORM, CHECK_WORDS};

/// The id of the answering form that the islands use.
pub(crate) const FORM: &str = "answer-form";
