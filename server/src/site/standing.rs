//! `POST /api/v1/sites/{key}/standing`: what of a visitor's consent still stands, for a page whose browser keeps a grant. It must
//! leave no trace of who asked, or it would tell where a visitor was.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    id::Key,
    site::{published::PublishedSite, standing_request::StandingRequest},
};
use serde::Serialize;
use store::Store;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{
    reply::{
        self,
        api_error::{Pointed, Refusal},
        problem::Problem,
    },
    request::body,
};

/// `POST standing`: the purposes that stand now.
#[utoipa::path(
    post, path = "/api/v1/sites/{key}/standing", tag = "websites", summary = "Ask what of a visitor's consent stands",
    description = "From pages of the website's own origins only. A consent may have been withdrawn on the receipt or at the rights desk, or everything erased. The id is in the body, which proxies do not log; nothing about the request is kept. It opens nothing else: neither history nor receipt.",
    params(
        ("key" = String, Path, description = "The key of the website", example = "demo"),
        ("Origin" = String, Header, description = "The origin of the page, as every browser sends it", example = "http://127.0.0.1:3000"),
    ),
    request_body = SentStanding,
    responses(
        (status = 200, description = "What stands; nothing after an erasure", body = Standing),
        (status = 400, description = "The body cannot be read, or has a member twice", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not a page of this website", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "With the code `unknown_event`: no such event of this website was ever recorded, so nothing stands. Without it: there is no such website", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body took longer than 20 seconds", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is larger than 16 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "There is no `event_id`, or more than that", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many in a short time: `Retry-After` says when", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is away: what was known counts", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn show(
    State(store): State<Store>,
    Extension(published): Extension<Arc<PublishedSite>>,
    body::Json(body): body::Json,
) -> Result<Response, Refusal> {
    let request = StandingRequest::read(&body).map_err(|errors| Refusal::Standing(Pointed::all(&body, errors)))?;
    let granted = store.list_granted(&published, request.event).await?.ok_or(Refusal::UnknownEvent)?;
    let mut response = reply::plain_json::plain_json(&Standing { granted }).into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// The record that a browser keeps.
#[derive(ToSchema)]
#[schema(as = StandingRequest, example = json!({ "event_id": "01890a5d-ac96-774b-bcce-b302099a8057" }))]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "described here, read field by field")]
struct SentStanding {
    /// The `event_id` that a decision was answered with.
    event_id: Uuid,
}

/// What stands now.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Standing {
    /// The purposes that are granted, of whatever decision of this visitor.
    #[schema(value_type = Vec<String>)]
    granted: Vec<Key>,
}
