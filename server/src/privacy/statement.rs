//! The pages `/privacy` and `/.well-known/gpc.json`. The privacy statement is made from the notices that are shown, or
//! under which data are still stored. The JSON file says that we honour Global Privacy Control.

use app::privacy::statement;
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use store::Store;

use crate::{
    clock,
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
};

/// When our statement about Global Privacy Control last changed.
const GPC_UPDATED: &str = "2026-11-22";

/// `GET /privacy`.
pub(crate) async fn show(State(store): State<Store>, context: Context) -> Result<Response, Error> {
    let notices = store.list_notices_in_use(clock::now()).await?;
    Ok(reply::page::page(StatusCode::OK, statement::render(&context.page(), &notices)))
}

/// `GET /.well-known/gpc.json` (W3C, Global Privacy Control, 5.1).
pub(crate) async fn gpc() -> Response {
    let mut response = Json(json!({ "gpc": true, "lastUpdate": GPC_UPDATED })).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}
