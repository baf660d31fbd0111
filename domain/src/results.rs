//! Results: scores, saved views, and what a reader may learn from figures.

pub mod counts;
pub mod disclosure;
pub mod saved_view;
pub mod scoring;
pub mod span;
