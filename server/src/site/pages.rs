//! `/admin/sites`: every website and a form to create one; `/admin/sites/{key}`: the numbers of one, as a page and as
//! CSV. A website of another organisation is not found.

use std::sync::Arc;

use app::{
    page::PageContext,
    site::{PeriodQuery, SiteNumbersData, SiteSummary, USUAL_DAYS, list, numbers},
};
use axum::{
    extract::{FromRef, FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        user::User,
    },
    calendar::Day,
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::Slug,
    notice::Notice,
    organisation::Organisation,
    site::{Days, SiteSettings, WebOrigin, published::PublishedSite},
};
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::{Store, StoreError};

use crate::{
    account::{
        audit::note_file,
        sign_in::{Editor, HasUser, SignedIn},
        staff::organisation,
    },
    clock,
    http::{
        reply::{self, error::Error, page::attachment},
        request::{
            body::{Form, is_in_other_language},
            context::Context,
        },
    },
    site::{self, numbers_csv as site_csv},
};

/// `GET /admin/sites`.
pub(crate) async fn list(
    State(state): State<Arc<site::State>>,
    context: Context,
    SignedIn(user): SignedIn,
) -> Result<Response, Error> {
    page_of_list(&state, &context, &user, &FormFields::default(), &[]).await
}

/// `POST /admin/sites`: creates a website with a drafted notice, as `klankbord site create` does.
pub(crate) async fn create(
    State(state): State<Arc<site::State>>,
    context: Context,
    Editor(user): Editor,
    Form(fields): Form,
) -> Result<Response, Error> {
    if is_in_other_language(&fields) {
        return page_of_list(&state, &context, &user, &fields, &[]).await;
    }
    let organisation = organisation(&state.store, &user).await?;
    let errors = match read(&fields, &organisation) {
        Err(errors) => errors,
        Ok((key, settings)) => {
            let notice = Notice::draft_for_site(&organisation.profile, &key, &settings.name);
            match state.store.create_site(&organisation, &key, &settings, &notice).await {
                Ok(_) => {
                    let audit = Audit::new(&user.email, AuditAction::SiteMade, key.as_str());
                    state.store.note_audit(user.organisation, &audit).await?;
                    let locale = crate::account::staff::page(&context, &user).locale;
                    return Ok(reply::page::see_other(&format!("/admin/sites?lang={locale}")));
                }
                Err(StoreError::Conflict(_)) => vec![FieldError::new("site_key", ErrorCode::Duplicate { name: key.to_string() })],
                Err(StoreError::Invalid(errors)) => errors,
                Err(error) => return Err(error.into()),
            }
        }
    };
    page_of_list(&state, &context, &user, &fields, &errors).await
}

/// `GET /admin/sites/{key}`. The status is 422 if a day could not be read.
pub(crate) async fn numbers(
    State(state): State<Arc<site::State>>,
    context: Context,
    Website(SignedIn(user), published): Website<SignedIn>,
) -> Result<Response, Error> {
    let query = PeriodQuery::parse(&context.query(), today(&published.organisation));
    page_of_numbers(&state, &context, &user, &published, query).await
}

/// `GET /admin/sites/{key}/numbers.csv`: every counter of the days asked for.
pub(crate) async fn numbers_csv(
    State(state): State<Arc<site::State>>,
    context: Context,
    Website(SignedIn(user), published): Website<SignedIn>,
) -> Result<Response, Error> {
    let query = PeriodQuery::parse(&context.query(), today(&published.organisation));
    if !query.errors.is_empty() {
        // A file with other days than asked for would be misleading.
        return page_of_numbers(&state, &context, &user, &published, query).await;
    }
    let rows = state.store.list_site_counts(published.site.id, query.days).await?;
    let file = format!("klankbord-{}-numbers-{}-{}.csv", published.site.key, query.days.from, query.days.to);
    note_file(&state.store, &user, published.site.key.as_str(), &file).await?;
    Ok(attachment(site_csv::numbers_csv(&published, &rows).into(), "text/csv; charset=utf-8", &file))
}

