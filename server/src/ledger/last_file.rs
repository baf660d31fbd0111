//! The file beside the key with the last signed checkpoint of each log. It must not know whether a log continues it.

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use domain::{
    calendar::Millis,
    ledger::{LastCheckpoints, LedgerError, LogKey, VerifierKey},
};

use crate::{
    files::{WholeFile, create_private_folder},
    ledger::{key_file::KeyFile, mark::StartMark},
};

/// The end of its name, after that of the key file.
const ENDING: &str = ".checkpoints";

/// The place of the file.
#[derive(Clone, Debug)]
pub struct LastFile {
    /// Beside the key, then in the data folder, for a key in a place that is read only.
    places: Vec<PathBuf>,
    mark: StartMark,
}

/// The checkpoints that were read.
pub struct Kept {
    /// The last checkpoint of each log.
    pub checkpoints: LastCheckpoints,
    /// Whether they are to be signed again, because the key was replaced meanwhile.
    pub is_of_earlier_key: bool,
}

impl LastFile {
    /// The file that belongs to a key. It need not exist.
    pub fn of(key_file: &KeyFile, data_dir: &Path) -> Self {
        let mut name = key_file.place().file_name().unwrap_or_default().to_owned();
        name.push(ENDING);
        let mut places = vec![key_file.place().with_file_name(&name), data_dir.join(&name)];
        places.dedup();
        Self { places, mark: StartMark::in_folder(data_dir) }
    }

    /// The file that is there, or else the place where it would be.
    pub fn place(&self) -> &Path {
        self.places.iter().find(|place| place.exists()).unwrap_or(&self.places[0])
    }

    /// Whether there is such a file.
    pub fn exists(&self) -> bool {
        self.places.iter().any(|place| place.exists())
    }

    /// Whether it was made before, so that it must be there.
    pub fn is_due(&self) -> bool {
        self.mark.keeps_checkpoints()
    }

    /// What it says. `None` before it is first made. `trusted` are the keys that may have signed it beside the one that
    /// this server last used.
    ///
    /// # Errors
    /// When it is gone though it was made before, and when it is not as it was signed. With what to do about it.
    pub fn read(&self, trusted: &[VerifierKey]) -> Result<Option<Kept>> {
        let mut found: Option<Kept> = None;
        for place in self.places.iter().filter(|place| place.exists()) {
            let kept = self.read_place(place, trusted)?;
            found = Some(match found {
                Some(earlier) => Kept {
                    checkpoints: earlier.checkpoints.or_longer(kept.checkpoints),
                    is_of_earlier_key: earlier.is_of_earlier_key || kept.is_of_earlier_key,
                },
                None => kept,
            });
        }
        if found.is_none() && self.is_due() {
            bail!(
                "{}, the file with the last checkpoints of the logs, is gone. It belongs beside the key: put it back from \
                 where the key file was before, or from a copy. If it is lost: check the log with `klankbord ledger verify \
                 --checkpoint FILE`, by a checkpoint kept elsewhere, then run `klankbord ledger accept-older`",
                self.place().display()
            );
        }
        Ok(found)
    }

    fn read_place(&self, place: &Path, trusted: &[VerifierKey]) -> Result<Kept> {
        let text = fs::read_to_string(place).with_context(|| format!("{} cannot be read", place.display()))?;
        let (checkpoints, is_of_earlier_key) = match LastCheckpoints::parse(&text, trusted) {
            // The key was replaced, by another server or in a command that was killed.
            Err(LedgerError::UnknownKey) => (LastCheckpoints::parse(&text, self.mark.key().as_slice()), true),
            read => (read, false),
        };
        let checkpoints = checkpoints.map_err(|error| {
            anyhow::anyhow!(
                "{}, the file with the last checkpoints of the logs, is not as the key signed it: {error}. Put back a copy of \
                 it. If there is none: check the log with `klankbord ledger verify --checkpoint FILE`, by a checkpoint kept \
                 elsewhere, then run `klankbord ledger accept-older`",
                place.display()
            )
        })?;
        Ok(Kept { checkpoints, is_of_earlier_key })
    }

    /// Writes the checkpoints, and returns what is in the file then: another server in this folder may have written
    /// longer ones. They are on disk when it returns.
    ///
    /// # Errors
    /// When none of its places can be written to.
    pub fn write(&self, checkpoints: &LastCheckpoints, key: &LogKey) -> Result<LastCheckpoints> {
        let _held = self.hold();
        let there = self.places.iter().filter(|place| place.exists());
        let all = there
            .filter_map(|place| self.read_place(place, &[key.verifier()]).ok())
            .fold(checkpoints.clone(), |all, kept| all.or_longer(kept.checkpoints));
        self.put(&all, key)?;
        Ok(all)
    }

    /// Replaces the file, whatever it says. What was there stays under another name, which is returned.
    ///
    /// # Errors
    /// As [`LastFile::write`].
    pub fn replace(&self, checkpoints: &LastCheckpoints, key: &LogKey, now: Millis) -> Result<Option<PathBuf>> {
        let _held = self.hold();
        let aside = self.set_aside(now)?;
        self.put(checkpoints, key)?;
        Ok(aside)
    }

    /// Puts the file under another name, which is returned, for a database that has no key to sign it yet.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn set_aside(&self, now: Millis) -> Result<Option<PathBuf>> {
        let mut last = None;
        for place in self.places.iter().filter(|place| place.exists()) {
            let mut name = place.clone().into_os_string();
            name.push(format!(".replaced-{}", now.0));
            let aside = PathBuf::from(name);
            fs::rename(place, &aside).with_context(|| format!("{} cannot be moved away", place.display()))?;
            last = Some(aside);
        }
        self.mark.set_keeps_checkpoints(false)?;
        Ok(last)
    }

    fn put(&self, checkpoints: &LastCheckpoints, key: &LogKey) -> Result<()> {
        let text = checkpoints.sign(key);
        let write = |place: &Path| -> Result<()> {
            create_private_folder(place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
            let mut file = WholeFile::create(place)?;
            file.write_all(text.as_bytes())?;
            Ok(file.finish()?)
        };
        let mut written = write(&self.places[0]);
        if let (Err(_), Some(other)) = (&written, self.places.get(1)) {
            written = write(other);
        }
        written.context("the last checkpoints of the logs cannot be written (--ledger-key-file, --data-dir)")?;
        self.mark.set_keeps_checkpoints(true)
    }

    /// Keeps others in this folder from writing at the same time. `None` where files cannot be locked: then the last
    /// writer counts, and the next writing puts it right.
    fn hold(&self) -> Option<File> {
        let open = |place: &PathBuf| {
            let mut name = place.clone().into_os_string();
            name.push(".lock");
            OpenOptions::new().create(true).truncate(false).write(true).open(PathBuf::from(name)).ok()
        };
        let file = self.places.iter().find_map(open)?;
        file.lock().ok().map(|()| file)
    }
}

impl std::fmt::Display for LastFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.place().display().fmt(f)
    }
}
