//! `klankbord ledger verify`: checks each log completely, and the records against the events. The exit status is 0 only
//! without faults.

use std::{collections::BTreeSet, fs, path::PathBuf, time::Instant};

use anyhow::{Context as _, Result, bail};
use clap::builder::BoolishValueParser;
use domain::ledger::{Checkpoint, LastCheckpoints, LogOrigin, SignedCheckpoint, VerifierKey};
use serde::Serialize;
use store::{LogFault, NOT_CLAIMED, RecordReport, Store};

use crate::{
    cli::{
        output::{note, say},
        progress::Progress,
    },
    clock,
    config::DatabaseArgs,
    ledger::{args::LedgerArgs, key_file::registered_key, last_file::LastFile},
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

    /// Print one JSON object: "ok", what was checked, and "faults", each with "table", "row" and "message"
    #[arg(long, env = "KLANKBORD_JSON", value_parser = BoolishValueParser::new())]
    json: bool,

    /// Print the tables and columns of which this check says nothing, each with the reason, and check nothing
    #[arg(long, env = "KLANKBORD_NOT_CLAIMED", value_parser = BoolishValueParser::new())]
    not_claimed: bool,
}

/// What was checked and found.
#[derive(Default, Serialize)]
struct Report {
    ok: bool,
    logs: Vec<CheckedLog>,
    responses: u64,
    visitors: u64,
    versions: u64,
    /// The file with the last checkpoints with which the logs were compared. `None` if there is none here.
    last_checkpoints: Option<String>,
    faults: Vec<Fault>,
    /// How many more faults there are, which are not named.
    more: u64,
}

#[derive(Serialize)]
struct CheckedLog {
    log: String,
    events: u64,
    waiting: u64,
    deleted_at: Option<String>,
}

#[derive(Serialize)]
struct Fault {
    /// `None`: not of the database.
    table: Option<&'static str>,
    row: String,
    message: String,
}

pub async fn run(database: &DatabaseArgs, store: &Store, args: &Args) -> Result<()> {
    if args.not_claimed {
        return print_not_claimed(args.json);
    }
    let logs = store.list_logs().await?;
    let key_file = args.ledger.key_file(database);
    let trusted = match args.vkey.as_slice() {
        // No server has started yet, so no key exists and nothing is signed.
        [] if !key_file.exists() && matches!(registered_key(store).await, Ok(None)) => Vec::new(),
        [] => vec![key_file.read()?.verifier()],
        given => given.to_vec(),
    };
    let given = match &args.checkpoint {
        Some(place) => Some(read_checkpoint(store, place, &trusted).await?),
        None => None,
    };
    if let Some(given) = given.as_ref().filter(|given| !logs.contains(&given.origin)) {
        bail!("{}: the log is gone; {} events were signed in it", given.origin, given.size);
    }
    let mut check = Check { is_json: args.json, report: Report::default() };
    let last = check.read_last(&args.ledger.last_file(database), &trusted)?;
    let all: BTreeSet<LogOrigin> = logs.into_iter().chain(last.iter().map(|kept| kept.origin)).collect();
    for log in all {
        check.log(store, log, &trusted, given.as_ref().filter(|given| given.origin == log), last.get(log)).await?;
    }
    check.records(store, &trusted).await?;
    check.finish()
}

struct Check {
    is_json: bool,
    report: Report,
}

impl Check {
    fn say(&self, line: impl std::fmt::Display) -> Result<()> {
        if self.is_json { Ok(()) } else { say(line) }
    }

    fn fault(&mut self, table: Option<&'static str>, row: String, message: String) {
        self.report.faults.push(Fault { table, row, message });
    }

    /// What the file with the last checkpoints says. One that is not as it should be is a fault, and the rest is checked.
    fn read_last(&mut self, file: &LastFile, trusted: &[VerifierKey]) -> Result<LastCheckpoints> {
        match file.read(trusted) {
            Ok(Some(kept)) => {
                self.report.last_checkpoints = Some(file.to_string());
                Ok(kept.checkpoints)
            }
            Ok(None) => {
                if !trusted.is_empty() && !self.is_json {
                    note(format_args!(
                        "there is no file with the last checkpoints here ({file}): the logs are not compared with it"
                    ));
                }
                Ok(LastCheckpoints::default())
            }
            Err(error) => {
                self.say(format_args!("WRONG: {error:#}"))?;
                self.fault(None, file.to_string(), format!("{error:#}"));
                Ok(LastCheckpoints::default())
            }
        }
    }

