//! The consent log: its key file, the job that seals it, its addresses and commands.

pub(crate) mod accept;
pub(crate) mod api;
pub mod args;
pub(crate) mod command;
pub(crate) mod discontinued;
pub(crate) mod job;
pub mod key_file;
pub mod last_file;
pub(crate) mod mark;
pub(crate) mod proof_json;
pub(crate) mod witness;
pub(crate) mod witness_client;
