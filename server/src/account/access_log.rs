//! `GET /admin/access`: the download log.

use app::account::access_log;
use axum::{extract::State, http::StatusCode, response::Response};
use store::Store;

use crate::{
    account::sign_in::Owner,
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
};

/// How many of the newest entries are shown.
const MAX_SHOWN_ACCESSES: u64 = 200;

/// Shows the log.
pub(crate) async fn show(State(store): State<Store>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    let notes = store.list_accesses(user.organisation, MAX_SHOWN_ACCESSES).await?;
    let page = super::staff::page(&context, &user);
    let organisation = crate::account::staff::organisation(&store, &user).await?;
    Ok(reply::page::page(StatusCode::OK, access_log::render(&page, &organisation, &notes)))
}
