//! The errors of a request, and the reply for each. A person gets a page, a program gets RFC 9457. Internal causes are logged
//! once, here, and no client sees them.

use app::{error_text, message::Message};
use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    error::FieldError,
    locale::{AddressForm, Locale},
};
use serde_json::{Value, json};
use store::StoreError;

use super::page;
use crate::{
    account::password::PasswordError,
    http::{request::context::Context, state::AppState},
    report::raster::RasterError,
};

/// What is said when the database is away: try again after so many seconds.
const RETRY_SECONDS: u64 = 5;

/// What went wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    status: StatusCode,
    message: Message,
    retry_after: Option<u64>,
}

impl Error {
    const fn new(status: StatusCode, message: Message) -> Self {
        Self { status, message, retry_after: None }
    }

    /// There is nothing at this address.
    pub(crate) const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, Message::NotFound)
    }

    /// The request did not come from one of our pages.
    pub(crate) const fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, Message::Forbidden)
    }

    /// Who is signed in may not do this.
    pub(crate) const fn not_allowed() -> Self {
        Self::new(StatusCode::FORBIDDEN, Message::NotAllowed)
    }

    /// The body is larger than any form of ours.
    pub(crate) const fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Message::TooLarge)
    }

    /// The request is broken.
    pub(crate) const fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, Message::BadRequest)
    }

    /// The form holds bytes that are no text, more fields than any form of ours, or a field no page of ours sends.
    pub(crate) const fn unreadable_form() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Message::BadRequest)
    }

    /// The body is no form.
    pub(crate) const fn unsupported_media() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Message::UnsupportedMedia)
    }

    /// The body took too long.
    pub(crate) const fn timeout() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, Message::Timeout)
    }

    /// A fault of ours, logged by whoever makes this.
    pub(crate) const fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Message::Internal)
    }

    /// Too many requests.
    pub(crate) fn too_many(wait: std::time::Duration) -> Self {
        let retry_after = Some(wait.as_secs().saturating_add(1));
        Self { retry_after, ..Self::new(StatusCode::TOO_MANY_REQUESTS, Message::TooMany) }
    }

    /// Too many ask for what takes a while.
    const fn busy() -> Self {
        Self { retry_after: Some(RETRY_SECONDS), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, Message::Busy) }
    }

    /// The database cannot be reached.
    pub(crate) const fn unavailable() -> Self {
        Self { retry_after: Some(RETRY_SECONDS), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, Message::Unavailable) }
    }

    /// What a bare status of axum or a layer means.
    fn of_status(status: StatusCode) -> Self {
        let message = match status {
            StatusCode::NOT_FOUND => Message::NotFound,
            StatusCode::FORBIDDEN => Message::Forbidden,
            StatusCode::METHOD_NOT_ALLOWED => Message::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Message::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Message::UnsupportedMedia,
            StatusCode::REQUEST_TIMEOUT => Message::Timeout,
            StatusCode::SERVICE_UNAVAILABLE => return Self::unavailable(),
            _ if status.is_server_error() => Message::Internal,
            _ => Message::BadRequest,
        };
        Self::new(status, message)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::not_found(),
            StoreError::Unavailable(_) => {
                tracing::warn!(%error, "a request failed because the database is not available");
                Self::unavailable()
            }
            StoreError::Conflict(_) | StoreError::Invalid(_) | StoreError::Broken(_) => {
                tracing::error!(%error, "a request failed in the store");
                Self::internal()
            }
        }
    }
}

impl From<PasswordError> for Error {
    fn from(error: PasswordError) -> Self {
        tracing::error!(%error, "a request failed");
        Self::internal()
    }
}

impl From<RasterError> for Error {
    fn from(error: RasterError) -> Self {
        match error {
            RasterError::Busy => {
                tracing::warn!(%error, "a request waited for its turn in vain");
                Self::busy()
            }
            RasterError::Broken => {
                tracing::error!(%error, "a request failed");
                Self::internal()
            }
        }
    }
}

/// The error alone; [`show`] gives it a body in the language of the request.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every failed response that has no page of its own one, or a problem document.
pub(crate) async fn show(State(app): State<AppState>, context: Context, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_own_body(&response) {
        return response;
    }
    let error = response.extensions().get::<Error>().copied().unwrap_or_else(|| Error::of_status(status));
    let page = context.page(&app);
    let shown = if context.wants_json() {
        problem(error.status, &error.message.title(page.locale), Some(&error.message.detail(page.locale, page.address_form)), &[])
    } else {
        page::page(error.status, app::message::render(&page, error.message))
    };
    // What a layer said beside the body, such as `Allow`, stays.
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

/// A response that keeps its body whatever its status.
#[derive(Clone, Copy)]
pub(crate) struct OwnBody;

fn has_own_body(response: &Response) -> bool {
    response.extensions().get::<OwnBody>().is_some()
}

/// An RFC 9457 problem document.
pub(crate) fn problem(status: StatusCode, title: &str, detail: Option<&str>, errors: &[Value]) -> Response {
    let mut document = document(status, title);
    if let Some(detail) = detail {
        document["detail"] = detail.into();
    }
    if !errors.is_empty() {
        document["errors"] = errors.into();
    }
    as_problem(status, document)
}

/// A problem document with a member of its own.
pub(crate) fn problem_with(status: StatusCode, title: &str, member: &str, value: Value) -> Response {
    let mut document = document(status, title);
    document[member] = value;
    as_problem(status, document)
}

fn document(status: StatusCode, title: &str) -> Value {
    json!({ "type": "about:blank", "title": title, "status": status.as_u16() })
}

fn as_problem(status: StatusCode, document: Value) -> Response {
    let mut response = (status, Json(document)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    page::never_stored(&mut response);
    response.extensions_mut().insert(OwnBody);
    response
}

/// Errors of a form for a problem document: the field, the code with its limits, and the words.
pub(crate) fn field_errors(locale: Locale, form: AddressForm, errors: &[FieldError]) -> Vec<Value> {
    let document = |error: &FieldError| {
        let mut document = serde_json::to_value(&error.code).unwrap_or_else(|_| json!({}));
        document["field"] = error.field.as_str().into();
        document["message"] = error_text::error_text(locale, form, error).into();
        document
    };
    errors.iter().map(document).collect()
}

/// A panic in a handler: logged by the panic hook, answered like any other fault of ours.
pub(crate) fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response<Body> {
    tracing::error!("a request was answered with 500 because its handler panicked");
    Error::internal().into_response()
}
