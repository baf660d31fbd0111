//! `GET /`: what this is, and where to sign in. It lists no surveys.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{context::Context, respond, state::AppState};

/// Shows the page.
pub(super) async fn show(State(app): State<AppState>, context: Context) -> Response {
    respond::page(StatusCode::OK, app::home::render(&context.page(&app)))
}
