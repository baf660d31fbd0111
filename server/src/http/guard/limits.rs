//! Rate limits, before anything of a request is read but its address and method. They must not log who was limited.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::origin;
use crate::http::{
    guard::client::Client,
    reply::error::Error,
    state::{App, AppState, Peer},
};

/// Refuses a client that asks too much.
pub(crate) async fn check(State(app): State<AppState>, request: Request, next: Next) -> Response {
    match count(&app, &request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

/// Counts a request; an error where its client asked too much.
pub(crate) fn count(app: &App, request: &Request) -> Result<(), Error> {
    let Some(limiter) = &app.rate_limiter else { return Ok(()) };
    let client = client(app, request);
    let counted = if origin::is_unsafe(request.method()) { limiter.count_post(client) } else { limiter.count_read(client) };
    counted.map_err(Error::too_many)
}

/// Who a request is from, for limits only.
pub(crate) fn client(app: &App, request: &Request) -> Client {
    // A request without a peer is a test's.
    let peer = request.extensions().get::<Peer>().map_or(std::net::Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0);
    Client::of_request(peer, request.headers(), &app.trusted_proxies)
}
