//! Rate limits, checked before anything of a request is read except its address and method. They must not log the
//! client.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ipnet::IpNet;

use super::origin;
use crate::http::{
    guard::{client::Client, rate_limit::RateLimiter},
    reply::error::Error,
};

/// The limits per client.
#[derive(Clone)]
pub struct Limits {
    /// The proxies whose X-Forwarded-For is trusted.
    pub trusted_proxies: Arc<[IpNet]>,
    /// The quotas. `None` if limits are off.
    pub rate_limiter: Option<Arc<RateLimiter>>,
}

/// The peer of the socket of a request. Only limits may read it.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Refuses a client over its quota.
pub(crate) async fn check(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    match limits.count(&request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

impl Limits {
    /// Counts a request. Returns an error if its client is over the quota.
    pub(crate) fn count(&self, request: &Request) -> Result<(), Error> {
        let Some(limiter) = &self.rate_limiter else { return Ok(()) };
        let client = self.client(request);
        let counted = if origin::is_unsafe(request.method()) { limiter.count_post(client) } else { limiter.count_read(client) };
        counted.map_err(Error::too_many)
    }

    /// The client of a request, for limits only.
    pub(crate) fn client(&self, request: &Request) -> Client {
        // Only the request of a test has no peer.
        let peer = request.extensions().get::<Peer>().map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0);
        Client::of_request(peer, request.headers(), &self.trusted_proxies)
    }
}
