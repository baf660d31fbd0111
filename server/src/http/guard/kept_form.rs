//! The page for a respondent whose form is refused for now: it keeps what was typed and sends it again. It must not know surveys.

use app::response::resend;
use axum::{
    extract::{FromRequest as _, Request},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{form_fields::FormFields, survey::reserved_keys};

use crate::http::{
    reply::{self, error::Error},
    request::{
        body::{Form, ReadForm},
        context::Context,
    },
};

/// Whether a request sends the form of a respondent: answers, or a correction of them.
pub(crate) fn is_of_respondent(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && (path.starts_with("/s/") || (path.starts_with("/r/") && path.ends_with("/correct")))
}

/// The page for a form that nobody read yet. The origin of the request must have been checked: the page sends the fields again in
/// the name of whoever sees it.
pub(crate) async fn show(context: &Context, request: Request, error: Error) -> Response {
    let action = action(context, &request);
    match Form::from_request(request, &()).await {
        Ok(Form(fields)) => page(context, &action, &fields, error),
        Err(_) => error.into_response(),
    }
}

/// The form of a respondent on its way through the handlers. What reads it comes after the check of its origin.
pub(crate) struct FormOnItsWay {
    action: String,
    read: ReadForm,
}

impl FormOnItsWay {
    /// `None` for any other request, and for scripts, which keep what was typed themselves.
    pub(crate) fn of(context: &Context, request: &mut Request) -> Option<Self> {
        if !is_of_respondent(request) || context.wants_json() {
            return None;
        }
        let read = ReadForm::default();
        request.extensions_mut().insert(read.clone());
        Some(Self { action: action(context, request), read })
    }

    /// The page, if the server could not handle the form now. `None` for another error, or if the form was not read.
    pub(crate) fn page_after(&self, context: &Context, error: Error) -> Option<Response> {
        (error.status == StatusCode::SERVICE_UNAVAILABLE)
            .then(|| self.read.fields())?
            .map(|fields| page(context, &self.action, &fields, error))
    }
}

fn action(context: &Context, request: &Request) -> String {
    request.uri().path_and_query().map_or_else(|| context.path().to_owned(), ToString::to_string)
}

fn page(context: &Context, action: &str, fields: &FormFields, error: Error) -> Response {
    let mut page = context.page();
    // The language in which the form was shown.
    if let Some(locale) = fields.first(reserved_keys::LOCALE).and_then(|locale| locale.parse().ok()) {
        page.locale = locale;
    }
    let html = resend::render(&page, error.message, action, fields, error.retry_after.unwrap_or(1));
    let mut response = reply::page::page(error.status, html);
    if let Some(seconds) = error.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
