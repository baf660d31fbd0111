//! Rows of the consent log: its tiles, checkpoints and keys.

pub(crate) mod ledger_key;
pub(crate) mod log;
pub(crate) mod log_checkpoint;
pub(crate) mod log_tile;
