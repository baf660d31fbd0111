//! `/admin/exports`: exports that are prepared in the background, asked for on the results page, and their files.

use std::io;

use app::{pages, results::ResultsQuery};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{StatusCode, header},
    response::Response,
};
use bytes::{Bytes, BytesMut};
use domain::{
    access::Access,
    export_job::ExportState,
    id::ExportId,
};
use futures::stream;
use store::{NewExportJob, StoreError};
use tokio::{fs::File, io::AsyncReadExt as _};

use super::{
    super::{body::Form, context::Context, error::Error, respond, sign_in::Analyst, state::AppState},
    attachment, export,
};
use crate::form_fields;

/// How many of the newest are shown.
const NEWEST: u64 = 50;
/// How many bytes of a file are read at once.
const CHUNK: usize = 1 << 16;

/// `GET /admin/exports`.
pub(in super::super) async fn list(State(app): State<AppState>, context: Context, Analyst(user): Analyst) -> Result<Response, Error> {
    let jobs = app.store.list_export_jobs(user.organisation, NEWEST).await?;
    let page = super::page(&app, &context, &user);
    let organisation = super::sites::organisation(&app, &user).await?;
    Ok(respond::page(StatusCode::OK, pages::export_jobs::render(&page, &organisation, &jobs)))
}

/// `POST /admin/surveys/{slug}/exports`: asks for one, with the fields of the form on the results page.
pub(in super::super) async fn create(
    State(app): State<AppState>,
    context: Context,
    Analyst(user): Analyst,
    Path(slug): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let published = super::find(&app, &user, &slug).await?;
    let query = ResultsQuery::parse(&fields);
    let page = super::page(&app, &context, &user);
    if !query.errors.is_empty() {
        return export::refused(&app, &context, &user, published, query).await;
    }
    let access = Access::export(user.email.clone(), published.survey.slug.clone(), query.export, &query.filter);
    app.store.note_access(user.organisation, &access).await?;
    let new = NewExportJob {
        organisation: user.organisation,
        survey: published.survey.slug.clone(),
        who: user.email,
        query: form_fields::write(&fields),
        locale: context.locale(&published.organisation.profile.locales),
        file: export::file_name(&published, query.export),
        total: app.store.count_standing(published.survey.id, &query.filter).await?,
    };
    app.store.create_export_job(&new).await?;
    app.export_jobs.wake();
    Ok(respond::see_other(&format!("/admin/exports?lang={}", page.locale)))
}

/// `POST /admin/exports/{id}/cancel`: calls one off; the file of one that is ready goes at once.
pub(in super::super) async fn cancel(
    State(app): State<AppState>,
    context: Context,
    Analyst(user): Analyst,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse::<ExportId>().map_err(|_| Error::not_found())?;
    match app.store.cancel_export_job(user.organisation, id).await {
        Ok(_) => app.export_jobs.delete(id),
        Err(StoreError::NotFound) => return Err(Error::not_found()),
        Err(error) => return Err(error.into()),
    }
    let locale = super::page(&app, &context, &user).locale;
    Ok(respond::see_other(&format!("/admin/exports?lang={locale}")))
}

/// `GET /admin/exports/{id}/file`: the file, while it is there. That it is fetched is noted.
pub(in super::super) async fn file(
    State(app): State<AppState>,
    Analyst(user): Analyst,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse::<ExportId>().map_err(|_| Error::not_found())?;
    let job = app.store.find_export_job(user.organisation, id).await?.ok_or(Error::not_found())?;
    let query = ResultsQuery::parse(&form_fields::parse(job.query.as_bytes()).unwrap_or_default());
    let is_there = job.state == ExportState::Ready && job.expires_at.is_some_and(|end| end > crate::clock::now());
    // Of one that is over, or on the disk of another server, the list says more than an error would.
    let file = if is_there { File::open(app.export_jobs.path(id)).await.ok() } else { None };
    let Some(file) = file else { return Ok(respond::see_other("/admin/exports")) };
    let mut access = Access::export(user.email, job.survey.clone(), query.export, &query.filter);
    access.detail.push_str(" prepared");
    app.store.note_access(user.organisation, &access).await?;
    let mut response = attachment(Body::from_stream(stream::try_unfold(file, next_chunk)), export::media_type(query.export.format), &job.file);
    if let Some(bytes) = job.bytes {
        response.headers_mut().insert(header::CONTENT_LENGTH, bytes.into());
    }
    Ok(response)
}

async fn next_chunk(mut file: File) -> io::Result<Option<(Bytes, File)>> {
    let mut chunk = BytesMut::with_capacity(CHUNK);
    file.read_buf(&mut chunk).await?;
    Ok((!chunk.is_empty()).then(|| (chunk.freeze(), file)))
}
