//! The replies: pages, JSON, and errors as pages or problems.

pub(crate) mod api_error;
pub(crate) mod error;
pub(crate) mod etag;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod plain_json;
pub(crate) mod problem;
