//! The receipt of a decision on a website, and withdrawal for programs. The receipt is at the same addresses as the receipt of
//! answers. Programs withdraw with `POST /api/v1/receipts/{code}/withdraw`.

use std::sync::Arc;

use app::{page::PageContext, receipt::decision};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    error::{ErrorCode, FieldError},
    id::{Key, Slug},
    locale::Locale,
    receipt::{decision::DecisionReceipt, response::Withdrawal, withdrawal_request::WithdrawalRequest},
    submission_key::ReceiptCode,
};
use serde::Serialize;
use store::{Store, StoreError};
use utoipa::ToSchema;

use crate::{
    http::{
        reply::{
            self,
            api_error::{Pointed, Refusal},
            error::Error,
            problem::Problem,
        },
        request::{body, context::Context},
    },
    site,
};

/// `GET /privacy/{key}`: all that the notice of a website says.
pub(crate) async fn privacy(State(store): State<Store>, context: Context, Path(key): Path<String>) -> Result<Response, Error> {
    let key = Slug::parse(&key).map_err(|_| Error::not_found())?;
    let published = site::cross_origin::find(&store, &key).await?;
    let locale = context.locale(&published.notice.published.notice.locales);
    let page = context.page_of(locale, Some(&published.organisation));
    Ok(reply::page::page(StatusCode::OK, app::site::privacy::render(&page, &published)))
}

/// The page of a receipt, in the language of the decision unless the address names another: who chose on an English page
/// reads on in English, whatever the browser prefers. `shown` is the language of a form with `errors`.
pub(crate) fn page(
    context: &Context,
    receipt: &DecisionReceipt,
    code: &ReceiptCode,
    shown: Option<Locale>,
    errors: &[FieldError],
) -> String {
    let offered = &receipt.notice.published.notice.locales;
    let locale = shown.or_else(|| context.lang()).filter(|locale| offered.contains(locale)).unwrap_or(receipt.locale);
    let page = at_receipt(context.page_of(locale, Some(&Arc::clone(&receipt.organisation))), code);
    decision::render(&page, receipt, code, errors)
}

/// The same page with the address of the receipt: its form is sent to one that cannot be opened.
pub(crate) fn at_receipt(page: PageContext, code: &ReceiptCode) -> PageContext {
    PageContext { path: format!("/r/{code}"), ..page }
}

/// Takes one purpose back, of answers or of a website: whether it stood, or none where the receipt never spoke of it.
pub(crate) async fn revoke(
    store: &Store,
    code: &ReceiptCode,
    purpose: &Key,
    origin: &str,
) -> Result<Option<Withdrawal>, StoreError> {
    let of_answers = match store.withdraw(code, purpose, origin).await {
        Err(StoreError::NotFound) => None,
        other => Some(other?),
    };
    let (withdrawal, known) = match of_answers {
        Some(Withdrawal::Done) => return Ok(of_answers),
        Some(withdrawal) => {
            let receipt = store.find_receipt(code).await?.ok_or(StoreError::NotFound)?;
            (withdrawal, receipt.version.questionnaire.purpose(purpose.as_str()).is_some())
        }
        None => {
            let withdrawal = store.withdraw_decision(code, purpose, origin).await?;
            let receipt = store.find_decision_receipt(code).await?.ok_or(StoreError::NotFound)?;
            (withdrawal, receipt.history.iter().flat_map(|event| &event.decisions).any(|d| d.purpose == *purpose))
        }
    };
    Ok(known.then_some(withdrawal))
}

/// `POST /api/v1/receipts/{code}/withdraw` with `{"purpose": KEY}`: 200 and whether anything changed. Sending it again is safe.
#[utoipa::path(
    post, path = "/api/v1/receipts/{code}/withdraw", tag = "receipts", summary = "Take a purpose back",
    description = "Of survey answers or of a website: a consent is withdrawn, any other basis objected to. Whoever has the secret code may, but not a page of another website: its `Origin` is refused. Sending it again changes nothing.",
    params(("code" = String, Path, description = "The secret code in the address of the receipt", example = "0pJ3bXh0tq2m8mN1wB5l0aKk6cS1q7yYk2oVb0xXh0s")),
    request_body = SentWithdrawal,
    responses(
        (status = 200, description = "It does not stand any more", body = Withdrawn),
        (status = 400, description = "The body cannot be read, or has a member twice", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "From a page of another website", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such receipt", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body took longer than 20 seconds", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is larger than 16 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The receipt knows no such purpose", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many in a short time", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is away: send it again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn withdraw(
    State(store): State<Store>,
    context: Context,
    Path(code): Path<String>,
    body::Json(body): body::Json,
) -> Result<Response, Refusal> {
    let code = ReceiptCode::parse(&code).map_err(|_| Error::not_found())?;
    let refused = |errors| Refusal::Withdrawal(Pointed::all(&body, errors));
    let purpose = WithdrawalRequest::read(&body).map_err(refused)?.purpose;
    let Some(withdrawal) = revoke(&store, &code, &purpose, &context.recorded_origin()).await? else {
        return Err(refused(vec![FieldError::new("purpose", ErrorCode::UnknownPurpose)]));
    };
    let withdrawn = Withdrawn { purpose: &purpose, changed: withdrawal == Withdrawal::Done };
    let mut response = reply::plain_json::plain_json(&withdrawn).into_response();
    reply::page::never_stored(&mut response);
    Ok(response)
}

/// The purpose that is taken back.
// What [`WithdrawalRequest`] reads field by field (docs/decisions/0017).
#[derive(ToSchema)]
#[schema(as = WithdrawalRequest, example = json!({ "purpose": "analytics" }))]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "described here, read field by field")]
struct SentWithdrawal {
    /// Its key.
    purpose: String,
}

/// What became of a withdrawal.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Withdrawal)]
struct Withdrawn<'a> {
    /// The key of the purpose.
    #[schema(value_type = String)]
    purpose: &'a Key,
    /// Whether it stood until now.
    changed: bool,
}
