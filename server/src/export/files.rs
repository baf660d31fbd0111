//! Exports prepared in the background, for pages and programs: the request for one, and its file.

use std::io;

use axum::{body::Body, http::header, response::Response};
use bytes::{Bytes, BytesMut};
use domain::{
    account::{
        access_log::Access,
        audit::{Audit, AuditAction},
    },
    calendar::Day,
    export::{
        ExportOptions, Format,
        job::{ExportJob, ExportState},
    },
    id::{ExportId, OrganisationId},
    import::status::ImportStatus,
    locale::Locale,
    results::query::ResultsQuery,
    survey::published::PublishedSurvey,
};
use futures::stream;
use jiff::tz::TimeZone;
use store::{NewExportJob, StoreError};
use tokio::{fs::File, io::AsyncReadExt as _};

use crate::{
    clock, export,
    http::{reply::page::attachment, request::form_fields},
};

/// How many bytes of a file are read at once.
const CHUNK: usize = 1 << 16;

/// Creates an export job, and writes it to the download log. The query must have no errors.
pub(crate) async fn ask(
    state: &export::State,
    who: String,
    published: &PublishedSurvey,
    query: &ResultsQuery,
    locale: Locale,
) -> Result<ExportId, StoreError> {
    let organisation = published.organisation.id;
    // This check comes before the log entry: a refused export is no download.
    if !state.store.has_room_for_export(organisation).await? {
        return Err(StoreError::Conflict("too many exports"));
    }
    let access = Access::export(who.clone(), published.survey.slug.clone(), query.export, &query.filter);
    state.store.note_access(organisation, &access).await?;
    let new = NewExportJob {
        organisation,
        survey: published.survey.slug.clone(),
        who,
        // The stated days are those of the request, whenever the job runs.
        query: form_fields::write(&query.stated().fields),
        locale,
        file: file_name(published, query.export, state.store.find_unfinished_import(published.survey.id).await?.as_ref()),
        total: state.store.count_standing(published.survey.id, &query.filter).await?,
    };
    let id = state.store.create_export_job(&new).await?;
    state.jobs.wake();
    Ok(id)
}

/// The file of an export, while it exists. The download is written to the download log.
pub(crate) async fn fetch(
    state: &export::State,
    organisation: OrganisationId,
    who: String,
    job: &ExportJob,
) -> Result<Option<Response>, StoreError> {
    let is_there = job.state == ExportState::Ready && job.expires_at.is_some_and(|end| end > clock::now());
    // The file may be on the disk of another server.
    let Some(file) = (if is_there { File::open(state.jobs.path(job.id)).await.ok() } else { None }) else { return Ok(None) };
    // The days are stated in full, so the current day does not matter.
    let today = Day::of(clock::now(), &TimeZone::UTC);
    let query = ResultsQuery::parse(&form_fields::parse(job.query.as_bytes()).unwrap_or_default(), today);
    let mut access = Access::export(who, job.survey.clone(), query.export, &query.filter);
    access.detail.push_str(" prepared");
    state.store.note_access(organisation, &access).await?;
    let body = Body::from_stream(stream::try_unfold(file, next_chunk));
    let mut response = attachment(body, media_type(query.export.format), &job.file);
    if let Some(bytes) = job.bytes {
        response.headers_mut().insert(header::CONTENT_LENGTH, bytes.into());
    }
    Ok(Some(response))
}

/// Cancels an export, and deletes its file.
pub(crate) async fn cancel(
    state: &export::State,
    organisation: OrganisationId,
    who: &str,
    job: &ExportJob,
) -> Result<(), StoreError> {
    state.store.cancel_export_job(organisation, job.id).await?;
    state.jobs.delete(job.id);
    let audit = Audit::new(who, AuditAction::ExportCancelled, job.survey.as_str()).with(&job.file);
    state.store.note_audit(organisation, &audit).await
}

async fn next_chunk(mut file: File) -> io::Result<Option<(Bytes, File)>> {
    let mut chunk = BytesMut::with_capacity(CHUNK);
    file.read_buf(&mut chunk).await?;
    Ok((!chunk.is_empty()).then(|| (chunk.freeze(), file)))
}

/// What the name of a file says while an import is unfinished, because its rows cannot.
pub(crate) fn import_part(importing: Option<&ImportStatus>) -> String {
    importing.map_or_else(String::new, |import| format!("-import-{}-{}-percent", import.state.name(), import.percent()))
}

/// The name of the downloaded file.
pub(crate) fn file_name(published: &PublishedSurvey, options: ExportOptions, importing: Option<&ImportStatus>) -> String {
    let zone = TimeZone::get(&published.organisation.profile.time_zone).unwrap_or(TimeZone::UTC);
    let today = Day::of(clock::now(), &zone);
    let part = import_part(importing);
    format!("klankbord-{}-{today}{part}.{}", published.survey.slug, options.format.extension())
}

/// The media type of CSV.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

/// The type of a file of this format.
pub(crate) const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Csv | Format::CsvExcelNl => CSV,
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Jsonl => "application/jsonl",
        Format::Parquet => "application/vnd.apache.parquet",
        Format::Spss => "application/zip",
    }
}
