//! The guards of every route: origin, limits, quota and headers.

pub(crate) mod client;
pub(crate) mod headers;
pub(crate) mod host;
pub(crate) mod kept_form;
pub(crate) mod limits;
pub(crate) mod origin;
pub mod rate_limit;
