//! Responses: the answering form, submission by API, and correction.

pub(crate) mod api;
pub(crate) mod correction;
pub(crate) mod form;
