//! Tests of accounts: users, API keys, and the download log.

mod access_log;
mod api_keys;
mod audit;
mod sessions;
mod users;
