//! Accounts: roles and their rights, API keys, and the download log.

pub mod access_log;
pub mod api_key;
pub mod audit;
pub mod role;
pub mod user;
