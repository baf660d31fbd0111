//! The check of a copy: its pages, the rows of its tables, its logs, its states and its counts. It must not know how the
//! copy was made.

use anyhow::{Result, bail};
use domain::ledger::{Checkpoint, VerifierKey};
use store::{RowCounts, Store};

use crate::clock;

/// What was found in a copy that passed.
pub(crate) struct Checked {
    pub(crate) rows: RowCounts,
    pub(crate) responses: u64,
    pub(crate) sealed: u64,
}

/// What a copy must hold.
#[derive(Default)]
pub(crate) struct Expected {
    /// The rows of each table, where nothing was written meanwhile.
    pub(crate) rows: Option<RowCounts>,
    /// Checkpoints of the original that were signed before the copy was begun.
    pub(crate) checkpoints: Vec<Checkpoint>,
}

impl Expected {
    /// The checkpoints that a database has now.
    pub(crate) async fn now(store: &Store) -> Result<Self> {
        let mut checkpoints = Vec::new();
        for log in store.list_logs().await? {
            checkpoints.extend(store.find_log(log).await?.filter(|head| head.deleted_at.is_none()).map(|head| head.checkpoint));
        }
        Ok(Self { rows: None, checkpoints })
    }
}

/// Compares the rows of a copy with what it must hold.
///
/// # Errors
/// The first table that differs.
pub(crate) fn compare(rows: &RowCounts, expected: &RowCounts) -> Result<()> {
    for (table, count) in expected {
        let found = rows.get(table).copied().unwrap_or_default();
        if found != *count {
            bail!("the copy has {found} rows of {table}, and should have {count}");
        }
    }
    Ok(())
}

/// Checks a copy completely.
///
/// # Errors
/// The first difference found, in words.
pub(crate) async fn check(copy: &Store, expected: &Expected) -> Result<Checked> {
    if let Some(damage) = copy.find_damage().await? {
        bail!("the copy is damaged: {damage}");
    }
    let rows = copy.count_rows().await?;
    if let Some(expected) = &expected.rows {
        compare(&rows, expected)?;
    }
    let trusted: Vec<VerifierKey> = copy.list_ledger_keys().await?.into_iter().map(|key| key.key).collect();
    let logs = copy.list_logs().await?;
    if let Some(gone) = expected.checkpoints.iter().find(|earlier| !logs.contains(&earlier.origin)) {
        bail!("the log {} is missing in the copy", gone.origin);
    }
    let mut sealed = 0;
    for log in logs {
        let earlier: Vec<Checkpoint> = expected.checkpoints.iter().filter(|earlier| earlier.origin == log).cloned().collect();
        let report = copy.verify_log(log, &trusted, &earlier, clock::now(), |_| {}).await?;
        if let Some(fault) = report.fault {
            bail!("the log {log}: {fault}");
        }
        sealed += report.size;
    }
    let records = copy.verify_records(&trusted, |_| {}).await?;
    if let Some(fault) = records.faults.first() {
        bail!("{fault}");
    }
    for summary in copy.list_surveys().await? {
        let survey = &summary.published.survey;
        if let Some(fault) = copy.check_rollups(survey.id).await?.first() {
            bail!("the counts of {}: {fault}; `klankbord rollups rebuild` puts them right", survey.slug);
        }
    }
    Ok(Checked { rows, responses: records.responses, sealed })
}
