//! Tests of accounts: signing in, roles, and the keys of programs.

mod api_keys;
mod programs;
mod roles;
mod sign_in;
