//! `klankbord doctor`: what is wrong with an installation, and what to do about it. It repairs nothing.
//!
//! Each check stands alone: one that cannot be made says so, and the others are made.

use std::path::Path;

use anyhow::{Result, bail};
use domain::{calendar::Day, ledger::VerifierKey, retention};
use jiff::tz::TimeZone;
use serde::Serialize;
use store::{Backend, Store, StoreError};

use crate::{
    backup::job::newest,
    cli::output::say,
    clock,
    config::DatabaseArgs,
    files::{free_space, mode_for_others},
    http::public_url::PublicUrl,
    ledger::{args::LedgerArgs, discontinued::discontinued, key_file::registered_key},
    serve::args::ServeArgs,
};

/// With less free space than this, the next answers may not be stored.
const LEAST_SPACE: u64 = 100 * 1024 * 1024;
/// How many things of others are named.
const NAMED: usize = 5;
/// How long an event may wait to be sealed while no server runs: longer is worth a word.
const BEHIND: i64 = 60 * 60 * 1000;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Print a JSON array of checks, each with "check", "state", "message" and "cure"
    #[arg(long, env = "KLANKBORD_JSON")]
    json: bool,

    #[command(flatten)]
    serve: ServeArgs,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warning,
    Error,
    /// It could not be made, or this version does not know.
    Unknown,
}

/// One line of the report.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    state: State,
    message: String,
    /// What to do. `None` if there is nothing to do.
    cure: Option<String>,
}

impl Finding {
    fn ok(check: &'static str, message: impl Into<String>) -> Self {
        Self { check, state: State::Ok, message: message.into(), cure: None }
    }

    fn warning(check: &'static str, message: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { check, state: State::Warning, message: message.into(), cure: Some(cure.into()) }
    }

    fn error(check: &'static str, message: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { check, state: State::Error, message: message.into(), cure: Some(cure.into()) }
    }

    fn unknown(check: &'static str, message: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { check, state: State::Unknown, message: message.into(), cure: Some(cure.into()) }
    }
}

/// Runs every check. The exit status is 1 if one of them found an error.
pub(super) async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let mut findings = vec![disk(database)];
    match database.open().await {
        Ok(store) => {
            findings.push(clock_of(&store).await);
            findings.push(or_failed("key", key(database, &args.serve.ledger, &store).await));
            findings.push(or_failed("database settings", settings(&store).await));
            findings.push(proxy_headers(&args.serve));
            findings.push(permissions(database, &args.serve.ledger));
            findings.push(or_failed("log", log(database, &args.serve.ledger, &store).await));
            findings.push(or_failed("checkpoints", checkpoints(database, &args.serve.ledger, &store).await));
            findings.push(or_failed("rollups", rollups(&store).await));
            findings.push(backup(database, &args.serve));
            findings.push(or_failed("version", version(&store).await));
            store.close().await;
        }
        Err(error) => {
            let cure = "make the database open first";
            findings.push(match clock::check() {
                Ok(()) => Finding::ok("clock", format!("the clock says {}", clock::now().rfc3339())),
                Err(error) => Finding::error("clock", error.to_string(), "set the clock of this machine"),
            });
            findings.push(Finding::unknown("key", "the database does not say which key is registered", cure));
            let version = other_version(&error);
            findings.push(match version {
                Some(_) => Finding::unknown("database settings", "they were not read", cure),
                None => Finding::error("database settings", format!("{error:#}"), "see the message, and make the database open"),
            });
            findings.push(proxy_headers(&args.serve));
            findings.push(permissions(database, &args.serve.ledger));
            findings.push(Finding::unknown("log", "it was not read", cure));
            findings.push(Finding::unknown("checkpoints", "the log was not read", cure));
            findings.push(Finding::unknown("rollups", "they were not read", cure));
            findings.push(backup(database, &args.serve));
            let this = format!("this is Klankbord {}", env!("CARGO_PKG_VERSION"));
            findings.push(version.unwrap_or_else(|| Finding::unknown("version", this, cure)));
        }
    }
    if args.json {
        say(serde_json::to_string_pretty(&findings)?)?;
    } else {
        for finding in &findings {
            say(line(finding))?;
        }
    }
    match findings.iter().filter(|finding| finding.state == State::Error).count() {
        0 => Ok(()),
        1 => bail!("one check found an error"),
        count => bail!("{count} checks found an error"),
    }
}

