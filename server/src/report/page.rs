//! `GET /admin/surveys/{slug}/report`: the results as a page to print, with the data of the results page.

use std::sync::Arc;

use app::report;
use axum::{extract::State, http::StatusCode, response::Response};

use super::figures::{Gathered, gathered};
use crate::{
    account::{sign_in::SignedIn, staff::Survey},
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
    results,
};

/// Shows the report. If the address is wrong, shows the results page with the errors.
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    context: Context,
    Survey(SignedIn(user), published): Survey<SignedIn>,
) -> Result<Response, Error> {
    Ok(match gathered(&state, &context, &user, published).await? {
        Gathered::Page(response) => response,
        Gathered::Data(page, data) => reply::page::page(StatusCode::OK, report::page::render(&page, &data)),
    })
}
