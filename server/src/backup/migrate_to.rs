//! `klankbord migrate-to URL`: copies an SQLite database to PostgreSQL, checked before and after. Servers must be stopped.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use domain::account::audit::{Audit, AuditAction};
use store::{Backend, Present, Store, StoreError, backend_of, look_before_replacing, sqlite_file};

use crate::{
    backup::{
        check::{Checked, Expected, check},
        postgres::fill,
    },
    cli::{
        acts::note_act,
        output::{note, say},
    },
    config::DatabaseArgs,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The address of an empty database: postgres://USER@HOST/NAME; a password may also be in PGPASSWORD or ~/.pgpass
    #[arg(value_name = "URL")]
    url: String,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let source = database.url()?;
    let Some(file) = sqlite_file(&source) else {
        bail!("only an SQLite database is copied to PostgreSQL; this one is on PostgreSQL already (--database-url)");
    };
    if backend_of(&args.url)? != Backend::Postgres {
        bail!("the database to copy to must be on PostgreSQL: postgres://USER@HOST/NAME");
    }
    if !file.exists() {
        bail!("{} is not there (--database-url)", file.display());
    }
    match look_before_replacing(&source).await {
        Ok(Present::Data) => {}
        Ok(Present::Nothing | Present::Unfinished) => bail!("{} holds no data (--database-url)", file.display()),
        Err(StoreError::Conflict(_)) => {
            bail!("{} is in use: stop the servers, imports and other commands on it first", file.display())
        }
        Err(error) => return Err(error).with_context(|| format!("{} cannot be looked at", file.display())),
    }
    match look_before_replacing(&args.url).await {
        Ok(Present::Nothing | Present::Unfinished) => {}
        Ok(Present::Data) => bail!("the database to copy to holds data: name an empty one. Nothing was copied"),
        Err(StoreError::Conflict(_)) => {
            bail!("the database to copy to is in use by another Klankbord: stop it first. Nothing was copied")
        }
        Err(error) => return Err(error).context("the database to copy to cannot be used. Nothing was copied"),
    }
    let (checked, others) = copy(&source, &file, &args.url).await?;
    say(format_args!(
        "{} is copied: {} responses, {} events of the log, {} rows in all; each row, log and counts are in order",
        file.display(),
        checked.responses,
        checked.sealed,
        checked.rows.values().sum::<u64>()
    ))?;
    if !others.is_empty() {
        note(format_args!("what is not of Klankbord was left out: {}", others.join("; ")));
    }
    note(format_args!(
        "from now on start with --database-url and the new address, and the same data folder and key. {} is as it was: move it away, so \
         that no server starts on it, and delete it when you need it no more, for what people have erased from now on stays in it",
        file.display()
    ));
    Ok(())
}

/// Checks the database, copies it, and checks the copy. Returns also what others have in the database.
async fn copy(source: &str, file: &Path, url: &str) -> Result<(Checked, Vec<String>)> {
    let store = Store::open(source).await.with_context(|| format!("{} cannot be opened", file.display()))?;
    let looked = async {
        let expected = Expected::now(&store).await?;
        check(&store, &Expected::default()).await?;
        let others = store.list_foreign_objects().await?;
        Ok::<_, anyhow::Error>((expected, others))
    }
    .await;
    store.close().await;
    let (expected, others) = looked.with_context(|| format!("{} is not in order; nothing was copied", file.display()))?;
    let checked = fill(file, url, expected.checkpoints).await?;
    let copy = Store::open(url).await?;
    let audit = Audit::new("klankbord migrate-to", AuditAction::DatabaseCopied, file.display().to_string());
    note_act(&copy, audit.with(format!("responses={}", checked.responses))).await;
    copy.close().await;
    Ok((checked, others))
}
