//! `GET /`: what this is, and where to sign in. It lists no surveys.

use axum::{extract::State, http::StatusCode, response::Response};

use crate::http::{reply, request::context::Context, state::AppState};

/// Shows the page.
pub(crate) async fn show(State(app): State<AppState>, context: Context) -> Response {
    reply::page::page(StatusCode::OK, app::home::render(&context.page(&app)))
}
