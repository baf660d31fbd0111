//! The support of all tests: a folder with a database, the binary, and a client for it.

pub mod running;
pub mod world;
