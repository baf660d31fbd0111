//! The headers of every response: a content security policy with the request's nonce, and the usual ones.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::http::{installation::Installation, request::context::Context};

/// Marks a page with islands. Only such a page may compile WebAssembly.
#[derive(Clone, Copy)]
pub(crate) struct Islands;

/// Marks a response that pages of other websites may load.
#[derive(Clone, Copy)]
pub(crate) struct CrossOrigin;

const RESOURCE_POLICY: header::HeaderName = header::HeaderName::from_static("cross-origin-resource-policy");

const FIXED: [(header::HeaderName, HeaderValue); 5] = [
    // With `no-referrer`, browsers would send `Origin: null` with our own forms.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
    (
        header::HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// Reads the request's context, and sets the headers of its response.
pub(crate) async fn set(State(installation): State<Arc<Installation>>, mut request: Request, next: Next) -> Response {
    let context = Context::read(request.uri(), request.headers(), Arc::clone(&installation));
    request.extensions_mut().insert(context.clone());
    let mut response = next.run(request).await;
    let has_islands = response.extensions().get::<Islands>().is_some();
    let is_cross_origin = response.extensions().get::<CrossOrigin>().is_some();
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    if is_cross_origin {
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
    if let Ok(policy) = HeaderValue::try_from(content_security_policy(context.nonce(), has_islands)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if installation.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

fn content_security_policy(nonce: &str, has_islands: bool) -> String {
    let wasm = if has_islands { " 'wasm-unsafe-eval'" } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'{wasm}; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
