//! `GET /admin/surveys/{slug}/export` and its codebook. Rows are sent as they are read: memory does not grow with them.

use std::sync::Arc;

use app::results::page as results_page;
use axum::{
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    account::{access_log::Access, user::User},
    results::query::ResultsQuery,
    survey::published::PublishedSurvey,
};
use futures::TryStreamExt as _;

use crate::{
    account::{sign_in::Analyst, staff::attachment},
    clock,
    export::{
        Export, codebook_csv,
        files::{CSV, file_name, media_type},
    },
    http::{
        reply::{self, error::Error},
        request::context::Context,
        state::AppState,
    },
    results,
};

/// `GET …/export?format=…`, and `…/export.csv` for the plainest of them: the standing responses, with the filters of the results
/// page.
pub(crate) async fn responses(
    State(app): State<AppState>,
    context: Context,
    Analyst(user): Analyst,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let published = crate::account::staff::find(&app, &user, &slug).await?;
    let query = ResultsQuery::of(&context.whole_query()?, &published, clock::today(&published.organisation));
    if !query.errors.is_empty() {
        return refused(&app, &context, &user, published, query).await;
    }
    let options = query.export;
    let file = file_name(&published, options);
    let locale = context.locale(&published.organisation.profile.locales);
    // A workbook's rows wait where the system keeps what is temporary.
    let scratch = std::env::temp_dir();
    let access = Access::export(user.email, published.survey.slug.clone(), options, &query.filter);
    app.store.note_access(user.organisation, &access).await?;
    let export = Export {
        store: app.store.clone(),
        published,
        filter: query.filter,
        options,
        locale,
        scratch,
        pages_at_once: 1,
        pace: Arc::clone(&app.pace),
        read: Arc::default(),
    };
    let rows = export.stream().inspect_err(|error| tracing::error!(%error, "an export broke off"));
    Ok(attachment(Body::from_stream(rows), media_type(options.format), &file))
}

/// `GET …/codebook.csv`: what the columns and codes of the export mean.
pub(crate) async fn codebook(
    State(app): State<AppState>,
    context: Context,
    Analyst(user): Analyst,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let published = crate::account::staff::find(&app, &user, &slug).await?;
    let query = ResultsQuery::of(&context.whole_query()?, &published, clock::today(&published.organisation));
    if !query.errors.is_empty() {
        return refused(&app, &context, &user, published, query).await;
    }
    let locale = context.locale(&published.organisation.profile.locales);
    let text = codebook_csv(&published, &query.filter, query.export, locale);
    Ok(attachment(Body::from(text), CSV, &format!("klankbord-{slug}-codebook.csv")))
}

/// A file with other rows or columns than asked for would be taken for what was asked.
pub(crate) async fn refused(
    app: &AppState,
    context: &Context,
    user: &User,
    published: PublishedSurvey,
    query: ResultsQuery,
) -> Result<Response, Error> {
    let page = crate::account::staff::survey_page(app, context, user, &published);
    let data = results::page::gather_for(app, user, published, query).await?;
    Ok(reply::page::page(StatusCode::UNPROCESSABLE_ENTITY, results_page::render(&page, &data)))
}
