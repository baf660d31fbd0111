//! `/admin/rights/{id}/responses/{id}` and `…/visitors/{id}`: all stored data of a hit, and the possible actions.

use app::{
    response::correction::{self, CorrectPage},
    rights::person::{self, Desk, Done},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::{EventId, Key, ResponseId},
    receipt::response::Receipt,
    response::{correction::fields_of, form::in_language},
    survey::reserved_keys,
};
use store::{Remedy, Store};

use super::OpenRequest;
use crate::{
    http::{
        reply::{self, error::Error},
        request::{
            body::{Form, is_in_other_language},
            context::Context,
        },
    },
    response::correction::{locale_of, read},
};

/// `GET …/responses/{id}`; `?done=` confirms the last action.
pub(crate) async fn response(
    State(store): State<Store>,
    context: Context,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    response_page(&store, &context, &opened, parse(&id)?, &[]).await
}

/// `GET …/responses/{id}/correct`: the form with the stored answers.
pub(crate) async fn correction(
    State(store): State<Store>,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let receipt = match store.view_response(opened.desk(), parse(&id)?).await {
        Ok(receipt) if receipt.erased_at.is_none() => receipt,
        Ok(_) => return Err(Error::not_found()),
        Err(error) => return opened.refused(error),
    };
    let locale = opened.page.locale;
    let stored = fields_of(&receipt.version.questionnaire, &receipt.answers, receipt.contact.as_ref(), locale);
    Ok(correction_page(&opened, &receipt, &stored, &[]))
}

/// `POST …/responses/{id}/correct`.
pub(crate) async fn correct(
    State(store): State<Store>,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let receipt = correctable(&store, &opened, parse(&id)?).await?;
    if is_in_other_language(&fields) {
        let mut fields = fields;
        let shown_in = locale_of(&receipt, &fields);
        // The address names the language now.
        fields.0.retain(|(name, _)| name != reserved_keys::LOCALE);
        let (fields, errors) = in_language(&receipt.version.questionnaire, fields, shown_in, opened.page.locale);
        return Ok(correction_page(&opened, &receipt, &fields, &errors));
    }
    match read(&receipt, &fields) {
        Err(errors) => Ok(correction_page(&opened, &receipt, &fields, &errors)),
        Ok(correction) => act(&store, &opened, receipt.response, Remedy::Correct(correction), Done::Corrected).await,
    }
}

/// `POST …/responses/{id}/restrict`: `do=restrict`, or `do=release` with `informed=1`.
pub(crate) async fn restrict(
    State(store): State<Store>,
    context: Context,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    match fields.first("do") {
        Some("restrict") => act(&store, &opened, id, Remedy::Restrict, Done::Restricted).await,
        // The data subject must be informed before a restriction is lifted (GDPR art. 18(3)).
        Some("release") if !fields.has("informed", "1") => {
            response_page(&store, &context, &opened, id, &[FieldError::new("informed", ErrorCode::Required)]).await
        }
        Some("release") => act(&store, &opened, id, Remedy::Release, Done::Released).await,
        _ => Err(Error::unreadable_form()),
    }
}

