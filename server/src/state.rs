//! The state of the server, from which each handler takes the part of its room.

use std::sync::Arc;

use axum::extract::FromRef;
use store::Store;

use crate::{
    account,
    background::throttle::BackgroundThrottle,
    export,
    http::{guard::limits::Limits, installation::Installation, operations::metrics::Metrics},
    report::raster::Rasters,
    response, results, site,
};

/// The shared state of the handlers. Each takes one part, by `State<…>`. A clone raises one reference count per part.
#[derive(Clone, FromRef)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// The organisation, the public address and the assets.
    pub installation: Arc<Installation>,
    /// Limits per client.
    pub limits: Limits,
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
