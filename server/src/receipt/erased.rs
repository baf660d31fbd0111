//! `GET /erased`: everything is gone, its receipt too.

use axum::{http::StatusCode, response::Response};

use crate::http::{reply, request::context::Context};

/// Shows the page.
pub(crate) async fn show(context: Context) -> Response {
    reply::page::page(StatusCode::OK, app::receipt::erased::render(&context.page()))
}
