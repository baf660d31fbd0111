//! The import of a CSV file into a survey, in two passes. The first pass checks every row and reports every bad one.
//! The second pass stores the rows in steps, so that respondents do not wait. Memory does not grow with the file. It
//! must not know where messages are shown.
//!
//! A file in which an id occurs twice is refused, unless the plan says which of its rows is imported.

mod cells;
pub(crate) mod command;
mod encoding;
mod error;
mod external_id;
mod format_args;
mod guard;
mod mapping;
mod past;
pub mod plan;
pub mod provenance_file;
mod quotes;
mod rejects;
pub mod repeats;
mod source;
mod time;

use std::{ops::ControlFlow, path::Path, time::Duration};

use domain::{import::status::ImportState, survey::Mode};
use store::{Import, ImportCounts, ImportFile, ImportRow, StepTimes, Store, StoreError};

use crate::import::plan::{ImportPlan, OnInvalid};
use mapping::Mapping;
use rejects::Rejects;
use repeats::{Ids, OnRepeat, Repeat};
use source::CsvSource;

pub use cells::CellFormat;
pub use error::{ImportError, RowError};
pub use source::FileShape;
pub use time::parse_time;

/// After so many rows the first pass reports its progress, and may be stopped.
const ROWS_PER_REPORT: u64 = 500;
/// How often it is looked whether an earlier run of the same import still runs.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// An event of a running import.
#[derive(Debug)]
pub enum Event<'a> {
    /// How the file is read, before the first row.
    ReadAs(&'a str),
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
    /// The rows of this run are stored, or it stopped: how long its steps held the write lock.
    Stored(StepTimes),
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

/// Imports a file, or resumes its import. Before the first row is stored, every row was checked. When `watch` breaks, the
/// import stops after the current step.
///
/// # Errors
/// [`ImportError`], in one line. Only [`ImportError::Stopped`] leaves rows behind.
pub async fn import(
    store: &Store,
    plan: &ImportPlan,
    file: &Path,
    on_invalid: &OnInvalid,
    mut watch: impl FnMut(Event<'_>) -> ControlFlow<()> + Send,
) -> Result<ImportSummary, ImportError> {
    if plan.published.version.questionnaire.mode == Mode::Light {
        return Err(ImportError::LightMode);
    }
    let mut source = CsvSource::open(file, plan.shape)?;
    let mapping = Mapping::resolve(plan, source.header()?)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hash = plan.file_hash(source.content_hash(), on_invalid);
    let mut known = ImportFile { name, hash, rows: 0, by: "klankbord import".to_owned() };
    let read_as = plan.read_as(&source.encoding_note(), &mapping.choices_without_column());
    tell(&mut watch, Event::ReadAs(&read_as))?;
    if !plan.dry_run {
        refuse_others(store, plan, &known).await?;
    }
    let mut rejects = match on_invalid {
        OnInvalid::Refuse => None,
        OnInvalid::Skip { rejects } => Some(Rejects::create(rejects, mapping.header(), &source, plan.shape.delimiter)?),
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
    if plan.dry_run {
        return Ok(summary);
    }
    source.rewind()?;
    known.rows = summary.rows;
    let mut import = begin(store, plan, &known).await?;
    let rows = ValidRows { source, mapping: &mapping, repeats: &repeats, row: 0 };
    let stored = match store_rows(rows, store, plan, &mut import, &mut watch).await {
        Ok(()) => finish_rejects(rejects, on_invalid, summary.rejected),
        Err(error) => Err(error),
    };
    // The run is at its end, whatever the watch says.
    let _ = watch(Event::Stored(import.step_times()));
    let (id, percent) = (import.id(), import.rows_done().saturating_mul(100) / summary.rows.max(1));
    let stopped = |cause: ImportError| ImportError::Stopped { cause: Box::new(cause), id, percent };
    match stored {
        Ok(written) => {
            summary.counts = import.finish().await.map_err(|error| {
                // Another run writes the file again.
                if let Some(place) = written {
                    let _ = std::fs::remove_file(place);
                }
                stopped(error.into())
            })?;
            Ok(summary)
        }
        Err(error) => {
            // Without this note the others see the interruption some seconds later.
            let _ = import.interrupt().await;
            Err(stopped(error))
        }
    }
}

/// Refuses the file while the import of another one into the survey is unfinished.
async fn refuse_others(store: &Store, plan: &ImportPlan, file: &ImportFile) -> Result<(), ImportError> {
    match store.find_unfinished_import(plan.published.survey.id).await? {
        Some(other) if other.file_hash != file.hash || other.state == ImportState::Undoing => {
            Err(ImportError::InTheWay(Box::new(other)))
        }
        _ => Ok(()),
    }
}

/// Begins an import, or resumes the one of the same file. If that seems to run, waits until it is known whether its
/// process was killed.
async fn begin(store: &Store, plan: &ImportPlan, file: &ImportFile) -> Result<Import, ImportError> {
    let mut seen = None;
    loop {
        match store.begin_import(&plan.published, &plan.provenance, file).await {
            Err(StoreError::Conflict(_)) => {}
            other => return Ok(other?),
        }
        refuse_others(store, plan, file).await?;
        if let Some(same) = store.find_unfinished_import(plan.published.survey.id).await? {
            if seen.is_some_and(|done| done != same.done) {
                return Err(ImportError::InTheWay(Box::new(same)));
            }
            seen = Some(same.done);
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Moves the file of rejected rows to its place, and returns the place if there are any.
fn finish_rejects(rejects: Option<Rejects>, on_invalid: &OnInvalid, rejected: u64) -> Result<Option<&Path>, ImportError> {
    match (rejects, on_invalid) {
        (Some(rejects), OnInvalid::Skip { rejects: place }) if rejected > 0 => {
            rejects.finish()?;
            Ok(Some(place))
        }
        _ => Ok(None),
    }
}

/// Refuses attributes that name an employee if they are no longer allowed. They may have been allowed only at the
/// start.
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
    watch: &mut (impl FnMut(Event<'_>) -> ControlFlow<()> + Send),
) -> Result<ImportSummary, ImportError> {
    let mut summary = ImportSummary::default();
    while let Some(line) = source.next()? {
        summary.rows += 1;
        match mapping.read(source.record(), line) {
            Ok(row) => ids.add(&row.external_id, line).map_err(ImportError::Temporary)?,
            Err(errors) => {
                summary.rejected += 1;
                for error in &errors {
                    tell(watch, Event::BadValue(error))?;
                }
                if let Some(rejects) = &mut rejects {
                    rejects.add(source.record(), &errors)?;
                }
            }
        }
        if summary.rows.is_multiple_of(ROWS_PER_REPORT) {
            tell(watch, Event::Progress { pass: Pass::Check, rows: summary.rows, part: source.part() })?;
            // Lets the task that waits for the stop signal run.
            tokio::task::yield_now().await;
        }
    }
    tell(watch, Event::Progress { pass: Pass::Check, rows: summary.rows, part: 1.0 })?;
    Ok(summary)
}

/// Reports each row that repeats an id, with the id.
fn name_repeats(
    source: &mut CsvSource,
    mapping: &Mapping<'_>,
    repeats: &[Repeat],
    watch: &mut impl FnMut(Event<'_>) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let mut repeats = repeats.iter().peekable();
    while let (Some(line), Some(next)) = (source.next()?, repeats.peek()) {
        if line == next.line {
            if let Ok(row) = mapping.read(source.record(), line) {
                tell(watch, Event::BadValue(&mapping.repeat(&row, line, next.of)))?;
            }
            repeats.next();
        }
    }
    Ok(())
}

/// Tells what happened. Fails if the import is to stop.
fn tell(watch: &mut impl FnMut(Event<'_>) -> ControlFlow<()>, event: Event<'_>) -> Result<(), ImportError> {
    if watch(event).is_break() { Err(ImportError::Interrupted) } else { Ok(()) }
}

/// The rows of the second pass that are stored.
struct ValidRows<'a> {
    source: CsvSource,
    mapping: &'a Mapping<'a>,
    repeats: &'a [Repeat],
    /// The number of the last row that was read, from 1.
    row: u64,
}

impl ValidRows<'_> {
    /// Skips rows that were handled before.
    fn skip_to(&mut self, row: u64) -> Result<(), ImportError> {
        while self.row < row && self.source.next()?.is_some() {
            self.row += 1;
        }
        Ok(())
    }

    /// The next rows, at most so many. Empty at the end of the file.
    fn read(&mut self, most: usize) -> Result<Vec<ImportRow>, ImportError> {
        let mut rows = Vec::with_capacity(most);
        while rows.len() < most {
            let Some(line) = self.source.next()? else { break };
            self.row += 1;
            if self.repeats.binary_search_by_key(&line, |repeat| repeat.line).is_err()
                && let Ok(row) = self.mapping.read(self.source.record(), line)
            {
                rows.push(row);
            }
        }
        Ok(rows)
    }
}

/// Stores the rows in steps.
async fn store_rows(
    mut rows: ValidRows<'_>,
    store: &Store,
    plan: &ImportPlan,
    import: &mut Import,
    watch: &mut (impl FnMut(Event<'_>) -> ControlFlow<()> + Send),
) -> Result<(), ImportError> {
    rows.skip_to(import.rows_done())?;
    loop {
        let step = rows.read(import.rows_per_step())?;
        if !rows.source.is_unchanged()? {
            return Err(ImportError::Changed(rows.source.path().to_owned()));
        }
        check_withheld(store, plan).await?;
        if step.is_empty() {
            return Ok(());
        }
        import.add_through(step, rows.row).await?;
        tell(watch, Event::Progress { pass: Pass::Store, rows: rows.row, part: rows.source.part() })?;
    }
}
