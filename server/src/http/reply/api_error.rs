//! The errors for programs: always a problem document (RFC 9457).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    account::api_key::Scope,
    error::FieldError,
    locale::{AddressForm, Locale},
};
use store::StoreError;

use crate::http::reply::{
    error::Error,
    problem::{self, Problem},
};

/// Why a request is refused.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The API key is missing or no longer valid.
    Key,
    /// The scope of the API key does not allow this.
    Scope(Scope),
    /// Parameters in the address are not valid.
    Parameters(Vec<FieldError>),
    /// There is a body, but all parameters belong in the address.
    Body,
    /// Fields in the body are not valid.
    Content(Vec<FieldError>),
    /// Different content was sent before under the same idempotency key.
    KeyReused,
    /// The survey is closed.
    Closed,
    /// The limit of exports is reached.
    TooManyExports,
    /// Any other error.
    Error(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let problem = |status, title: &str, detail: &str| problem::problem(status, title, Some(detail), Vec::new());
        let wrong = |status, title: &str, errors: &[FieldError]| {
            problem::problem(status, title, None, problem::field_errors(Locale::En, AddressForm::Formal, errors))
        };
        match self {
            Self::Error(error) => error.into_response(),
            Self::Key => {
                let detail = "Send `Authorization: Bearer`, a space and a key that works; `klankbord api-key create` makes one.";
                let mut response = problem(StatusCode::UNAUTHORIZED, "A key is needed.", detail);
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
                response
            }
            Self::Scope(scope) => {
                Problem::new(StatusCode::FORBIDDEN, "The key may not do this.").with_scope(scope).into_response()
            }
            Self::Parameters(errors) => wrong(StatusCode::BAD_REQUEST, "A parameter is missing or wrong.", &errors),
            Self::Body => {
                let detail =
                    "The options are parameters of the address, such as `?format=xlsx`. Send the request without a body.";
                problem(StatusCode::BAD_REQUEST, "There is a body.", detail)
            }
            Self::Content(errors) => wrong(StatusCode::UNPROCESSABLE_ENTITY, "The response cannot be taken as it is.", &errors),
            Self::KeyReused => {
                let detail = "Another response was sent under this idempotency key; it stays as it was.";
                problem(StatusCode::CONFLICT, "The idempotency key was used before.", detail)
            }
            Self::TooManyExports => {
                let detail = "Call some off, fetch and delete some, or wait until they are a day old.";
                problem(StatusCode::CONFLICT, "There are 20 exports that wait, are prepared or can be fetched.", detail)
            }
            Self::Closed => problem(StatusCode::GONE, "The survey is closed.", "It takes no answers any more."),
        }
    }
}

/// What may come back from every address that needs a key.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "they are described, never made")]
pub(crate) enum KeyProblems {
    /// There is no key, or one that works no more
    #[response(status = 401, content_type = "application/problem+json")]
    Key(#[to_schema] Problem),
    /// The key lacks the scope
    #[response(status = 403, content_type = "application/problem+json")]
    Scope(#[to_schema] Problem),
    /// The key, or the client without one, asked too much: `Retry-After` says when to come back
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] Problem),
    /// The database is away: ask again
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}
