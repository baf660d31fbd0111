//! What commands share.

pub(crate) mod progress;
