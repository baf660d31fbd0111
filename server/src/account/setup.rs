//! `/setup/{token}`: a link that works once, to make the first account or set a password anew.

use app::account::setup::{self, SetupPage};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    contact::EmailAddress,
    error::{ErrorCode, FieldError},
    hash::Sha256Hash,
};
use store::StoreError;

use super::sign_in;
use crate::{
    account::{password, token::Token},
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context},
        state::{App, AppState},
    },
};

/// `GET /setup/{token}`: the form; looking at it does not use the link.
pub(crate) async fn show(State(app): State<AppState>, context: Context, Path(token): Path<String>) -> Result<Response, Error> {
    let Some(link) = find(&app, &token).await? else { return Ok(expired(&app, &context)) };
    let email = link.email.unwrap_or_default();
    Ok(page(&app, &context, StatusCode::OK, &SetupPage { token: &token, email: &email, errors: &[] }))
}

/// `POST /setup/{token}`: makes the account or sets its password, and signs in.
pub(crate) async fn submit(
    State(app): State<AppState>,
    context: Context,
    Path(token): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let Some(link) = find(&app, &token).await? else { return Ok(expired(&app, &context)) };
    let typed = link.email.as_deref().or(fields.first("email")).unwrap_or_default();
    let password = fields.first("password").unwrap_or_default();
    let again = |errors: &[FieldError]| {
        page(&app, &context, StatusCode::UNPROCESSABLE_ENTITY, &SetupPage { token: &token, email: typed, errors })
    };
    let (email, errors) = check(typed, password);
    let Some(email) = email.filter(|_| errors.is_empty()) else { return Ok(again(&errors)) };
    let hash = app.passwords.hash(password.to_owned()).await?;
    match app.store.use_setup_link(&link.token, &email, &hash).await {
        Ok(user) => sign_in::enter(&app, &user, "/admin").await,
        // Someone else was faster with the same link.
        Err(StoreError::NotFound) => Ok(expired(&app, &context)),
        Err(StoreError::Conflict(_)) => {
            Ok(again(&[FieldError::new("email", ErrorCode::Duplicate { name: email.as_str().to_owned() })]))
        }
        Err(error) => Err(error.into()),
    }
}

/// A link that still works.
struct Link {
    token: Sha256Hash,
    /// The account it is for, where it is for one.
    email: Option<String>,
}

async fn find(app: &App, token: &str) -> Result<Option<Link>, Error> {
    let Some(token) = Token::parse(token).map(|token| token.hash()) else { return Ok(None) };
    match app.store.find_setup_link(&token).await {
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
    errors.extend(password::check(password).err());
    (email.ok(), errors)
}

fn page(app: &App, context: &Context, status: StatusCode, page: &SetupPage<'_>) -> Response {
    reply::page::page(status, setup::render(&context.page(app), page))
}

fn expired(app: &App, context: &Context) -> Response {
    reply::page::page(StatusCode::NOT_FOUND, setup::expired(&context.page(app)))
}
