//! Tests of the server as the network sees it. Each test has a server of its own on a free port, with a database of its own.
//!
//! The tests on PostgreSQL use the one at `KLANKBORD_TEST_POSTGRES_URL`. Without it, those tests say that they were skipped.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test itself does")]

mod accounts;
mod admin_sites;
mod answering;
mod api;
mod api_keys;
mod app;
mod attack;
mod attack_kept;
mod attack_over_time;
mod browser;
mod comments;
mod cookie_records;
mod cookies;
mod drivers;
mod employees;
mod employees_since;
mod export_jobs;
mod exports;
mod figures;
mod guards;
mod json;
mod ledger;
mod links;
mod named_days;
mod openapi;
mod privacy;
mod receipts;
mod reports;
mod results;
mod rights;
mod roles;
mod running;
mod sites;
mod tags;
mod views;
