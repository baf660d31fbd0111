//! Exports compared with the database's own dump of the same tables, and their effect on respondents.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::ground::Ground;
use super::session::Session;
use super::{Args, load, server};

/// The formats of a file, with the file extension of each.
pub const FORMATS: [(&str, &str); 5] =
    [("csv", "csv"), ("xlsx", "xlsx"), ("jsonl", "jsonl"), ("parquet", "parquet"), ("spss", "zip")];
/// How many connections ask for the page of a survey at the same time, each with a pause after its last answer. Without
/// pauses a busy machine would leave nothing for exports, which have low priority.
const RESPONDENTS: usize = 4;
const PAUSE: Duration = Duration::from_millis(5);
/// How long after the last respondent an export runs at full speed (docs/exports.md), with a margin.
const ALONE: Duration = Duration::from_secs(4);
/// How often memory is measured.
const LOOK: Duration = Duration::from_millis(20);

/// Each format by the command line.
pub fn files(ground: &Ground, url: &str) -> Result<()> {
    thread::sleep(ALONE);
    for (format, ending) in FORMATS {
        let out = ground.folder.join("export").with_extension(ending);
        let path = out.display().to_string();
        let arguments = ["export", "--survey", "nps", "--format", format, "--out", &path];
        let (took, peak) = server::run(ground.binary, url, ground.folder, &arguments)?;
        print!("export as {format}: {:.1} s, peak {peak:.0} MB", took.as_secs_f64());
        if format == "csv" {
            print!(", {:.0} rows/s", count_records(&out)? as f64 / took.as_secs_f64());
            match dump(ground, url)? {
                Some(raw) => {
                    let (raw, took) = (raw.as_secs_f64(), took.as_secs_f64());
                    print!("; the database's own dump {raw:.1} s: {:.2} × its speed", raw / took);
                }
                None => print!("; no sqlite3 program to compare with"),
            }
        }
        println!();
    }
    Ok(())
}

/// How long respondents wait for a page during an export, by the same server and by the command line next to it, and
/// the memory that the export takes.
pub fn beside_traffic(ground: &Ground, session: &Session, args: &Args) -> Result<()> {
    let server = &session.server;
    let time = Duration::from_secs(args.seconds);
    let quiet = load::pages_while(&server.address, "/s/nps", RESPONDENTS, |elapsed| after_a_pause(elapsed < time))?.p99;
    for (format, _) in FORMATS {
        let path = format!("/admin/surveys/nps/export?format={format}");
        let download = || load::download(&server.address, &path, &session.header);
        beside(session, quiet, &format!("an export as {format}"), &download)?;
    }
    let out = ground.folder.join("beside.csv").display().to_string();
    let arguments = ["export", "--survey", "nps", "--format", "csv", "--out", &out];
    let command = || server::run(ground.binary, &session.url, ground.folder, &arguments).map(drop);
    beside(session, quiet, "the command line's export as csv", &command)
}

fn after_a_pause(goes_on: bool) -> bool {
    thread::sleep(PAUSE);
    goes_on
}

/// Runs respondents for the duration of the work.
fn beside(session: &Session, quiet: f64, what: &str, work: &(dyn Fn() -> Result<()> + Sync)) -> Result<()> {
    let server = &session.server;
    let begun = Instant::now();
    let is_done = AtomicBool::new(false);
    let (outcome, took, peak) = thread::scope(|scope| -> Result<_> {
        let goes_on = |_| after_a_pause(!is_done.load(Ordering::Relaxed));
        let outcome = scope.spawn(move || load::pages_while(&server.address, "/s/nps", RESPONDENTS, goes_on));
        let work = scope.spawn(|| {
            let done = work().map(|()| begun.elapsed());
            is_done.store(true, Ordering::Relaxed);
            done
        });
        let mut peak = server.resident()?;
        while !outcome.is_finished() {
            peak = peak.max(server.resident()?);
            thread::sleep(LOOK);
        }
        let outcome = outcome.join().unwrap_or_else(|_| bail!("a client panicked"))?;
        Ok((outcome, work.join().unwrap_or_else(|_| bail!("the export panicked"))?, peak))
    })?;
    println!(
        "answering pages beside {what}: p99 {:.2} ms, {quiet:.2} ms without: {:.2} ×; it took {:.1} s, the server {:.0} MB above rest",
        outcome.p99,
        outcome.p99 / quiet,
        took.as_secs_f64(),
        peak - session.at_rest
    );
    Ok(())
}

/// Responses, answers and states, as the database itself writes them as CSV.
fn dump(ground: &Ground, url: &str) -> Result<Option<Duration>> {
    let begun = Instant::now();
    for table in ["response", "answer", "standing"] {
        let mut command = match ground.psql {
            Some(psql) => {
                let mut command = Command::new(psql);
                command.arg(url).args(["-qc", &format!("COPY {table} TO STDOUT WITH (FORMAT csv)")]);
                command
            }
            None => {
                let file = url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc");
                let mut command = Command::new("sqlite3");
                command.args(["-csv", file, &format!("SELECT * FROM {table}")]);
                command
            }
        };
        match command.stdout(Stdio::null()).status() {
            Ok(status) if status.success() => {}
            Ok(status) => bail!("the database's own dump failed: {status}"),
            Err(_) if ground.psql.is_none() => return Ok(None),
            Err(error) => return Err(error).context("the database's own dump did not start"),
        }
    }
    Ok(Some(begun.elapsed()))
}

/// The records of a CSV file without its header: line ends outside quotes.
pub fn count_records(path: &Path) -> Result<u64> {
    let mut quoted = false;
    let mut records = 0_u64;
    for byte in std::fs::read(path)? {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => records += 1,
            _ => {}
        }
    }
    Ok(records.saturating_sub(1))
}
