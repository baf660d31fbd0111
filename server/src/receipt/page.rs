//! `/r/{code}`: the stored data as a page and as a file, withdrawal per purpose, and erasure. The address alone gives
//! access, without an account, so it is kept out of caches, logs and search engines.

use std::sync::Arc;

use app::receipt::{permission::THANKS, response::ReceiptPage};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::Key,
    locale::Locale,
    receipt::{document::ReceiptDocument, response::Erasure},
    response::form::parse_permission,
    submission_key::ReceiptCode,
};
use store::{Store, StoreError};

use super::decision;
use crate::{
    clock, export,
    http::{
        reply::{self, error::Error, problem::Problem},
        request::{body::Form, context::Context},
    },
    retention::wiping_job,
    site::visit::Visit,
};

/// The parameter by which the receipt says that something was allowed just now.
const ALLOWED: &str = "allowed";

/// `GET /r/{code}`: the receipt. With `?thanks=1` it is the page after submission.
pub(crate) async fn show(State(store): State<Store>, context: Context, Path(code): Path<String>) -> Result<Response, Error> {
    let thanks = context.query().first("thanks") == Some("1");
    let allowed = context.query().first(ALLOWED) == Some("1");
    Shown { thanks, allowed, ..Shown::default() }.page(&store, &context, &parse(&code)?).await
}

/// `POST /r/{code}/allow`: grants optional purposes after the answers were sent. What was decided before stays so.
pub(crate) async fn allow(
    State(store): State<Store>,
    context: Context,
    Path(code): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let code = parse(&code)?;
    let thanks = fields.has(THANKS, "1");
    let receipt = store.find_receipt(&code).await?.ok_or(Error::not_found())?;
    let permission = match parse_permission(&receipt.version.questionnaire, &fields) {
        Ok(permission) => permission,
        Err(errors) => {
            let shown = Shown { thanks, locale: shown(&fields), errors: &errors, fields: Some(&fields), allowed: false };
            return shown.page(&store, &context, &code).await;
        }
    };
    store.permit(&code, &permission, &context.recorded_origin()).await?;
    let mut query = Vec::new();
    query.extend(thanks.then_some("thanks=1"));
    query.extend((!permission.granted.is_empty()).then_some("allowed=1"));
    let mut address = in_language(&context, &fields, format!("/r/{code}"));
    for part in query {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(part);
    }
    Ok(reply::page::see_other(&address))
}

/// `GET /r/{code}/receipt.json`: the receipt as a file, with what proves each decision.
#[utoipa::path(
    get, path = "/r/{code}/receipt.json", tag = "receipts", summary = "The receipt as a file",
    description = "JSON-LD after the DPV guide to ISO/IEC TS 27560, with what proves each decision; the format is that of docs/ledger.md. Whoever has the secret code may have it.",
    params(("code" = String, Path, description = "The secret code in the address of the receipt", example = "0pJ3bXh0tq2m8mN1wB5l0aKk6cS1q7yYk2oVb0xXh0s")),
    responses(
        (status = 200, description = "The receipt", body = Object, content_type = "application/ld+json"),
        (status = 404, description = "There is no such receipt", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn download(State(store): State<Store>, context: Context, Path(code): Path<String>) -> Result<Response, Error> {
    let code = parse(&code)?;
    let evidence = store.find_receipt_evidence(&code).await?.ok_or(Error::not_found())?;
    let now = clock::now();
    let address = format!("{}/r/{code}", context.origin());
    let document = ReceiptDocument::new(now, Some(&address), &evidence.notices, &evidence.events).map_err(|error| {
        tracing::error!(%error, "a receipt cannot be made of what is stored");
        Error::internal()
    })?;
    let mut response = document.to_json().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/ld+json"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"receipt.json\""));
    reply::page::never_stored(&mut response);
    never_indexed(&mut response);
    Ok(response)
}

/// `POST /r/{code}/withdraw`: withdraws one purpose. Withdrawing a purpose that is not in force changes nothing and is
/// no error.
pub(crate) async fn withdraw(
    State(store): State<Store>,
    context: Context,
    visit: Option<Extension<Arc<Visit>>>,
    Path(code): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let code = parse(&code)?;
    let purpose = fields.first("purpose").and_then(|key| Key::parse(key).ok()).ok_or(Error::unreadable_form())?;
    let origin = context.recorded_origin();
    decision::revoke(&store, &code, &purpose, &origin).await?.ok_or(Error::unreadable_form())?;
    let mut response = to_receipt(&context, &fields, &code);
    if let Some(Extension(visit)) = visit
        && visit.is_of(&store, &code).await
    {
        visit.revoke(Some(&purpose), &mut response);
    }
    Ok(response)
}

