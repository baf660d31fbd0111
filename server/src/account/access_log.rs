//! `GET /admin/access`: who took responses along.

use app::account::access_log;
use axum::{extract::State, http::StatusCode, response::Response};

use crate::{
    account::sign_in::Owner,
    http::{
        reply::{self, error::Error},
        request::context::Context,
        state::AppState,
    },
};

/// How many of the newest notes are shown.
const NEWEST: u64 = 200;

/// Shows the log.
pub(crate) async fn show(State(app): State<AppState>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    let notes = app.store.list_accesses(user.organisation, NEWEST).await?;
    let page = super::staff::page(&app, &context, &user);
    let organisation = crate::site::pages::organisation(&app, &user).await?;
    Ok(reply::page::page(StatusCode::OK, access_log::render(&page, &organisation, &notes)))
}
