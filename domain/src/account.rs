//! Accounts: who may see what, keys of programs, and the log of downloads.

pub mod access_log;
pub mod api_key;
pub mod role;
pub mod user;
