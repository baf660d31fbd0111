//! Pages about accounts: sign-in, set-up of the first account, API keys, the download log.

pub mod access_log;
pub mod api_keys;
pub mod audit;
pub mod setup;
pub mod sign_in;
