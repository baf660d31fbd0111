//! The handlers of `/api/v1/sites/{key}/…`, for the script on the pages of a website. They serve the notice of the website,
//! decisions on it, and how often it was shown. Who may ask was already settled by `cross_origin`, which brings the website with
//! it. Only the time of the server counts.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    id::EventId,
    locale::Locale,
    site::{decision::DecisionRequest, document::NoticeDocument, published::PublishedSite},
};
use serde::Serialize;
use store::{Decided, NewDecision};
use utoipa::ToSchema;
use uuid::Uuid;

use super::cross_origin::PageOrigin;
use crate::{
    http::{
        reply::{
            self,
            api_error::{Pointed, Refusal},
            error::Error,
            etag::names,
            problem::Problem,
        },
        request::{body, context::Context},
    },
    site,
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
        (status = 200, description = "The notice", body = NoticeDocument, headers(("ETag" = String, description = "Changes with the notice"))),
        (status = 304, description = "It is as it was"),
        (status = 404, description = "There is no such website", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn notice(
    State(state): State<Arc<site::State>>,
    context: Context,
    Extension(published): Extension<Arc<PublishedSite>>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let locale = asked_locale(&context, &published);
    let shown = state.notices.shown(&published, locale, &context.origin()).ok_or(Error::not_found())?;
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
    request_body = SentDecision,
    responses(
        (status = 201, description = "Recorded", body = Recorded),
        (status = 202, description = "A refusal, counted", body = Counted),
        (status = 400, description = "The body cannot be read, or has a member twice", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not a page of this website", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such website", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body took longer than 20 seconds", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Another decision was sent under this key; or the same was recorded, as `event_id`, and something else decided since", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is larger than 16 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No decision on a published notice: every error at once", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many in a short time: `Retry-After` says when", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is away: send it again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn decide(
    State(state): State<Arc<site::State>>,
    Extension(published): Extension<Arc<PublishedSite>>,
    Extension(PageOrigin(page)): Extension<PageOrigin>,
    context: Context,
    body::Json(body): body::Json,
) -> Result<Response, Refusal> {
    let request = DecisionRequest::read(&body);
    let notice = match request.notice_version() {
        Some(version) => state.store.find_site_notice(published.site.id, version).await?,
        None => None,
    };
    let (decision, notice) = match (request.decide(notice.as_deref()), notice) {
        (Ok(decision), Some(notice)) => (decision, notice),
        (Ok(_), None) => return Err(Error::not_found().into()),
        (Err(errors), _) => return Err(Refusal::Decision(Pointed::all(&body, errors))),
    };
    let (organisation, key) = (published.organisation.id, decision.key);
    let new = NewDecision { published, notice, decision, origin: page };
    let mut response = match state.store.submit_decision(new).await? {
        Decided::Recorded(event) => {
            // After an upgrade an earlier one may be sent again, which has the code that it was given.
            let code = state.store.find_receipt_code(organisation, &key).await?;
            let code = code.unwrap_or_else(|| state.store.receipt_code(organisation, &key));
            let receipt_url = format!("{}/r/{code}", context.origin());
            (StatusCode::CREATED, reply::plain_json::plain_json(&Recorded { event_id: event, receipt_url })).into_response()
        }
        Decided::Counted => (StatusCode::ACCEPTED, reply::plain_json::plain_json(&Counted {})).into_response(),
        Decided::KeyReused => return Err(Refusal::DecisionReused),
        Decided::Superseded(event) => return Err(Refusal::Superseded(event)),
    };
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// What a visitor decided about the purposes of a website's notice.
// What [`DecisionRequest`] reads field by field (docs/decisions/0017).
#[derive(ToSchema)]
#[schema(as = DecisionRequest, example = json!({
    "idempotency_key": "0123456789abcdef0123456789abcdef", "notice_version": 1, "locale": "nl", "control": "own_choice",
    "gpc": false, "purposes": { "preferences": true, "analytics": true, "marketing": false },
}))]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "described here, read field by field")]
struct SentDecision {
    /// 128 bits in hexadecimal; the same key may be sent any number of times with the same content.
    #[schema(pattern = "^[0-9a-fA-F]{32}$")]
    idempotency_key: String,
    /// The version of the notice that was shown.
    #[schema(minimum = 1)]
    notice_version: u32,
    /// The language it was shown in (BCP 47).
    #[schema(max_length = 35)]
    locale: String,
    /// What was pressed.
    control: WebsiteControl,
    /// Whether the browser sends Global Privacy Control.
    gpc: bool,
    /// Every purpose of that version which needs consent, and whether it is granted; a withdrawal may name some.
    purposes: BTreeMap<String, bool>,
    /// The `event_id` of an earlier record of the same visitor, which this decision follows.
    #[schema(required = false, nullable = false)]
    subject: Option<Uuid>,
    /// Whether a refusal is recorded too, with a receipt.
    #[schema(required = false, nullable = false)]
    receipt: Option<bool>,
    /// The code in the address of an earlier receipt of the visitor of `subject`. The receipt of this decision then covers what
    /// that one covers, too. Without it, it covers this decision alone: scripts can read an `event_id`, so it opens no history.
    #[schema(required = false, nullable = false, pattern = "^[A-Za-z0-9_-]{43}$")]
    subject_receipt: Option<String>,
}

/// A control of a website's notice.
// [`Control::OF_WEBSITES`]: a decision on a website has no other.
#[derive(ToSchema)]
#[schema(as = Control)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "described here, read field by field")]
enum WebsiteControl {
    AcceptAll,
    RefuseAll,
    OwnChoice,
    Withdraw,
    Gpc,
}

/// A decision that is recorded.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Recorded {
    /// The event in the log.
    #[schema(value_type = Uuid)]
    event_id: EventId,
    /// The visitor's receipt: a secret address.
    receipt_url: String,
}

/// A refusal that is counted: there is nothing more to say.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Counted {}

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
        (status = 403, description = "Not a page of this website", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such website", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many in a short time", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn shown(
    State(state): State<Arc<site::State>>,
    context: Context,
    Extension(published): Extension<Arc<PublishedSite>>,
) -> Result<Response, Error> {
    let locale = asked_locale(&context, &published);
    state.store.count_shown(&published, locale).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// The language of the page, as the script says it.
fn asked_locale(context: &Context, published: &PublishedSite) -> Locale {
    published.notice.locale_for(context.query().first("locale").unwrap_or_default())
}
