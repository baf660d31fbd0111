//! `GET /erased`: everything is gone, its receipt too.

use axum::{extract::State, http::StatusCode, response::Response};

use crate::http::{reply, request::context::Context, state::AppState};

/// Shows the page.
pub(crate) async fn show(State(app): State<AppState>, context: Context) -> Response {
    reply::page::page(StatusCode::OK, app::receipt::erased::render(&context.page(&app)))
}
