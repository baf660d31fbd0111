//! Receipts of responses and of decisions.

pub mod command;
pub(crate) mod decision;
pub(crate) mod erased;
pub(crate) mod page;
