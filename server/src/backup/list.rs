//! The list beside the key file of what people took back or had erased: a restore repeats it. It must not know how.

use std::{
    collections::HashSet,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result};
use domain::calendar::Millis;
use serde::{Deserialize, Serialize};
use store::{RepeatNote, Store};
use tokio::{sync::watch, time};
use uuid::Uuid;

use crate::{backup::make::beside, clock, files::WholeFile, ledger::key_file::KeyFile};

/// How often a server looks for notes, its own and those of other servers.
const LOOK: Duration = Duration::from_secs(1);
/// Notes are in order of creation, not of commit: those of this time are looked for again. In milliseconds.
const SETTLED: i64 = 60 * 1000;
/// How long a line is kept: longer than a backup should be. In milliseconds.
const KEPT: i64 = 400 * 24 * 60 * 60 * 1000;
/// The most notes that are read at once.
const PAGE: u64 = 1_000;

/// The list, with what is known to be in it.
pub(crate) struct RepeatList {
    place: PathBuf,
    written: HashSet<Uuid>,
    newest: Millis,
}

impl RepeatList {
    /// The list beside a key file, without the lines whose time is over.
    pub(crate) fn open(key_file: &KeyFile, now: Millis) -> Result<Self> {
        let place = place_of(key_file);
        let notes = read(&place)?;
        let keep: Vec<&RepeatNote> = notes.iter().filter(|note| note.time().0 > now.0 - KEPT).collect();
        if keep.len() < notes.len() {
            let mut file = WholeFile::create(&place)?;
            // The lines that are left out here are those of before.
            let begun = since(&place)?.unwrap_or(now).max(Millis(now.0 - KEPT));
            writeln!(file, "{}", serde_json::to_string(&Begun { list_since: begun.0 })?)?;
            for note in &keep {
                writeln!(file, "{}", serde_json::to_string(note)?)?;
            }
            file.finish()?;
        }
        let newest = keep.iter().map(|note| note.time()).max().unwrap_or(Millis(0));
        let is_new = !place.exists();
        let list = Self { place, written: keep.iter().map(|note| note.id).collect(), newest };
        if is_new {
            list.append(&[&Begun { list_since: now.0 }])?;
        }
        Ok(list)
    }

    /// Writes what was noted since, by any server. Returns the number of new lines.
    pub(crate) async fn mirror(&mut self, store: &Store) -> Result<usize> {
        let mut since = Millis(self.newest.0 - SETTLED);
        let mut count = 0;
        loop {
            let notes = store.list_repeat_notes(since, PAGE).await?;
            let new: Vec<&RepeatNote> = notes.iter().filter(|note| !self.written.contains(&note.id)).collect();
            if !new.is_empty() {
                self.append(&new)?;
                self.written.extend(new.iter().map(|note| note.id));
                count += new.len();
            }
            let Some(last) = notes.last() else { return Ok(count) };
            self.newest = self.newest.max(last.time());
            if (notes.len() as u64) < PAGE || last.time() <= since {
                return Ok(count);
            }
            since = last.time();
        }
    }

    /// Mirrors each second, until the stop signal.
    pub(crate) async fn run(mut self, store: &Store, mut stopped: watch::Receiver<()>) {
        let mut is_told = false;
        loop {
            tokio::select! {
                () = time::sleep(LOOK) => {}
                _ = stopped.changed() => break,
            }
            is_told = self.mirror_or_tell(store, is_told).await;
        }
        // What the last requests noted.
        self.mirror_or_tell(store, is_told).await;
    }

    async fn mirror_or_tell(&mut self, store: &Store, is_told: bool) -> bool {
        match self.mirror(store).await {
            Ok(_) => false,
            Err(error) => {
                if !is_told {
                    tracing::error!(error = format!("{error:#}"), "the list of what a restore must repeat is behind");
                }
                true
            }
        }
    }

    fn append(&self, lines: &[&impl Serialize]) -> Result<()> {
        // A line that was not finished stays alone.
        let mut text = String::from("\n");
        for line in lines {
            text.push_str(&serde_json::to_string(line)?);
            text.push('\n');
        }
        let write = || -> io::Result<()> {
            let mut options = OpenOptions::new();
            options.create(true).append(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&self.place)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()
        };
        write().with_context(|| format!("{} cannot be written", self.place.display()))
    }
}

/// The line that says since when the list is kept.
#[derive(Deserialize, Serialize)]
struct Begun {
    list_since: i64,
}

/// Since when the list is kept: what was taken back before is not in it. `None` where there is no list.
pub(crate) fn since(place: &Path) -> Result<Option<Millis>> {
    let text = text_of(place)?;
    let begun = text.lines().filter_map(|line| serde_json::from_str::<Begun>(line).ok()).map(|begun| begun.list_since).min();
    Ok(begun.map(Millis))
}

/// Where the list is.
pub(crate) fn place_of(key_file: &KeyFile) -> PathBuf {
    beside(key_file.place(), ".taken-back")
}

fn text_of(place: &Path) -> Result<String> {
    match fs::read_to_string(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text.with_context(|| format!("{} cannot be read", place.display())),
    }
}

/// The notes of a list, the oldest first. A line that was not finished, because its server was killed, is left out: its
/// note is written again.
pub(crate) fn read(place: &Path) -> Result<Vec<RepeatNote>> {
    let text = text_of(place)?;
    let mut notes: Vec<RepeatNote> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    notes.sort_by_key(|note| note.id);
    Ok(notes)
}

/// Whether a note was made after a backup was begun, allowing for clocks that differ.
pub(crate) fn is_since(note: &RepeatNote, made_at: Millis) -> bool {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    note.time().0 >= made_at.0 - DAY
}

/// The list of this moment, mirrored once: for a command that replaces the database.
pub(crate) async fn mirror_once(store: &Store, key_file: &KeyFile) -> Result<()> {
    RepeatList::open(key_file, clock::now())?.mirror(store).await?;
    Ok(())
}
