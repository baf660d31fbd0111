//! Filling a PostgreSQL database from a checked SQLite file, and the check of what arrived. It must not know where the file
//! comes from.

use std::path::Path;

use anyhow::{Context as _, Result};
use domain::ledger::Checkpoint;
use store::{Store, copy_into_postgres};

use crate::backup::check::{Checked, Expected, check};

/// Copies a file in the place of everything that the database holds. Until the copy has passed its check, no server starts
/// on it.
///
/// # Errors
/// When the database is in use, or what arrived is not what was sent.
pub(crate) async fn fill(file: &Path, url: &str, checkpoints: Vec<Checkpoint>) -> Result<Checked> {
    let file = format!("sqlite://{}", file.display());
    let rows = copy_into_postgres(&file, url).await.context("the data cannot be copied; the database is as it was")?;
    let store = Store::open_copy(url).await.context("the copy cannot be opened")?;
    let checked = check(&store, &Expected { rows: Some(rows), checkpoints }).await;
    let checked = match checked.context("the copy did not pass its check, and no server starts on it: begin anew") {
        Ok(checked) => store.finish_copy().await.context("the copy cannot be finished: begin anew").map(|()| checked),
        Err(error) => Err(error),
    };
    store.close().await;
    checked
}
