//! The log for whoever checks it: `/api/v1/ledger/…` and `/.well-known/klankbord/…`. Public, and readable from any page: a
//! proof says nothing of a person, and only the organisation can make one.

use std::{str::FromStr, sync::Arc};

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    error::{ErrorCode, FieldError, expected::Expected},
    form_fields::FormFields,
    id::{EventId, OrganisationId},
    ledger::LogOrigin,
};
use store::{LogHead, Store};

use crate::{
    http::{
        guard::headers::Islands,
        installation::Installation,
        reply::{self, api_error::Refusal, error::Error, problem::Problem},
        request::context::Context,
    },
    ledger::proof_json::{self, Consistency, Inclusion},
};

/// `GET /api/v1/ledger/inclusion?event=`: that an event is in its log.
#[utoipa::path(
    get, path = "/api/v1/ledger/inclusion", tag = "log", summary = "Proof that an event is in the log",
    description = "Readable from any page. It does not give the event away: who has a receipt has it. The format is that of docs/ledger.md.",
    params(("event" = String, Query, description = "The id of the event (UUID), as in a receipt or an export", example = "019a9a2e-7d1c-7c3a-9a51-0d5f3e8a6b11")),
    responses(
        (status = 200, description = "The proof, or that it is not sealed yet", body = Inclusion),
        (status = 400, description = "A parameter is missing or wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such event", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn inclusion(State(store): State<Store>, context: Context) -> Result<Response, Refusal> {
    let event = required::<EventId>(&context.query(), "event", Expected::Uuid)?;
    let found = store.find_event(event).await?.ok_or(Error::not_found())?;
    let proof = proof_json::inclusion(&found).map_err(|error| {
        tracing::error!(%error, event.id = %event, "a stored event cannot be read back");
        Error::internal()
    })?;
    Ok(public(reply::plain_json::plain_json(&proof).into_response()))
}

/// `GET /api/v1/ledger/consistency?from=&to=`: that a log continues what it was. Without `to` as far as it goes now; of
/// which log, `organisation` and `year` say.
#[utoipa::path(
    get, path = "/api/v1/ledger/consistency", tag = "log", summary = "Proof that the log continues what it was",
    description = "Of the newest log of this installation, unless `organisation` and `year` say otherwise. Readable from any page.",
    params(
        ("from" = u64, Query, description = "A number of events that the log had", example = 1),
        ("to" = Option<u64>, Query, description = "A later number; all that are sealed where it is left out"),
        ("organisation" = Option<String>, Query, description = "Whose log (UUID)"),
        ("year" = Option<i16>, Query, description = "The year of the log"),
    ),
    responses(
        (status = 200, description = "The proof", body = Consistency),
        (status = 400, description = "A parameter is missing or wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such log", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn consistency(
    State(store): State<Store>,
    State(installation): State<Arc<Installation>>,
    context: Context,
) -> Result<Response, Refusal> {
    const SIZE: Expected = Expected::LogSize;
    let fields = context.query();
    let from = required::<u64>(&fields, "from", SIZE)?;
    let to = optional::<u64>(&fields, "to", SIZE)?;
    let head = find_log(&store, &installation, &fields).await?;
    let size = head.checkpoint.size;
    let to = to.unwrap_or(size);
    for (name, value, most) in [("to", to, size), ("from", from, to)] {
        if value > most {
            return Err(wrong(name, SIZE));
        }
    }
    let proof = store.prove_consistency(&head, from, to).await?;
    let proof = proof_json::consistency(head.checkpoint.origin, from, to, &proof);
    Ok(public(reply::plain_json::plain_json(&proof).into_response()))
}

/// `GET /.well-known/klankbord/checkpoint`: the newest checkpoint, as its log signed it.
#[utoipa::path(
    get, path = "/.well-known/klankbord/checkpoint", tag = "log", summary = "The newest signed checkpoint",
    description = "Keep it elsewhere: without one, a log that was cut off and signed again cannot be told. Readable from any page.",
    params(
        ("organisation" = Option<String>, Query, description = "Whose log (UUID)"),
        ("year" = Option<i16>, Query, description = "The year of the log"),
    ),
    responses(
        (status = 200, description = "A signed note (C2SP tlog-checkpoint)", body = String, content_type = "text/plain"),
        (status = 404, description = "Nothing is sealed yet", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn checkpoint(
    State(store): State<Store>,
    State(installation): State<Arc<Installation>>,
    context: Context,
) -> Result<Response, Refusal> {
    let head = find_log(&store, &installation, &context.query()).await?;
    Ok(public(text(head.note)))
}

/// `GET /.well-known/klankbord/vkey`: the keys that sign checkpoints, one a line, the one that signs now first.
#[utoipa::path(
    get, path = "/.well-known/klankbord/vkey", tag = "log", summary = "The keys that sign checkpoints",
    description = "C2SP verifier keys, one a line: the one that signs now, then those that were replaced. Readable from any page.",
    responses((status = 200, description = "The keys", body = String, content_type = "text/plain")),
)]
pub(crate) async fn verifier_keys(State(store): State<Store>) -> Result<Response, Refusal> {
    let keys = store.list_ledger_keys().await?;
    Ok(public(text(keys.iter().map(|key| format!("{}\n", key.key)).collect())))
}

/// `GET /verify`: checks a receipt in the visitor's own browser. It may be kept open without a network, so it loads all at once.
pub(crate) async fn verify(State(store): State<Store>, context: Context) -> Result<Response, Error> {
    let keys: Vec<String> = store.list_ledger_keys().await?.iter().map(|key| key.key.to_string()).collect();
    let page = context.page();
    let mut response = reply::page::page(StatusCode::OK, app::receipt::verify::render(&page, &keys.join("\n")));
    response.extensions_mut().insert(Islands);
    Ok(response)
}

/// The log that the parameters name: of this installation's organisation and its newest year, unless they say otherwise.
async fn find_log(store: &Store, installation: &Installation, fields: &FormFields) -> Result<LogHead, Refusal> {
    let organisation = optional::<OrganisationId>(fields, "organisation", Expected::Uuid)?;
    let organisation = organisation.or_else(|| installation.organisation.as_ref().map(|own| own.id)).ok_or(Error::not_found())?;
    let found = match optional::<i16>(fields, "year", Expected::Year)? {
        Some(year) => store.find_log(LogOrigin { organisation, year }).await?,
        None => store.find_newest_log(organisation).await?,
    };
    found.ok_or_else(|| Error::not_found().into())
}

fn required<T: FromStr>(fields: &FormFields, name: &'static str, expected: Expected) -> Result<T, Refusal> {
    let missing = || Refusal::Parameters(vec![FieldError::new(name, ErrorCode::Required)]);
    optional(fields, name, expected)?.ok_or_else(missing)
}

fn optional<T: FromStr>(fields: &FormFields, name: &'static str, expected: Expected) -> Result<Option<T>, Refusal> {
    fields.first(name).map(|text| text.parse().map_err(|_| wrong(name, expected))).transpose()
}

fn wrong(name: &'static str, expected: Expected) -> Refusal {
    Refusal::Parameters(vec![FieldError::new(name, ErrorCode::Invalid { expected })])
}

fn text(body: String) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Readable by the scripts of any page, and always the newest.
fn public(mut response: Response) -> Response {
    reply::page::never_stored(&mut response);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
