//! The state of the server, from which each handler takes the part of its room.

use std::{ops::Deref, sync::Arc};

use axum::extract::FromRef;
use store::Store;

use crate::{
    account,
    background::throttle::BackgroundThrottle,
    export,
    http::{
        guard::limits::Limits,
        installation::Installation,
        operations::{health::Health, metrics::Metrics},
    },
    report::raster::Rasters,
    response, results, site,
};

/// The shared state of the handlers. Each takes one part, by `State<…>`.
///
/// Each layer and each route has a clone of the state, and the router clones all of them for each request. One reference count makes
/// that cheap; one count per part took a quarter of the throughput of notices.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// The parts of the state.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The organisation, the public address and the assets.
    pub installation: Arc<Installation>,
    /// Limits per client.
    pub limits: Limits,
    /// Whether answers can be stored, for monitoring.
    pub(crate) health: Arc<Health>,
    /// The counters for operators. `None` without an address to read them from.
    pub metrics: Option<Arc<Metrics>>,
    /// Notes respondents and visitors being answered, so that background work rests.
    pub throttle: Arc<BackgroundThrottle>,
    /// Accounts.
    pub account: Arc<account::State>,
    /// Responses.
    pub response: Arc<response::State>,
    /// Websites.
    pub site: Arc<site::State>,
    /// Exports.
    pub export: Arc<export::State>,
    /// Results.
    pub results: Arc<results::State>,
    /// Drawing of pictures as PNG.
    pub rasters: Rasters,
}

impl From<Parts> for AppState {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Lets handlers and extractors take these parts.
macro_rules! hand_out {
    ($($part:ident: $kind:ty),* $(,)?) => {
        $(
            impl FromRef<AppState> for $kind {
                fn from_ref(app: &AppState) -> Self {
                    app.$part.clone()
                }
            }
        )*
    };
}

hand_out!(
    store: Store,
    installation: Arc<Installation>,
    limits: Limits,
    health: Arc<Health>,
    metrics: Option<Arc<Metrics>>,
    throttle: Arc<BackgroundThrottle>,
    account: Arc<account::State>,
    response: Arc<response::State>,
    site: Arc<site::State>,
    export: Arc<export::State>,
    results: Arc<results::State>,
    rasters: Rasters,
);