/// `POST …/responses/{id}/withdraw`: withdraws or objects to one `purpose`.
pub(crate) async fn withdraw(
    State(store): State<Store>,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Error> {
    act(&store, &opened, parse(&id)?, Remedy::TakeBack(purpose(&fields)?), Done::TakenBack).await
}

/// `POST …/responses/{id}/erase`: `scope=answers` or `scope=everything`, and `sure=1`.
pub(crate) async fn erase(
    State(store): State<Store>,
    context: Context,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let remedy = match fields.first("scope") {
        Some("answers") => Remedy::EraseAnswers,
        Some("everything") => Remedy::EraseEverything,
        _ => return Err(Error::unreadable_form()),
    };
    if let Err(errors) = is_sure(&fields) {
        return response_page(&store, &context, &opened, id, &errors).await;
    }
    match remedy {
        // Afterwards its page no longer exists.
        Remedy::EraseEverything => match store.remedy_response(opened.desk(), id, &remedy).await {
            Ok(_) => Ok(opened.go_to("", "")),
            Err(error) => opened.refused(error),
        },
        remedy => act(&store, &opened, id, remedy, Done::Erased).await,
    }
}

/// `GET …/visitors/{id}`.
pub(crate) async fn visitor(
    State(store): State<Store>,
    context: Context,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    visitor_page(&store, &context, &opened, parse_event(&id)?, &[]).await
}

/// `POST …/visitors/{id}/withdraw`: withdraws one `purpose`.
pub(crate) async fn withdraw_visitor(
    State(store): State<Store>,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let id = parse_event(&id)?;
    let remedy = Remedy::TakeBack(purpose(&fields)?);
    match store.remedy_visitor(opened.desk(), id, &remedy).await {
        Ok(changed) => Ok(opened.go_to(&format!("/visitors/{id}"), &done(changed, Done::TakenBack))),
        Err(error) => opened.refused(error),
    }
}

/// `POST …/visitors/{id}/erase`: everything, with `sure=1`.
pub(crate) async fn erase_visitor(
    State(store): State<Store>,
    context: Context,
    opened: OpenRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let id = parse_event(&id)?;
    if let Err(errors) = is_sure(&fields) {
        return visitor_page(&store, &context, &opened, id, &errors).await;
    }
    match store.remedy_visitor(opened.desk(), id, &Remedy::EraseEverything).await {
        Ok(_) => Ok(opened.go_to("", "")),
        Err(error) => opened.refused(error),
    }
}

async fn act(store: &Store, opened: &OpenRequest, id: ResponseId, remedy: Remedy, what: Done) -> Result<Response, Error> {
    match store.remedy_response(opened.desk(), id, &remedy).await {
        Ok(changed) => Ok(opened.go_to(&format!("/responses/{id}"), &done(changed, what))),
        Err(error) => opened.refused(error),
    }
}

/// The query that confirms the action.
fn done(changed: bool, what: Done) -> String {
    format!("done={}", if changed { what } else { Done::Nothing }.name())
}

/// The last action, from the query.
fn said(context: &Context) -> Option<Done> {
    Done::parse(context.query().first("done")?)
}

async fn response_page(
    store: &Store,
    context: &Context,
    opened: &OpenRequest,
    id: ResponseId,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let receipt = match store.view_response(opened.desk(), id).await {
        Ok(receipt) => receipt,
        Err(error) => return opened.refused(error),
    };
    let address = opened.address(&format!("/responses/{id}"));
    let desk = Desk { request: &opened.request, address: &address, done: said(context), errors };
    Ok(reply::page::page(status(errors), person::response(&opened.page, &desk, &receipt)))
}

async fn visitor_page(
    store: &Store,
    context: &Context,
    opened: &OpenRequest,
    id: EventId,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let receipt = match store.view_visitor(opened.desk(), id).await {
        Ok(receipt) => receipt,
        Err(error) => return opened.refused(error),
    };
    let address = opened.address(&format!("/visitors/{id}"));
    let desk = Desk { request: &opened.request, address: &address, done: said(context), errors };
    Ok(reply::page::page(status(errors), person::visitor(&opened.page, &desk, &receipt)))
}

/// The response. It is refused if its answers were erased, because they cannot be corrected.
async fn correctable(store: &Store, opened: &OpenRequest, id: ResponseId) -> Result<Receipt, Error> {
    let receipt = store.get_response(opened.desk(), id).await?;
    if receipt.erased_at.is_some() { Err(Error::not_found()) } else { Ok(receipt) }
}

fn correction_page(opened: &OpenRequest, receipt: &Receipt, fields: &FormFields, errors: &[FieldError]) -> Response {
    let address = opened.address(&format!("/responses/{}", receipt.response));
    let page = CorrectPage { receipt, address: &address, desk: true, fields, errors };
    reply::page::page(status(errors), correction::render(&opened.page, &page))
}

fn status(errors: &[FieldError]) -> StatusCode {
    if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

fn is_sure(fields: &FormFields) -> Result<(), Vec<FieldError>> {
    if fields.has("sure", "1") { Ok(()) } else { Err(vec![FieldError::new("sure", ErrorCode::Required)]) }
}

fn purpose(fields: &FormFields) -> Result<Key, Error> {
    fields.first("purpose").and_then(|key| Key::parse(key).ok()).ok_or(Error::unreadable_form())
}

fn parse(id: &str) -> Result<ResponseId, Error> {
    id.parse().map_err(|_| Error::not_found())
}

fn parse_event(id: &str) -> Result<EventId, Error> {
    id.parse().map_err(|_| Error::not_found())
}
