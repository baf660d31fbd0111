//! Receipts: what a person is shown of what is stored, and the document that proves it.

pub mod decision;
pub mod document;
pub mod response;
pub mod withdrawal_request;
