//! `GET /api/v1/surveys/{slug}/responses`: the responses in force, page by page, in the form of an export as JSON
//! Lines.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::{
    account::access_log::Access,
    calendar::Millis,
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    results::query::ResultsQuery,
    survey::published::PublishedSurvey,
};
use serde::Serialize;
use serde_json::Value;
use store::ResponsePlace;
use utoipa::ToSchema;

use crate::{
    account::program::{self, Program, parameters},
    clock,
    export::{self, format::jsonl},
    http::reply::{
        self,
        api_error::{KeyProblems, Refusal},
        error::Error,
        problem::Problem,
    },
    results::api::{FILTER, Filter},
};

/// The default page size.
const USUAL: u32 = 100;
/// The largest page size.
const MAX_LIMIT: u32 = 1000;

/// Pages of responses.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}/responses", tag = "responses", summary = "Responses, page by page",
    description = "Those whose base purpose stands, by day and id, with the consent behind each; comments as in an export. Ask again with `cursor` until `next_cursor` is null. For what is new, ask with `since`, a minute before the `as_of` of the time before; the ids tell what was known. An import of older answers is not found by it. What was withdrawn or erased is no longer there: whoever keeps a copy asks for all of it once in a while. Scope: responses:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        Filter,
        ("since" = Option<String>, Query, format = DateTime, description = "Only what was answered at this time (RFC 3339) or later", nullable = false),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many at most; 100 where it is left out", nullable = false),
        ("cursor" = Option<String>, Query, pattern = "^-?[0-9]{1,9}\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", description = "The `next_cursor` of the page before", nullable = false),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "A page", body = Responses, headers(("ETag" = String, description = "Changes with the responses"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn list(
    State(state): State<Arc<export::State>>,
    Program(key, published, _): Program<program::Responses>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let fields = parameters(uri.query(), &[&FILTER[..], &["since", "limit", "cursor"]].concat())?;
    let page = Page::parse(&fields, &published)?;
    let who = format!("{} ({})", key.name, key.id);
    let access = Access::rows(who, published.survey.slug.clone(), page.since, &page.query.filter);
    state.store.note_reading(key.organisation, &access).await?;
    let rows = state.store.list_responses(published.survey.id, &page.query.filter, page.since, page.after, page.limit).await?;
    let next_cursor = rows.last().filter(|_| rows.len() == page.limit as usize).map(|row| row.place().to_string());
    let items = export::documents(&published, &rows).map_err(|error| {
        tracing::error!(%error, "a response cannot be written as JSON");
        Error::internal()
    })?;
    reply::json::json(&headers, &Responses { items, next_cursor, as_of: None })
}

/// A page of responses.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Responses {
    // Each is made with the columns of the survey at hand, which do not outlive it.
    #[schema(value_type = Vec<jsonl::Response>)]
    items: Vec<Value>,
    /// For the next page; null where this is the last.
    #[schema(required)]
    next_cursor: Option<String>,
    /// When this was so (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required, format = DateTime)]
    as_of: Option<String>,
}

/// The requested page.
struct Page {
    query: ResultsQuery,
    since: Option<Millis>,
    limit: u32,
    after: Option<ResponsePlace>,
}

impl Page {
    fn parse(fields: &FormFields, published: &PublishedSurvey) -> Result<Self, Refusal> {
        let query = ResultsQuery::of(fields, published, clock::today(&published.organisation));
        let mut errors = query.errors.clone();
        let since = read(fields, "since", Millis::parse_rfc3339, &mut errors);
        let after = read(fields, "cursor", |text| text.parse::<ResponsePlace>(), &mut errors);
        let limit = read(fields, "limit", limit, &mut errors);
        if errors.is_empty() {
            Ok(Self { query, since, limit: limit.unwrap_or(USUAL), after })
        } else {
            Err(Refusal::Parameters(errors))
        }
    }
}

fn read<T>(
    fields: &FormFields,
    name: &'static str,
    parse: impl FnOnce(&str) -> Result<T, ErrorCode>,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    parse(fields.first(name)?).map_err(|code| errors.push(FieldError::new(name, code))).ok()
}

fn limit(text: &str) -> Result<u32, ErrorCode> {
    let number = text.parse::<u32>().map_err(|_| ErrorCode::NotAWholeNumber)?;
    match number {
        1..=MAX_LIMIT => Ok(number),
        _ => Err(ErrorCode::OutOfRange { min: "1".to_owned(), max: MAX_LIMIT.to_string() }),
    }
}
