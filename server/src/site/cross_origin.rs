//! The origins that may use the addresses for websites: those of the website itself. Pages of other origins cannot read
//! an answer, and their requests are refused (Fetch standard, CORS). Cookies are never allowed.

use std::sync::Arc;
use store::Store;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{id::Slug, site::published::PublishedSite};

use crate::http::{
    guard::{limits::Limits, origin},
    reply::error::Error,
};

/// The origin of the page that sent a request.
#[derive(Clone)]
pub(crate) struct PageOrigin(pub(crate) String);

/// How long a browser may cache a preflight, in seconds: the longest time that any browser accepts.
const REMEMBERED: HeaderValue = HeaderValue::from_static("7200");

/// Answers preflights, refuses requests of other origins, and lets the website's own pages read the answer.
pub(crate) async fn check(
    State(store): State<Store>,
    State(limits): State<Limits>,
    Path(key): Path<String>,
    mut request: Request,
    next: Next,
) -> Response {
    let found = match admit(&store, &limits, &key, &request) {
        Ok(key) => find(&store, &key).await,
        Err(error) => Err(error),
    };
    let published = match found {
        Ok(published) => published,
        Err(error) => return error.into_response(),
    };
    let own =
        single(request.headers()).filter(|origin| origin.to_str().is_ok_and(|origin| published.site.settings.has_origin(origin)));
    let method = request.method().clone();
    let mut response = match &own {
        Some(_) if method == Method::OPTIONS => preflight(),
        None if origin::is_unsafe(&method) => Error::forbidden().into_response(),
        _ => {
            request.extensions_mut().insert(published);
            if let Some(page) = own.as_ref().and_then(|origin| origin.to_str().ok()) {
                request.extensions_mut().insert(PageOrigin(page.to_owned()));
            }
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = own {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, retry-after"));
    }
    response
}

/// The key of a website. An unknown key costs a query, so the limits are checked before it. For a known website the
/// limits are checked later, so that its own pages can read the error.
fn admit(store: &Store, limits: &Limits, key: &str, request: &Request) -> Result<Slug, Error> {
    let key = Slug::parse(key).map_err(|_| Error::not_found())?;
    if !store.knows_site(&key) {
        limits.count(request)?;
    }
    Ok(key)
}

/// The origin. `None` if there is none or more than one.
fn single(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    origins.next().filter(|_| origins.next().is_none()).cloned()
}

fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type, if-none-match"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, REMEMBERED);
    response
}

/// The website with this key.
pub(crate) async fn find(store: &Store, key: &Slug) -> Result<Arc<PublishedSite>, Error> {
    store.find_site(key).await?.ok_or(Error::not_found())
}
