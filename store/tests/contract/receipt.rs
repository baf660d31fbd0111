//! Tests of receipts: of responses and of decisions.

mod decision;
mod response;
