//! Results: the page, the figures behind it, drivers, saved views, and the API.

pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod counting;
pub(crate) mod drivers;
pub(crate) mod gather;
pub(crate) mod page;
pub(crate) mod release;
pub(crate) mod saved_views;
pub(crate) mod view_list;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    results::{counts::JointCount, data::ResultsData, query::ResultsQuery},
    survey::published::PublishedSurvey,
};
use store::{Store, StoreError};

use crate::{
    http::{reply, request::context::Context},
    results::{counting::Counting, release::RefreshSchedule},
};

/// The shared state of the results handlers.
pub struct State {
    /// The database.
    pub store: Store,
    /// When the figures that readers see were last refreshed.
    pub refreshes: RefreshSchedule,
    /// Pages of results that are being counted.
    pub(crate) pages: Counting<ResultsData>,
    /// Drivers that are being counted.
    pub(crate) drivers: Counting<(Vec<Vec<JointCount>>, bool)>,
}

impl State {
    /// The state of a server that has counted nothing yet.
    pub fn new(store: Store, refreshes: RefreshSchedule) -> Self {
        Self { store, refreshes, pages: Counting::default(), drivers: Counting::default() }
    }
}

/// What tells a count from others: another version, another query, or an answer that was taken back meanwhile.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn count_key(store: &Store, published: &PublishedSurvey, query: &ResultsQuery) -> Result<String, StoreError> {
    let revoked = store.count_revoked(published.survey.id).await?;
    Ok(format!("{} {revoked} {query:?}", published.version.id))
}

/// After how many seconds a page that is being counted asks again.
const ASKS_AGAIN: HeaderValue = HeaderValue::from_static("3");

/// The page that says that figures are being counted, and asks again.
pub(crate) fn being_counted(context: &Context, page: &app::page::PageContext, published: &PublishedSurvey) -> Response {
    let html = app::results::counting::render(page, published, &context.address());
    let mut response = reply::page::page(StatusCode::OK, html);
    response.headers_mut().insert(header::REFRESH, ASKS_AGAIN);
    response
}
