//! The page for a respondent whose form is refused for now: it keeps what was typed and sends it again. It must not know surveys.

use app::response::resend;
use axum::{
    extract::{FromRequest as _, Request},
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
};
use domain::survey::reserved_keys;

use crate::http::{
    reply::{self, error::Error},
    request::{body::Form, context::Context},
};

/// Whether a request sends the form of a respondent: answers, or a correction of them.
pub(crate) fn is_of_respondent(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && (path.starts_with("/s/") || (path.starts_with("/r/") && path.ends_with("/correct")))
}

/// The page, with the fields of the form. The origin of the request must have been checked: the page sends them again in
/// the name of whoever sees it.
pub(crate) async fn show(context: &Context, request: Request, error: Error) -> Response {
    let action = request.uri().path_and_query().map_or_else(|| context.path().to_owned(), ToString::to_string);
    let Ok(Form(fields)) = Form::from_request(request, &()).await else { return error.into_response() };
    let mut page = context.page();
    // The language in which the form was shown.
    if let Some(locale) = fields.first(reserved_keys::LOCALE).and_then(|locale| locale.parse().ok()) {
        page.locale = locale;
    }
    let html = resend::render(&page, &action, &fields, error.retry_after.unwrap_or(1));
    let mut response = reply::page::page(error.status, html);
    if let Some(seconds) = error.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
