//! Tests of the built binary from the shell. They check its output, its files and its exit status. Every test has a
//! folder and a database of its own. With `KLANKBORD_TEST_POSTGRES_URL` set, each test also runs on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod account;
mod background;
mod backup;
mod commands;
mod config;
mod demo;
mod durability;
mod export;
mod health;
mod import;
mod ledger;
mod organisation;
mod receipt;
mod results;
mod retention;
mod site;
mod support;
mod survey;
mod upgrade;
