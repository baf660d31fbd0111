//! Receipts, of responses and of decisions.

mod decision;
mod response;
