//! `klankbord import list` and `import undo`: what was imported, and how it is taken back.

use std::{future::Future, pin::pin};

use anyhow::{Context as _, Result, bail};
use domain::{id::ImportId, import::status::ImportStatus};
use futures::FutureExt as _;
use store::{Store, StoreError};

use crate::{
    cli::{
        output::{note, say},
        progress::Progress,
    },
    config::DatabaseArgs,
};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// List imports, the newest first, with their ids and how far they are
    List,
    /// Erase what an import added, so that a mended file can follow; what people withdrew or erased themselves stays so
    Undo {
        /// The id of the import, as `import list` shows it
        #[arg(value_name = "ID")]
        id: ImportId,
    },
}

pub async fn run(database: &DatabaseArgs, command: Command, stop: impl Future<Output = ()> + Send) -> Result<()> {
    let store = database.open().await?;
    match command {
        Command::List => list(&store).await?,
        Command::Undo { id } => undo(&store, id, stop).await?,
    }
    store.close().await;
    Ok(())
}

async fn list(store: &Store) -> Result<()> {
    let imports = store.list_imports().await?;
    if imports.is_empty() {
        return say("there are no imports");
    }
    let surveys = store.list_surveys().await?;
    for import in imports {
        let survey = surveys.iter().find(|one| one.published.survey.id == import.survey);
        let slug = survey.map_or_else(String::new, |one| one.published.survey.slug.to_string());
        let ImportStatus { id, file, rows, added, present, .. } = &import;
        let state = format!("{}, {} %", import.state.name(), import.percent());
        let begun = import.begun_at.rfc3339();
        say(format_args!("{id}  {slug}  {file}  {begun}  {state}: {rows} rows, {added} added, {present} already there"))?;
    }
    Ok(())
}

async fn undo(store: &Store, id: ImportId, stop: impl Future<Output = ()> + Send) -> Result<()> {
    let mut undo = match store.begin_undo(id, "klankbord import undo").await {
        Err(StoreError::NotFound) => bail!("there is no import {id}; `klankbord import list` shows those there are"),
        Err(StoreError::Conflict(_)) => {
            bail!("the import {id} is running or being undone, or another import of its survey is not finished")
        }
        other => other?,
    };
    let (mut stop, mut progress) = (pin!(stop.fuse()), Progress::new());
    while undo.step().await.with_context(|| format!("the same command goes on with undoing the import {id}"))? {
        progress.show(|| format!("{} answers erased", undo.erased()));
        if stop.as_mut().now_or_never().is_some() {
            drop(progress);
            note(format_args!("{} answers erased", undo.erased()));
            bail!("interrupted; the same command goes on with undoing the import {id}");
        }
    }
    drop(progress);
    store.wipe_traces().await?;
    let mut line = format!("{} of {} answers erased", undo.erased(), undo.import().added);
    if undo.kept() > 0 {
        line += &format!(", {} left that were withdrawn or restricted", undo.kept());
    }
    say(line)
}
