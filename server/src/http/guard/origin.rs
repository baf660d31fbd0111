//! Where a request that changes something comes from. A form on another site must not be able to send one in the name of
//! someone who is signed in here, or of anyone at all.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::http::{installation::Installation, public_url::PublicUrl, reply::error::Error};

const FETCH_SITE: &str = "sec-fetch-site";

/// Refuses what comes from elsewhere.
pub(crate) async fn check(State(installation): State<Arc<Installation>>, request: Request, next: Next) -> Response {
    if is_unsafe(request.method()) && !is_own(&installation, request.headers()) {
        return Error::forbidden().into_response();
    }
    next.run(request).await
}

/// Whether a method changes something.
pub(crate) fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says that another website sent the visitor.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get(FETCH_SITE).map(|value| value.as_bytes());
    !matches!(site, None | Some(b"same-origin" | b"none"))
}

/// Whether the browser says that the visitor comes from elsewhere, by a link or by an address typed in. One that says nothing of it,
/// as none does without TLS, says neither.
pub(crate) fn is_arrival(headers: &HeaderMap) -> bool {
    headers.get(FETCH_SITE).is_some_and(|site| site.as_bytes() == b"none") || is_from_elsewhere(headers)
}

/// Whether a request comes from a page of ours, or from a program.
pub(crate) fn is_own(installation: &Installation, headers: &HeaderMap) -> bool {
    if is_from_elsewhere(headers) {
        return false;
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    match (origins.next(), origins.next()) {
        // Programs send neither; a browser that sends no Origin says by Sec-Fetch-Site that the page is ours.
        (None, _) => true,
        (Some(origin), None) => origin.to_str().is_ok_and(|origin| is_expected(installation, origin, headers)),
        (Some(_), Some(_)) => false,
    }
}

fn is_expected(installation: &Installation, origin: &str, headers: &HeaderMap) -> bool {
    let Ok(origin) = PublicUrl::parse(origin) else { return false };
    match &installation.public_url {
        Some(expected) => origin == *expected,
        // Without a public URL a proxy may speak TLS for us: the scheme is then not ours to know.
        None => {
            let scheme = if origin.is_https() { "https" } else { "http" };
            headers.get(header::HOST).and_then(|host| PublicUrl::of_host(scheme, host)) == Some(origin)
        }
    }
}
