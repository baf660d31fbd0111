//! Receipts, and the page that verifies a receipt.

pub mod decision;
pub(crate) mod erase_all;
pub mod erased;
pub mod permission;
pub(crate) mod proof;
pub mod response;
pub(crate) mod standing;
pub mod verify;
pub(crate) mod withdrawn;