fn line(finding: &Finding) -> String {
    let state = match finding.state {
        State::Ok => "ok",
        State::Warning => "WARNING",
        State::Error => "ERROR",
        State::Unknown => "unknown",
    };
    let cure = finding.cure.as_ref().map(|cure| format!("\n  {cure}")).unwrap_or_default();
    format!("{}: {state}: {}{cure}", finding.check, finding.message)
}

fn or_failed(check: &'static str, found: Result<Finding>) -> Finding {
    found.unwrap_or_else(|error| Finding::error(check, format!("{error:#}"), "see the message"))
}

fn disk(database: &DatabaseArgs) -> Finding {
    let file = database.sqlite_file();
    let folder = file.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(&database.data_dir);
    let size = file.as_ref().and_then(|file| std::fs::metadata(file).ok()).map_or(0, |there| there.len());
    room(folder, free_space(folder), size)
}

/// What the free bytes of a folder mean for a database of this size in it.
fn room(folder: &Path, free: Option<u64>, size: u64) -> Finding {
    let Some(free) = free else {
        let message = format!("the free space of {} is not known", folder.display());
        return Finding::unknown("disk", message, "look whether the folder is there");
    };
    let message = format!("{} MB are free in {}; the database is {} MB", free >> 20, folder.display(), size >> 20);
    if free < LEAST_SPACE {
        return Finding::error("disk", message, "free space, or move the data folder: answers are refused when the disk is full");
    }
    // A backup, or a compaction, needs as much again.
    if free < size.saturating_mul(2) {
        return Finding::warning("disk", message, "keep twice the size of the database free");
    }
    Finding::ok("disk", message)
}

async fn clock_of(store: &Store) -> Finding {
    let now = clock::now();
    let message = format!("the clock says {}", now.rfc3339());
    match store.find_known_time().await {
        Ok(Some(known)) if !retention::is_believable(now, known) => Finding::error(
            "clock",
            format!("{message}, and the latest time that the database knows is {}", known.rfc3339()),
            "set the clock; if it is right, run `klankbord retention --confirm-clock` once",
        ),
        Ok(Some(known)) if now.0 + BEHIND < known.0 => Finding::error(
            "clock",
            format!("{message}, which is before the latest time that the database knows ({})", known.rfc3339()),
            "set the clock",
        ),
        Ok(_) => Finding::ok("clock", message),
        Err(error) => Finding::unknown("clock", format!("{message}; {error}"), "make the database answer first"),
    }
}

async fn key(database: &DatabaseArgs, ledger: &LedgerArgs, store: &Store) -> Result<Finding> {
    let file = ledger.key_file(database);
    let Some(registered) = registered_key(store).await? else {
        return Ok(Finding::ok("key", "no key is registered yet; the first server that starts makes one"));
    };
    Ok(match file.read() {
        Ok(key) if key.verifier() == registered => Finding::ok("key", format!("{file} holds the registered key, {registered}")),
        Ok(key) => Finding::error(
            "key",
            format!("{file} holds {}, and {registered} is registered", key.verifier()),
            "put back the key file that belongs to this database: see \"A lost key\" in docs/ledger.md",
        ),
        Err(error) => Finding::error("key", format!("{error:#}"), "see \"A lost key\" in docs/ledger.md"),
    })
}

async fn settings(store: &Store) -> Result<Finding> {
    let kind = match store.backend() {
        Backend::Sqlite => "SQLite",
        Backend::Postgres => "PostgreSQL",
    };
    store.check_writable().await?;
    let settings = store.list_database_settings().await?;
    let all: Vec<String> = settings.iter().map(|setting| format!("{} = {}", setting.name, setting.value)).collect();
    let message = format!("{kind} can be written; {}", all.join(", "));
    let wrong: Vec<String> = settings
        .iter()
        .filter(|setting| !setting.is_right())
        .map(|setting| format!("set {} to {}", setting.name, setting.expected.join(" or ")))
        .collect();
    Ok(match wrong.is_empty() {
        true => Finding::ok("database settings", message),
        false => Finding::error(
            "database settings",
            message,
            format!("{}: answers may be lost when the power fails", wrong.join("; ")),
        ),
    })
}

