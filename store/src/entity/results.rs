//! Rows of results: rollups, releases for readers, and saved views.

pub(crate) mod answer_rollup;
pub(crate) mod loyalty_rollup;
pub(crate) mod reader_snapshot;
pub(crate) mod response_rollup;
pub(crate) mod saved_view;
pub(crate) mod taken_back;
