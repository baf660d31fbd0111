//! `GET /admin/access`: who took responses along.

use app::account::access_log;
use axum::{extract::State, http::StatusCode, response::Response};

use crate::http::{context::Context, error::Error, respond, sign_in::Owner, state::AppState};

/// How many of the newest notes are shown.
const NEWEST: u64 = 200;

/// Shows the log.
pub(in super::super) async fn show(State(app): State<AppState>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    let notes = app.store.list_accesses(user.organisation, NEWEST).await?;
    let page = super::page(&app, &context, &user);
    let organisation = super::sites::organisation(&app, &user).await?;
    Ok(respond::page(StatusCode::OK, access_log::render(&page, &organisation, &notes)))
}
