//! Receipts: what a data subject sees of the stored data, and the document that proves it.

pub mod decision;
pub mod document;
pub mod response;
pub mod withdrawal_request;
