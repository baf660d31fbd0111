//! The measurements on one database, in the order of the output.

use std::time::Duration;

use anyhow::Result;

use super::ground::{Ground, plain};
use super::{Args, exports, load, results, server, session::Session};

/// The number of responses of the middle-sized database.
const MEDIUM: u64 = 10_000;

/// Measures one database. `url` gives the addresses of new databases `small`, `medium`, `large` and `plain`.
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
    let medium = Session::start(ground.binary, ground.folder, &url("medium"))?;
    let small_times = results::pages(ground, &medium, MEDIUM, None)?;
    drop(medium);
    let large = Session::start(ground.binary, ground.folder, &url("large"))?;
    results::pages(ground, &large, args.large, Some(&small_times))?;
    exports::beside_traffic(ground, &large, args)?;
    drop(large);
    exports::files(ground, &url("large"))
}

/// Seals all events of the demo, and verifies the whole log.
fn ledger(ground: &Ground, url: &str, events: u64) -> Result<()> {
    for (what, command) in [("sealed", "seal"), ("verified", "verify")] {
        let (took, peak) = server::run(ground.binary, url, ground.folder, &["ledger", command])?;
        let seconds = took.as_secs_f64();
        println!("{events} events {what} in {seconds:.1} s: {:.0}/s, peak {peak:.0} MB", events as f64 / seconds);
    }
    Ok(())
}

/// Inserts with plain SQL. Returns the figure of 16 rows a commit.
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
