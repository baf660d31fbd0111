//! `klankbord ledger verify|checkpoint|prove|seal|keys|rotate|accept-older`: the consent log for operators and auditors.

mod verify;

use std::{io::Write as _, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::builder::BoolishValueParser;
use domain::{
    account::audit::{Audit, AuditAction},
    id::{EventId, OrganisationId},
    ledger::{LogOrigin, VerifierKey},
};
use store::Store;

use crate::{
    cli::output::{note, say},
    config::DatabaseArgs,
    files::WholeFile,
    ledger::{
        accept::accept,
        args::LedgerArgs,
        job::Sealer,
        key_file::{KeyFile, registered_key},
        mark::StartMark,
        proof_json,
    },
};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Check every log against the database, its tree and its signed checkpoints, and what stands against the events
    Verify(verify::Args),
    /// Print the newest checkpoint of a log, to be kept elsewhere
    Checkpoint(CheckpointArgs),
    /// Print the proof that an event is in its log
    Prove {
        /// The id of the event, as in a receipt or an export
        event: EventId,
    },
    /// Seal the events that wait, as a running server does every second
    Seal(LedgerArgs),
    /// List the public keys that sign, or signed, checkpoints
    Keys,
    /// Replace the key that signs checkpoints
    Rotate(RotateArgs),
    /// Accept a database that is older than the file with the last checkpoints, after a restore by its own means
    AcceptOlder(LedgerArgs),
}

#[derive(clap::Args, Debug)]
pub struct CheckpointArgs {
    /// The file to write [default: standard output]
    #[arg(long, env = "KLANKBORD_OUT", value_name = "FILE")]
    out: Option<PathBuf>,

    /// The year of the log [default: the newest]
    #[arg(long, env = "KLANKBORD_YEAR", value_name = "YEAR")]
    year: Option<i16>,

    /// Whose log [default: that of this installation's organisation]
    #[arg(long, env = "KLANKBORD_ORGANISATION_ID", value_name = "UUID")]
    organisation_id: Option<OrganisationId>,
}

#[derive(clap::Args, Debug)]
pub struct RotateArgs {
    #[command(flatten)]
    ledger: LedgerArgs,

    /// Do it without the old key, which is lost
    #[arg(long, env = "KLANKBORD_LOST", value_parser = BoolishValueParser::new())]
    lost: bool,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    let store = database.open().await?;
    match command {
        Command::Verify(args) => verify::run(database, &store, &args).await?,
        Command::Checkpoint(args) => checkpoint(&store, &args).await?,
        Command::Prove { event } => prove(&store, event).await?,
        Command::Seal(args) => {
            StartMark::in_folder(&database.data_dir).check(&store).await?;
            let sealed = Sealer::open(store.clone(), args.key_file(database), &database.data_dir).await?.seal().await?;
            say(format_args!("{sealed} events sealed"))?;
        }
        Command::Keys => keys(&store).await?,
        Command::Rotate(args) => rotate(database, &store, &args).await?,
        Command::AcceptOlder(args) => accept_older(database, &store, &args).await?,
    }
    store.close().await;
    Ok(())
}

async fn checkpoint(store: &Store, args: &CheckpointArgs) -> Result<()> {
    let organisation = match args.organisation_id {
        Some(id) => id,
        None => store.find_organisation().await?.context("nothing is recorded yet")?.id,
    };
    let found = match args.year {
        Some(year) => store.find_log(LogOrigin { organisation, year }).await?,
        None => store.find_newest_log(organisation).await?,
    };
    let head = found.context("nothing is sealed in that log yet")?;
    match &args.out {
        None => say(head.note.trim_end_matches('\n')),
        Some(place) => {
            let mut file = WholeFile::create(place)?;
            file.write_all(head.note.as_bytes()).with_context(|| format!("{} was not written", place.display()))?;
            file.finish()?;
            note(format_args!("{}: {} events of {}", place.display(), head.checkpoint.size, head.checkpoint.origin));
            Ok(())
        }
    }
}

async fn prove(store: &Store, id: EventId) -> Result<()> {
    let event = store.find_event(id).await?.with_context(|| format!("there is no event {id}"))?;
    if event.seal.is_none() {
        bail!("event {id} is recorded but not sealed yet: a running server does so within two seconds");
    }
    let proof = proof_json::inclusion(&event).map_err(|error| anyhow::anyhow!("event {id}: {error}"))?;
    let mut proof = serde_json::to_value(proof)?;
    proof["leaf"] = STANDARD.encode(&event.leaf).into();
    say(serde_json::to_string_pretty(&proof)?)
}

async fn keys(store: &Store) -> Result<()> {
    let keys = store.list_ledger_keys().await?;
    if keys.is_empty() {
        note("no key is registered yet; the first server that starts makes one");
    }
    for key in keys {
        let until = key.retired_at.map_or_else(|| "now".to_owned(), domain::calendar::Millis::rfc3339);
        say(format_args!("{}  from {} until {until}", key.key, key.registered_at.rfc3339()))?;
    }
    Ok(())
}

/// Refuses to call a key lost that the file has.
fn refuse_key_at_hand(file: &KeyFile, registered: &VerifierKey) -> Result<()> {
    if file.read().is_ok_and(|key| key.verifier() == *registered) {
        bail!("the key is not lost: {file} has it. Change it with `klankbord ledger rotate`, without --lost");
    }
    Ok(())
}

async fn rotate(database: &DatabaseArgs, store: &Store, args: &RotateArgs) -> Result<()> {
    let file = args.ledger.key_file(database);
    let registered = registered_key(store).await?.context("no key is registered yet; the first server that starts makes one")?;
    if args.lost {
        file.finish_rotation(&registered)?;
        refuse_key_at_hand(&file, &registered)?;
    } else {
        file.open(store).await?;
    }
    let last_file = args.ledger.last_file(database);
    let kept = last_file.read(std::slice::from_ref(&registered))?.map(|kept| kept.checkpoints).unwrap_or_default();
    let (new, logs) = file.rotate(store, &registered, &kept, &last_file.to_string()).await?;
    // Signs the file with the new key. If it is interrupted here, the next start does it.
    Sealer::sign_again(store.clone(), file, &database.data_dir, kept).await?;
    if let Some(organisation) = store.find_organisation().await? {
        let audit = Audit::new("klankbord ledger rotate", AuditAction::LogKeyChanged, new.to_string());
        store.note_audit(organisation.id, &audit).await?;
    }
    note(format_args!("{logs} logs are signed anew; give every other server a copy of the new key file"));
    say(new)
}

async fn accept_older(database: &DatabaseArgs, store: &Store, args: &LedgerArgs) -> Result<()> {
    StartMark::in_folder(&database.data_dir).check(store).await?;
    let key = args.key_file(database).open(store).await?;
    let file = args.last_file(database);
    match accept(store, &file, &key, &[key.verifier()], "klankbord ledger accept-older").await? {
        None => say(format_args!("nothing to accept: every log continues what {file} says")),
        Some(accepted) => {
            for (now, earlier) in &accepted.logs {
                let before = earlier.as_ref().map_or_else(|| "nothing".to_owned(), |earlier| format!("{} events", earlier.size));
                say(format_args!("{}: {} events; the file said {before}", now.origin, now.size))?;
            }
            for gone in &accepted.gone {
                say(format_args!("{}: no such log; the file said {} events", gone.origin, gone.size))?;
            }
            if let Some(aside) = &accepted.aside {
                note(format_args!("what {file} said before is in {}: keep it as evidence", aside.display()));
            }
            note("this is in the audit log; with several servers do the same on each");
            Ok(())
        }
    }
}
