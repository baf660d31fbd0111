//! Tests of accounts: users, keys of programs, and who took responses along.

mod access_log;
mod api_keys;
mod users;