fn proxy_headers(serve: &ServeArgs) -> Finding {
    const CHECK: &str = "proxy headers";
    let is_https = serve.public_url.as_ref().is_some_and(PublicUrl::is_https);
    match &serve.public_url {
        None if !serve.addr.ip().is_loopback() => Finding::warning(
            CHECK,
            format!("the server listens on {} without --public-url", serve.addr),
            "set --public-url to the address that visitors see",
        ),
        // This server speaks no TLS, so something in front of it does.
        Some(url) if is_https && serve.trusted_proxy.is_empty() => Finding::warning(
            CHECK,
            format!("visitors reach {} through a proxy, and none is declared: all of them count as one client", url.origin()),
            "name the proxy with --trusted-proxy",
        ),
        url => {
            let proxies: Vec<String> = serve.trusted_proxy.iter().map(ToString::to_string).collect();
            let mut message = match proxies.is_empty() {
                true => "no proxy is declared, and forwarding headers are not believed".to_owned(),
                false => format!("X-Forwarded-For is believed of {}", proxies.join(", ")),
            };
            if let Some(url) = url {
                // Whether it is right is known to the browsers of visitors only.
                message.push_str(&format!(
                    "; visitors must see {} as the address: from pages at any other address answers are refused (403) and wait on \
                     the device of who gave them, until --public-url is right",
                    url.origin()
                ));
            }
            Finding::ok(CHECK, message)
        }
    }
}

fn permissions(database: &DatabaseArgs, ledger: &LedgerArgs) -> Finding {
    let mut open = database.open_to_others();
    let key = ledger.key_file(database).to_string();
    open.extend(mode_for_others(Path::new(&key)).map(|mode| (key.into(), mode)));
    if open.is_empty() {
        return Finding::ok("permissions", "no other user of this machine can read the data");
    }
    let places: Vec<String> = open.iter().map(|(place, mode)| format!("{} (mode {mode:03o})", place.display())).collect();
    let names: Vec<String> = open.iter().map(|(place, _)| place.display().to_string()).collect();
    Finding::warning(
        "permissions",
        format!("other users of this machine can read {}", places.join(", ")),
        format!("chmod go= {}", names.join(" ")),
    )
}

async fn log(database: &DatabaseArgs, ledger: &LedgerArgs, store: &Store) -> Result<Finding> {
    let trusted = match ledger.key_file(database).read() {
        Ok(key) => vec![key.verifier()],
        // The check of the key says so; the log is then checked against what is registered.
        Err(_) => registered_key(store).await?.into_iter().collect(),
    };
    let (mut events, mut waiting) = (0, 0);
    for log in store.list_logs().await? {
        let report = store.verify_log(log, &trusted, &[], clock::now(), |_| {}).await?;
        if let Some(fault) = report.fault {
            let cure = "keep the database as it is, and compare it with a backup: docs/ledger.md";
            return Ok(Finding::error("log", format!("{log}: {fault}"), cure));
        }
        events += report.size;
        waiting += report.waiting;
    }
    let message = format!("{events} events are as they were sealed, {waiting} wait to be sealed");
    Ok(match waiting {
        0 => Finding::ok("log", message),
        _ => Finding::warning("log", message, "a running server seals them within two seconds; else `klankbord ledger seal`"),
    })
}

/// The file with the last checkpoints, and whether the logs continue them.
async fn checkpoints(database: &DatabaseArgs, ledger: &LedgerArgs, store: &Store) -> Result<Finding> {
    const CHECK: &str = "checkpoints";
    let file = ledger.last_file(database);
    let trusted: Vec<VerifierKey> = match ledger.key_file(database).read() {
        Ok(key) => vec![key.verifier()],
        Err(_) => registered_key(store).await?.into_iter().collect(),
    };
    let kept = match file.read(&trusted) {
        Ok(Some(kept)) => kept.checkpoints,
        Ok(None) => {
            let message = format!("{file}, the file with the last checkpoints of the logs, was never made");
            let cure = "the next server that starts, or `klankbord ledger seal`, makes it";
            let is_empty = store.list_log_heads().await?.is_empty();
            return Ok(if is_empty { Finding::ok(CHECK, message) } else { Finding::warning(CHECK, message, cure) });
        }
        Err(error) => return Ok(Finding::error(CHECK, format!("{error:#}"), "see the message; nothing is sealed until then")),
    };
    let key = registered_key(store).await?;
    let found = match &key {
        Some(key) => store.find_discontinuity(&store.list_log_heads().await?, &kept, key).await?,
        None => None,
    };
    Ok(match found {
        None => Finding::ok(CHECK, format!("{} logs continue their last checkpoint in {file}", kept.len())),
        Some((log, fault)) => {
            Finding::error(CHECK, discontinued(&log, &fault, &file.to_string()), "see the message; nothing is sealed until then")
        }
    })
}

