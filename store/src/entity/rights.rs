//! Rows of privacy requests and of their logs.

pub(crate) mod rights_action;
pub(crate) mod rights_request;
