//! Tests of accounts: signing in, roles, and API keys.

mod api_keys;
mod audit;
mod audited;
mod language;
mod programs;
mod roles;
mod sign_in;
