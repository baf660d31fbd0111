//! The nightly backup: one a day, kept for a fortnight, left out where the disk is too full. It must not know how a
//! backup is made.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result, bail};
use domain::{
    account::audit::{Audit, AuditAction},
    calendar::{Day, Millis},
    organisation::Organisation,
    retention::BACKUP_DAYS,
};
use jiff::{Timestamp, tz::TimeZone};
use store::{Backend, Store};
use tokio::{
    sync::watch,
    time::{self, Instant},
};

use crate::{
    background::threads::threads,
    backup::make::{UNFINISHED, make},
    cli::acts::note_act,
    clock,
    files::{create_private_folder, free_space},
    ledger::key_file::KeyFile,
};

/// The hour of the day from which the backup of a day is made.
const FROM_HOUR: i8 = 2;
/// The job in the database, for servers that share one: the longest that a backup takes, and the pause after one.
const JOB: &str = "backup";
const HOLD: Duration = Duration::from_secs(6 * 60 * 60);
const PAUSE: Duration = Duration::from_secs(60);
/// The pause after a backup that was not made.
const AGAIN_AFTER: Duration = Duration::from_secs(60 * 60);
/// The age at which an unfinished backup is deleted: its server has stopped.
const UNFINISHED_AGE: Duration = Duration::from_secs(24 * 60 * 60);
/// How many times the size of the database must be left free, beside the backup itself.
const LEFT_FREE: u64 = 2;

/// The nightly backup of a server.
pub(crate) struct NightlyBackup {
    folder: PathBuf,
    /// Whether backups are made. Those that were made before end in any case.
    makes: bool,
    key_file: KeyFile,
    /// The mark of the first start: a day on which an installation begins has no backup.
    since: SystemTime,
    rest_until: Mutex<Option<Instant>>,
    /// Whether this server holds the job.
    holds: AtomicBool,
}

impl NightlyBackup {
    /// Backups in a folder, in which each has the name of its day.
    pub(crate) fn new(folder: PathBuf, makes: bool, key_file: KeyFile, since: SystemTime) -> Self {
        Self { folder, makes, key_file, since, rest_until: Mutex::new(None), holds: AtomicBool::new(false) }
    }

    /// Takes a turn each minute, until the stop signal.
    pub(crate) async fn run(&self, store: &Store, organisation: &Organisation, mut stopped: watch::Receiver<()>) {
        let mut minutes = time::interval(PAUSE);
        loop {
            tokio::select! {
                _ = minutes.tick() => {}
                _ = stopped.changed() => return,
            }
            // A backup that is broken off is deleted later.
            tokio::select! {
                () = self.take_turn(store, organisation) => {}
                _ = stopped.changed() => {
                    // The next server makes it, without waiting for this one.
                    if self.holds.load(Ordering::Acquire) {
                        let _ = store.finish_job(JOB, Duration::ZERO).await;
                    }
                    return;
                }
            }
        }
    }

    /// Deletes old backups, and makes that of today if it is due. Says in the log why one was not made.
    pub(crate) async fn take_turn(&self, store: &Store, organisation: &Organisation) {
        let folder = &self.folder;
        let zone = TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC);
        let now = clock::now();
        let today = Day::of(now, &zone);
        delete_old(folder, today, SystemTime::now());
        if !self.makes || store.backend() != Backend::Sqlite || !self.is_due(folder, now, &zone) || self.is_resting() {
            return;
        }
        match self.make(store, folder, today).await {
            Ok(()) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), day = %today, "the nightly backup was not made; tried again in an hour");
                *self.rest_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now() + AGAIN_AFTER);
            }
        }
    }

    /// Whether there is no backup of today, though it is late enough and not the first day.
    fn is_due(&self, folder: &Path, now: Millis, zone: &TimeZone) -> bool {
        let local = Timestamp::from_millisecond(now.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
        let today = Day::of(now, zone);
        let began = Timestamp::try_from(self.since).map_or(today, |since| Day::of(Millis(since.as_millisecond()), zone));
        began < today && local.hour() >= FROM_HOUR && !folder.join(today.to_string()).exists()
    }

    fn is_resting(&self) -> bool {
        let until = self.rest_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    async fn make(&self, store: &Store, folder: &Path, today: Day) -> Result<()> {
        if !store.take_job(JOB, HOLD).await? {
            return Ok(());
        }
        self.holds.store(true, Ordering::Release);
        let made = self.make_held(store, folder, today).await;
        store.finish_job(JOB, PAUSE).await?;
        self.holds.store(false, Ordering::Release);
        made
    }

    async fn make_held(&self, store: &Store, folder: &Path, today: Day) -> Result<()> {
        create_private_folder(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let size = store.file().map_or(0, |database| size_of(&database));
        check_room(folder, size, free_space(folder))?;
        let (copied, place, key_file) = (store.clone(), folder.join(today.to_string()), self.key_file.clone());
        let shown = place.display().to_string();
        let making = threads().spawn(async move { make(&copied, &place, Some(&key_file)).await });
        let checked = making.await.context("the backup broke off")??;
        tracing::info!(place = shown, responses = checked.responses, "the nightly backup is made and in order");
        let audit = Audit::new("klankbord", AuditAction::BackupMade, today.to_string());
        note_act(store, audit.with(format!("responses={} nightly", checked.responses))).await;
        Ok(())
    }
}

/// Refuses a backup that would not leave twice the size of the database free.
fn check_room(folder: &Path, size: u64, free: Option<u64>) -> Result<()> {
    match free {
        Some(free) if free < size.saturating_mul(LEFT_FREE + 1) => bail!(
            "{} MB are free at {}, and the backup of a database of {} MB must leave twice its size free: make room, or name another \
             folder (--backup-dir)",
            free >> 20,
            folder.display(),
            size >> 20
        ),
        _ => Ok(()),
    }
}

/// The day of the newest backup in a folder.
pub(crate) fn newest(folder: &Path) -> Option<Day> {
    let names = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.file_name());
    names.filter_map(|name| Day::parse(name.to_str()?).ok()).max()
}

/// Deletes the backups that were kept for a fortnight, and those that a stopped server left unfinished.
fn delete_old(folder: &Path, today: Day, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_old = Day::parse(name).is_ok_and(|day| day.0 + i32::from(BACKUP_DAYS) <= today.0);
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|at| now.duration_since(at).ok());
        let is_left = name.starts_with(UNFINISHED) && age.is_some_and(|age| age > UNFINISHED_AGE);
        if (is_old || is_left)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::error!(%error, path = %entry.path().display(), "an old backup could not be deleted");
        }
    }
}

