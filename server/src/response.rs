//! Responses: the answering form, submission by API, and correction.

pub(crate) mod again;
pub(crate) mod api;
pub(crate) mod correction;
pub(crate) mod form;
pub(crate) mod form_reply;

use std::sync::Arc;

use store::Store;

use crate::{background::throttle::BackgroundThrottle, http::operations::metrics::Metrics};

/// The shared state of the handlers that take responses.
pub struct State {
    /// The database.
    pub store: Store,
    /// The counters for operators. `None` without an address to read them from.
    pub metrics: Option<Arc<Metrics>>,
    /// The throttle of background work. A response of a program is noted here, a form by the layer in `router.rs`.
    pub throttle: Arc<BackgroundThrottle>,
}
