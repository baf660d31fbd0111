//! What the pages for signed-in users share: finding a survey, the context of a page, a file to download. These pages
//! show the overview, the results of a survey, comments and exports, websites and their numbers, and the requests of
//! data subjects. Data of another organisation are not found.

use app::page::PageContext;
use axum::{
    extract::{FromRef, FromRequestParts, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use domain::{
    account::user::User,
    id::{Slug, SurveyId},
    organisation::Organisation,
    survey::published::PublishedSurvey,
};
use serde::Deserialize;
use store::Store;

use super::employee_data;
use crate::{
    account::sign_in::HasUser,
    http::{reply::error::Error, request::context::Context},
};

/// The user, who has the role `R`, and the survey with the `slug` of the address, if the user may see it.
pub(crate) struct Survey<R>(pub(crate) R, pub(crate) PublishedSurvey);

/// The slug of the survey in an address.
#[derive(Deserialize)]
struct At {
    slug: String,
}

impl<S: Send + Sync, R> FromRequestParts<S> for Survey<R>
where
    Store: FromRef<S>,
    R: HasUser + FromRequestParts<S, Rejection = Response>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let role = R::from_request_parts(parts, state).await?;
        let path = Path::<At>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let found = find(&Store::from_ref(state), role.user(), &path.slug).await.map_err(IntoResponse::into_response)?;
        Ok(Self(role, found))
    }
}

async fn find(store: &Store, user: &User, slug: &str) -> Result<PublishedSurvey, Error> {
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let found = store.find_survey(&slug).await?;
    let found = found.filter(|published| published.organisation.id == user.organisation).ok_or(Error::not_found())?;
    employee_data::for_user(user, found).ok_or(Error::not_allowed())
}

/// The survey with this id, if the user may see it.
pub(crate) async fn find_by_id(store: &Store, user: &User, survey: SurveyId) -> Result<PublishedSurvey, Error> {
    let published = store.list_surveys().await?.into_iter().map(|summary| summary.published);
    let found = published.filter(|published| published.organisation.id == user.organisation);
    let found = found.into_iter().find(|published| published.survey.id == survey).ok_or(Error::not_found())?;
    employee_data::for_user(user, found).ok_or(Error::not_allowed())
}

/// The context of a page for a signed-in user.
pub(crate) fn page(context: &Context, user: &User) -> PageContext {
    PageContext { user_email: Some(user.email.clone()), role: user.rights.role, ..context.page() }
}

/// The same for a page about a survey. It may be in any language of the product, because a user need not speak those of
/// the survey.
pub(crate) fn survey_page(context: &Context, user: &User, published: &PublishedSurvey) -> PageContext {
    let organisation = Some(&published.organisation);
    let locale = context.locale(&published.organisation.profile.locales);
    PageContext { user_email: Some(user.email.clone()), role: user.rights.role, ..context.page_of(locale, organisation) }
}

/// The user's own organisation.
pub(crate) async fn organisation(store: &Store, user: &User) -> Result<Organisation, Error> {
    let found = store.find_organisation().await?;
    found.filter(|organisation| organisation.id == user.organisation).ok_or(Error::not_found())
}
