//! The privacy statement and the processing register.

#[cfg(feature = "ssr")]
pub mod register;
pub mod register_page;
pub mod statement;
