//! Rows of privacy requests and of what was done about them.

pub(crate) mod rights_action;
pub(crate) mod rights_request;
