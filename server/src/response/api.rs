//! `POST /api/v1/surveys/{slug}/responses`: a response from a program that asked the questions and showed the notice itself. It is checked
//! as the form is.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use domain::{
    account::api_key::{ApiKey, Scope},
    channel::Channel,
    error::FieldError,
    locale::Locale,
    response::{api_submission::ApiSubmission, number::NumberNotation},
    survey::{Mode, SurveyStatus, attribute::ReceivedBy, reserved_keys},
};
use serde::Serialize;
use serde_json::Value;
use store::{NewResponse, Submitted};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    account::program::{find, parameters},
    http::{
        reply::{
            self,
            api_error::{KeyProblems, Pointed, Refusal},
            error::Error,
            problem::Problem,
        },
        request::{body, context::Context},
    },
    response::{self, form},
};

/// Stores a response, once.
#[utoipa::path(
    post, path = "/api/v1/surveys/{slug}/responses", tag = "responses", summary = "Submit a response",
    description = "For a program that asks the questions and shows the survey's notice itself: by sending, it states that the respondent saw the notice of that version and pressed send, and which optional purposes were ticked. The record says that a program handed it in. Attributes that the survey does not declare, or whose purpose was not allowed, are dropped and named. Sending the same again is safe and answered alike. Scope: responses:write.",
    security(("key" = [])),
    params(("slug" = String, Path, description = "The name of the survey in its address", example = "nps")),
    request_body = SentResponse,
    responses(
        (status = 201, description = "It is on disk, now or since it was sent before", body = Stored),
        (status = 400, description = "The body cannot be read, or a parameter does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey, or it is not open yet", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body took longer than 20 seconds", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Something else was sent under this idempotency key", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The survey is closed", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is larger than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It does not fit the survey: every error at once", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn submit(
    State(state): State<Arc<response::State>>,
    context: Context,
    Extension(key): Extension<ApiKey>,
    Path(slug): Path<String>,
    uri: Uri,
    request: Result<body::Json<{ body::LIMIT }>, Refusal>,
) -> Result<Response, Refusal> {
    state.throttle.note_answer();
    // After the body, which may take its time: what is withheld is decided by the survey as it is now.
    let asked = find(&state.store, &key, Scope::Submit, &slug).await?;
    parameters(uri.query(), &[])?;
    if asked.survey.status == SurveyStatus::Draft {
        return Err(Error::not_found().into());
    }
    let body::Json(body) = request?;
    let refused = |errors| Refusal::Content(Pointed::all(&body, errors));
    let sent = ApiSubmission::read(&body).map_err(refused)?;
    let read = form::read(&state.store, &asked, &sent.fields, |_| NumberNotation::Program).await?;
    let (published, envelope, submission) = match read {
        Ok(read) => read,
        Err(_) if asked.survey.status == SurveyStatus::Closed => return Err(Refusal::Closed),
        Err(wrong) => return Err(refused(wrong.errors.into_iter().map(as_sent).collect())),
    };
    let questionnaire = &published.version.questionnaire;
    let (attributes, dropped_attributes) = sent.attributes_for(questionnaire, &submission.granted).map_err(refused)?;
    let mode = questionnaire.mode;
    let own_origin = context.origin();
    let response = NewResponse {
        content_hash: sent.all_fields().content_hash(&envelope.key),
        key: envelope.key,
        locale: envelope.locale,
        channel: Channel::Api,
        origin: context.recorded_origin(),
        submitted_at: None,
        submission,
        attributes,
        attributes_by: ReceivedBy::Stated,
        body: None,
        published,
    };
    let organisation = response.published.organisation.id;
    let submitted = state.store.submit_response(response).await?;
    if let Some(metrics) = &state.metrics {
        metrics.count_submission(submitted);
    }
    match submitted {
        Submitted::Stored | Submitted::Repeated => {}
        Submitted::KeyReused => return Err(Refusal::KeyReused),
        Submitted::Closed => return Err(Refusal::Closed),
    }
    let code = match mode {
        Mode::Full => state.store.receipt_code_after(submitted, organisation, &envelope.key).await?,
        Mode::Light => None,
    };
    let receipt_url = code.map(|code| format!("{own_origin}/r/{code}"));
    let stored = Stored { receipt_url, dropped_attributes };
    let mut response = (StatusCode::CREATED, reply::plain_json::plain_json(&stored)).into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// A response to be stored.
// What [`ApiSubmission`] reads field by field (docs/decisions/0017).
#[derive(ToSchema)]
#[schema(as = NewResponse, example = json!({
    "idempotency_key": "0123456789abcdef0123456789abcdef", "version": "019a9a2e-7d1c-7c3a-9a51-0d5f3e8a6b11", "locale": "nl",
    "answers": { "recommend": 9, "reason": "Vers brood." }, "purposes": [],
}))]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "described here, read field by field")]
struct SentResponse {
    /// 128 bits in hexadecimal; the same key may be sent any number of times with the same content. It may be predictable, such as the hash of the number of an order: the receipt does not follow from it.
    #[schema(pattern = "^[0-9a-fA-F]{32}$")]
    idempotency_key: String,
    /// The `version.id` of the survey that the respondent answered.
    version: Uuid,
    /// The language in which it was asked.
    locale: Locale,
    /// By the key of the question: a score, a number, a text, a code, a list of codes, for a matrix an object of scores, or `na`.
    #[schema(required = false, nullable = false)]
    answers: Option<BTreeMap<String, Value>>,
    /// The keys of the optional purposes that the respondent ticked.
    #[schema(required = false, nullable = false)]
    purposes: Option<Vec<String>>,
    /// How to reach the respondent, with the purpose `contact` only.
    #[schema(required = false, nullable = false)]
    contact: Option<ContactDetails>,
    /// By the key of the attribute: a text or a number.
    #[schema(required = false, nullable = false)]
    attributes: Option<BTreeMap<String, Value>>,
}

/// An e-mail address, a telephone number, or both.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "described here, read field by field")]
struct ContactDetails {
    #[schema(required = false, nullable = false)]
    email: Option<String>,
    #[schema(required = false, nullable = false)]
    phone: Option<String>,
}

/// A response that is on disk.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Stored {
    /// The secret address of the receipt, for the respondent; null in light mode, and for a receipt that was revoked.
    #[schema(required)]
    receipt_url: Option<String>,
    /// The attributes that were not kept.
    dropped_attributes: Vec<String>,
}

/// An error under the name of the member that was sent, rather than of the form's field that it became.
fn as_sent(error: FieldError) -> FieldError {
    let field = match error.field.as_str() {
        reserved_keys::KEY => "idempotency_key".to_owned(),
        reserved_keys::PURPOSE => "purposes".to_owned(),
        reserved_keys::CONTACT_EMAIL => "contact.email".to_owned(),
        reserved_keys::CONTACT_PHONE => "contact.phone".to_owned(),
        own @ (reserved_keys::VERSION | reserved_keys::LOCALE) => own.to_owned(),
        answer => format!("answers.{answer}"),
    };
    FieldError::new(field, error.code)
}