/// `POST /r/{code}/erase`: erases the answers, or with `sure=1` everything. Without it the receipt is shown again.
pub(crate) async fn erase(
    State(store): State<Store>,
    State(export): State<Arc<export::State>>,
    context: Context,
    visit: Option<Extension<Arc<Visit>>>,
    Path(code): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let code = parse(&code)?;
    let erasure = match fields.first("scope") {
        Some("answers") => Erasure::Answers,
        Some("everything") => Erasure::Everything,
        _ => return Err(Error::unreadable_form()),
    };
    if erasure == Erasure::Everything && !fields.has("sure", "1") {
        let errors = [FieldError::new("sure", ErrorCode::Required)];
        let shown = Shown { locale: shown(&fields), errors: &errors, ..Shown::default() };
        return shown.page(&store, &context, &code).await;
    }
    let origin = context.recorded_origin();
    // Read before the erasure, because afterwards the owner is unknown.
    let own = match visit {
        Some(Extension(visit)) if erasure == Erasure::Everything && visit.is_of(&store, &code).await => Some(visit),
        _ => None,
    };
    match (store.erase(&code, erasure, &origin).await, erasure) {
        // The receipt of a decision on a website holds no answers, so only everything can be erased.
        (Err(StoreError::NotFound), Erasure::Everything) => store.erase_decision(&code, &origin).await?,
        (erased, _) => erased?,
    }
    // The job tries again until it is done.
    if let Err(error) = wiping_job::wipe(&store, &export.jobs).await {
        tracing::debug!(%error, "traces of what was erased are removed later");
    }
    let mut response = match erasure {
        Erasure::Answers => to_receipt(&context, &fields, &code),
        Erasure::Everything => reply::page::see_other(&in_language(&context, &fields, "/erased".to_owned())),
    };
    if let Some(visit) = own {
        visit.revoke(None, &mut response);
    }
    Ok(response)
}

/// How a receipt is shown.
#[derive(Default)]
struct Shown<'a> {
    /// Whether it begins with thanks.
    thanks: bool,
    /// The language of the form with the errors, which comes before that of the address.
    locale: Option<Locale>,
    /// The errors of the form that was sent.
    errors: &'a [FieldError],
    /// The values of the form that allows more, if it was sent.
    fields: Option<&'a FormFields>,
    /// Whether something was allowed just now.
    allowed: bool,
}

impl Shown<'_> {
    /// The receipt of answers or of a decision on a website.
    async fn page(self, store: &Store, context: &Context, code: &ReceiptCode) -> Result<Response, Error> {
        let status = if self.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let Some(receipt) = store.find_receipt(code).await? else {
            let receipt = store.find_decision_receipt(code).await?.ok_or(Error::not_found())?;
            return Ok(unlisted(status, decision::page(context, &receipt, code, self.locale, self.errors)));
        };
        let offered = &receipt.version.questionnaire.locales;
        let locale = self.locale.filter(|locale| offered.contains(locale)).unwrap_or_else(|| context.locale(offered));
        let page = decision::at_receipt(context.page_of(locale, Some(&receipt.organisation)), code);
        let being_erased = match receipt.erased_at {
            Some(at) => !store.is_wiped(at).await?,
            None => false,
        };
        let none = FormFields::default();
        let fields = self.fields.unwrap_or(&none);
        let (thanks, errors, allowed) = (self.thanks, self.errors, self.allowed);
        let shown = ReceiptPage { receipt: &receipt, code, thanks, errors, fields, allowed, being_erased };
        Ok(unlisted(status, app::receipt::response::render(&page, &shown)))
    }
}

/// A page that search engines must not index.
pub(crate) fn unlisted(status: StatusCode, html: String) -> Response {
    let mut response = reply::page::page(status, html);
    never_indexed(&mut response);
    response
}

fn never_indexed(response: &mut Response) {
    let robots = HeaderName::from_static("x-robots-tag");
    response.headers_mut().insert(robots, HeaderValue::from_static("noindex, nofollow"));
}

pub(crate) fn parse(code: &str) -> Result<ReceiptCode, Error> {
    ReceiptCode::parse(code).map_err(|_| Error::not_found())
}

fn to_receipt(context: &Context, fields: &FormFields, code: &ReceiptCode) -> Response {
    reply::page::see_other(&in_language(context, fields, format!("/r/{code}")))
}

/// Adds the language of the form to the path, if the form states it.
fn in_language(context: &Context, fields: &FormFields, path: String) -> String {
    match shown(fields).or_else(|| context.lang()) {
        Some(locale) => format!("{path}?lang={locale}"),
        None => path,
    }
}

/// The language of the page that was shown, if its form states it.
fn shown(fields: &FormFields) -> Option<Locale> {
    fields.first("lang").and_then(|tag| tag.parse().ok())
}
