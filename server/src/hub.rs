//! `GET /admin/privacy` and `GET /admin/settings`: pages that lead on.

use axum::{http::StatusCode, response::Response};

use crate::{
    account::{
        sign_in::{Analyst, Owner},
        staff,
    },
    http::{reply, request::context::Context},
};

/// What there is for privacy.
pub(crate) async fn privacy(context: Context, Analyst(user): Analyst) -> Response {
    reply::page::page(StatusCode::OK, app::hub::privacy(&staff::page(&context, &user)))
}

/// What can be set.
pub(crate) async fn settings(context: Context, Owner(user): Owner) -> Response {
    reply::page::page(StatusCode::OK, app::hub::settings(&staff::page(&context, &user)))
}
