//! `/setup/{token}`: a link that works once, to create the first account or set a new password.

use std::sync::Arc;

use app::account::setup::{self, SetupPage};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    contact::EmailAddress,
    error::{ErrorCode, FieldError},
    hash::Sha256Hash,
};
use store::{Store, StoreError};

use super::sign_in;
use crate::{
    account::{self, password, session::Device, token::Token},
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context},
    },
};

/// `GET /setup/{token}`: the form. It does not use up the link.
pub(crate) async fn show(
    State(state): State<Arc<account::State>>,
    context: Context,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let Some(link) = find(&state.store, &token).await? else { return Ok(expired(&context)) };
    let email = link.email.unwrap_or_default();
    Ok(page(&context, StatusCode::OK, &SetupPage { token: &token, email: &email, errors: &[] }))
}

/// `POST /setup/{token}`: creates the account or sets its password, and signs in.
pub(crate) async fn submit(
    State(state): State<Arc<account::State>>,
    context: Context,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form,
) -> Result<Response, Error> {
    let Some(link) = find(&state.store, &token).await? else { return Ok(expired(&context)) };
    let typed = link.email.as_deref().or(fields.first("email")).unwrap_or_default();
    let password = fields.first("password").unwrap_or_default();
    let again = |errors: &[FieldError]| {
        page(&context, StatusCode::UNPROCESSABLE_ENTITY, &SetupPage { token: &token, email: typed, errors })
    };
    let (email, errors) = check(typed, password);
    let Some(email) = email.filter(|_| errors.is_empty()) else { return Ok(again(&errors)) };
    let hash = state.passwords.hash(password.to_owned()).await?;
    match state.store.use_setup_link(&link.token, &email, &hash).await {
        Ok(user) => {
            let device = Device::find(&state.store, &headers, context.is_https()).await?;
            sign_in::enter(&state.store, &context, &headers, &device, &user, "/admin").await
        }
        // The link was used by another request.
        Err(StoreError::NotFound) => Ok(expired(&context)),
        Err(StoreError::Conflict(_)) => {
            Ok(again(&[FieldError::new("email", ErrorCode::Duplicate { name: email.as_str().to_owned() })]))
        }
        Err(error) => Err(error.into()),
    }
}

/// A valid link.
struct Link {
    token: Sha256Hash,
    /// The account's address. `None` if the link is for no particular account.
    email: Option<String>,
}

async fn find(store: &Store, token: &str) -> Result<Option<Link>, Error> {
    let Some(token) = Token::parse(token).map(|token| token.hash()) else { return Ok(None) };
    match store.find_setup_link(&token).await {
        Ok(email) => Ok(Some(Link { token, email })),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn check(email: &str, password: &str) -> (Option<EmailAddress>, Vec<FieldError>) {
    let mut errors = Vec::new();
    let email = EmailAddress::parse(email).map_err(|code| {
        let code = if email.trim().is_empty() { ErrorCode::Required } else { code };
        errors.push(FieldError::new("email", code));
    });
    let email = email.ok();
    errors.extend(password::check(password, email.as_ref().map_or("", EmailAddress::as_str)).err());
    (email, errors)
}

fn page(context: &Context, status: StatusCode, page: &SetupPage<'_>) -> Response {
    reply::page::page(status, setup::render(&context.page(), page))
}

fn expired(context: &Context) -> Response {
    reply::page::page(StatusCode::NOT_FOUND, setup::expired(&context.page()))
}
