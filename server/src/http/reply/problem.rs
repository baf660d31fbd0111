//! Problem documents (RFC 9457): the errors for programs.

use app::{api_problem, error_text};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    account::api_key::Scope,
    error::FieldError,
    export::job::ExportState,
    id::EventId,
    locale::{AddressForm, Locale},
};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::http::reply::{self, page::OwnBody};

/// The type of a problem of which the status says it all.
pub(crate) const BLANK: &str = "about:blank";

/// What went wrong (RFC 9457), in English unless `Accept-Language` asks for Dutch.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    /// `about:blank`: the status says it all.
    r#type: &'static str,
    title: String,
    #[serde(serialize_with = "number")]
    #[schema(value_type = u16)]
    status: StatusCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    detail: Option<String>,
    /// The path of the request. `-` stands for the secret code of a receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    instance: Option<String>,
    /// Every field that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    /// What a program can tell one problem from others with the same status by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    code: Option<&'static str>,
    /// The record of a decision that was sent again and is not the visitor's last word any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    event_id: Option<EventId>,
    /// The scope that the key lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    scope: Option<Scope>,
    /// How far a file is that cannot be fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    state: Option<ExportState>,
}

impl Problem {
    /// A problem of which the title says it all.
    pub(crate) const fn new(status: StatusCode, title: String) -> Self {
        Self {
            r#type: BLANK,
            title,
            status,
            detail: None,
            instance: None,
            errors: Vec::new(),
            code: None,
            event_id: None,
            scope: None,
            state: None,
        }
    }

    /// The same, with what happened and what to do.
    pub(crate) fn with_detail(self, detail: Option<String>) -> Self {
        Self { detail, ..self }
    }

    /// The same, with the path of the request.
    pub(crate) fn with_instance(self, instance: Option<String>) -> Self {
        Self { instance, ..self }
    }

    /// The same, with every field that is wrong.
    pub(crate) fn with_errors(self, errors: Vec<FieldProblem>) -> Self {
        Self { errors, ..self }
    }

    /// The same, with a code.
    pub(crate) fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// The same, with the event as which a decision was recorded.
    pub(crate) fn with_event(self, event: EventId) -> Self {
        Self { event_id: Some(event), ..self }
    }

    /// The same, with the scope that the key lacks.
    pub(crate) fn with_scope(self, scope: Scope) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// The same, with the state of the export whose file cannot be fetched.
    pub(crate) fn with_state(self, state: ExportState) -> Self {
        Self { state: Some(state), ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        as_problem(self.status, &self)
    }
}

/// A field that is wrong. Further members give the limits that it exceeds.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// The parameter, or the members on the way to the wrong one, joined by dots.
    field: String,
    code: String,
    message: String,
    /// The place in the body (JSON Pointer, RFC 6901). A parameter of the address has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pointer: Option<String>,
    /// What the code has beside its name.
    #[serde(flatten)]
    #[schema(ignore)]
    limits: Map<String, Value>,
}

impl FieldProblem {
    /// An error of a program, in the words of the interface.
    pub(crate) fn of_program(locale: Locale, error: &FieldError, pointer: Option<String>) -> Self {
        Self::new(error, api_problem::error_text(locale, error), pointer)
    }

    fn new(error: &FieldError, message: String, pointer: Option<String>) -> Self {
        let mut limits = match serde_json::to_value(&error.code) {
            Ok(Value::Object(members)) => members,
            _ => Map::new(),
        };
        let code = limits.remove("code").and_then(|code| Some(code.as_str()?.to_owned())).unwrap_or_default();
        Self { field: error.field.clone(), code, message, pointer, limits }
    }
}

/// A problem document for a script of our own pages, which shows its words to a person.
pub(crate) fn problem(status: StatusCode, title: &str, detail: Option<&str>, errors: Vec<FieldProblem>) -> Response {
    Problem::new(status, title.to_owned()).with_detail(detail.map(str::to_owned)).with_errors(errors).into_response()
}

/// A problem document of any shape, its members in the order of their names.
pub(crate) fn as_problem(status: StatusCode, document: &impl Serialize) -> Response {
    let mut response = (status, reply::plain_json::plain_json(document)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    reply::page::never_stored(&mut response);
    response.extensions_mut().insert(OwnBody);
    response
}

/// A status as a number.
pub(crate) fn number<S: Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

/// Errors of a form for a problem document: the field, the code with its limits, and the words of the form.
pub(crate) fn field_errors(locale: Locale, form: AddressForm, errors: &[FieldError]) -> Vec<FieldProblem> {
    errors.iter().map(|error| FieldProblem::new(error, error_text::error_text(locale, form, error), None)).collect()
}
