//! The few shapes of a response: a page, a redirect after a form, and what goes with them.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::http::reply;

/// A page. No page is kept by a cache: forms hold a key, receipts an answer, and the rest belongs to who is signed in.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    never_stored(&mut response);
    response.extensions_mut().insert(OwnBody);
    response
}

/// Says that no cache may keep a response, and what it depends on.
pub(crate) fn never_stored(response: &mut Response) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
}

/// 303: look there. The address is one of ours, made of ASCII.
pub(crate) fn see_other(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(location).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    never_stored(&mut response);
    response
}

/// A file to be kept; its name is made of slugs and dates.
pub(crate) fn attachment(body: Body, kind: &'static str, file: &str) -> Response {
    let mut response = Response::new(body);
    reply::page::never_stored(&mut response);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{file}\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.expect("a slug and a date are visible ASCII"));
    response
}

/// A response that keeps its body whatever its status.
#[derive(Clone, Copy)]
pub(crate) struct OwnBody;
