//! `/admin/works-council`: the statements about the works council, which allow attributes that name an employee. For
//! owners.

use app::organisation::works_council::{self, WorksCouncilPage};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::user::User,
    calendar::Day,
    error::FieldError,
    form_fields::FormFields,
    organisation::{
        Organisation,
        works_council::{Statement, Typed},
    },
};
use jiff::tz::TimeZone;
use store::{Store, StoreError};

use crate::{
    account::sign_in::Owner,
    clock,
    http::{
        reply::{self, error::Error},
        request::{
            body::{Form, is_in_other_language},
            context::Context,
        },
    },
};

/// How many of the newest entries are shown.
const MAX_SHOWN_STATEMENTS: u64 = 200;

/// `GET /admin/works-council`.
pub(crate) async fn show(State(store): State<Store>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    page(&store, &context, &user, &FormFields::default(), &[]).await
}

/// `POST /admin/works-council`: records a statement, in place of an earlier one.
pub(crate) async fn state(
    State(store): State<Store>,
    context: Context,
    Owner(user): Owner,
    Form(fields): Form,
) -> Result<Response, Error> {
    if is_in_other_language(&fields) {
        return page(&store, &context, &user, &fields, &[]).await;
    }
    let organisation = crate::account::staff::organisation(&store, &user).await?;
    let [ground, agreed_on, document, until] =
        ["ground", "agreed_on", "document", "until"].map(|name| fields.first(name).unwrap_or_default());
    match Statement::read(Typed { ground, agreed_on, document, until }, today(&organisation)) {
        Ok(statement) => store.state_works_council(user.organisation, &user.email, &statement).await?,
        Err(errors) => return page(&store, &context, &user, &fields, &errors).await,
    }
    Ok(to_page(&context, &user))
}

/// `POST /admin/works-council/take-back`. Without a statement in force it does nothing.
pub(crate) async fn revoke(State(store): State<Store>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    match store.take_back_works_council(user.organisation, &user.email).await {
        Ok(()) | Err(StoreError::NotFound) => Ok(to_page(&context, &user)),
        Err(error) => Err(error.into()),
    }
}

async fn page(
    store: &Store,
    context: &Context,
    user: &User,
    typed: &FormFields,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let organisation = crate::account::staff::organisation(store, user).await?;
    let deeds = store.list_works_council(user.organisation, MAX_SHOWN_STATEMENTS).await?;
    let surveys = store.list_published(user.organisation).await?;
    let today = today(&organisation);
    let shown = WorksCouncilPage { organisation: &organisation, deeds: &deeds, surveys: &surveys, today, typed, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, works_council::render(&crate::account::staff::page(context, user), &shown)))
}

fn to_page(context: &Context, user: &User) -> Response {
    let locale = crate::account::staff::page(context, user).locale;
    reply::page::see_other(&format!("/admin/works-council?lang={locale}"))
}

fn today(organisation: &Organisation) -> Day {
    Day::of(clock::now(), &TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC))
}
