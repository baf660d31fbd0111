//! The import of a CSV file into a survey, in two passes. The first pass checks every row and reports every bad one.
//! The second pass stores the rows, all in one transaction. Memory does not grow with the file. It must not know where
//! messages are shown.
//!
//! A file in which an id occurs twice is refused, unless the plan says which of its rows is imported.

pub(crate) mod command;
mod error;
mod external_id;
mod mapping;
pub mod plan;
pub mod provenance_file;
mod quotes;
mod rejects;
pub mod repeats;
mod source;
mod time;

use std::path::Path;

use domain::survey::Mode;
use store::{ImportCounts, ImportRow, Store};

use crate::import::plan::{ImportPlan, OnInvalid};
use mapping::Mapping;
use rejects::Rejects;
use repeats::{Ids, OnRepeat, Repeat};
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
    /// The rows that were left out because another row of the file has their id.
    pub repeated: u64,
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
    let mut ids = Ids::default();
    let mut summary = check(&mut source, &mapping, rejects.as_mut(), &mut ids, &mut watch).await?;
    let repeats = ids.find_repeats(plan.on_repeat.unwrap_or(OnRepeat::KeepFirst)).map_err(ImportError::Temporary)?;
    summary.repeated = repeats.len() as u64;
    if plan.on_repeat.is_none() && !repeats.is_empty() {
        source.rewind()?;
        name_repeats(&mut source, &mapping, &repeats, &mut watch)?;
    }
    if summary.rejected > 0 && rejects.is_none() {
        return Err(ImportError::InvalidRows { invalid: summary.rejected, rows: summary.rows });
    }
    if plan.on_repeat.is_none() && summary.repeated > 0 {
        return Err(ImportError::RepeatedIds { repeated: summary.repeated, rows: summary.rows });
    }
    source.rewind()?;
    let mut import = store.begin_import(&plan.published, &plan.provenance).await?;
    let stored = store_rows(&mut source, &mapping, &repeats, &mut import, &mut watch, &mut summary.counts).await?;
    let skipped = summary.rejected + summary.repeated;
    if !source.is_unchanged()? || stored + skipped != summary.rows {
        return Err(ImportError::Changed(file.to_owned()));
    }
    check_withheld(store, plan).await?;
    let written = match (rejects, on_invalid) {
        (Some(rejects), OnInvalid::Skip { rejects: place }) if summary.rejected > 0 => {
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
    ids: &mut Ids,
    watch: &mut (impl FnMut(Event<'_>) + Send),
) -> Result<ImportSummary, ImportError> {
    let mut summary = ImportSummary::default();
    while let Some(line) = source.next()? {
        summary.rows += 1;
        match mapping.read(source.record(), line) {
            Ok(row) => ids.add(&row.external_id, line).map_err(ImportError::Temporary)?,
            Err(errors) => {
                summary.rejected += 1;
                for error in &errors {
                    watch(Event::BadValue(error));
                }
                if let Some(rejects) = &mut rejects {
                    rejects.add(source.record(), &errors)?;
                }
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

/// Reports each row that repeats an id, with the id.
fn name_repeats(
    source: &mut CsvSource,
    mapping: &Mapping<'_>,
    repeats: &[Repeat],
    watch: &mut impl FnMut(Event<'_>),
) -> Result<(), ImportError> {
    let mut repeats = repeats.iter().peekable();
    while let (Some(line), Some(next)) = (source.next()?, repeats.peek()) {
        if line == next.line {
            if let Ok(row) = mapping.read(source.record(), line) {
                watch(Event::BadValue(&mapping.repeat(&row, line, next.of)));
            }
            repeats.next();
        }
    }
    Ok(())
}

/// Returns the number of rows that were handed to the store.
async fn store_rows(
    source: &mut CsvSource,
    mapping: &Mapping<'_>,
    repeats: &[Repeat],
    import: &mut store::Import,
    watch: &mut (impl FnMut(Event<'_>) + Send),
    counts: &mut ImportCounts,
) -> Result<u64, ImportError> {
    let mut good = 0;
    let mut batch: Vec<ImportRow> = Vec::with_capacity(ROWS_PER_BATCH);
    loop {
        let line = source.next()?;
        if let Some(line) = line
            && repeats.binary_search_by_key(&line, |repeat| repeat.line).is_err()
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
