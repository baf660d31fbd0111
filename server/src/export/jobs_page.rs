//! `/admin/exports`: exports prepared in the background, requested on the results page, and their files.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{account::user::User, id::ExportId, results::query::ResultsQuery};
use store::StoreError;

use crate::{
    account::{sign_in::Analyst, staff::Survey},
    clock, export,
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context},
    },
    results,
};

/// How many of the newest jobs are listed.
const MAX_SHOWN_JOBS: u64 = 50;

/// `GET /admin/exports`.
pub(crate) async fn list(
    State(state): State<Arc<export::State>>,
    context: Context,
    Analyst(user): Analyst,
) -> Result<Response, Error> {
    page_of_list(&state, &context, &user, false).await
}

async fn page_of_list(state: &export::State, context: &Context, user: &User, is_full: bool) -> Result<Response, Error> {
    let jobs = state.store.list_export_jobs(user.organisation, MAX_SHOWN_JOBS).await?;
    let page = crate::account::staff::page(context, user);
    let organisation = crate::account::staff::organisation(&state.store, user).await?;
    let status = if is_full { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(reply::page::page(status, app::export::render(&page, &organisation, &jobs, is_full)))
}

/// `POST /admin/surveys/{slug}/exports`: creates a job from the fields of the form on the results page.
pub(crate) async fn create(
    State(state): State<Arc<export::State>>,
    State(results): State<Arc<results::State>>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let query = ResultsQuery::of(&fields, &published, clock::today(&published.organisation));
    let page = crate::account::staff::page(&context, &user);
    if !query.errors.is_empty() {
        return results::page::refused(&results, &context, &user, published, query).await;
    }
    let locale = context.locale(&published.organisation.profile.locales);
    match export::files::ask(&state, user.email.clone(), &published, &query, locale).await {
        Err(StoreError::Conflict(_)) => return page_of_list(&state, &context, &user, true).await,
        other => drop(other?),
    }
    Ok(reply::page::see_other(&format!("/admin/exports?lang={}", page.locale)))
}

/// `POST /admin/exports/{id}/cancel`: cancels a job. The file of a finished job is deleted at once.
pub(crate) async fn cancel(
    State(state): State<Arc<export::State>>,
    context: Context,
    Analyst(user): Analyst,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse::<ExportId>().map_err(|_| Error::not_found())?;
    let job = state.store.find_export_job(user.organisation, id).await?.ok_or(Error::not_found())?;
    export::files::cancel(&state, user.organisation, &user.email, &job).await?;
    let locale = crate::account::staff::page(&context, &user).locale;
    Ok(reply::page::see_other(&format!("/admin/exports?lang={locale}")))
}

/// `GET /admin/exports/{id}/file`: the file, while it exists. The download is written to the download log.
pub(crate) async fn file(
    State(state): State<Arc<export::State>>,
    Analyst(user): Analyst,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse::<ExportId>().map_err(|_| Error::not_found())?;
    let job = state.store.find_export_job(user.organisation, id).await?.ok_or(Error::not_found())?;
    // For an expired export the list is more useful than an error.
    let file = export::files::fetch(&state, user.organisation, user.email, &job).await?;
    Ok(file.unwrap_or_else(|| reply::page::see_other("/admin/exports")))
}
