//! Health checks for monitoring: alive, and ready to answer.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use store::Store;

/// `GET /health/live`: the server answers.
pub(crate) async fn live() -> Response {
    plain(StatusCode::OK, "alive\n")
}

/// `GET /health/ready`: the database answers too.
pub(crate) async fn ready(State(store): State<Store>) -> Response {
    match store.ping().await {
        Ok(()) => plain(StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready: the database gives no sign of life");
            plain(StatusCode::SERVICE_UNAVAILABLE, "the database is not available\n")
        }
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = (status, text).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
