//! Rate limits, checked before anything of a request is read except its address and method. They must not log the
//! client.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, OnceLock},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ipnet::IpNet;

use super::origin;
use crate::http::{
    guard::{
        client::{Client, undeclared_proxy},
        kept_form,
        rate_limit::{Deed, RateLimit, RateLimiter},
    },
    installation::Installation,
    reply::error::Error,
    request::context::Context,
};

/// The limits per client.
#[derive(Clone)]
pub struct Limits {
    /// The proxies whose X-Forwarded-For is trusted.
    trusted_proxies: Arc<[IpNet]>,
    /// The quotas. `None` if limits are off.
    pub(crate) rate_limiter: Option<Arc<RateLimiter>>,
    /// A proxy that forwarded a request though it is not declared, since the start.
    undeclared_proxy: Arc<OnceLock<IpAddr>>,
}

/// The peer of the socket of a request. Only limits may read it.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The client of a request, for limits only.
#[derive(Clone, Copy)]
pub(crate) struct Caller {
    /// Its address.
    pub(crate) client: Client,
    /// Whether it is a proxy that is not declared, so that many people have this address.
    pub(crate) is_shared: bool,
}

/// Refuses a client over its quota. What a respondent typed is kept.
pub(crate) async fn check(
    State(limits): State<Limits>,
    State(installation): State<Arc<Installation>>,
    context: Context,
    request: Request,
    next: Next,
) -> Response {
    let caller = limits.caller(&request);
    let Err(error) = limits.count_of(caller, &request) else { return next.run(request).await };
    let may_keep =
        kept_form::is_of_respondent(&request) && !context.wants_json() && origin::is_own(&installation, request.headers());
    let has_room = || limits.rate_limiter.as_ref().is_none_or(|limiter| limiter.count_kept(caller.client).is_ok());
    if may_keep && has_room() { kept_form::show(&context, request, error).await } else { error.into_response() }
}

impl Limits {
    /// Limits as configured.
    pub fn new(trusted_proxies: Vec<IpNet>, limit: RateLimit) -> Self {
        Self {
            trusted_proxies: trusted_proxies.into(),
            rate_limiter: RateLimiter::new(limit).map(Arc::new),
            undeclared_proxy: Arc::default(),
        }
    }

    /// Counts a request. Returns an error if its client is over the quota.
    pub(crate) fn count(&self, request: &Request) -> Result<(), Error> {
        self.count_of(self.caller(request), request)
    }

    fn count_of(&self, caller: Caller, request: &Request) -> Result<(), Error> {
        let Some(limiter) = &self.rate_limiter else { return Ok(()) };
        let counted = match (origin::is_unsafe(request.method()), caller.is_shared && is_for_visitors(request.uri().path())) {
            (true, false) => limiter.count_post(caller.client, Deed::at(request.uri().path())),
            (false, false) => limiter.count_read(caller.client),
            (true, true) => limiter.count_shared_post(Deed::at(request.uri().path())),
            (false, true) => limiter.count_shared_read(),
        };
        counted.map_err(Error::too_many)
    }

    /// The client of a request. A proxy that is not declared is noticed here.
    pub(crate) fn caller(&self, request: &Request) -> Caller {
        // Only the request of a test has no peer.
        let peer = request.extensions().get::<Peer>().map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0);
        let proxy = undeclared_proxy(peer, request.headers(), &self.trusted_proxies);
        if let Some(proxy) = proxy
            && self.undeclared_proxy.set(proxy).is_ok()
        {
            tracing::warn!(
                event = "undeclared_proxy",
                "a proxy at {proxy} forwards requests and is not declared, so all visitors count as one client: answers have one wide \
                 limit together. If it is yours, start with --trusted-proxy {proxy}"
            );
        }
        Caller { client: Client::of_request(peer, request.headers(), &self.trusted_proxies), is_shared: proxy.is_some() }
    }

    /// The warning about a proxy that is not declared, if one was seen since the start.
    pub(crate) fn proxy_warning(&self) -> Option<String> {
        let proxy = self.undeclared_proxy.get()?;
        Some(format!(
            "a proxy at {proxy} forwards requests and is not declared: if it is yours, start with --trusted-proxy {proxy}"
        ))
    }
}

/// Whether respondents and visitors of websites use an address, rather than staff.
fn is_for_visitors(path: &str) -> bool {
    !["/admin", "/sign-in", "/setup/"].iter().any(|staff| path.starts_with(staff))
}
