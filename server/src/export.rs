//! Exports: one walk over the standing responses, page by page, that feeds the writer of the format asked for; and the
//! codebook that says what every column and code means. It must not know where the bytes go.
//!
//! Memory does not grow with rows: a page is read while the one before is written, what is written goes on in chunks of which
//! a few may wait, and no writer keeps more than a page or, for Parquet, a group of rows.

mod codebook;
mod csv;
mod figures;
mod jsonl;
mod label;
mod outlet;
mod parquet;
mod parts;
mod spss;
mod table;
mod text;
mod writer;
mod xlsx;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use domain::{export::ExportOptions, id::SurveyId, locale::Locale, results::ResultsFilter};
use futures::stream::{self, Stream};
use jiff::tz::TimeZone;
use store::{ExportRow, PublishedSurvey, Store, StoreError};
use tokio::{
    sync::mpsc::{self, Receiver, Sender},
    task::{JoinHandle, spawn_blocking},
};

pub use codebook::codebook_csv;
pub(crate) use csv::Dialect;
pub(crate) use figures::{figures_csv, figures_xlsx};
pub(crate) use jsonl::documents;
use outlet::{Chunks, Outlet};
pub(crate) use text::guarded;
use writer::Writer;

/// How many responses are read at once.
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
        tokio::spawn(walk(self.store.clone(), self.published.survey.id, self.filter.clone(), sender, read));
        let (outlet, chunks) = Chunks::channel();
        let writing = spawn_blocking(move || write(&self, pages, outlet));
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

/// Reads page after page; the last has fewer rows than it could.
async fn walk(
    store: Store,
    survey: SurveyId,
    filter: ResultsFilter,
    sender: Sender<Result<Vec<ExportRow>, StoreError>>,
    read: Arc<AtomicU64>,
) {
    let mut last = None;
    loop {
        let page = store.list_export_rows(survey, &filter, last.as_ref(), PAGE).await;
        let ended = page.as_ref().map_or(true, |page| page.len() < PAGE as usize);
        read.fetch_add(page.as_ref().map_or(0, |page| page.len() as u64), Ordering::Relaxed);
        last = page.as_ref().ok().and_then(|page| page.last().cloned());
        if sender.send(page).await.is_err() || ended {
            break;
        }
    }
}

/// On a thread of its own: packing costs more than reading.
fn write(export: &Export, mut pages: Receiver<Result<Vec<ExportRow>, StoreError>>, outlet: Outlet) -> Result<(), ExportError> {
    let wanted = outlet.get_ref().watch();
    let mut writer = Writer::new(export, outlet)?;
    loop {
        let page = pages.blocking_recv().ok_or(ExportError::Halfway)??;
        for row in &page {
            writer.row(row)?;
        }
        if page.len() < PAGE as usize {
            return Ok(writer.finish()?);
        }
        // A workbook sends nothing before its end, by which it would notice.
        if wanted.is_closed() {
            return Err(ExportError::Halfway);
        }
    }
}

/// The zone of an organisation.
pub(crate) fn zone(published: &PublishedSurvey) -> TimeZone {
    TimeZone::get(&published.organisation.profile.time_zone).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests;
