//! What a process knows about the traces of erased data. It must not know what they are, nor how they are removed.

use std::sync::atomic::{AtomicI64, AtomicU64};

use tokio::sync::Notify;

/// What this process knows about traces.
#[derive(Default)]
pub(crate) struct Traces {
    /// How often something was erased, and how often at the last removal.
    pub(crate) left: AtomicU64,
    pub(crate) removed: AtomicU64,
    /// When the last removal on SQLite began.
    pub(crate) removed_at: AtomicI64,
    pub(crate) noticed: Notify,
}
