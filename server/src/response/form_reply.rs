//! The replies to an answering form: a page for a browser, a document for the script of the form.
//!
//! A document names its outcome and echoes the key of the form, so that the script knows the reply of a proxy from ours.

use app::response::key_reused::KeyReusedPage;
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use domain::{
    form_fields::FormFields, hash::Sha256Hash, response::sending::echo, submission_key::SubmissionKey, survey::reserved_keys,
};
use serde::Serialize;

use crate::http::{
    reply::{
        self,
        problem::{self, FieldProblem},
    },
    request::context::Context,
};

/// What became of a form that was sent.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// It is on disk.
    Stored,
    /// It was on disk already.
    Repeated,
    /// The answer that was stored is what was sent now.
    Improved,
    /// A later body of the same page arrived before, and counts.
    Superseded,
    /// Something else is stored under this key.
    Conflict,
    /// It does not fit the survey.
    Refused,
    /// The survey is closed.
    Closed,
    /// There is no such survey, or it is not open yet.
    Unknown,
}

/// The reply to one request about a form.
pub(crate) struct FormReply<'a> {
    context: &'a Context,
    echo: Option<Sha256Hash>,
}

impl<'a> FormReply<'a> {
    /// For a form that is asked for.
    pub(crate) const fn to_visit(context: &'a Context) -> Self {
        Self { context, echo: None }
    }

    /// For a form that was sent.
    pub(crate) fn to_form(context: &'a Context, fields: &FormFields) -> Self {
        let key = fields.first(reserved_keys::KEY).and_then(|key| SubmissionKey::parse(key).ok());
        Self { context, echo: key.as_ref().map(echo) }
    }

    /// The answer is on disk. The browser goes on to the address.
    pub(crate) fn accepted(&self, outcome: Outcome, location: &str) -> Response {
        if !self.context.wants_json() {
            return reply::page::see_other(location);
        }
        let accepted = Accepted { location, outcome, key_hash: self.echo };
        let mut response = Json(accepted).into_response();
        reply::page::never_stored(&mut response);
        response
    }

    /// Something else is stored under this key.
    pub(crate) fn conflict(&self, page: &app::page::PageContext, offer: &KeyReusedPage<'_>) -> Response {
        let title = "This form was sent before.";
        self.failed(Outcome::Conflict, StatusCode::CONFLICT, title, || app::response::key_reused::render(page, offer))
    }

    /// A problem of which the title says it all, or its page.
    pub(crate) fn failed(&self, outcome: Outcome, status: StatusCode, title: &str, page: impl FnOnce() -> String) -> Response {
        if self.context.wants_json() {
            return self.problem(outcome, status, title, Vec::new());
        }
        reply::page::page(status, page())
    }

    /// A problem with the fields that are wrong.
    pub(crate) fn problem(&self, outcome: Outcome, status: StatusCode, title: &str, errors: Vec<FieldProblem>) -> Response {
        let outcome = self.echo.map(|_| outcome);
        let document = FormProblem { r#type: problem::BLANK, title, status, errors, outcome, key_hash: self.echo };
        problem::as_problem(status, &document)
    }
}

/// The document for an answer that is on disk.
#[derive(Serialize)]
struct Accepted<'a> {
    location: &'a str,
    outcome: Outcome,
    key_hash: Option<Sha256Hash>,
}

/// The problem document about a form (RFC 9457), with what its script must know.
#[derive(Serialize)]
struct FormProblem<'a> {
    r#type: &'static str,
    title: &'a str,
    #[serde(serialize_with = "problem::number")]
    status: StatusCode,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_hash: Option<Sha256Hash>,
}
