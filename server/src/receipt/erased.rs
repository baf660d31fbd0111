//! `GET /erased`: the confirmation that all data and the receipt are erased.

use axum::{http::StatusCode, response::Response};

use crate::http::{reply, request::context::Context};

/// Shows the page.
pub(crate) async fn show(context: Context) -> Response {
    reply::page::page(StatusCode::OK, app::receipt::erased::render(&context.page()))
}
