//! The export of a survey: one walk over the standing responses, and the codebook. The walk goes page by page and feeds the
//! writer of the format that was asked for. The codebook says what every column and code means. It must not know where the bytes
//! go.
//!
//! Memory does not grow with rows. A page is read while the page before is written. The output goes on in chunks, of which a few
//! may wait. No writer keeps more than a page or, for Parquet, a group of rows.

mod codebook;
pub(crate) mod format;
mod label;
mod outlet;
mod parts;
mod table;
pub(crate) mod text;

use std::{
    path::PathBuf,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use bytes::Bytes;
use domain::{
    export::ExportOptions, id::SurveyId, locale::Locale, response::filter::ResultsFilter, survey::published::PublishedSurvey,
};
use futures::stream::{self, Stream, StreamExt as _};
use jiff::tz::TimeZone;
use store::{ExportPage, PageSpan, ResponsePlace, Store, StoreError};
use tokio::{
    sync::mpsc::{self, Receiver, Sender},
    task::JoinHandle,
    time,
};

use crate::background::{pace::Pace, threads};
use format::Writer;
use outlet::{Chunks, Outlet};

pub use codebook::codebook_csv;
pub(crate) use format::csv::Dialect;
pub(crate) use format::jsonl::documents;
pub(crate) use text::guarded;

/// How many responses a page has at most.
const PAGE: u32 = 1000;

/// What is to be exported.
pub struct Export {
    /// From where.
    pub store: Store,
    /// The survey, with the version whose questions make the columns.
    pub published: PublishedSurvey,
    /// Which responses.
    pub filter: ResultsFilter,
    /// In which form.
    pub options: ExportOptions,
    /// The language of the codebook, and of labels where the options name none.
    pub locale: Locale,
    /// A folder for what is not finished; it has room for the rows of a workbook.
    pub scratch: PathBuf,
    /// How many pages are read at once: two are faster, and leave less to others.
    pub pages_at_once: u32,
    /// How fast it may go.
    pub pace: Arc<Pace>,
    /// How many responses were read so far.
    pub read: Arc<AtomicU64>,
}

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The rows cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be written.
    #[error("the file cannot be written: {0}")]
    Write(#[from] Box<dyn std::error::Error + Send + Sync>),
    /// A task of it ended before its time.
    #[error("the export broke off")]
    Halfway,
}

impl Export {
    /// The codebook of the file, as CSV in its dialect.
    pub fn codebook_csv(&self) -> Vec<u8> {
        codebook_csv(&self.published, &self.filter, self.options, self.locale)
    }

    /// The file, piece by piece. It goes no faster than it is taken, and stops when it is no longer wanted.
    pub fn stream(self) -> impl Stream<Item = Result<Bytes, ExportError>> + Send + 'static {
        let (sender, pages) = mpsc::channel(1);
        let read = Arc::clone(&self.read);
        let threads = threads::threads();
        let pace = Arc::clone(&self.pace);
        threads.spawn(walk(
            self.store.clone(),
            self.published.survey.id,
            self.filter.clone(),
            (self.pages_at_once, pace),
            sender,
            read,
        ));
        let (outlet, chunks) = Chunks::channel();
        let writing = threads.spawn_blocking(move || write(&self, pages, outlet));
        stream::try_unfold((chunks, writing), next_chunk)
    }
}

type State = (Receiver<Bytes>, JoinHandle<Result<(), ExportError>>);

/// Chunks end when the writer does; whether it came to the end is known only from itself.
async fn next_chunk((mut chunks, writing): State) -> Result<Option<(Bytes, State)>, ExportError> {
    if let Some(chunk) = chunks.recv().await {
        return Ok(Some((chunk, (chunks, writing))));
    }
    writing.await.map_err(|_| ExportError::Halfway)??;
    Ok(None)
}

