//! `klankbord ledger verify`: checks each log completely, and the stored states against the events. The exit status is
//! 0 only without faults.

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context as _, Result, bail};
use domain::ledger::{Checkpoint, SignedCheckpoint, VerifierKey};
use store::Store;

use crate::{
    cli::{
        output::{note, say},
        progress::Progress,
    },
    clock,
    config::DatabaseArgs,
    ledger::{args::LedgerArgs, key_file::registered_key},
};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    ledger: LedgerArgs,

    /// A checkpoint that was kept elsewhere: its log must begin with what it says
    #[arg(long, env = "KLANKBORD_CHECKPOINT", value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// The public key to trust, for who has no key file; may be given more than once [default: that of the key file]
    #[arg(long, env = "KLANKBORD_VKEY", value_name = "KEY", value_parser = parse_key)]
    vkey: Vec<VerifierKey>,
}

pub async fn run(database: &DatabaseArgs, store: &Store, args: &Args) -> Result<()> {
    let logs = store.list_logs().await?;
    let trusted = match args.vkey.as_slice() {
        // No server has started yet, so no key exists and nothing is signed.
        [] if registered_key(store).await?.is_none() => Vec::new(),
        [] => vec![args.ledger.key_file(database).read()?.verifier()],
        given => given.to_vec(),
    };
    let earlier = match &args.checkpoint {
        Some(place) => Some(read_checkpoint(store, place, &trusted).await?),
        None => None,
    };
    if let Some(earlier) = earlier.as_ref().filter(|earlier| !logs.contains(&earlier.origin)) {
        bail!("{}: the log is gone; {} events were signed in it", earlier.origin, earlier.size);
    }
    let mut faults = 0;
    for log in &logs {
        let started = Instant::now();
        let mut progress = Progress::new();
        let earlier = earlier.as_ref().filter(|earlier| earlier.origin == *log);
        let watch = |done| progress.show(|| format!("{log}: {done} events"));
        let report = store.verify_log(*log, &trusted, earlier, clock::now(), watch).await?;
        drop(progress);
        if let Some(fault) = report.fault {
            faults += 1;
            say(format_args!("{log}: WRONG: {fault}"))?;
            continue;
        }
        if let Some(deleted_at) = report.deleted_at {
            let (size, at) = (report.size, deleted_at.rfc3339());
            say(format_args!("{log}: its {size} events were deleted at the end of their proof period ({at})"))?;
            continue;
        }
        let seconds = started.elapsed().as_secs_f64();
        say(format_args!("{log}: {} events are as they were sealed ({seconds:.1} s)", report.size))?;
        if report.waiting > 0 {
            note(format_args!("{log}: {} events wait to be sealed", report.waiting));
        }
        if let Some(earlier) = earlier {
            say(format_args!("{log}: begins with the {} events of the checkpoint given", earlier.size))?;
        }
    }
    let mut progress = Progress::new();
    let (responses, fault) = store.verify_standing(|done| progress.show(|| format!("{done} responses"))).await?;
    drop(progress);
    match fault {
        Some(fault) => {
            faults += 1;
            say(format_args!("WRONG: {fault}"))?;
        }
        None => say(format_args!("{responses} responses: what stands is what their events say"))?,
    }
    match faults {
        0 => Ok(()),
        1 => bail!("one check failed"),
        _ => bail!("{faults} checks failed"),
    }
}

/// The checkpoint in a file. Any key that was ever registered may have signed it: the owner of the file vouches for it.
async fn read_checkpoint(store: &Store, place: &PathBuf, trusted: &[VerifierKey]) -> Result<Checkpoint> {
    let text = fs::read_to_string(place).with_context(|| format!("{} cannot be read (--checkpoint)", place.display()))?;
    let registered = store.list_ledger_keys().await?.into_iter().map(|key| key.key);
    let keys: Vec<VerifierKey> = trusted.iter().cloned().chain(registered).collect();
    let wrong = |error| anyhow::anyhow!("{}: {error} (--checkpoint)", place.display());
    let signed = SignedCheckpoint::parse(&text).map_err(wrong)?;
    signed.verify(&keys).map_err(wrong).cloned()
}

fn parse_key(text: &str) -> Result<VerifierKey, String> {
    VerifierKey::parse(text).map_err(|error| error.to_string())
}
