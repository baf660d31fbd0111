//! `/admin/keys`: API keys. For owners, because a key gives a program the rights of an analyst.

use app::account::api_keys::{self, ApiKeysPage, DAYS, NEVER};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    account::{
        api_key::{ApiKeyName, Scope},
        user::User,
    },
    calendar::Millis,
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::ApiKeyId,
};
use store::{NewApiKey, Store, StoreError};

use crate::{
    account::{api_secret::ApiSecret, sign_in::Owner},
    clock,
    http::{
        reply::{self, error::Error},
        request::{
            body::{Form, is_in_other_language},
            context::Context,
        },
    },
};

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// `GET /admin/keys`.
pub(crate) async fn list(State(store): State<Store>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    page(&store, &context, &user, &FormFields::default(), &[]).await
}

/// `POST /admin/keys`: creates a key, and shows its secret. No address shows that page again.
pub(crate) async fn create(
    State(store): State<Store>,
    context: Context,
    Owner(user): Owner,
    Form(fields): Form,
) -> Result<Response, Error> {
    if is_in_other_language(&fields) {
        return page(&store, &context, &user, &fields, &[]).await;
    }
    let (name, scopes, expires_at) = match read(&fields, clock::now()) {
        Ok(read) => read,
        Err(errors) => return page(&store, &context, &user, &fields, &errors).await,
    };
    let secret = ApiSecret::random();
    let new = NewApiKey {
        organisation: user.organisation,
        secret: secret.hash(),
        name: name.clone(),
        scopes: scopes.clone(),
        expires_at,
        made_by: user.email.clone(),
    };
    // Everything that may fail comes before the key exists, because its secret is shown only once.
    let slug = store.list_published(user.organisation).await?.first().map(|published| published.survey.slug.to_string());
    store.create_api_key(&new).await?;
    let command = command(&context.origin(), &secret, &scopes, slug.as_deref().unwrap_or("nps"));
    let html = api_keys::made(&super::staff::page(&context, &user), name.as_str(), &secret.to_string(), &command);
    Ok(reply::page::page(StatusCode::CREATED, html))
}

/// `POST /admin/keys/{id}/revoke`.
pub(crate) async fn revoke(
    State(store): State<Store>,
    context: Context,
    Owner(user): Owner,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse::<ApiKeyId>().map_err(|_| Error::not_found())?;
    match store.revoke_api_key(user.organisation, id, &user.email).await {
        Ok(()) => {}
        Err(StoreError::NotFound) => return Err(Error::not_found()),
        Err(error) => return Err(error.into()),
    }
    let locale = super::staff::page(&context, &user).locale;
    Ok(reply::page::see_other(&format!("/admin/keys?lang={locale}")))
}

async fn page(
    store: &Store,
    context: &Context,
    user: &User,
    typed: &FormFields,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let organisation = crate::account::staff::organisation(store, user).await?;
    let mut keys = store.list_api_keys(user.organisation).await?;
    keys.reverse();
    let shown = ApiKeysPage { organisation: &organisation, keys: &keys, now: clock::now(), typed, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, api_keys::render(&super::staff::page(context, user), &shown)))
}

fn read(fields: &FormFields, now: Millis) -> Result<(ApiKeyName, Vec<Scope>, Option<Millis>), Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code| errors.push(FieldError::new(field, code));
    let name = ApiKeyName::parse(fields.first("name").unwrap_or_default()).map_err(|code| wrong("name", code)).ok();
    let scopes = fields.all("scope").map(str::parse::<Scope>).collect::<Result<Vec<_>, _>>();
    let scopes = scopes.and_then(|scopes| if scopes.is_empty() { Err(ErrorCode::Required) } else { Ok(scopes) });
    let scopes = scopes.map_err(|code| wrong("scope", code)).ok();
    let days = match fields.first("expires") {
        Some(NEVER) => Ok(None),
        Some(days) => DAYS.into_iter().find(|one| one.to_string() == days).map(Some).ok_or(ErrorCode::UnknownChoice),
        None => Err(ErrorCode::Required),
    };
    let days = days.map_err(|code| wrong("expires", code)).ok();
    match (name, scopes, days) {
        (Some(name), Some(scopes), Some(days)) => Ok((name, scopes, days.map(|days| Millis(now.0 + i64::from(days) * DAY)))),
        _ => Err(errors),
    }
}

/// An example command that uses the key.
fn command(origin: &str, secret: &ApiSecret, scopes: &[Scope], slug: &str) -> String {
    let path = match () {
        () if scopes.contains(&Scope::Surveys) => "surveys".to_owned(),
        () if scopes.contains(&Scope::Results) => format!("surveys/{slug}/scores"),
        () if scopes.contains(&Scope::Responses) => format!("surveys/{slug}/responses?limit=1"),
        // The API description says what to send. With an empty body the reply lists the missing fields, and nothing is
        // stored.
        () => {
            return format!(
                "curl -X POST -H \"Authorization: Bearer {secret}\" -H \"Content-Type: application/json\" -d '{{}}' \"{origin}/api/v1/surveys/{slug}/responses\""
            );
        }
    };
    format!("curl -H \"Authorization: Bearer {secret}\" \"{origin}/api/v1/{path}\"")
}
