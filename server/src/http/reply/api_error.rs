//! The errors for programs: always a problem document (RFC 9457), which `http::error_pages` writes in the language of
//! the request.

use app::api_problem::ApiProblem;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    account::api_key::Scope,
    error::{ErrorCode, FieldError},
    export::job::ExportState,
    id::EventId,
    json_document::{DocumentError, RepeatedMember, pointer_to},
    locale::Locale,
};
use serde_json::Value;
use store::StoreError;

use crate::http::reply::{
    error::Error,
    problem::{FieldProblem, Problem},
};

/// Why a request is refused.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// The API key is missing or no longer valid.
    Key,
    /// The scope of the API key does not allow this.
    Scope(Scope),
    /// Parameters in the address are not valid.
    Parameters(Vec<FieldError>),
    /// There is a body, but all parameters belong in the address.
    Body,
    /// The body is no JSON document, or one with repeated members.
    Document(DocumentError),
    /// Fields in a submitted response are not valid.
    Content(Vec<Pointed>),
    /// Different content was sent before under the same idempotency key.
    KeyReused,
    /// The survey is closed.
    Closed,
    /// The limit of exports is reached.
    TooManyExports,
    /// The file of an export in this state cannot be fetched.
    NoFile(ExportState),
    /// Fields in a decision on a website are not valid.
    Decision(Vec<Pointed>),
    /// Another decision was sent before under the same idempotency key.
    DecisionReused,
    /// The decision was recorded as this event, and something else decided since.
    Superseded(EventId),
    /// Fields in a question about what stands are not valid.
    Standing(Vec<Pointed>),
    /// No event with this id was ever recorded for this website.
    UnknownEvent,
    /// Fields in a withdrawal are not valid.
    Withdrawal(Vec<Pointed>),
    /// Any other error.
    Error(Error),
}

/// An error of a field in the body, with its place there.
#[derive(Clone, Debug)]
pub(crate) struct Pointed {
    error: FieldError,
    pointer: String,
}

impl Pointed {
    /// The errors of a body with their places.
    pub(crate) fn all(body: &Value, errors: Vec<FieldError>) -> Vec<Self> {
        errors.into_iter().map(|error| Self { pointer: pointer_of(body, &error.field), error }).collect()
    }
}

/// The place of a field. `body` is the whole document, unless it has a member of that name.
fn pointer_of(body: &Value, field: &str) -> String {
    if field == "body" && body.get(field).is_none() { String::new() } else { pointer_to(body, field) }
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

/// A response without a body. `http::error_pages` adds one in the language of the request.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let refusal = match self {
            Self::Error(error) => return error.into_response(),
            refusal => refusal,
        };
        let mut response = refusal.status().into_response();
        if matches!(refusal, Self::Key) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(refusal);
        response
    }
}

impl Refusal {
    /// The document for a program that reads this language.
    pub(crate) fn problem(&self, locale: Locale) -> Problem {
        let what = self.what();
        let problem = Problem::new(self.status(), what.title(locale)).with_detail(what.detail(locale));
        let in_body = |errors: &[Pointed]| {
            let told = |one: &Pointed| FieldProblem::of_program(locale, &one.error, Some(one.pointer.clone()));
            errors.iter().map(told).collect()
        };
        match self {
            Self::Scope(scope) => problem.with_scope(*scope),
            Self::NoFile(state) => problem.with_state(*state),
            Self::Superseded(event) => problem.with_event(*event),
            Self::UnknownEvent => problem.with_code("unknown_event"),
            Self::Parameters(errors) => {
                problem.with_errors(errors.iter().map(|error| FieldProblem::of_program(locale, error, None)).collect())
            }
            Self::Content(errors) | Self::Decision(errors) | Self::Standing(errors) | Self::Withdrawal(errors) => {
                problem.with_errors(in_body(errors))
            }
            Self::Document(DocumentError::Repeated(members)) => {
                problem.with_errors(members.iter().map(|member| twice(locale, member)).collect())
            }
            _ => problem,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Key => StatusCode::UNAUTHORIZED,
            Self::Scope(_) => StatusCode::FORBIDDEN,
            Self::Parameters(_) | Self::Body | Self::Document(_) => StatusCode::BAD_REQUEST,
            Self::Content(_) | Self::Decision(_) | Self::Standing(_) | Self::Withdrawal(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UnknownEvent => StatusCode::NOT_FOUND,
            Self::KeyReused | Self::TooManyExports | Self::NoFile(_) | Self::DecisionReused | Self::Superseded(_) => {
                StatusCode::CONFLICT
            }
            Self::Closed => StatusCode::GONE,
            Self::Error(error) => error.status,
        }
    }

    fn what(&self) -> ApiProblem {
        match self {
            Self::Key => ApiProblem::Key,
            Self::Scope(scope) => ApiProblem::Scope(*scope),
            Self::Parameters(_) => ApiProblem::Parameters,
            Self::Body => ApiProblem::Body,
            Self::Document(DocumentError::Syntax { line, column }) => ApiProblem::Json { line: *line, column: *column },
            Self::Document(DocumentError::Repeated(_)) => ApiProblem::Twice,
            Self::Content(_) => ApiProblem::Content,
            Self::KeyReused => ApiProblem::KeyReused,
            Self::Closed => ApiProblem::Closed,
            Self::TooManyExports => ApiProblem::TooManyExports,
            Self::NoFile(_) => ApiProblem::NoFile,
            Self::Decision(_) => ApiProblem::Decision,
            Self::DecisionReused => ApiProblem::DecisionReused,
            Self::Superseded(_) => ApiProblem::Superseded,
            Self::Standing(_) => ApiProblem::Standing,
            Self::UnknownEvent => ApiProblem::UnknownEvent,
            Self::Withdrawal(_) => ApiProblem::Withdrawal,
            Self::Error(error) => ApiProblem::Message(error.message),
        }
    }
}

fn twice(locale: Locale, member: &RepeatedMember) -> FieldProblem {
    let error = FieldError::new(member.name.as_str(), ErrorCode::Duplicate { name: member.name.clone() });
    FieldProblem::of_program(locale, &error, Some(member.pointer.clone()))
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
