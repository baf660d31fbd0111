//! Tests of the built binary as the shell sees it. They check what it prints, what it leaves behind and with which status it
//! ends. Every test has a folder and a database of its own. With `KLANKBORD_TEST_POSTGRES_URL` set, each test also runs on
//! PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accounts;
mod configuration;
mod demo;
mod durability;
mod erasure;
mod export;
mod export_formats;
mod import;
mod ledger;
mod links;
mod olist;
mod pace;
mod retention;
mod rollups;
mod running;
mod sites;
mod surveys;
mod two_servers;
mod works_council;
mod world;