/// The user, who has the role `R`, and the website with the `key` of the address, if the user may see it.
pub(crate) struct Website<R>(pub(crate) R, pub(crate) Arc<PublishedSite>);

/// The key of the website in an address.
#[derive(Deserialize)]
struct At {
    key: String,
}

impl<S: Send + Sync, R> FromRequestParts<S> for Website<R>
where
    Store: FromRef<S>,
    R: HasUser + FromRequestParts<S, Rejection = Response>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let role = R::from_request_parts(parts, state).await?;
        let path = Path::<At>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let found = find(&Store::from_ref(state), role.user(), &path.key).await.map_err(IntoResponse::into_response)?;
        Ok(Self(role, found))
    }
}

async fn find(store: &Store, user: &User, key: &str) -> Result<Arc<PublishedSite>, Error> {
    let key = Slug::parse(key).map_err(|_| Error::not_found())?;
    let found = store.find_site(&key).await?;
    found.filter(|published| published.organisation.id == user.organisation).ok_or(Error::not_found())
}

/// The context of a page about a website.
pub(crate) fn site_page(context: &Context, user: &User, published: &PublishedSite) -> PageContext {
    let locale = context.locale(&published.organisation.profile.locales);
    PageContext {
        user_email: Some(user.email.clone()),
        role: user.rights.role,
        ..context.page_of(locale, Some(&published.organisation))
    }
}

async fn page_of_list(
    state: &site::State,
    context: &Context,
    user: &User,
    typed: &FormFields,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let organisation = organisation(&state.store, user).await?;
    let mut sites = state.store.list_sites().await?;
    sites.retain(|published| published.organisation.id == user.organisation);
    let tallies = state.store.list_site_tallies(Days::until(today(&organisation), USUAL_DAYS)).await?;
    let sites: Vec<_> = sites
        .into_iter()
        .map(|published| SiteSummary { tally: tallies.get(&published.site.id).copied().unwrap_or_default(), published })
        .collect();
    let script = format!("{}/consent.js", context.origin());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = list::SiteListPage { sites: &sites, script: &script, typed, errors };
    Ok(reply::page::page(status, list::render(&crate::account::staff::page(context, user), &page)))
}

async fn page_of_numbers(
    state: &site::State,
    context: &Context,
    user: &User,
    published: &PublishedSite,
    query: PeriodQuery,
) -> Result<Response, Error> {
    let numbers = state.store.get_site_numbers(published.site.id, query.days).await?;
    let status = if query.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let data = SiteNumbersData { published: published.clone(), query, numbers };
    Ok(reply::page::page(status, numbers::render(&site_page(context, user, published), &data)))
}

/// Today, in the organisation's time zone.
pub(crate) fn today(organisation: &Organisation) -> Day {
    let zone = TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC);
    Day::of(clock::now(), &zone)
}

/// Reads the form of a new website. Origins are separated by line breaks, spaces or commas.
fn read(fields: &FormFields, organisation: &Organisation) -> Result<(Slug, SiteSettings), Vec<FieldError>> {
    let mut errors = Vec::new();
    let typed = |name: &str| fields.first(name).unwrap_or_default().trim();
    let required = |name: &str, code| FieldError::new(name, if typed(name).is_empty() { ErrorCode::Required } else { code });
    let name = typed("name");
    if name.is_empty() {
        errors.push(FieldError::new("name", ErrorCode::Required));
    }
    let key = Slug::parse(typed("site_key")).map_err(|code| errors.push(required("site_key", code))).ok();
    let parts = typed("origins").split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    let origins: Result<Vec<_>, _> = parts.map(WebOrigin::parse).collect();
    let origins = origins.and_then(|origins| if origins.is_empty() { Err(ErrorCode::Required) } else { Ok(origins) });
    let origins = origins.map_err(|code| errors.push(FieldError::new("origins", code))).ok();
    match (key, origins) {
        (Some(key), Some(origins)) if errors.is_empty() => {
            Ok((key, SiteSettings::new(name, origins, organisation.profile.locales.clone())))
        }
        _ => Err(errors),
    }
}
