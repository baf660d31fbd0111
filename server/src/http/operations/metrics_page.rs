//! The page of the counters, on a separate address.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::metrics::Metrics;

/// `GET /metrics`.
pub(crate) async fn show(State(metrics): State<Option<Arc<Metrics>>>) -> Response {
    let text = metrics.map(|metrics| metrics.render()).unwrap_or_default();
    let mut response = text.into_response();
    let media_type = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}
