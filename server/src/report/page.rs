//! `GET /admin/surveys/{slug}/report`: the results as a page to print, gathered as the results page is.

use app::report;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::figures::{Gathered, gathered};
use crate::{
    account::sign_in::SignedIn,
    http::{
        reply::{self, error::Error},
        request::context::Context,
        state::AppState,
    },
};

/// Shows the report; where the address is wrong, the results page that says so.
pub(crate) async fn show(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    Ok(match gathered(&app, &context, &user, &slug).await? {
        Gathered::Page(response) => response,
        Gathered::Data(page, data) => reply::page::page(StatusCode::OK, report::page::render(&page, &data)),
    })
}
