//! Health, metrics and the log of requests.

pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod metrics_page;
pub(crate) mod request_log;
