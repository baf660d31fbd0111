//! `/privacy`, made from the published notices of this installation, and `/.well-known/gpc.json`, which says that we honour Global
//! Privacy Control.

use app::pages::privacy::{self, PrivacyPage};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{context::Context, error::Error, respond, state::AppState};

/// When what we say about Global Privacy Control last changed.
const GPC_UPDATED: &str = "2026-11-22";

/// `GET /privacy`.
pub(super) async fn show(State(app): State<AppState>, context: Context) -> Result<Response, Error> {
    let surveys = app.store.list_open_surveys().await?;
    let sites = app.store.list_sites().await?;
    let page = context.page(&app);
    Ok(respond::page(StatusCode::OK, privacy::render(&page, &PrivacyPage { surveys: &surveys, sites: &sites })))
}

/// `GET /.well-known/gpc.json` (W3C, Global Privacy Control, 5.1).
pub(super) async fn gpc() -> Response {
    let mut response = Json(json!({ "gpc": true, "lastUpdate": GPC_UPDATED })).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}