/// The bytes of a database with the log beside it.
fn size_of(database: &Path) -> u64 {
    let bytes = |file: PathBuf| fs::metadata(file).map_or(0, |data| data.len());
    bytes(database.to_owned()) + bytes(super::make::beside(database, "-wal"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::new_installation::default_profile;

    fn at(text: &str) -> Millis {
        Millis::parse_rfc3339(text).unwrap()
    }

    fn nightly(home: &Path, since: &str) -> NightlyBackup {
        let since = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at(since).0).unwrap());
        NightlyBackup::new(home.join("backups"), true, KeyFile::at(home.join("ledger.key")), since)
    }

    #[test]
    fn one_is_due_each_night_from_the_second_day() {
        let home = tempfile::tempdir().unwrap();
        let nightly = nightly(home.path(), "2026-05-01T08:00:00Z");
        let folder = home.path().join("backups");
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let due = |text: &str| nightly.is_due(&folder, at(text), &zone);
        assert!(!due("2026-05-01T21:00:00Z"), "the first day");
        assert!(!due("2026-05-01T23:59:00Z"), "not two o'clock there yet");
        assert!(due("2026-05-02T00:00:00Z") && due("2026-05-02T12:00:00Z"), "a server that was off makes it later");
        fs::create_dir_all(folder.join("2026-05-02")).unwrap();
        assert!(!due("2026-05-02T00:01:00Z") && due("2026-05-03T00:01:00Z"));
    }

    #[test]
    fn they_are_gone_after_a_fortnight_and_nothing_else_is() {
        let home = tempfile::tempdir().unwrap();
        for name in ["2026-05-02", "2026-05-03", "2026-05-16", "by-hand", ".klankbord-backup-x"] {
            fs::create_dir(home.path().join(name)).unwrap();
        }
        // The time of a folder is that of the file system.
        let made = fs::metadata(home.path().join(".klankbord-backup-x")).unwrap().modified().unwrap();
        let left_after = |hours: u64| {
            let now = made + Duration::from_secs(hours * 60 * 60);
            delete_old(home.path(), Day::parse("2026-05-16").unwrap(), now);
            let mut left: Vec<_> =
                fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
            left.sort();
            left
        };
        assert_eq!(left_after(24), [".klankbord-backup-x", "2026-05-03", "2026-05-16", "by-hand"]);
        assert_eq!(left_after(25), ["2026-05-03", "2026-05-16", "by-hand"]);
    }

    #[tokio::test]
    async fn it_is_made_checked_and_made_once() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("a.db");
        let store = Store::open(&format!("sqlite://{}", database.display())).await.unwrap();
        let organisation = store.create_organisation(&default_profile()).await.unwrap();
        let nightly = nightly(home.path(), "2020-01-01T00:00:00Z");
        nightly.key_file.open(&store).await.unwrap();
        let folder = home.path().join("backups");
        let today = clock::today(&organisation);
        nightly.make(&store, &folder, today).await.unwrap();
        let place = folder.join(today.to_string());
        assert!(place.join("klankbord.db").exists() && place.join("ledger.key").exists() && place.join("backup.json").exists());
        let noted = store.list_audit(organisation.id, Some(AuditAction::BackupMade), None, 10).await.unwrap();
        let expected = Audit::new("klankbord", AuditAction::BackupMade, today.to_string()).with("responses=0 nightly");
        assert_eq!(noted.into_iter().map(|noted| noted.audit).collect::<Vec<_>>(), [expected]);
        // Whatever hour it is: there is one, or it is not due.
        nightly.take_turn(&store, &organisation).await;
        assert!(fs::read_dir(&folder).unwrap().all(|entry| Day::parse(entry.unwrap().file_name().to_str().unwrap()).is_ok()));
    }

    #[test]
    fn twice_the_size_of_the_database_stays_free() {
        let folder = Path::new("/backups");
        assert!(check_room(folder, 100, Some(300)).is_ok() && check_room(folder, 100, None).is_ok());
        assert!(check_room(folder, 100, Some(299)).unwrap_err().to_string().contains("make room"));
    }
}
