//! `GET /erased`: the confirmation that all data and the receipt are erased.

use axum::{extract::State, http::StatusCode, response::Response};
use store::Store;

use crate::http::{reply, request::context::Context};

/// Shows the page.
pub(crate) async fn show(State(store): State<Store>, context: Context) -> Response {
    reply::page::page(StatusCode::OK, app::receipt::erased::render(&context.page(), store.has_traces()))
}