/// Reads page after page. Where one ends is known before it is read, so that the database need not wait for us.
async fn walk(
    store: Store,
    survey: SurveyId,
    filter: ResultsFilter,
    (pages_at_once, pace): (u32, Arc<Pace>),
    sender: Sender<Result<ExportPage, StoreError>>,
    read: Arc<AtomicU64>,
) {
    let (store, end) = match begin(store, survey, &filter).await {
        Ok(begun) => begun,
        Err(error) => {
            // Whoever does not listen any more need not know.
            sender.send(Err(error)).await.ok();
            return;
        }
    };
    let source = Arc::new((store, filter));
    let (of_spans, of_pace) = (Arc::clone(&source), Arc::clone(&pace));
    let spans = stream::unfold(Some(None), move |after: Option<Option<ResponsePlace>>| {
        let (source, size) = (Arc::clone(&of_spans), of_pace.piece(PAGE));
        async move {
            let after = after?;
            let span = whole(async move { source.0.find_span(survey, &source.1, after, end, size).await }).await;
            let next = span.as_ref().ok().and_then(PageSpan::next_after);
            Some((span, next.map(Some)))
        }
    });
    let page = move |span: Result<PageSpan, StoreError>| {
        let (source, pace) = (Arc::clone(&source), Arc::clone(&pace));
        async move {
            let begun = Instant::now();
            let span = span?;
            let page = whole(async move { source.0.export_page(survey, &source.1, span).await }).await;
            // While others are read it is as if it had taken so much longer.
            if let Some(rest) = pace.rest_after(begun.elapsed() * pages_at_once) {
                time::sleep(rest).await;
            }
            page
        }
    };
    let mut pages = pin!(spans.map(page).buffered(pages_at_once as usize));
    while let Some(page) = pages.next().await {
        read.fetch_add(page.as_ref().map_or(0, |page| page.len() as u64), Ordering::Relaxed);
        let is_broken = page.is_err();
        if sender.send(page).await.is_err() || is_broken {
            break;
        }
    }
}

/// The store to read from, and the last response that is read: what arrives meanwhile is not waited for.
async fn begin(store: Store, survey: SurveyId, filter: &ResultsFilter) -> Result<(Store, Option<ResponsePlace>), StoreError> {
    let store = store.in_background().await?;
    let end = store.last_place(survey, filter).await?;
    Ok((store, end))
}

/// Asks the database and has its whole answer, also while whoever takes the pages does not: no connection is held for a slow download.
async fn whole<T: Send + 'static>(asked: impl Future<Output = Result<T, StoreError>> + Send + 'static) -> Result<T, StoreError> {
    tokio::spawn(asked).await.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))
}

/// On a thread of its own: putting rows together and packing them costs as much as asking for them.
fn write(export: &Export, mut pages: Receiver<Result<ExportPage, StoreError>>, outlet: Outlet) -> Result<(), ExportError> {
    let wanted = outlet.get_ref().watch();
    let mut writer = Writer::new(export, outlet)?;
    loop {
        let page = pages.blocking_recv().ok_or(ExportError::Halfway)??;
        let is_last = page.is_last();
        let begun = Instant::now();
        for row in &page.into_rows()? {
            writer.row(row)?;
        }
        if is_last {
            return Ok(writer.finish()?);
        }
        // A workbook sends nothing before its end, by which it would notice.
        if wanted.is_closed() {
            return Err(ExportError::Halfway);
        }
        if let Some(rest) = export.pace.rest_after(begun.elapsed()) {
            thread::sleep(rest);
        }
    }
}

/// The zone of an organisation.
pub(crate) fn zone(published: &PublishedSurvey) -> TimeZone {
    TimeZone::get(&published.organisation.profile.time_zone).unwrap_or(TimeZone::UTC)
}

pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod files;
pub(crate) mod job;
pub(crate) mod jobs_page;
pub(crate) mod page;
pub(crate) mod responses_api;
#[cfg(test)]
mod tests;
