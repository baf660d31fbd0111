//! The page or problem document of a failed response without a body of its own.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::http::{
    reply::{self, error::Error, page::OwnBody, problem::problem},
    request::context::Context,
};

/// Gives each failed response without a body of its own a page or a problem document.
pub(crate) async fn show(context: Context, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_own_body(&response) {
        return response;
    }
    let error = response.extensions().get::<Error>().copied().unwrap_or_else(|| Error::of_status(status));
    let page = context.page();
    let shown = if context.wants_json() {
        problem(
            error.status,
            &error.message.title(page.locale),
            Some(&error.message.detail(page.locale, page.address_form)),
            Vec::new(),
        )
    } else {
        reply::page::page(error.status, app::message::render(&page, error.message))
    };
    // Keep headers that a layer set, such as `Allow`.
    let (mut parts, _) = response.into_parts();
    for dropped in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        parts.headers.remove(dropped);
    }
    let (shown_parts, body) = shown.into_parts();
    parts.headers.extend(shown_parts.headers);
    if let Some(seconds) = error.retry_after {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, body)
}

pub(crate) fn has_own_body(response: &Response) -> bool {
    response.extensions().get::<OwnBody>().is_some()
}

/// The response after a panic in a handler: an internal error. The panic hook has logged it.
pub(crate) fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response<Body> {
    tracing::error!("a request was answered with 500 because its handler panicked");
    Error::internal().into_response()
}
