//! `GET /api/v1/surveys` and `GET /api/v1/surveys/{slug}`: what there is and what it asks.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::{
    account::api_key::{ApiKey, Scope},
    survey::published::PublishedSurvey,
};
use serde_json::{Value, json};

use crate::{
    account::program::{self, Program, parameters},
    http::{
        reply::{
            self,
            api_error::{KeyProblems, Refusal},
            problem::Problem,
        },
        schemas,
    },
    results,
};

/// Every survey of the organisation, the newest first.
#[utoipa::path(
    get, path = "/api/v1/surveys", tag = "surveys", summary = "List the surveys",
    description = "Those of the key's organisation, the newest first. Scope: surveys:read.",
    security(("key" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known")),
    responses(
        (status = 200, description = "The surveys", body = schemas::surveys::Surveys, headers(("ETag" = String, description = "Changes with the content"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter that does not exist", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn list(
    State(state): State<Arc<results::State>>,
    Extension(key): Extension<ApiKey>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    if !key.may(Scope::Surveys) {
        return Err(Refusal::Scope(Scope::Surveys));
    }
    parameters(uri.query(), &[])?;
    let surveys = state.store.list_published(key.organisation).await?;
    reply::json::json(&headers, &json!({ "items": surveys.iter().map(summary).collect::<Vec<_>>() }))
}

/// A survey with its questions.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}", tag = "surveys", summary = "What a survey asks",
    description = "The version that is asked now: questions, attributes and purposes. Scope: surveys:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The survey", body = schemas::surveys::Survey, headers(("ETag" = String, description = "Changes with the content"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn show(
    Program(_, published, _): Program<program::Surveys>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    parameters(uri.query(), &[])?;
    let questionnaire = &published.version.questionnaire;
    let mut document = summary(&published);
    document["questions"] = json!(questionnaire.questions().collect::<Vec<_>>());
    document["attributes"] = json!(questionnaire.attributes);
    document["purposes"] = json!(questionnaire.purposes);
    reply::json::json(&headers, &document)
}

fn summary(published: &PublishedSurvey) -> Value {
    let (survey, version) = (&published.survey, &published.version);
    json!({
        "slug": survey.slug,
        "title": version.questionnaire.title,
        "status": survey.status.name(),
        "mode": version.questionnaire.mode,
        "locales": version.questionnaire.locales,
        "version": { "id": version.id, "number": version.number, "published_at": version.published_at.rfc3339() },
        "created_at": survey.created_at.rfc3339(),
    })
}
