//! The pages of the privacy desk.

pub mod copy;
pub mod person;
pub mod request;
pub mod requests;
