//! Accounts: signing in, sessions, API keys, and who may use which page or address.

pub(crate) mod access_log;
pub(crate) mod admission;
pub(crate) mod api_key_command;
pub(crate) mod api_keys;
pub mod api_secret;
pub(crate) mod command;
pub(crate) mod employee_data;
pub(crate) mod key_uses;
pub mod password;
pub(crate) mod program;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod sign_in;
pub(crate) mod staff;
pub(crate) mod throttle;
pub mod token;
