//! `POST /api/v1/surveys/{slug}/exports` and `/api/v1/exports/{id}`: files of responses, prepared in the background.

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    account::api_key::{ApiKey, Scope},
    calendar::Millis,
    export::{
        Format, Shape,
        job::{ExportJob, ExportState},
    },
    id::{ExportId, Slug},
    results::query::ResultsQuery,
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::{
    account::program::{self, Program, parameters},
    clock, export,
    http::{
        reply::{
            self,
            api_error::{KeyProblems, Refusal},
            error::Error,
            problem::Problem,
        },
        request::body,
    },
    results::api::{FILTER, Filter},
};

/// Asks for a file.
#[utoipa::path(
    post, path = "/api/v1/surveys/{slug}/exports", tag = "responses", summary = "Prepare a file of responses",
    description = "It is prepared in the background and can be fetched for 24 hours. Ask `GET /api/v1/exports/{id}` how far it is. All that is asked stands in the address; there is no body. Scope: responses:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        ("format" = Option<Format>, Query, description = "The kind of file; CSV where it is left out", nullable = false, example = "parquet"),
        ("labels" = Option<FileLabels>, Query, description = "Codes only, or labels beside them", nullable = false),
        ("shape" = Option<Shape>, Query, description = "A row per response, or per answer", nullable = false),
        Filter,
    ),
    responses(
        (status = 202, description = "It will be prepared", body = ExportDocument, headers(("Location" = String, description = "Where to ask how far it is"))),
        (status = 400, description = "A parameter is wrong, or there is a body", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "20 exports wait, are prepared or can be fetched: call some off, or wait", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn create(
    State(state): State<Arc<export::State>>,
    Program(key, published, _): Program<program::Responses>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    // What is asked in it would be passed over, and another file be taken for what was asked.
    body::read_in_time(&headers, body, 0).await.map_err(|_| Refusal::Body)?;
    let fields = parameters(uri.query(), &[&FILTER[..], &["format", "labels", "shape"]].concat())?;
    let query = ResultsQuery::of(&fields, &published, clock::today(&published.organisation));
    if !query.errors.is_empty() {
        return Err(Refusal::Parameters(query.errors));
    }
    let locale = published.version.questionnaire.locale_or_default(None);
    let id = match export::files::ask(&state, who(&key), &published, &query, locale).await {
        Err(StoreError::Conflict(_)) => return Err(Refusal::TooManyExports),
        other => other?,
    };
    let job = state.store.find_export_job(key.organisation, id).await?.ok_or(Error::not_found())?;
    let mut response = reply::json::json(&HeaderMap::new(), &ExportDocument::of(&job))?;
    *response.status_mut() = StatusCode::ACCEPTED;
    response.headers_mut().remove(header::ETAG);
    let location = HeaderValue::try_from(format!("/api/v1/exports/{id}")).expect("a UUID is visible ASCII");
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// How far an export is.
#[utoipa::path(
    get, path = "/api/v1/exports/{id}", tag = "responses", summary = "How far a file is",
    description = "`percent` is 100 when it is `ready`. Scope: responses:read.",
    security(("key" = [])),
    params(
        ("id" = uuid::Uuid, Path, description = "The id of the export"),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The export", body = ExportDocument, headers(("ETag" = String, description = "Changes with the state"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such export, or it was called off", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn show(
    State(state): State<Arc<export::State>>,
    Extension(key): Extension<ApiKey>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let job = job(&state, &key, &id, &uri).await?;
    reply::json::json(&headers, &ExportDocument::of(&job))
}

/// The file.
#[utoipa::path(
    get, path = "/api/v1/exports/{id}/file", tag = "responses", summary = "Fetch a file",
    description = "While it is `ready`; that it is fetched is noted. Scope: responses:read.",
    security(("key" = [])),
    params(("id" = uuid::Uuid, Path, description = "The id of the export")),
    responses(
        (status = 200, description = "The file", content(
            (String = "text/csv"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "application/jsonl"),
            (String = "application/vnd.apache.parquet"),
            (String = "application/zip"),
        )),
        (status = 400, description = "A parameter that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such export, or it was called off", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "There is no file yet, or no longer: `state` says which", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn file(
    State(state): State<Arc<export::State>>,
    Extension(key): Extension<ApiKey>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let job = job(&state, &key, &id, &uri).await?;
    let file = export::files::fetch(&state, key.organisation, who(&key), &job).await?;
    file.ok_or(Refusal::NoFile(job.state))
}

/// Calls an export off.
#[utoipa::path(
    delete, path = "/api/v1/exports/{id}", tag = "responses", summary = "Call a file off, or delete it",
    description = "It is gone with its file: asked for again it is 404. Scope: responses:read.",
    security(("key" = [])),
    params(("id" = uuid::Uuid, Path, description = "The id of the export")),
    responses(
        (status = 204, description = "There is no file, and none is being prepared"),
        (status = 400, description = "A parameter that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such export, or it was called off", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn cancel(
    State(state): State<Arc<export::State>>,
    Extension(key): Extension<ApiKey>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let job = job(&state, &key, &id, &uri).await?;
    export::files::cancel(&state, key.organisation, &who(&key), &job).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn job(state: &export::State, key: &ApiKey, id: &str, uri: &Uri) -> Result<ExportJob, Refusal> {
    if !key.may(Scope::Responses) {
        return Err(Refusal::Scope(Scope::Responses));
    }
    parameters(uri.query(), &[])?;
    let id = id.parse::<ExportId>().map_err(|_| Error::not_found())?;
    let found = state.store.find_export_job(key.organisation, id).await?;
    Ok(found.filter(|job| job.state != ExportState::Cancelled).ok_or(Error::not_found())?)
}

fn who(key: &ApiKey) -> String {
    format!("{} ({})", key.name, key.id)
}

/// Codes only, or for each column of codes one more with its labels in that language.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "described here, read as the page reads them")]
pub(crate) enum FileLabels {
    Codes,
    Nl,
    En,
}

/// A file that is prepared in the background.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Export)]
struct ExportDocument<'a> {
    #[schema(value_type = Uuid)]
    id: ExportId,
    /// The survey's name in addresses.
    #[schema(value_type = String)]
    survey: &'a Slug,
    state: ExportState,
    /// How much of it is done; 100 once it is ready.
    #[schema(value_type = u32, minimum = 0, maximum = 100)]
    percent: u64,
    /// How many responses it holds so far.
    #[schema(minimum = 0)]
    responses: u64,
    file_name: &'a str,
    /// Its size once it is ready.
    #[schema(required, minimum = 0)]
    bytes: Option<u64>,
    #[schema(format = DateTime)]
    created_at: String,
    /// When the file goes, once it is ready.
    #[schema(required, format = DateTime)]
    expires_at: Option<String>,
    /// When this was so (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required, format = DateTime)]
    as_of: Option<String>,
}

impl<'a> ExportDocument<'a> {
    fn of(job: &'a ExportJob) -> Self {
        Self {
            id: job.id,
            survey: &job.survey,
            state: job.state,
            percent: job.percent(),
            responses: job.done,
            file_name: &job.file,
            bytes: job.bytes,
            created_at: job.created_at.rfc3339(),
            expires_at: job.expires_at.map(Millis::rfc3339),
            as_of: None,
        }
    }
}
