//! `klankbord backup DIR`: a checked copy of the database and the key of its log, while servers go on.

use std::path::PathBuf;

use anyhow::Result;
use clap::builder::BoolishValueParser;
use domain::account::audit::{Audit, AuditAction};

use crate::{
    backup::make::make,
    cli::{
        acts::note_act,
        output::{note, say},
    },
    config::DatabaseArgs,
    ledger::{args::LedgerArgs, key_file::registered_key},
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder of the backup; made when missing, otherwise it must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// Leave out the private key of the log, which is then kept apart: without it no server starts on what is put back
    #[arg(long, env = "KLANKBORD_WITHOUT_KEY", value_parser = BoolishValueParser::new())]
    without_key: bool,

    #[command(flatten)]
    ledger: LedgerArgs,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let store = database.open().await?;
    let key_file = args.ledger.key_file(database);
    let made = make(&store, &args.dir, Some(&key_file).filter(|_| !args.without_key)).await;
    let has_key = registered_key(&store).await?.is_some();
    if let Ok(checked) = &made {
        let audit = Audit::new("klankbord backup", AuditAction::BackupMade, args.dir.display().to_string());
        let key = if has_key && !args.without_key { "with" } else { "without" };
        note_act(&store, audit.with(format!("responses={} {key} key", checked.responses))).await;
    }
    store.close().await;
    let checked = made?;
    say(format_args!(
        "{}: {} responses, {} events of the log, {} rows in all; pages, log and counts are in order",
        args.dir.display(),
        checked.responses,
        checked.sealed,
        checked.rows.values().sum::<u64>()
    ))?;
    match (has_key, args.without_key) {
        (true, true) => {
            note(format_args!("the key of the log is not in it (--without-key): keep a copy of {key_file} elsewhere"))
        }
        (true, false) => note("the private key of the log is in it: keep it where only you can read it"),
        (false, _) => note("no key of the log is registered yet, so none is in it"),
    }
    Ok(())
}
