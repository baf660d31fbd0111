//! What the pages for signed-in users share: finding a survey, the context of a page, a file to download. These pages show the
//! overview, the results of a survey, comments and exports, websites and their numbers, and the requests of people about their
//! data. Data of another organisation does not exist for a signed-in user.

use app::page::PageContext;
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use domain::{
    account::user::User,
    id::{Slug, SurveyId},
    survey::published::PublishedSurvey,
};

use super::employee_data;
use crate::http::{
    reply::{self, error::Error},
    request::context::Context,
    state::App,
};

/// The survey with this slug, when it is the user's to see.
pub(crate) async fn find(app: &App, user: &User, slug: &str) -> Result<PublishedSurvey, Error> {
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let found = app.store.find_survey(&slug).await?;
    let found = found.filter(|published| published.organisation.id == user.organisation).ok_or(Error::not_found())?;
    employee_data::for_user(user, found).ok_or(Error::not_allowed())
}

/// The survey with this id, when it is the user's to see.
pub(crate) async fn find_by_id(app: &App, user: &User, survey: SurveyId) -> Result<PublishedSurvey, Error> {
    let published = app.store.list_surveys().await?.into_iter().map(|summary| summary.published);
    let found = published.filter(|published| published.organisation.id == user.organisation);
    let found = found.into_iter().find(|published| published.survey.id == survey).ok_or(Error::not_found())?;
    employee_data::for_user(user, found).ok_or(Error::not_allowed())
}

/// The circumstances of a page for who is signed in.
pub(crate) fn page(app: &App, context: &Context, user: &User) -> PageContext {
    PageContext { user_email: Some(user.email.clone()), role: user.rights.role, ..context.page(app) }
}

/// The same, about a survey: in any language of the product, for the marketer need not speak those of the survey.
pub(crate) fn survey_page(app: &App, context: &Context, user: &User, published: &PublishedSurvey) -> PageContext {
    let organisation = Some(&published.organisation);
    let locale = context.locale(&published.organisation.profile.locales);
    PageContext { user_email: Some(user.email.clone()), role: user.rights.role, ..context.page_of(app, locale, organisation) }
}

/// A file to be kept; its name is made of slugs and dates.
pub(crate) fn attachment(body: Body, kind: &'static str, file: &str) -> Response {
    let mut response = Response::new(body);
    reply::page::never_stored(&mut response);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{file}\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.expect("a slug and a date are visible ASCII"));
    response
}
