//! The handlers of `/api/v1/sites/{key}/…`, for the script on the pages of a website. They serve the notice of the website,
//! decisions on it, and how often it was shown. Who may ask was already settled by `cross_origin`, which brings the website with
//! it. Only the time of the server counts.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    error::FieldError,
    id::Slug,
    locale::Locale,
    site::{decision::DecisionRequest, published::PublishedSite},
};
use serde_json::json;
use store::{Decided, NewDecision};

use super::cross_origin::PageOrigin;
use crate::http::{
    guard::origin,
    reply::{
        self,
        error::{self, Error},
    },
    request::{body, context::Context},
    schemas,
    state::{App, AppState},
};

/// `GET notice?locale=`: what the layers show, in the language of the page. From memory, as bytes.
#[utoipa::path(
    get, path = "/api/v1/sites/{key}/notice", tag = "websites", summary = "The notice of a website",
    description = "For pages of the website's own origins: others get no CORS header. May be kept for five minutes.",
    params(
        ("key" = String, Path, description = "The key of the website", example = "demo"),
        ("locale" = Option<String>, Query, description = "The language of the page (BCP 47); the notice's first where it lacks it", example = "nl"),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The notice", body = schemas::Notice, headers(("ETag" = String, description = "Changes with the notice"))),
        (status = 304, description = "It is as it was"),
        (status = 404, description = "There is no such website", body = schemas::Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn notice(
    State(app): State<AppState>,
    context: Context,
    Extension(published): Extension<Arc<PublishedSite>>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let locale = asked_locale(&context, &published);
    let shown = app.notices.shown(&published, locale, &origin::of(&app, &headers)).ok_or(Error::not_found())?;
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| names(value, &shown.tag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(axum::body::Body::from(shown.bytes));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    };
    response.headers_mut().insert(header::ETAG, shown.tag);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}

/// `POST decisions`: 201 with the record and its receipt; 202 for a refusal, which is counted and no more.
#[utoipa::path(
    post, path = "/api/v1/sites/{key}/decisions", tag = "websites", summary = "Record or count a decision",
    description = "From pages of the website's own origins only. A decision with a grant, with a `subject`, with `\"receipt\": true` or with the control `withdraw` is recorded in the log and has a receipt; any other is a refusal, counted without an identifier. The time is the server's. Sending the same again is safe: as long as it is the visitor's last word it is answered alike, after that with 409 and the `event_id` of its record.",
    params(
        ("key" = String, Path, description = "The key of the website", example = "demo"),
        ("Origin" = String, Header, description = "The origin of the page, as every browser sends it", example = "http://127.0.0.1:3000"),
    ),
    request_body = schemas::DecisionRequest,
    responses(
        (status = 201, description = "Recorded", body = schemas::Recorded),
        (status = 202, description = "A refusal, counted", body = schemas::Counted),
        (status = 403, description = "Not a page of this website", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such website", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 409, description = "Another decision was sent under this key; or the same was recorded, as `event_id`, and something else decided since", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 422, description = "No decision on a published notice: every error at once", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many in a short time: `Retry-After` says when", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is away: send it again", body = schemas::Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn decide(
    State(app): State<AppState>,
    Extension(published): Extension<Arc<PublishedSite>>,
    Extension(PageOrigin(page)): Extension<PageOrigin>,
    headers: HeaderMap,
    body::Json(body): body::Json,
) -> Result<Response, Error> {
    let request = DecisionRequest::read(&body);
    let notice = match request.notice_version() {
        Some(version) => app.store.find_site_notice(published.site.id, version).await?,
        None => None,
    };
    let (decision, notice) = match (request.decide(notice.as_deref()), notice) {
        (Ok(decision), Some(notice)) => (decision, notice),
        (Ok(_), None) => return Err(Error::not_found()),
        (Err(errors), _) => return Ok(refused(&published, &errors)),
    };
    let code = decision.key.receipt_code();
    let new = NewDecision { published, notice, decision, origin: page };
    let (status, answer) = match app.store.submit_decision(new).await? {
        Decided::Recorded(event) => {
            let receipt = format!("{}/r/{code}", origin::of(&app, &headers));
            (StatusCode::CREATED, json!({ "event_id": event, "receipt_url": receipt }))
        }
        Decided::Counted => (StatusCode::ACCEPTED, json!({})),
        Decided::KeyReused => {
            let title = "Another decision was sent under this key.";
            return Ok(error::problem(StatusCode::CONFLICT, title, None, &[]));
        }
        Decided::Superseded(event) => {
            let title = "It was recorded, and does not hold any more.";
            return Ok(error::problem_with(StatusCode::CONFLICT, title, "event_id", json!(event)));
        }
    };
    let mut response = (status, Json(answer)).into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// `POST shown`: counted without anything that tells who saw it. `?locale=` says in which language.
#[utoipa::path(
    post, path = "/api/v1/sites/{key}/shown", tag = "websites", summary = "Count that the notice was shown",
    description = "From pages of the website's own origins only. Counted without anything that tells who saw it. The body is empty.",
    params(
        ("key" = String, Path, description = "The key of the website", example = "demo"),
        ("locale" = Option<String>, Query, description = "The language it was shown in", example = "nl"),
        ("Origin" = String, Header, description = "The origin of the page, as every browser sends it", example = "http://127.0.0.1:3000"),
    ),
    responses(
        (status = 204, description = "Counted"),
        (status = 403, description = "Not a page of this website", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such website", body = schemas::Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many in a short time", body = schemas::Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn shown(
    State(app): State<AppState>,
    context: Context,
    Extension(published): Extension<Arc<PublishedSite>>,
) -> Result<Response, Error> {
    let locale = asked_locale(&context, &published);
    app.store.count_shown(&published, locale).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// The website with this key.
pub(crate) async fn find(app: &App, key: &Slug) -> Result<Arc<PublishedSite>, Error> {
    app.store.find_site(key).await?.ok_or(Error::not_found())
}

/// The language of the page, as the script says it.
fn asked_locale(context: &Context, published: &PublishedSite) -> Locale {
    published.notice.locale_for(context.query().first("locale").unwrap_or_default())
}

fn refused(published: &PublishedSite, errors: &[FieldError]) -> Response {
    let (locale, form) = (Locale::En, published.organisation.profile.address_form);
    let title = "This is no decision on a published notice.";
    error::problem(StatusCode::UNPROCESSABLE_ENTITY, title, None, &error::field_errors(locale, form, errors))
}

/// Whether a condition names this tag (RFC 9110, 13.1.2: weak and strong are the same here).
pub(crate) fn names(condition: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(condition), Ok(tag)) = (condition.to_str(), tag.to_str()) else { return false };
    condition.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}
