//! What commands share.

pub(crate) mod output;
pub(crate) mod progress;
