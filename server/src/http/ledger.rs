//! The log for whoever checks it: `/api/v1/ledger/…` and `/.well-known/klankbord/…`. Public, and readable from any page: a
//! proof says nothing of a person, and only the organisation can make one.

use std::str::FromStr;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    error::{ErrorCode, FieldError},
    form::FormFields,
    id::{EventId, OrganisationId},
    ledger::LogOrigin,
    locale::Locale,
    organisation::AddressForm,
};
use store::{LogHead, StoreError};

use super::{
    context::Context,
    error::{self, Error},
    headers::Islands,
    respond,
    state::{App, AppState},
};
use crate::proof_json;

/// Why there is no proof.
pub(super) enum Refusal {
    /// A parameter is not what it should be.
    Parameter(FieldError),
    /// Anything else.
    Error(Error),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Error(error) => error.into_response(),
            Self::Parameter(wrong) => {
                let errors = error::field_errors(Locale::En, AddressForm::Formal, &[wrong]);
                error::problem(StatusCode::BAD_REQUEST, "A parameter is missing or wrong.", None, &errors)
            }
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

/// `GET /api/v1/ledger/inclusion?event=`: that an event is in its log.
pub(super) async fn inclusion(State(app): State<AppState>, context: Context) -> Result<Response, Refusal> {
    let event = required::<EventId>(&context.query(), "event", "a UUID")?;
    let found = app.store.find_event(event).await?.ok_or(Error::not_found())?;
    let proof = proof_json::inclusion(&found).map_err(|error| {
        tracing::error!(%error, event.id = %event, "a stored event cannot be read back");
        Error::internal()
    })?;
    Ok(public(Json(proof).into_response()))
}

/// `GET /api/v1/ledger/consistency?from=&to=`: that a log continues what it was. Without `to` as far as it goes now; of
/// which log, `organisation` and `year` say.
pub(super) async fn consistency(State(app): State<AppState>, context: Context) -> Result<Response, Refusal> {
    const SIZE: &str = "a number of events that the log has or had";
    let fields = context.query();
    let from = required::<u64>(&fields, "from", SIZE)?;
    let to = optional::<u64>(&fields, "to", SIZE)?;
    let head = find_log(&app, &fields).await?;
    let size = head.checkpoint.size;
    let to = to.unwrap_or(size);
    for (name, value, most) in [("to", to, size), ("from", from, to)] {
        if value > most {
            return Err(wrong(name, SIZE));
        }
    }
    let proof = app.store.prove_consistency(&head, from, to).await?;
    Ok(public(Json(proof_json::consistency(head.checkpoint.origin, from, to, &proof)).into_response()))
}

/// `GET /.well-known/klankbord/checkpoint`: the newest checkpoint, as its log signed it.
pub(super) async fn checkpoint(State(app): State<AppState>, context: Context) -> Result<Response, Refusal> {
    let head = find_log(&app, &context.query()).await?;
    Ok(public(text(head.note)))
}

/// `GET /.well-known/klankbord/vkey`: the keys that sign checkpoints, one a line, the one that signs now first.
pub(super) async fn verifier_keys(State(app): State<AppState>) -> Result<Response, Refusal> {
    let keys = app.store.list_ledger_keys().await?;
    Ok(public(text(keys.iter().map(|key| format!("{}\n", key.key)).collect())))
}

/// `GET /verify`: checks a receipt in the visitor's own browser. It may be kept open without a network, so it loads all at once.
pub(super) async fn verify(State(app): State<AppState>, context: Context) -> Result<Response, Error> {
    let keys: Vec<String> = app.store.list_ledger_keys().await?.iter().map(|key| key.key.to_string()).collect();
    let page = context.page(&app);
    let mut response = respond::page(StatusCode::OK, app::pages::verify::render(&page, &keys.join("\n")));
    response.extensions_mut().insert(Islands);
    Ok(response)
}

/// The log that the parameters name: of this installation's organisation and its newest year, unless they say otherwise.
async fn find_log(app: &App, fields: &FormFields) -> Result<LogHead, Refusal> {
    let organisation = optional::<OrganisationId>(fields, "organisation", "a UUID")?;
    let organisation = organisation.or_else(|| app.organisation.as_ref().map(|own| own.id)).ok_or(Error::not_found())?;
    let found = match optional::<i16>(fields, "year", "a year such as 2026")? {
        Some(year) => app.store.find_log(LogOrigin { organisation, year }).await?,
        None => app.store.find_newest_log(organisation).await?,
    };
    found.ok_or_else(|| Error::not_found().into())
}

fn required<T: FromStr>(fields: &FormFields, name: &'static str, expected: &'static str) -> Result<T, Refusal> {
    let missing = || Refusal::Parameter(FieldError::new(name, ErrorCode::Required));
    optional(fields, name, expected)?.ok_or_else(missing)
}

fn optional<T: FromStr>(fields: &FormFields, name: &'static str, expected: &'static str) -> Result<Option<T>, Refusal> {
    fields.first(name).map(|text| text.parse().map_err(|_| wrong(name, expected))).transpose()
}

fn wrong(name: &'static str, expected: &'static str) -> Refusal {
    Refusal::Parameter(FieldError::new(name, ErrorCode::Invalid { expected }))
}

fn text(body: String) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Readable by the scripts of any page, and always the newest.
fn public(mut response: Response) -> Response {
    respond::never_stored(&mut response);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
