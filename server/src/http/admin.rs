//! What someone who is signed in sees: the overview, a survey's results, and its exports. Surveys of another organisation
//! do not exist for them.

pub(super) mod export;
pub(super) mod overview;
pub(super) mod results;

use app::page::PageContext;
use domain::id::Slug;
use store::{PublishedSurvey, User};

use super::{context::Context, error::Error, state::App};

/// The survey with this slug, when it is the user's to see.
async fn find(app: &App, user: &User, slug: &str) -> Result<PublishedSurvey, Error> {
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let found = app.store.find_survey(&slug).await?;
    found.filter(|published| published.organisation.id == user.organisation).ok_or(Error::not_found())
}

/// The circumstances of a page for who is signed in.
fn page(app: &App, context: &Context, user: &User) -> PageContext {
    PageContext { user_email: Some(user.email.clone()), ..context.page(app) }
}

/// The same, about a survey: in any language of the product, for the marketer need not speak those of the survey.
fn survey_page(app: &App, context: &Context, user: &User, published: &PublishedSurvey) -> PageContext {
    let organisation = Some(&published.organisation);
    let locale = context.locale(&published.organisation.profile.locales);
    PageContext { user_email: Some(user.email.clone()), ..context.page_of(app, locale, organisation) }
}
