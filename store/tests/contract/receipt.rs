//! Tests of receipts: of responses and of decisions.

mod amendment;
mod code;
mod decision;
mod permission;
mod response;
