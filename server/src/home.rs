//! `GET /`: a description of the service, and the link to sign in. It lists no surveys.

use axum::{http::StatusCode, response::Response};

use crate::http::{reply, request::context::Context};

/// Shows the page.
pub(crate) async fn show(context: Context) -> Response {
    reply::page::page(StatusCode::OK, app::home::render(&context.page()))
}