async fn rollups(store: &Store) -> Result<Finding> {
    let mut wrong = Vec::new();
    for summary in store.list_surveys().await? {
        let faults = store.check_rollups(summary.published.survey.id).await?;
        if !faults.is_empty() {
            wrong.push(format!("{} ({} counts)", summary.published.survey.slug, faults.len()));
        }
    }
    Ok(match wrong.is_empty() {
        true => Finding::ok("rollups", "every count equals the answers"),
        false => Finding::error(
            "rollups",
            format!("counts differ from the answers: {}", wrong.join(", ")),
            "`klankbord rollups rebuild`",
        ),
    })
}

/// The nightly backups of SQLite. What other means make is not known here.
fn backup(database: &DatabaseArgs, serve: &ServeArgs) -> Finding {
    let is_sqlite = database.url().is_ok_and(|url| store::sqlite_file(&url).is_some());
    if !is_sqlite || !serve.nightly_backup {
        return Finding::unknown(
            "backup",
            "whether there is a backup is not known here",
            "see to it that the database and the key file are in one",
        );
    }
    let folder = serve.backup_folder(&database.data_dir);
    let cure = "a running server makes one each night from 2:00 (its log says why not); `klankbord backup DIR` makes one now";
    match newest(&folder) {
        None => Finding::warning("backup", format!("there is no nightly backup in {}", folder.display()), cure),
        Some(day) => {
            let message = format!("the newest nightly backup in {} is of {day}", folder.display());
            // The days are those of the organisation.
            let is_fresh = day.0 + 2 >= Day::of(clock::now(), &TimeZone::UTC).0;
            if is_fresh { Finding::ok("backup", message) } else { Finding::warning("backup", message, cure) }
        }
    }
}

/// The finding that the database is of another version, if it does not open for that reason.
fn other_version(error: &anyhow::Error) -> Option<Finding> {
    let Some(StoreError::Broken(why)) = error.downcast_ref::<StoreError>() else { return None };
    // Each refusal of a version names the page that says what to do.
    let is_of_version = why.contains("docs/upgrades.md");
    let message = format!("this is Klankbord {}, and the database is of another version: {why}", env!("CARGO_PKG_VERSION"));
    is_of_version.then(|| Finding::error("version", message, "start the version that fits, as docs/upgrades.md says"))
}

async fn version(store: &Store) -> Result<Finding> {
    let others = store.list_foreign_objects().await?;
    let mut message = format!("Klankbord {}, and the database is of this version", env!("CARGO_PKG_VERSION"));
    if !others.is_empty() {
        let more = if others.len() > NAMED { format!("; and {} more", others.len() - NAMED) } else { String::new() };
        let named = others.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        message.push_str(&format!("; others added to it, which does no harm: {named}{more}"));
    }
    Ok(Finding::ok("version", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_fills_up_is_said_before_it_is_full() {
        const MB: u64 = 1024 * 1024;
        let folder = Path::new("/data");
        for (free, size, state) in [
            (Some(1000 * MB), 100 * MB, State::Ok),
            (Some(199 * MB), 100 * MB, State::Warning),
            (Some(99 * MB), 0, State::Error),
            (Some(0), 0, State::Error),
            (None, 0, State::Unknown),
        ] {
            let found = room(folder, free, size);
            assert_eq!((found.state, found.cure.is_none()), (state, state == State::Ok), "{found:?}");
            assert!(found.message.contains("/data"), "{found:?}");
        }
    }

    #[test]
    fn only_a_database_of_another_version_is_said_to_be_one() {
        let opened = |error: StoreError| other_version(&anyhow::Error::from(error).context("the database cannot be opened"));
        let found = opened(StoreError::Broken("a newer version has changed it (docs/upgrades.md)".to_owned())).unwrap();
        assert_eq!(found.state, State::Error);
        assert!(opened(StoreError::Broken("the address must start with sqlite://".to_owned())).is_none());
        assert!(opened(StoreError::Unavailable("its file cannot be opened".to_owned())).is_none());
    }
}
