//! The parts of a request: fields, body, cookies, uploads and its context.

pub(crate) mod body;
pub(crate) mod context;
pub(crate) mod cookie;
pub(crate) mod form_fields;
pub(crate) mod return_path;
pub(crate) mod upload;
