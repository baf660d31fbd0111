//! The privacy statement and the processing register.

pub(crate) mod register;
pub mod register_csv;
pub(crate) mod statement;