    async fn log(
        &mut self,
        store: &Store,
        log: LogOrigin,
        trusted: &[VerifierKey],
        given: Option<&Checkpoint>,
        last: Option<&Checkpoint>,
    ) -> Result<()> {
        let started = Instant::now();
        let mut progress = Progress::new();
        let earlier: Vec<Checkpoint> = given.into_iter().chain(last).cloned().collect();
        let watch = |done| progress.show(|| format!("{log}: {done} events"));
        let mut report = store.verify_log(log, trusted, &earlier, clock::now(), watch).await?;
        drop(progress);
        // What a deleted log held cannot be compared any more; how long it was, can.
        if let Some(longer) = earlier.iter().find(|earlier| earlier.size > report.size)
            && report.fault.is_none()
        {
            report.fault = Some(LogFault::Shorter { signed: longer.size, size: report.size });
        }
        let deleted_at = report.deleted_at.map(domain::calendar::Millis::rfc3339);
        if let Some(fault) = report.fault {
            self.say(format_args!("{log}: WRONG: {fault}"))?;
            let (table, row) = fault.record(log);
            self.fault(Some(table), row, format!("{log}: {fault}"));
        } else if let Some(at) = &deleted_at {
            self.say(format_args!("{log}: its {} events were deleted at the end of their proof period ({at})", report.size))?;
        } else {
            let seconds = started.elapsed().as_secs_f64();
            self.say(format_args!("{log}: {} events are as they were sealed ({seconds:.1} s)", report.size))?;
            if report.waiting > 0 && !self.is_json {
                note(format_args!("{log}: {} events wait to be sealed", report.waiting));
            }
            if let Some(given) = given {
                self.say(format_args!("{log}: begins with the {} events of the checkpoint given", given.size))?;
            }
            if let (Some(last), Some(file)) = (last, &self.report.last_checkpoints) {
                self.say(format_args!("{log}: continues its last checkpoint, of {} events, in {file}", last.size))?;
            }
        }
        let checked = CheckedLog { log: log.to_string(), events: report.size, waiting: report.waiting, deleted_at };
        self.report.logs.push(checked);
        Ok(())
    }

    async fn records(&mut self, store: &Store, trusted: &[VerifierKey]) -> Result<()> {
        let mut progress = Progress::new();
        let found = store.verify_records(trusted, |done| progress.show(|| format!("{done} responses and visitors"))).await?;
        drop(progress);
        let RecordReport { responses, visitors, versions, faults, more } = found;
        for fault in &faults {
            self.say(format_args!("WRONG: {fault}"))?;
        }
        if more > 0 {
            self.say(format_args!("WRONG: and {more} more"))?;
        }
        if faults.is_empty() {
            self.say(format_args!("{responses} responses: what stands is what their events say"))?;
            self.say(format_args!("{visitors} visitors of websites: what stands is what their events say"))?;
            self.say(format_args!("{versions} versions of notices and questionnaires have the words of their hashes"))?;
        }
        for fault in faults {
            self.fault(Some(fault.table), fault.row, fault.wrong.to_owned());
        }
        (self.report.responses, self.report.visitors, self.report.versions) = (responses, visitors, versions);
        self.report.more = more;
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        let faults = self.report.faults.len() as u64 + self.report.more;
        self.report.ok = faults == 0;
        if self.is_json {
            say(serde_json::to_string_pretty(&self.report)?)?;
        }
        match faults {
            0 => Ok(()),
            1 => bail!("one check failed"),
            _ => bail!("{faults} checks failed"),
        }
    }
}

/// What an alteration is not seen of.
fn print_not_claimed(is_json: bool) -> Result<()> {
    #[derive(Serialize)]
    struct Line {
        table: &'static str,
        /// Empty: the whole table.
        columns: &'static [&'static str],
        reason: &'static str,
    }
    if is_json {
        let lines: Vec<Line> =
            NOT_CLAIMED.iter().map(|not| Line { table: not.table, columns: not.columns, reason: not.reason }).collect();
        return say(serde_json::to_string_pretty(&lines)?);
    }
    for not in NOT_CLAIMED {
        let columns = if not.columns.is_empty() { "all".to_owned() } else { not.columns.join(", ") };
        say(format_args!("{} ({columns}): {}", not.table, not.reason))?;
    }
    Ok(())
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
