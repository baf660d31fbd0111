//! The export of a survey: one walk over the standing responses, and the codebook. The walk goes page by page and feeds the
//! writer of the format that was asked for. The codebook says what every column and code means. It must not know where the bytes
//! go.
//!
//! Memory does not grow with rows. A page is read while the page before is written. The output goes on in chunks, of which a few
//! may wait. No writer keeps more than a page or, for Parquet, a group of rows.

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

/// What the handlers of exports share.
pub struct State {
    /// The database.
    pub store: Store,
    /// Exports that are prepared in the background.
    pub jobs: job::ExportJobs,
    /// The pace of exports while others are answered.
    pub throttle: Arc<BackgroundThrottle>,
}

/// How many responses a page has at most.
pub(crate) const RESPONSES_PER_PAGE: u32 = 1000;

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
    pub throttle: Arc<BackgroundThrottle>,
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
