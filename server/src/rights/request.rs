//! `/admin/rights/{id}`: one request: the search, the export, extension of the deadline, and closing.

use app::rights::request::{self, RequestPage};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    contact::{EmailAddress, PhoneNumber},
    error::{ErrorCode, FieldError, expected::Expected},
    form_fields::FormFields,
    rights::{self, Identity, Outcome, found::Found},
    submission_key::ReceiptCode,
};
use jiff::tz::TimeZone;
use store::{Search, SearchBy, Store};

use super::{OpenRequest, attachment};
use crate::{
    clock,
    http::{
        reply::{self, error::Error},
        request::body::{Form, is_in_other_language},
    },
    rights::{export as rights_export, export::Holdings},
};

/// The most characters of a search term.
const MAX_SEARCH_CHARACTERS: usize = 500;

/// `GET /admin/rights/{id}`.
pub(crate) async fn show(opened: OpenRequest) -> Result<Response, Error> {
    Ok(page(&opened, None, &FormFields::default(), &[]))
}

/// `POST /admin/rights/{id}`: `do=identify` with an `identity`, `do=extend` with a `reason`, `do=close` with an
/// `outcome` and a `note`.
pub(crate) async fn submit(State(store): State<Store>, opened: OpenRequest, Form(fields): Form) -> Result<Response, Error> {
    if is_in_other_language(&fields) {
        return Ok(page(&opened, None, &fields, &[]));
    }
    let mut errors = Vec::new();
    let required = |name: &str| FieldError::new(name, ErrorCode::Required);
    let done = match fields.first("do") {
        Some("extend") => {
            let reason = rights::note(&fields, "reason", &mut errors);
            match reason {
                None => Err(vec![required("reason")]),
                Some(_) if !errors.is_empty() => Err(errors),
                Some(reason) => Ok(store.extend_rights_request(opened.desk(), &reason, opened.today).await),
            }
        }
        Some("identify") => match fields.first("identity").and_then(|name| name.parse::<Identity>().ok()) {
            None => return Err(Error::unreadable_form()),
            Some(identity) => Ok(store.identify_rights_request(opened.desk(), identity).await),
        },
        Some("close") => {
            let note = rights::note(&fields, "note", &mut errors);
            let outcome = fields.first("outcome").and_then(|name| name.parse::<Outcome>().ok());
            if outcome.is_none() {
                errors.push(required("outcome"));
            }
            if outcome == Some(Outcome::Refused) && note.is_none() {
                errors.push(required("note"));
            }
            match outcome.filter(|_| errors.is_empty()) {
                None => Err(errors),
                Some(outcome) => Ok(store.close_rights_request(opened.desk(), outcome, note.as_deref()).await),
            }
        }
        _ => return Err(Error::unreadable_form()),
    };
    match done {
        Err(errors) => Ok(page(&opened, None, &fields, &errors)),
        Ok(Ok(())) => Ok(opened.go_to("", "")),
        Ok(Err(error)) => opened.refused(error),
    }
}

/// `POST /admin/rights/{id}/search`: searches `by` an e-mail address, a telephone number, a number of an import, a
/// receipt, or restriction. With `texts=1` it searches free texts too. `after` continues the list.
pub(crate) async fn search(State(store): State<Store>, mut opened: OpenRequest, Form(fields): Form) -> Result<Response, Error> {
    let by = match read(&fields) {
        // Nothing was searched yet.
        Err(_) if is_in_other_language(&fields) => return Ok(page(&opened, None, &fields, &[])),
        Err(code) => return Ok(page(&opened, None, &fields, &[FieldError::new("value", code)])),
        Ok(by) => by,
    };
    let after = match fields.first("after").map(str::parse) {
        None => None,
        Some(Ok(after)) => Some(after),
        Some(Err(_)) => return Err(Error::unreadable_form()),
    };
    let search = Search { by, in_texts: fields.has("texts", "1"), after };
    match store.search_person(opened.desk(), &search).await {
        Err(error) => opened.refused(error),
        Ok(found) => {
            // Read again, to show the new log entry.
            opened.actions = store.get_rights_request(opened.organisation.id, opened.request.id).await?.1;
            Ok(page(&opened, Some(&found), &fields, &[]))
        }
    }
}

