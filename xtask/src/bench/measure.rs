//! The measurements on one database, in the order in which they are printed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::{Args, load, server};
use crate::process;

/// What measurements stand on.
pub struct Ground<'a> {
    /// The release binary.
    pub binary: &'a Path,
    /// The program that does the same by plain SQL.
    pub raw: &'a Path,
    /// Where files may be written.
    pub folder: &'a Path,
    /// PostgreSQL's client, for its own dump.
    pub psql: Option<&'a Path>,
}

/// The number of responses of the middle-sized database.
const MEDIUM: u64 = 10_000;

/// Measures one database; `url` gives the addresses of fresh databases `small`, `medium`, `large` and `plain`.
pub fn database(name: &str, ground: &Ground, url: &dyn Fn(&str) -> String, args: &Args) -> Result<()> {
    println!("\n## {name}\n");
    let seed = |to: &str, responses: u64| {
        let number = responses.to_string();
        server::run(ground.binary, &url(to), ground.folder, &["demo", "--responses", &number, "--seed", "7"])
    };
    server::run(ground.binary, &url("small"), ground.folder, &["demo"])?;
    server::run(ground.binary, &url("plain"), ground.folder, &["demo"])?;
    seed("medium", MEDIUM)?;
    let (took, _) = seed("large", args.large)?;
    println!(
        "{} demo responses written in {:.0} s: {:.0}/s",
        args.large,
        took.as_secs_f64(),
        args.large as f64 / took.as_secs_f64()
    );

    ledger(ground, &url("large"), args.large)?;
    let shared = inserts(ground, "submission", &url("plain"), args)?;
    let shared_decisions = inserts(ground, "decision", &url("plain"), args)?;
    let time = Duration::from_secs(args.seconds);
    for (to, rows) in [("small", 0), ("large", args.large)] {
        let running = server::Server::start(ground.binary, &url(to), ground.folder)?;
        if to == "small" {
            println!("at rest: {:.1} MB resident", running.resident()?);
            let pages = load::pages(&running.address, "/s/nps", args.connections, time)?;
            report("answering pages", &pages, None);
        }
        let notices = load::pages(&running.address, load::NOTICE, args.connections, time)?;
        report(&format!("notices at {rows} events"), &notices, None);
        let written = load::submissions(&running.address, args.connections, time)?;
        report(&format!("submissions at {rows} rows"), &written, Some(("raw, 16 a commit", shared)));
        let decided = load::decisions(&running.address, args.connections, time)?;
        report(&format!("decisions at {rows} events"), &decided, Some(("raw, 16 a commit", shared_decisions)));
        println!("after it: {:.1} MB resident", running.resident()?);
    }
    for (to, rows) in [("medium", MEDIUM), ("large", args.large)] {
        results(ground, &url(to), rows)?;
    }
    export(ground, &url("medium"))?;
    export(ground, &url("large"))
}

/// Sealing all events of the demo, and checking the whole log.
fn ledger(ground: &Ground, url: &str, events: u64) -> Result<()> {
    for (what, command) in [("sealed", "seal"), ("verified", "verify")] {
        let (took, peak) = server::run(ground.binary, url, ground.folder, &["ledger", command])?;
        let seconds = took.as_secs_f64();
        println!("{events} events {what} in {seconds:.1} s: {:.0}/s, peak {peak:.0} MB", events as f64 / seconds);
    }
    Ok(())
}

/// What the database writes by plain SQL; returns the figure of 16 a commit.
fn inserts(ground: &Ground, kind: &str, url: &str, args: &Args) -> Result<f64> {
    let seconds = args.seconds.to_string();
    let one = plain(ground, "insert", url, &[kind, &seconds, "1"])?;
    let shared = plain(ground, "insert", url, &[kind, &seconds, "16"])?;
    println!("raw: the same rows by plain SQL, one {kind} a commit {one:.0}/s, 16 a commit {shared:.0}/s");
    Ok(shared)
}

fn report(what: &str, outcome: &load::Outcome, raw: Option<(&str, f64)>) {
    let ratio = raw.map_or_else(String::new, |(name, figure)| format!("; {:.2} × {name}", outcome.per_second / figure));
    println!("{what}: {:.0}/s, median {:.2} ms, p99 {:.2} ms{ratio}", outcome.per_second, outcome.median, outcome.p99);
}

/// The results page beside the same aggregates by plain SQL.
fn results(ground: &Ground, url: &str, rows: u64) -> Result<()> {
    // Only now: a server that starts without any account makes a link of its own, and those made before stop working.
    let running = server::Server::start(ground.binary, url, ground.folder)?;
    let setup = setup_link(ground, url)?;
    let cookie = load::sign_up(&running.address, &setup)?;
    let page = load::time_page(&running.address, "/admin/surveys/nps", &format!("Cookie: {cookie}\r\n"), 15)?;
    let raw = plain(ground, "aggregate", url, &["15"])?;
    println!("results page at {rows}: {page:.1} ms; raw aggregates {raw:.1} ms; {:.2} ×", page / raw);
    Ok(())
}

fn setup_link(ground: &Ground, url: &str) -> Result<String> {
    let mut command = Command::new(ground.binary);
    command.args(["user", "link", "--database-url", url, "--data-dir"]).arg(ground.folder);
    let printed = process::capture(&mut command)?;
    let at = printed.find("/setup/").context("no set-up link was printed")?;
    Ok(printed[at..].split_whitespace().next().unwrap_or_default().to_owned())
}

/// The export beside the database's own dump of the same tables.
fn export(ground: &Ground, url: &str) -> Result<()> {
    let out = ground.folder.join("export.csv");
    let path = out.display().to_string();
    let (took, peak) =
        server::run(ground.binary, url, ground.folder, &["export", "--survey", "nps", "--format", "csv", "--out", &path])?;
    let rows = count_records(&out)?;
    let per_second = rows as f64 / took.as_secs_f64();
    print!("export: {rows} rows, {per_second:.0}/s, peak {peak:.0} MB");
    match dump(ground, url)? {
        Some(raw) => println!(
            "; the database's own dump {:.0} rows/s; {:.2} ×",
            rows as f64 / raw.as_secs_f64(),
            raw.as_secs_f64() / took.as_secs_f64()
        ),
        None => println!("; no sqlite3 program to compare with"),
    }
    Ok(())
}

/// Responses, answers and what stands, as the database writes them as CSV by itself.
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

/// Records of a CSV file, its header left out: line ends outside quotes.
fn count_records(path: &Path) -> Result<u64> {
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

/// One figure from the program that works by plain SQL.
fn plain(ground: &Ground, what: &str, url: &str, args: &[&str]) -> Result<f64> {
    let printed = process::capture(Command::new(ground.raw).args([what, url]).args(args))?;
    printed.trim().parse().with_context(|| format!("no figure: {printed}"))
}
