//! Tests of the server over the network. Each test has a server of its own on a free port, with a database of its own.
//!
//! The tests on PostgreSQL use the one at `KLANKBORD_TEST_POSTGRES_URL`. Without it, those tests report that they were
//! skipped.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test itself does")]

mod account;
mod comment;
mod export;
mod guard;
mod import;
mod ledger;
mod openapi;
mod operations;
mod organisation;
mod privacy;
mod receipt;
mod reply;
mod report;
mod response;
mod results;
mod rights;
mod site;
mod support;
mod survey;