/// `POST /admin/rights/{id}/export`: each named `response` and `visitor`, in one file: JSON, or with
/// `format=html` a document to read. The log entry is written first.
pub(crate) async fn export(State(store): State<Store>, opened: OpenRequest, Form(fields): Form) -> Result<Response, Error> {
    let desk = opened.desk();
    let mut holdings = Holdings::default();
    for id in fields.all("response") {
        let id = id.parse().map_err(|_| Error::unreadable_form())?;
        holdings.responses.push((store.get_response(desk, id).await?, store.get_response_evidence(desk, id).await?));
    }
    for id in fields.all("visitor") {
        let id = id.parse().map_err(|_| Error::unreadable_form())?;
        holdings.visitors.push((store.get_visitor(desk, id).await?, store.get_visitor_evidence(desk, id).await?));
    }
    if holdings.is_empty() {
        return Err(Error::unreadable_form());
    }
    let now = clock::now();
    let in_words = fields.first("format") == Some("html");
    let document = match in_words {
        true => rights_export::in_words(now, &opened.page, &opened.organisation, &holdings).map(String::into_bytes),
        false => rights_export::document(now, &opened.organisation, &holdings),
    };
    let document = document.map_err(|error| {
        tracing::error!(%error, "what is stored about a person cannot be handed out");
        Error::internal()
    })?;
    if let Err(error) = store.log_rights_export(desk, holdings.len()).await {
        return opened.refused(error);
    }
    let (ending, kind) = if in_words { ("html", "text/html; charset=utf-8") } else { ("json", "application/json") };
    let file = format!("klankbord-request-{}.{ending}", opened.request.entered.received);
    Ok(attachment(document.into(), kind, &file))
}

fn read(fields: &FormFields) -> Result<SearchBy, ErrorCode> {
    let value = fields.first("value").unwrap_or_default().trim();
    let length = value.chars().count();
    if fields.first("by") == Some("restricted") {
        return Ok(SearchBy::Restricted);
    }
    if value.contains('\0') {
        return Err(ErrorCode::Invalid { expected: Expected::TextWithoutNull });
    }
    if value.is_empty() {
        return Err(ErrorCode::Required);
    }
    if length > MAX_SEARCH_CHARACTERS {
        return Err(ErrorCode::TooLong { max: MAX_SEARCH_CHARACTERS, length });
    }
    match fields.first("by") {
        Some("email") => EmailAddress::parse(value).map(SearchBy::Email),
        Some("phone") => PhoneNumber::parse(value).map(SearchBy::Phone),
        Some("receipt") => ReceiptCode::parse(code_of(value)).map(SearchBy::Receipt),
        _ => Ok(SearchBy::ExternalId(value.to_owned())),
    }
}

/// The code in the address of a receipt, or the text itself.
fn code_of(text: &str) -> &str {
    let rest = text.rsplit_once("/r/").map_or(text, |(_, rest)| rest);
    rest.split(['?', '/', '#']).next().unwrap_or(rest)
}

fn page(opened: &OpenRequest, found: Option<&Found>, typed: &FormFields, errors: &[FieldError]) -> Response {
    let zone = TimeZone::get(&opened.organisation.profile.time_zone).unwrap_or(TimeZone::UTC);
    let page = RequestPage {
        request: &opened.request,
        actions: &opened.actions,
        today: opened.today,
        zone: &zone,
        found,
        typed,
        errors,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    reply::page::page(status, request::render(&opened.page, &page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_named_by_its_code_or_its_address() {
        for text in ["abc", "https://x.example/r/abc", "https://x.example/r/abc?lang=nl#proof", "/r/abc/receipt.json"] {
            assert_eq!(code_of(text), "abc", "{text}");
        }
    }
}
