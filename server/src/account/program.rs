//! `/api/v1/surveys…`: surveys, their figures and their responses, for programs with a key. What is another organisation's does not
//! exist for a key, and what a page withholds is withheld here.

use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{get, post},
};
use domain::{
    account::api_key::{ApiKey, Scope},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::Slug,
    survey::{published::PublishedSurvey, withheld::Why},
};

use super::employee_data;
use crate::{
    account::admission,
    export::{self, responses_api},
    http::{
        reply::{api_error::Refusal, error::Error},
        request::form_fields,
        state::{App, AppState},
    },
    response,
    results::{
        self,
        api::{comparison, crosstab},
    },
    survey,
};

/// Every address for programs with a key.
pub(crate) fn router(app: AppState) -> Router<AppState> {
    Router::new()
        .route("/api/v1/surveys", get(survey::api::list))
        .route("/api/v1/surveys/{slug}", get(survey::api::show))
        .route("/api/v1/surveys/{slug}/scores", get(results::api::scores))
        .route("/api/v1/surveys/{slug}/trend", get(results::api::trend))
        .route("/api/v1/surveys/{slug}/breakdown", get(results::api::breakdown))
        .route("/api/v1/surveys/{slug}/comparison", get(comparison::show))
        .route("/api/v1/surveys/{slug}/crosstab", get(crosstab::show))
        .route("/api/v1/surveys/{slug}/responses", get(responses_api::list).post(response::api::submit))
        .route("/api/v1/surveys/{slug}/exports", post(export::api::create))
        .route("/api/v1/exports/{id}", get(export::api::show).delete(export::api::cancel))
        .route("/api/v1/exports/{id}/file", get(export::api::file))
        .layer(from_fn_with_state(app, admission::check))
}

/// The survey with this slug, where the key may do this and the survey is its organisation's.
pub(crate) async fn find(app: &App, key: &ApiKey, scope: Scope, slug: &str) -> Result<PublishedSurvey, Refusal> {
    if !key.may(scope) {
        return Err(Refusal::Scope(scope));
    }
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let found = app.store.find_survey(&slug).await?;
    let found = found.filter(|published| published.organisation.id == key.organisation).ok_or(Error::not_found())?;
    // A key for figures alone sees what a reader does. What may be handed in is another matter.
    let is_reader = scope != Scope::Submit && !key.may(Scope::Responses);
    Ok(if is_reader { employee_data::without(found, Why::Reader) } else { found })
}

/// The parameters of a request: those that are known, none of them empty, and all but `where` once. A name that was mistyped would
/// else give an answer to another question.
pub(crate) fn parameters(query: Option<&str>, known: &[&str]) -> Result<FormFields, Refusal> {
    let fields = form_fields::parse(query.unwrap_or_default().as_bytes()).ok_or(Error::bad_request())?;
    let mut errors = Vec::new();
    for (at, (name, value)) in fields.0.iter().enumerate() {
        let is_again = name != "where" && fields.0[..at].iter().any(|(other, _)| other == name);
        let code = match () {
            () if !known.contains(&name.as_str()) => ErrorCode::UnknownField,
            () if value.is_empty() => ErrorCode::Required,
            () if is_again => ErrorCode::Repeated,
            () => continue,
        };
        errors.push(FieldError::new(name.as_str(), code));
    }
    if errors.is_empty() { Ok(fields) } else { Err(Refusal::Parameters(errors)) }
}
