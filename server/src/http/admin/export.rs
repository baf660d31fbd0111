//! `GET /admin/surveys/{slug}/export.csv` and its codebook. Rows are sent as they are read: memory does not grow with them.

use app::{pages, results::ResultsQuery};
use axum::{
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::calendar::Day;
use futures::TryStreamExt as _;
use jiff::tz::TimeZone;
use store::PublishedSurvey;

use super::{
    super::{context::Context, error::Error, respond, sign_in::SignedIn, state::AppState},
    attachment, results,
};
use crate::{clock, csv_export};

const CSV: &str = "text/csv; charset=utf-8";

/// `GET …/export.csv`: one row per standing response, with the filters of the results page.
pub(in super::super) async fn responses(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let published = super::find(&app, &user, &slug).await?;
    let query = ResultsQuery::parse(&context.query());
    if !query.errors.is_empty() {
        // A file with other rows than asked for would be taken for what was asked.
        let page = super::survey_page(&app, &context, &user, &published);
        let data = results::gather(&app.store, published, query).await?;
        return Ok(respond::page(StatusCode::UNPROCESSABLE_ENTITY, pages::results::render(&page, &data)));
    }
    let file = format!("klankbord-{slug}-{}.csv", today(&published));
    let rows = csv_export::csv_stream(app.store.clone(), published, query.filter)
        .inspect_err(|error| tracing::error!(%error, "an export broke off"));
    Ok(attachment(Body::from_stream(rows), CSV, &file))
}

/// `GET …/codebook.csv`: what the columns and codes of the export mean.
pub(in super::super) async fn codebook(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let published = super::find(&app, &user, &slug).await?;
    let locale = context.locale(&published.organisation.profile.locales);
    let text = csv_export::codebook_csv(&published, locale);
    Ok(attachment(Body::from(text), CSV, &format!("klankbord-{slug}-codebook.csv")))
}

fn today(published: &PublishedSurvey) -> Day {
    let zone = TimeZone::get(&published.organisation.profile.time_zone).unwrap_or(TimeZone::UTC);
    Day::of(clock::now(), &zone)
}
