//! Tests of receipts: of responses and of decisions.

mod code;
mod decision;
mod response;
