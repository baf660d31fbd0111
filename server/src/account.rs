//! Accounts: signing in, sessions, API keys, and the role that each page or address requires.

pub(crate) mod access_log;
pub(crate) mod admission;
pub(crate) mod api_key_command;
pub(crate) mod api_keys;
pub mod api_secret;
pub(crate) mod audit;
pub(crate) mod audit_command;
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

use store::Store;

use crate::http::guard::rate_limit::KeyLimiter;

/// The shared state of the handlers of this room.
pub struct State {
    /// The database.
    pub store: Store,
    /// Hashing and checking of passwords.
    pub passwords: password::Passwords,
    /// Limits on failed sign-ins.
    pub throttle: throttle::Throttle,
    /// The API keys whose last use is being recorded.
    pub key_uses: key_uses::KeyUses,
    /// Limits per API key. `None` when they are off.
    pub key_limiter: Option<KeyLimiter>,
    /// How many months the audit log is kept.
    pub audit_months: u32,
}
