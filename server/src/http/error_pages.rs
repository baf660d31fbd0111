//! The page or problem document of a failed response without a body of its own.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::http::{
    guard::kept_form::FormOnItsWay,
    reply::{self, api_error::Refusal, error::Error, page::OwnBody, problem::problem},
    request::context::Context,
};

/// Gives each failed response without a body of its own a page or a problem document. What a respondent typed is kept.
pub(crate) async fn show(context: Context, mut request: Request, next: Next) -> Response {
    let form = FormOnItsWay::of(&context, &mut request);
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_own_body(&response) {
        return response;
    }
    let refusal = match response.extensions().get::<Refusal>() {
        Some(refusal) => refusal.clone(),
        None => response.extensions().get::<Error>().copied().unwrap_or_else(|| Error::of_status(status)).into(),
    };
    let kept = match (&form, &refusal) {
        (Some(form), Refusal::Error(error)) => form.page_after(&context, *error),
        _ => None,
    };
    let shown = kept.unwrap_or_else(|| shown(&context, &refusal));
    // Keep headers that a layer set, such as `Allow`.
    let (mut parts, _) = response.into_parts();
    for dropped in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        parts.headers.remove(dropped);
    }
    let (shown_parts, body) = shown.into_parts();
    parts.headers.extend(shown_parts.headers);
    if let Refusal::Error(Error { retry_after: Some(seconds), .. }) = refusal {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, body)
}

/// A page for a browser, in its words; a problem document for a script of our pages in the same words, and for a program in
/// those of the interface.
fn shown(context: &Context, refusal: &Refusal) -> Response {
    let page = context.page();
    match refusal {
        Refusal::Error(error) if !context.wants_json() => {
            reply::page::page(error.status, app::message::render(&page, error.message))
        }
        Refusal::Error(error) if context.instance().is_none() => {
            let detail = error.message.detail(page.locale, page.address_form);
            problem(error.status, &error.message.title(page.locale), Some(&detail), Vec::new())
        }
        refusal => refusal.problem(context.program_locale()).with_instance(context.instance()).into_response(),
    }
}

pub(crate) fn has_own_body(response: &Response) -> bool {
    response.extensions().get::<OwnBody>().is_some()
}

/// The response after a panic in a handler: an internal error. The panic hook has logged it.
pub(crate) fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response<Body> {
    tracing::error!("a request was answered with 500 because its handler panicked");
    Error::internal().into_response()
}
