//! `GET /erased`: everything is gone, its receipt too.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{context::Context, respond, state::AppState};

/// Shows the page.
pub(super) async fn show(State(app): State<AppState>, context: Context) -> Response {
    respond::page(StatusCode::OK, app::receipt::erased::render(&context.page(&app)))
}
