//! The errors of a request, and the reply for each. A browser gets a page, a program gets RFC 9457. Internal causes are
//! logged once, here, and are never sent to a client.

use app::message::Message;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use store::StoreError;

/// The `Retry-After` while the database is unavailable, in seconds.
const RETRY_SECONDS: u64 = 5;

/// The error of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    pub(crate) status: StatusCode,
    pub(crate) message: Message,
    pub(crate) retry_after: Option<u64>,
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

    /// The role of the user does not allow this.
    pub(crate) const fn not_allowed() -> Self {
        Self::new(StatusCode::FORBIDDEN, Message::NotAllowed)
    }

    /// The body is larger than any form of ours.
    pub(crate) const fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Message::TooLarge)
    }

    /// The request is malformed.
    pub(crate) const fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, Message::BadRequest)
    }

    /// The form holds bytes that are not text, too many fields, or a field that none of our pages sends.
    pub(crate) const fn unreadable_form() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Message::BadRequest)
    }

    /// The body is not a form.
    pub(crate) const fn unsupported_media() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Message::UnsupportedMedia)
    }

    /// The body took too long.
    pub(crate) const fn timeout() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, Message::Timeout)
    }

    /// An internal error. The caller has logged it.
    pub(crate) const fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Message::Internal)
    }

    /// Too many requests.
    pub(crate) fn too_many(wait: std::time::Duration) -> Self {
        let retry_after = Some(wait.as_secs().saturating_add(1));
        Self { retry_after, ..Self::new(StatusCode::TOO_MANY_REQUESTS, Message::TooMany) }
    }

    /// Too many requests for a slow page run at once.
    pub(crate) const fn busy() -> Self {
        Self { retry_after: Some(RETRY_SECONDS), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, Message::Busy) }
    }

    /// The database is unavailable.
    pub(crate) const fn unavailable() -> Self {
        Self { retry_after: Some(RETRY_SECONDS), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, Message::Unavailable) }
    }

    /// The error for a bare status of axum or a layer.
    pub(crate) fn of_status(status: StatusCode) -> Self {
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

/// A response without a body. `http::error_pages` adds one in the language of the request.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
