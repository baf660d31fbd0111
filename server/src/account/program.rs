//! `/api/v1/surveys…`: surveys, their figures and their responses, for programs with a key. What is another organisation's does not
//! exist for a key, and what a page withholds is withheld here.

use domain::{
    account::api_key::{ApiKey, Scope},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::Slug,
    survey::{published::PublishedSurvey, withheld::Why},
};
use store::Store;

use super::employee_data;
use crate::http::{
    reply::{api_error::Refusal, error::Error},
    request::form_fields,
};

/// The survey with this slug, where the key may do this and the survey is its organisation's.
pub(crate) async fn find(store: &Store, key: &ApiKey, scope: Scope, slug: &str) -> Result<PublishedSurvey, Refusal> {
    if !key.may(scope) {
        return Err(Refusal::Scope(scope));
    }
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let found = store.find_survey(&slug).await?;
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
