//! The import of a CSV file into a survey, in two passes. The first pass checks every row and reports every bad one.
//! The second pass stores the rows, all in one transaction. Memory does not grow with the file. It must not know where
//! messages are shown.
//!
//! An id that occurs twice in the file is stored once: its second row counts as already present.

pub(crate) mod command;
mod error;
mod external_id;
mod mapping;
pub mod plan;
pub mod provenance_file;
mod quotes;
mod rejects;
mod source;
mod time;

use std::path::Path;

use domain::survey::Mode;
use store::{ImportCounts, ImportRow, Store};

use crate::import::plan::{ImportPlan, OnInvalid};
use mapping::Mapping;
use rejects::Rejects;
use source::CsvSource;

pub use error::{ImportError, RowError};
pub use time::parse_time;

/// How many rows one call to the store has. Between calls the import yields, so that it can be cancelled.
const ROWS_PER_BATCH: usize = 500;

/// An event of a running import.
#[derive(Debug)]
pub enum Event<'a> {
    /// A value that cannot be imported.
    BadValue(&'a RowError),
    /// The progress.
    Progress {
        /// The current pass.
        pass: Pass,
        /// The rows seen in this pass.
        rows: u64,
        /// The part of the file that was read, from 0 to 1.
        part: f64,
    },
}

/// The two passes over the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Every row is checked.
    Check,
    /// The rows are stored.
    Store,
}

/// The outcome of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// The rows of the file, without the heading.
    pub rows: u64,
    /// The invalid rows, which were skipped.
    pub rejected: u64,
    /// The outcome of the other rows.
    pub counts: ImportCounts,
}

/// Imports a file. On an error nothing was imported.
///
/// # Errors
/// [`ImportError`], in one line.
pub async fn import(
    store: &Store,
    plan: &ImportPlan,
    file: &Path,
    on_invalid: &OnInvalid,
    mut watch: impl FnMut(Event<'_>) + Send,
) -> Result<ImportSummary, ImportError> {
    if plan.published.version.questionnaire.mode == Mode::Light {
        return Err(ImportError::LightMode);
    }
    let mut source = CsvSource::open(file, plan.delimiter)?;
    let mapping = Mapping::resolve(plan, source.header()?)?;
    let mut rejects = match on_invalid {
        OnInvalid::Refuse => None,
        OnInvalid::Skip { rejects } => Some(Rejects::create(rejects, mapping.header(), plan.delimiter)?),
    };
    let mut summary = check(&mut source, &mapping, rejects.as_mut(), &mut watch).await?;
    if summary.rejected > 0 && rejects.is_none() {
        return Err(ImportError::InvalidRows { invalid: summary.rejected, rows: summary.rows });
    }
    source.rewind()?;
    let mut import = store.begin_import(&plan.published, &plan.provenance).await?;
    let stored = store_rows(&mut source, &mapping, &mut import, &mut watch, &mut summary.counts).await?;
    let skipped = summary.rejected;
    if !source.is_unchanged()? || stored + skipped != summary.rows {
        return Err(ImportError::Changed(file.to_owned()));
    }
    check_withheld(store, plan).await?;
    let written = match (rejects, on_invalid) {
        (Some(rejects), OnInvalid::Skip { rejects: place }) if skipped > 0 => {
            rejects.finish()?;
            Some(place)
        }
        _ => None,
    };
    if let Err(error) = import.commit().await {
        // That file says that the other rows are stored, which is no longer true.
        if let Some(place) = written {
            let _ = std::fs::remove_file(place);
        }
        return Err(error.into());
    }
    Ok(summary)
}

/// Refuses attributes that name an employee if they are no longer allowed. They may have been allowed only at the
/// start, and all rows are committed at the end.
async fn check_withheld(store: &Store, plan: &ImportPlan) -> Result<(), ImportError> {
    let Some(now) = store.find_survey(&plan.published.survey.slug).await? else { return Ok(()) };
    let found = plan.attributes.iter().find_map(|(_, key)| now.version.questionnaire.withheld(key));
    match found {
        Some(withheld) => Err(ImportError::Withheld { key: withheld.attribute.key.to_string(), rule: withheld.why.rule() }),
        None => Ok(()),
    }
}

async fn check(
    source: &mut CsvSource,
    mapping: &Mapping<'_>,
    mut rejects: Option<&mut Rejects>,
    watch: &mut (impl FnMut(Event<'_>) + Send),
) -> Result<ImportSummary, ImportError> {
    let mut summary = ImportSummary::default();
    while let Some(line) = source.next()? {
        summary.rows += 1;
        if let Err(errors) = mapping.read(source.record(), line) {
            summary.rejected += 1;
            for error in &errors {
                watch(Event::BadValue(error));
            }
            if let Some(rejects) = &mut rejects {
                rejects.add(source.record(), &errors)?;
            }
        }
        if summary.rows.is_multiple_of(ROWS_PER_BATCH as u64) {
            watch(Event::Progress { pass: Pass::Check, rows: summary.rows, part: source.part() });
            // Lets the task that waits for the stop signal run.
            tokio::task::yield_now().await;
        }
    }
    watch(Event::Progress { pass: Pass::Check, rows: summary.rows, part: 1.0 });
    Ok(summary)
}

/// Returns the number of valid rows.
async fn store_rows(
    source: &mut CsvSource,
    mapping: &Mapping<'_>,
    import: &mut store::Import,
    watch: &mut (impl FnMut(Event<'_>) + Send),
    counts: &mut ImportCounts,
) -> Result<u64, ImportError> {
    let mut good = 0;
    let mut batch: Vec<ImportRow> = Vec::with_capacity(ROWS_PER_BATCH);
    loop {
        let line = source.next()?;
        if let Some(line) = line
            && let Ok(row) = mapping.read(source.record(), line)
        {
            good += 1;
            batch.push(row);
        }
        if batch.len() == ROWS_PER_BATCH || (line.is_none() && !batch.is_empty()) {
            let added = import.add(std::mem::replace(&mut batch, Vec::with_capacity(ROWS_PER_BATCH))).await?;
            counts.added += added.added;
            counts.present += added.present;
            counts.erased += added.erased;
            watch(Event::Progress { pass: Pass::Store, rows: good, part: source.part() });
        }
        if line.is_none() {
            watch(Event::Progress { pass: Pass::Store, rows: good, part: 1.0 });
            return Ok(good);
        }
    }
}
