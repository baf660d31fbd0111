//! The few kinds of response: a page, a redirect after a form, and their headers.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::http::reply;

/// A page that no cache may store: receipts hold an answer, and other pages belong to the signed-in user.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    never_stored(&mut response);
    response.extensions_mut().insert(OwnBody);
    response
}

/// Forbids caches to store a response, and sets what it varies on.
pub(crate) fn never_stored(response: &mut Response) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
}

/// Lets the browser of one visitor show a page again when it goes back, as it was. A new visit asks for it anew: without
/// a validator nothing else can be answered than a new page.
pub(crate) fn kept_for_back(response: &mut Response) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
}

/// 303 to an address of ours, which is ASCII.
pub(crate) fn see_other(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(location).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    never_stored(&mut response);
    response
}

/// A file to download. Its name consists of slugs and dates.
pub(crate) fn attachment(body: Body, kind: &'static str, file: &str) -> Response {
    let mut response = Response::new(body);
    reply::page::never_stored(&mut response);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{file}\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.expect("a slug and a date are visible ASCII"));
    response
}

/// Marks a response that keeps its body whatever its status.
#[derive(Clone, Copy)]
pub(crate) struct OwnBody;
