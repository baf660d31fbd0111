//! `klankbord restore DIR`: puts a backup in the place of the database, checked before and after. Servers must be stopped.

use std::{
    fmt,
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use clap::builder::BoolishValueParser;
use domain::{
    account::audit::{Audit, AuditAction},
    calendar::Millis,
};
use store::{Backend, Present, RepeatNote, Store, StoreError, backend_of, count_rows_in, look_before_replacing, sqlite_file};

use crate::{
    backup::{
        check::{Checked, Expected, check, compare},
        list,
        make::{beside, make_private, no_log_beside, remove_if_there, sync},
        manifest::{DATABASE, KEY, Manifest},
        postgres::fill,
    },
    cli::{
        acts::note_act,
        output::{note, say},
    },
    clock,
    config::DatabaseArgs,
    files::create_private_folder,
    ledger::{
        accept::{Accepted, accept},
        args::LedgerArgs,
        key_file::KeyFile,
        mark::StartMark,
    },
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder of the backup
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// Replace a database that holds data, and a key file with another key; both are gone then
    #[arg(long, env = "KLANKBORD_REPLACE", value_parser = BoolishValueParser::new())]
    replace: bool,

    /// Go on though the key of the log is neither in the backup nor in its file
    #[arg(long, env = "KLANKBORD_WITHOUT_KEY", value_parser = BoolishValueParser::new())]
    without_key: bool,

    #[command(flatten)]
    ledger: LedgerArgs,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let manifest = Manifest::read(&args.dir)?;
    let url = database.url()?;
    let target = Target::of(&url)?;
    let key_file = args.ledger.key_file(database);
    let key = key_to_put(args, &manifest, &key_file)?;
    if target.exists() {
        match look_before_replacing(&url).await {
            Ok(Present::Nothing | Present::Unfinished) => {}
            Ok(Present::Data) if args.replace => mirror(&url, &key_file).await,
            Ok(Present::Data) => {
                bail!("{target} holds data. Move it away, or give --replace to put the backup in its place")
            }
            Err(StoreError::Conflict(_)) => bail!("{target} is in use: stop the servers and commands on it first"),
            Err(error) => return Err(error).with_context(|| format!("{target} cannot be looked at")),
        }
    }
    let list = list::place_of(&key_file);
    let made = made_at(&manifest)?;
    let (notes, since) = (list::read(&list)?, list::since(&list)?);
    let (checked, repeated) = put_back(args, &manifest, &target, &database.data_dir, key.as_ref(), &notes).await?;
    if let Some(registered) = manifest.key()? {
        StartMark::in_folder(&database.data_dir).set(&registered)?;
    }
    let accepted = keep_checkpoints(database, args, &url, &manifest).await?;
    say(format_args!(
        "the backup of {} is put back: {} responses, {} events of the log; pages, log and counts are in order",
        manifest.made_at(),
        checked.responses,
        checked.sealed
    ))?;
    say(format_args!("{repeated} erasures, withdrawals and objections since then were repeated"))?;
    if let Some(aside) = accepted.as_ref().and_then(|accepted| accepted.aside.as_ref()) {
        note(format_args!(
            "the last checkpoints of the log are those of the backup now, which is in the audit log; the later ones are in {}",
            aside.display()
        ));
    }
    if since.is_none_or(|since| since > made) {
        note(format_args!(
            "the list of what people had erased or took back ({}) does not reach back to the backup: what they did before it begins is \
             undone. If you have an older list, put it there and restore again",
            list.display()
        ));
    }
    note(
        "API keys, accounts, passwords, receipts and restrictions are as they were in the backup: do again what was revoked, removed, \
         changed, ended or restricted since",
    );
    if manifest.key()?.is_some() && key.is_none() && !key_file.exists() {
        note(format_args!(
            "no server starts before the key of the log is in {key_file}; if it is lost: `klankbord ledger rotate --lost`"
        ));
    }
    Ok(())
}

/// Puts the checkpoints of the backup in the place of those of the database that was replaced.
async fn keep_checkpoints(database: &DatabaseArgs, args: &Args, url: &str, manifest: &Manifest) -> Result<Option<Accepted>> {
    let (key_file, file) = (args.ledger.key_file(database), args.ledger.last_file(database));
    let Some(registered) = manifest.key()? else { return Ok(None) };
    let key = if key_file.exists() { Some(key_file.read()?) } else { None };
    let Some(key) = key.filter(|key| key.verifier() == registered) else {
        // Nothing can be signed before the key is there. The first seal makes the file.
        file.set_aside(clock::now())?;
        return Ok(None);
    };
    let store = Store::open(url).await.context("the database that was put back cannot be opened")?;
    let accepted = accept(&store, &file, &key, &[registered], "klankbord restore").await;
    store.close().await;
    accepted
}

/// What is to be written to the key file. `None` if the registered key is there, or none is registered.
fn key_to_put(args: &Args, manifest: &Manifest, file: &KeyFile) -> Result<Option<KeyToPut>> {
    let Some(registered) = manifest.key()? else { return Ok(None) };
    let there = if file.exists() { Some(file.read()?.verifier()) } else { None };
    if there.as_ref() == Some(&registered) {
        return Ok(None);
    }
    if there.is_some() && !args.replace {
        bail!(
            "{file} holds another key than the backup's, {registered}. Move it away, or give --replace to put the backup's in its \
             place (--ledger-key-file)"
        );
    }
    if !manifest.with_key {
        if args.without_key && there.is_none() {
            return Ok(None);
        }
        bail!(
            "the key of the log is not in this backup: put your copy of it at {file} first (--ledger-key-file). If it is lost, \
             give --without-key, and make a new key with `klankbord ledger rotate --lost`"
        );
    }
    let secret = KeyFile::at(args.dir.join(KEY));
    if secret.read_unguarded()?.verifier() != registered {
        bail!("{secret} is not the key that is registered in the backup");
    }
    Ok(Some(KeyToPut { from: secret, to: file.clone() }))
}

struct KeyToPut {
    from: KeyFile,
    to: KeyFile,
}

/// The database that is replaced.
enum Target {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Target {
    fn of(url: &str) -> Result<Self> {
        Ok(match (backend_of(url)?, sqlite_file(url)) {
            (Backend::Sqlite, Some(file)) => Self::Sqlite(file),
            _ => Self::Postgres(url.to_owned()),
        })
    }

    /// Whether something may be there. PostgreSQL makes no database by itself.
    fn exists(&self) -> bool {
        match self {
            Self::Sqlite(file) => file.exists(),
            Self::Postgres(_) => true,
        }
    }

    /// Where the database is prepared: beside its place, or in the data folder.
    fn beside(&self, data_dir: &Path) -> PathBuf {
        match self {
            Self::Sqlite(file) => beside(file, ".restoring"),
            Self::Postgres(_) => data_dir.join("klankbord.restoring"),
        }
    }

    /// Puts the prepared file in the place of the database.
    async fn replace_with(&self, prepared: &Path) -> Result<()> {
        let place = match self {
            Self::Sqlite(place) => place,
            Self::Postgres(url) => return fill(prepared, url, Vec::new()).await.map(drop),
        };
        // A log of the old database must not be applied to the new one.
        for file in [beside(place, "-wal"), beside(place, "-shm")] {
            remove_if_there(&file).with_context(|| format!("{} cannot be removed", file.display()))?;
        }
        fs::rename(prepared, place)
            .and_then(|()| sync(folder_of(place)))
            .with_context(|| format!("{} cannot be moved to {}", prepared.display(), place.display()))
    }
}

/// An address may hold a password, so it is not repeated.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => file.display().fmt(f),
            Self::Postgres(_) => f.write_str("the database (--database-url)"),
        }
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Prepares the database in a file, then puts it in its place.
async fn put_back(
    args: &Args,
    manifest: &Manifest,
    target: &Target,
    data_dir: &Path,
    key: Option<&KeyToPut>,
    notes: &[RepeatNote],
) -> Result<(Checked, usize)> {
    let prepared = target.beside(data_dir);
    let folder = folder_of(&prepared);
    create_private_folder(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let clear = || -> Result<()> {
        for file in [prepared.clone(), beside(&prepared, "-wal"), beside(&prepared, "-shm")] {
            remove_if_there(&file).with_context(|| format!("{} cannot be removed", file.display()))?;
        }
        Ok(())
    };
    clear()?;
    let moved = match prepare(args, manifest, &prepared, notes).await {
        Ok(done) => exchange(target, &prepared, key).await.map(|()| done),
        Err(error) => Err(error),
    };
    // It is still there if it was copied, or if something went wrong.
    clear()?;
    moved
}

async fn exchange(target: &Target, prepared: &Path, key: Option<&KeyToPut>) -> Result<()> {
    // The key first: a database whose key is missing would not start, a key without a database says what is missing.
    let aside = key.map(put_key).transpose()?;
    let moved = target.replace_with(prepared).await;
    if let (Some(aside), Some(key)) = (&aside, key)
        && aside.exists()
    {
        match &moved {
            Ok(()) => remove_if_there(aside).with_context(|| format!("{} cannot be removed", aside.display()))?,
            // The old database is still there, and its key may be nowhere else.
            Err(_) => fs::rename(aside, key.to.place())
                .with_context(|| format!("the key of the old database is in {}", aside.display()))?,
        }
    }
    moved
}

/// Puts the key in its place. Returns where a key that was there is meanwhile.
fn put_key(KeyToPut { from, to }: &KeyToPut) -> Result<PathBuf> {
    let aside = beside(to.place(), ".replaced");
    if to.exists() {
        fs::copy(to.place(), &aside).with_context(|| format!("{} cannot be written", aside.display()))?;
        make_private(&aside)?;
    }
    to.replace_with(&from.read_unguarded()?)?;
    Ok(aside)
}

async fn prepare(args: &Args, manifest: &Manifest, prepared: &Path, notes: &[RepeatNote]) -> Result<(Checked, usize)> {
    fs::copy(args.dir.join(DATABASE), prepared).with_context(|| format!("{} cannot be written", prepared.display()))?;
    make_private(prepared)?;
    let url = format!("sqlite://{}", prepared.display());
    // Before it is opened: a backup of an earlier version is brought up to date then, and has other rows.
    let rows = count_rows_in(&url).await.context("the backup cannot be opened")?;
    compare(&rows, manifest.rows()).context("the backup did not pass its check; nothing was changed")?;
    let store = Store::open(&url).await.context("the backup cannot be opened")?;
    let checked = check(&store, &Expected::default()).await;
    let repeated = if checked.is_ok() { repeat(&store, manifest, notes).await } else { Ok(0) };
    if let (Ok(_), Ok(repeated)) = (&checked, &repeated) {
        let audit = Audit::new("klankbord restore", AuditAction::Restored, args.dir.display().to_string());
        note_act(&store, audit.with(format!("made_at={} repeated={repeated}", manifest.made_at()))).await;
    }
    store.close().await;
    let checked = checked.context("the backup did not pass its check; nothing was changed")?;
    let repeated = repeated.context("what people had erased since then could not be repeated; nothing was changed")?;
    no_log_beside(prepared)?;
    let synced = File::open(prepared).and_then(|file| file.sync_all());
    synced.with_context(|| format!("{} cannot be written", prepared.display()))?;
    Ok((checked, repeated))
}

fn made_at(manifest: &Manifest) -> Result<Millis> {
    Millis::parse_rfc3339(manifest.made_at()).map_err(|error| anyhow::anyhow!("the time of the backup: {error}"))
}

async fn repeat(store: &Store, manifest: &Manifest, notes: &[RepeatNote]) -> Result<usize> {
    let made_at = made_at(manifest)?;
    let mut repeated = 0;
    for note in notes.iter().filter(|note| list::is_since(note, made_at)) {
        repeated += usize::from(store.repeat(note).await?);
    }
    Ok(repeated)
}

/// Brings the list up to date from the database that is replaced, as far as it can be read.
async fn mirror(url: &str, key_file: &KeyFile) {
    let Ok(store) = Store::open(url).await else { return };
    if let Err(error) = list::mirror_once(&store, key_file).await {
        note(format_args!("the database that is replaced cannot be asked what people had erased: {error:#}"));
    }
    store.close().await;
}
