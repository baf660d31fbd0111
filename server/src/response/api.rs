//! `POST /api/v1/surveys/{slug}/responses`: a response from a program that asked the questions and showed the notice itself. It is checked
//! as the form is.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use domain::{
    account::api_key::{ApiKey, Scope},
    channel::Channel,
    error::FieldError,
    response::api_submission::ApiSubmission,
    survey::{Mode, SurveyStatus, attribute::ReceivedBy, reserved_keys},
};
use serde_json::json;
use store::{NewResponse, Submitted};

use crate::{
    account::program::{find, parameters},
    http::{
        reply::{
            self,
            api_error::{KeyProblems, Refusal},
            error::Error,
            problem::Problem,
        },
        request::{body, context::Context},
        schemas,
    },
    response::{self, form},
};

/// Stores a response, once.
#[utoipa::path(
    post, path = "/api/v1/surveys/{slug}/responses", tag = "responses", summary = "Submit a response",
    description = "For a program that asks the questions and shows the survey's notice itself: by sending, it states that the respondent saw the notice of that version and pressed send, and which optional purposes were ticked. The record says that a program handed it in. Attributes that the survey does not declare, or whose purpose was not allowed, are dropped and named. Sending the same again is safe and answered alike. Scope: responses:write.",
    security(("key" = [])),
    params(("slug" = String, Path, description = "The name of the survey in its address", example = "nps")),
    request_body = schemas::surveys::NewResponse,
    responses(
        (status = 201, description = "It is on disk, now or since it was sent before", body = schemas::surveys::Stored),
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
    request: Result<body::Json<{ body::LIMIT }>, Error>,
) -> Result<Response, Refusal> {
    state.throttle.note_answer();
    // After the body, which may take its time: what is withheld is decided by the survey as it is now.
    let asked = find(&state.store, &key, Scope::Submit, &slug).await?;
    parameters(uri.query(), &[])?;
    if asked.survey.status == SurveyStatus::Draft {
        return Err(Error::not_found().into());
    }
    let body::Json(body) = request?;
    let sent = ApiSubmission::read(&body).map_err(Refusal::Content)?;
    let read = form::read(&state.store, &asked, &sent.fields).await?;
    let (published, envelope, submission) = match read {
        Ok(read) => read,
        Err(_) if asked.survey.status == SurveyStatus::Closed => return Err(Refusal::Closed),
        Err(refused) => return Err(Refusal::Content(refused.errors.into_iter().map(as_sent).collect())),
    };
    let questionnaire = &published.version.questionnaire;
    let (attributes, dropped) = sent.attributes_for(questionnaire, &submission.granted).map_err(Refusal::Content)?;
    let mode = questionnaire.mode;
    let own_origin = context.origin();
    let response = NewResponse {
        content_hash: sent.all_fields().content_hash(&envelope.key),
        key: envelope.key,
        locale: envelope.locale,
        channel: Channel::Api,
        origin: own_origin.clone(),
        submitted_at: None,
        submission,
        attributes,
        attributes_by: ReceivedBy::Stated,
        published,
    };
    let submitted = state.store.submit_response(response).await?;
    if let Some(metrics) = &state.metrics {
        metrics.count_submission(submitted);
    }
    match submitted {
        Submitted::Stored | Submitted::Repeated => {}
        Submitted::KeyReused => return Err(Refusal::KeyReused),
        Submitted::Closed => return Err(Refusal::Closed),
    }
    let receipt = (mode == Mode::Full).then(|| format!("{own_origin}/r/{}", envelope.key.receipt_code()));
    let stored = json!({ "receipt_url": receipt, "dropped_attributes": dropped });
    let mut response = (StatusCode::CREATED, Json(stored)).into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
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
