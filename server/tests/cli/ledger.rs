//! Tests of the log: `ledger`, and one log of two servers.

mod command;
mod last;
mod two_servers;
