//! The export of a survey: one walk over the responses in force, and the codebook. The walk goes page by page and feeds
//! the writer of the format that was asked for. The codebook says what every column and code means. It must not know
//! where the bytes go.
//!
//! Memory does not grow with rows. A page is read while the page before is written. The output is a bounded channel of
//! chunks. No writer holds more than a page or, for Parquet, a group of rows.

pub(crate) mod api;
pub(crate) mod cell;
mod codebook;
pub(crate) mod command;
pub(crate) mod dialect;
pub(crate) mod files;
pub(crate) mod format;
pub(crate) mod job;
pub(crate) mod jobs_page;
mod label;
pub(crate) mod missing;
mod outlet;
pub(crate) mod page;
pub(crate) mod responses_api;
pub(crate) mod stream;
mod table;
pub(crate) mod text;

use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicU64},
};

use bytes::Bytes;
use domain::{export::ExportOptions, locale::Locale, response::filter::ResultsFilter, survey::published::PublishedSurvey};
use futures::stream::{self as futures_stream, Stream};
use store::{Store, StoreError};
use tokio::sync::mpsc;

use crate::{
    background::{threads, throttle::BackgroundThrottle},
    export::stream::{next_chunk, walk, write},
};

use outlet::Chunks;

pub use codebook::codebook_csv;
pub(crate) use dialect::Dialect;
pub(crate) use format::jsonl::documents;
pub(crate) use text::guarded;

/// The shared state of the export handlers.
pub struct State {
    /// The database.
    pub store: Store,
    /// Exports that are prepared in the background.
    pub jobs: job::ExportJobs,
    /// The pace of exports while respondents are answered.
    pub throttle: Arc<BackgroundThrottle>,
}

/// The most responses on a page.
pub(crate) const RESPONSES_PER_PAGE: u32 = 1000;

/// An export to be made.
pub struct Export {
    /// The database to read from.
    pub store: Store,
    /// The survey, with the version whose questions make the columns.
    pub published: PublishedSurvey,
    /// Which responses are in it.
    pub filter: ResultsFilter,
    /// Its format, shape and columns.
    pub options: ExportOptions,
    /// The language of the codebook, and of labels where the options name none.
    pub locale: Locale,
    /// A folder for temporary files, with room for the rows of a workbook.
    pub scratch: PathBuf,
    /// How many pages are read at once. Two are faster, but leave less capacity for other requests.
    pub pages_at_once: u32,
    /// The throttle while respondents are answered.
    pub throttle: Arc<BackgroundThrottle>,
    /// How many responses have been read.
    pub read: Arc<AtomicU64>,
}

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The rows cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be written.
    #[error("the file cannot be written: {0}")]
    Write(#[from] Box<dyn std::error::Error + Send + Sync>),
    /// A task of the export panicked or was cancelled.
    #[error("the export broke off")]
    Halfway,
}

impl Export {
    /// The codebook of the file, as CSV in its dialect.
    pub fn codebook_csv(&self) -> Vec<u8> {
        codebook_csv(&self.published, &self.filter, self.options, self.locale)
    }

    /// The file as a stream of chunks, with backpressure. It stops when the receiver is dropped.
    pub fn stream(self) -> impl Stream<Item = Result<Bytes, ExportError>> + Send + 'static {
        let (sender, pages) = mpsc::channel(1);
        let read = Arc::clone(&self.read);
        let threads = threads::threads();
        let throttle = Arc::clone(&self.throttle);
        threads.spawn(walk(
            self.store.clone(),
            self.published.survey.id,
            self.filter.clone(),
            (self.pages_at_once, throttle),
            sender,
            read,
        ));
        let (outlet, chunks) = Chunks::channel();
        let writing = threads.spawn_blocking(move || write(&self, pages, outlet));
        futures_stream::try_unfold((chunks, writing), next_chunk)
    }
}

#[cfg(test)]
mod tests;
