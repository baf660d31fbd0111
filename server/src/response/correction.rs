//! `/r/{code}/correct`: correction of the answers by the holder of a receipt (GDPR art. 16), without an account.

use std::sync::Arc;

use app::response::correction::{self, CorrectPage, may_contact};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    error::FieldError,
    form_fields::FormFields,
    locale::Locale,
    receipt::response::Receipt,
    response::{
        correction::{Correction, fields_of},
        form::in_language,
    },
    submission_key::ReceiptCode,
    survey::reserved_keys,
};
use store::Store;

use crate::{
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context},
    },
    receipt::page::{parse, unlisted},
    site::{
        self,
        again::{Again, take_button, typed},
        visit::Visit,
    },
};

/// `GET /r/{code}/correct`: the form with the stored answers.
pub(crate) async fn show(State(store): State<Store>, context: Context, Path(code): Path<String>) -> Result<Response, Error> {
    let code = parse(&code)?;
    let receipt = find(&store, &code).await?;
    let locale = context.locale(&receipt.version.questionnaire.locales);
    let stored = fields_of(&receipt.version.questionnaire, &receipt.answers, receipt.contact.as_ref(), locale);
    Ok(page(&context, &receipt, &code, &stored, &[]))
}

/// `POST /r/{code}/correct`: stores the correction, or shows the form again as it was typed.
pub(crate) async fn submit(
    State(store): State<Store>,
    State(site): State<Arc<site::State>>,
    context: Context,
    visit: Option<Extension<Arc<Visit>>>,
    Path(code): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let code = parse(&code)?;
    // Before the receipt is looked for: a decision about cookies holds also where its answers are gone.
    let again = take_button(&site, &context, visit, &fields).await?;
    let receipt = find(&store, &code).await?;
    match again {
        None => {}
        Some(Again::Other(response)) => return Ok(response),
        Some(Again::Form { context, kept }) => {
            let mut fields = typed(fields);
            let questionnaire = &receipt.version.questionnaire;
            let shown_in = locale_of(&receipt, &fields);
            // The address names the language now.
            fields.0.retain(|(name, _)| name != reserved_keys::LOCALE);
            let (fields, errors) = in_language(questionnaire, fields, shown_in, context.locale(&questionnaire.locales));
            let mut response = page(&context, &receipt, &code, &fields, &errors);
            kept.set(&mut response);
            return Ok(response);
        }
    }
    match read(&receipt, &fields) {
        Err(errors) => Ok(page(&context, &receipt, &code, &fields, &errors)),
        Ok(correction) => {
            store.correct(&code, &correction).await?;
            let locale = locale_of(&receipt, &fields);
            Ok(reply::page::see_other(&format!("/r/{code}?lang={locale}")))
        }
    }
}

/// Reads the form.
pub(crate) fn read(receipt: &Receipt, fields: &FormFields) -> Result<Correction, Vec<FieldError>> {
    let locale = locale_of(receipt, fields);
    Correction::parse(&receipt.version.questionnaire, &receipt.answers, may_contact(receipt), fields, locale)
}

/// The language of a submitted form.
pub(crate) fn locale_of(receipt: &Receipt, fields: &FormFields) -> Locale {
    fields.first(reserved_keys::LOCALE).and_then(|tag| tag.parse().ok()).unwrap_or(receipt.locale)
}

/// The receipt. It is not found if its answers were erased, because they cannot be corrected.
async fn find(store: &Store, code: &ReceiptCode) -> Result<Receipt, Error> {
    let receipt = store.find_receipt(code).await?.filter(|receipt| receipt.erased_at.is_none());
    receipt.ok_or(Error::not_found())
}

fn page(context: &Context, receipt: &Receipt, code: &ReceiptCode, fields: &FormFields, errors: &[FieldError]) -> Response {
    let locales = &receipt.version.questionnaire.locales;
    let shown = fields.first(reserved_keys::LOCALE).and_then(|tag| tag.parse().ok()).filter(|locale| locales.contains(locale));
    let locale = shown.unwrap_or_else(|| context.locale(locales));
    let address = format!("/r/{code}");
    let page = CorrectPage { receipt, address: &address, desk: false, fields, errors };
    let html = correction::render(&context.page_of(locale, Some(&receipt.organisation)), &page);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    unlisted(status, html)
}
