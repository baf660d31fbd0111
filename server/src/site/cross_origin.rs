//! Which pages may speak with the addresses for websites: those of the website's own origins. Others get no answer that they
//! could read, and what they send is refused (Fetch standard, CORS). No cookie is ever allowed to come along.

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

/// The origin of the page that a request came from.
#[derive(Clone)]
pub(crate) struct PageOrigin(pub(crate) String);

/// How long a browser may remember that it may ask, in seconds: the most that any of them takes.
const REMEMBERED: HeaderValue = HeaderValue::from_static("7200");

/// Answers preflights, refuses what pages of other origins send, and lets the website's own pages read the answer.
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

/// The key of a website. One that nobody has costs a question to the database, so whoever tries keys is limited before it; of a
/// website that is known the limits come later, where its own pages can read that they were reached.
fn admit(store: &Store, limits: &Limits, key: &str, request: &Request) -> Result<Slug, Error> {
    let key = Slug::parse(key).map_err(|_| Error::not_found())?;
    if !store.knows_site(&key) {
        limits.count(request)?;
    }
    Ok(key)
}

/// The origin, unless there is none or more than one.
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
