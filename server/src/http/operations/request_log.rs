//! One count and, if configured, one log line per request. The line has method, path template, status and duration. It
//! never has an address, a query, an answer, or the token in a path.

use std::{
    num::NonZeroU32,
    sync::{Arc, LazyLock},
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use governor::{DefaultDirectRateLimiter, Quota};

use super::metrics::Metrics;

/// Where a page asks what stands of a consent. A line for each would tell when and how often visitors come.
const STANDING: &str = "/api/v1/sites/{key}/standing";

/// Lines a minute about refused requests: a flood must not fill the log.
static REFUSED: LazyLock<DefaultDirectRateLimiter> =
    LazyLock::new(|| DefaultDirectRateLimiter::direct(Quota::per_minute(NonZeroU32::new(100).unwrap_or(NonZeroU32::MIN))));

/// Logs and counts a request once its answer is ready.
pub(crate) async fn write(State(metrics): State<Option<Arc<Metrics>>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = path.as_ref().map_or("unmatched", MatchedPath::as_str);
    let status = response.status().as_u16();
    let elapsed = start.elapsed();
    let duration_ms = elapsed.as_secs_f64() * 1000.0;
    // A line for each request would take a third of the time of a page. `--log info,server=debug` turns it on.
    let is_silent = route == STANDING;
    if response.status().is_server_error() {
        tracing::warn!(%method, path = route, status, duration_ms, "request failed");
    } else if is_silent {
        // Counted, and no more.
    } else if matches!(response.status(), StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS) && REFUSED.check().is_ok() {
        let event = if response.status() == StatusCode::FORBIDDEN { "forbidden" } else { "too_many_requests" };
        tracing::warn!(event, %method, path = route, status, duration_ms, "request refused");
    } else {
        tracing::debug!(%method, path = route, status, duration_ms, "request answered");
    }
    if let Some(metrics) = &metrics {
        metrics.count_request(&method, route, status, elapsed);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::STANDING;

    #[test]
    fn the_silent_route_is_one_of_the_table() {
        assert!(include_str!("../../router.rs").contains(&format!("\"{STANDING}\"")));
    }
}
