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
    id::{Slug, SurveyVersionId},
    locale::{Locale, LocalizedText},
    notice::purpose::Purpose,
    survey::{Mode, SurveyStatus, attribute::Attribute, published::PublishedSurvey, question::Question},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    account::program::{self, Program, parameters},
    http::reply::{
        self,
        api_error::{KeyProblems, Refusal},
        problem::Problem,
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
        (status = 200, description = "The surveys", body = Surveys, headers(("ETag" = String, description = "Changes with the content"))),
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
    reply::json::json(&headers, &Surveys { items: surveys.iter().map(SurveyItem::of).collect(), as_of: None })
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
        (status = 200, description = "The survey", body = Survey, headers(("ETag" = String, description = "Changes with the content"))),
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
    let survey = Survey {
        summary: SurveyItem::of(&published),
        questions: questionnaire.questions().collect(),
        attributes: &questionnaire.attributes,
        purposes: &questionnaire.purposes,
        as_of: None,
    };
    reply::json::json(&headers, &survey)
}

/// Surveys.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Surveys<'a> {
    items: Vec<SurveyItem<'a>>,
    /// When this was so (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required, format = DateTime)]
    as_of: Option<String>,
}

/// A survey in a list.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SurveyItem<'a> {
    /// Its name in addresses.
    #[schema(value_type = String)]
    slug: &'a Slug,
    /// Its title by language.
    title: &'a LocalizedText,
    status: SurveyStatus,
    mode: Mode,
    /// Its languages, the default first.
    locales: &'a [Locale],
    version: SurveyVersion,
    #[schema(format = DateTime)]
    created_at: String,
}

impl<'a> SurveyItem<'a> {
    fn of(published: &'a PublishedSurvey) -> Self {
        let (survey, version) = (&published.survey, &published.version);
        Self {
            slug: &survey.slug,
            title: &version.questionnaire.title,
            status: survey.status,
            mode: version.questionnaire.mode,
            locales: &version.questionnaire.locales,
            version: SurveyVersion { id: version.id, number: version.number, published_at: version.published_at.rfc3339() },
            created_at: survey.created_at.rfc3339(),
        }
    }
}

/// A published version, which never changes.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SurveyVersion {
    #[schema(value_type = Uuid)]
    id: SurveyVersionId,
    #[schema(minimum = 1)]
    number: u32,
    #[schema(format = DateTime)]
    published_at: String,
}

/// A survey with what it asks.
#[derive(Serialize, ToSchema)]
struct Survey<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    summary: SurveyItem<'a>,
    /// In the order in which they are asked.
    questions: Vec<&'a Question>,
    attributes: &'a [Attribute],
    /// The base purpose first; none in light mode.
    purposes: &'a [Purpose],
    /// When this was so (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required, format = DateTime)]
    as_of: Option<String>,
}
