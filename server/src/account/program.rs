//! `/api/v1/surveys…`: surveys, their figures and their responses, for programs with an API key. Data of another
//! organisation are not found, and what a page withholds is withheld here.

use std::marker::PhantomData;

use axum::{
    Extension,
    extract::{FromRef, FromRequestParts, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use domain::{
    account::api_key::{ApiKey, Scope},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::Slug,
    survey::{published::PublishedSurvey, withheld::Why},
};
use serde::Deserialize;
use store::Store;

use super::employee_data;
use crate::http::{
    reply::{api_error::Refusal, error::Error},
    request::form_fields,
};

/// An API key, and the survey with the `slug` of the address, if the key has the scope `N` and the survey belongs to
/// its organisation.
pub(crate) struct Program<N>(pub(crate) ApiKey, pub(crate) PublishedSurvey, pub(crate) PhantomData<N>);

/// A scope that an address needs.
pub(crate) trait Needed {
    /// The scope.
    const SCOPE: Scope;
}

macro_rules! needed {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        pub(crate) struct $name;

        impl Needed for $name {
            const SCOPE: Scope = Scope::$name;
        }
    )* };
}

needed! {
    /// The key may list the surveys.
    Surveys,
    /// The key may read responses.
    Responses,
}

/// The slug of the survey in an address.
#[derive(Deserialize)]
struct At {
    slug: String,
}

impl<S: Send + Sync, N: Needed> FromRequestParts<S> for Program<N>
where
    Store: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let key = Extension::<ApiKey>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?.0;
        let path = Path::<At>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let found = find(&Store::from_ref(state), &key, N::SCOPE, &path.slug).await.map_err(IntoResponse::into_response)?;
        Ok(Self(key, found, PhantomData))
    }
}

/// The survey with this slug, if the key has the scope and the survey belongs to its organisation.
pub(crate) async fn find(store: &Store, key: &ApiKey, scope: Scope, slug: &str) -> Result<PublishedSurvey, Refusal> {
    if !key.may(scope) {
        return Err(Refusal::Scope(scope));
    }
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let found = store.find_survey(&slug).await?;
    let found = found.filter(|published| published.organisation.id == key.organisation).ok_or(Error::not_found())?;
    // A key for figures only sees what a reader sees. This does not apply to submissions.
    let is_reader = scope != Scope::Submit && !key.may(Scope::Responses);
    Ok(if is_reader { employee_data::without(found, Why::Reader) } else { found })
}

/// The parameters of a request. Each must be known, not empty and, except `where`, occur once. With a mistyped name the
/// answer would otherwise be to another question.
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
