//! Problem documents (RFC 9457): the errors for programs.

use app::error_text;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    error::FieldError,
    locale::{AddressForm, Locale},
};
use serde_json::{Value, json};

use crate::http::reply::{self, page::OwnBody};

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

/// A problem document with an additional member.
pub(crate) fn problem_with(status: StatusCode, title: &str, member: &str, value: Value) -> Response {
    let mut document = document(status, title);
    document[member] = value;
    as_problem(status, document)
}

pub(crate) fn document(status: StatusCode, title: &str) -> Value {
    json!({ "type": "about:blank", "title": title, "status": status.as_u16() })
}

pub(crate) fn as_problem(status: StatusCode, document: Value) -> Response {
    let mut response = (status, Json(document)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    reply::page::never_stored(&mut response);
    response.extensions_mut().insert(OwnBody);
    response
}

/// Errors of a form for a problem document: the field, the code with its limits, and the text.
pub(crate) fn field_errors(locale: Locale, form: AddressForm, errors: &[FieldError]) -> Vec<Value> {
    let document = |error: &FieldError| {
        let mut document = serde_json::to_value(&error.code).unwrap_or_else(|_| json!({}));
        document["field"] = error.field.as_str().into();
        document["message"] = error_text::error_text(locale, form, error).into();
        document
    };
    errors.iter().map(document).collect()
}
