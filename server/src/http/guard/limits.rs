//! Rate limits, before anything of a request is read but its address and method. They must not log who was limited.

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
    /// The proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Arc<[IpNet]>,
    /// The quotas; none when limits are off.
    pub rate_limiter: Option<Arc<RateLimiter>>,
}

/// The other end of the socket a request came by. Only limits may read it.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Refuses a client that asks too much.
pub(crate) async fn check(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    match limits.count(&request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

impl Limits {
    /// Counts a request; an error where its client asked too much.
    pub(crate) fn count(&self, request: &Request) -> Result<(), Error> {
        let Some(limiter) = &self.rate_limiter else { return Ok(()) };
        let client = self.client(request);
        let counted = if origin::is_unsafe(request.method()) { limiter.count_post(client) } else { limiter.count_read(client) };
        counted.map_err(Error::too_many)
    }

    /// Who a request is from, for limits only.
    pub(crate) fn client(&self, request: &Request) -> Client {
        // A request without a peer is a test's.
        let peer = request.extensions().get::<Peer>().map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0);
        Client::of_request(peer, request.headers(), &self.trusted_proxies)
    }
}
