//! The mark of an earlier start in the data folder. With it a lost database is not taken for a new installation. It must
//! not know what a database holds beside its registered key.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context as _, Result, bail};
use domain::ledger::VerifierKey;
use store::Store;

use crate::{
    files::{WholeFile, create_private_folder},
    ledger::key_file::registered_key,
};

/// The file in the data folder.
const NAME: &str = "klankbord.started";
/// Before the key in its first line.
const KEY: &str = "The key of its log is ";
/// A line of its own, once the last checkpoints are in a file.
const KEEPS: &str = "The last checkpoints of its logs are in a file beside the key.";

/// The place of the mark.
#[derive(Clone, Debug)]
pub struct StartMark(PathBuf);

impl StartMark {
    /// The mark of a data folder. It need not exist.
    pub fn in_folder(data_dir: &Path) -> Self {
        Self(data_dir.join(NAME))
    }

    /// Refuses a database in which no key is registered, if this data folder was used before.
    ///
    /// # Errors
    /// With what to do about it.
    pub async fn check(&self, store: &Store) -> Result<()> {
        if self.0.exists() && registered_key(store).await?.is_none() {
            bail!(
                "this database is empty, but Klankbord was started in this data folder before ({} says so): the database was lost, \
                 moved or copied without its last part. Put a backup back with `klankbord restore DIR`, or name the right database \
                 (--database-url). To begin an installation anew, start once with `klankbord serve --new`",
                self.0.display()
            );
        }
        Ok(())
    }

    /// When the mark was set: the first start. This moment if there is none.
    pub fn since(&self) -> SystemTime {
        fs::metadata(&self.0).and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now())
    }

    /// Writes the mark, once the database holds the public half of the key. An existing one stays.
    ///
    /// # Errors
    /// When the data folder cannot be written to.
    pub fn set(&self, key: &VerifierKey) -> Result<()> {
        self.write(Some(key), self.keeps_checkpoints())
    }

    /// The key that this server last used. `None` without a mark.
    pub fn key(&self) -> Option<VerifierKey> {
        let text = fs::read_to_string(&self.0).ok()?;
        VerifierKey::parse(text.lines().next()?.split_once(KEY)?.1).ok()
    }

    /// Whether the last checkpoints of the logs were written to a file. If the file is not there then, it was removed.
    pub fn keeps_checkpoints(&self) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|text| text.lines().any(|line| line == KEEPS))
    }

    /// Notes whether there is a file with the last checkpoints.
    ///
    /// # Errors
    /// When the data folder cannot be written to.
    pub fn set_keeps_checkpoints(&self, keeps: bool) -> Result<()> {
        if self.keeps_checkpoints() == keeps { Ok(()) } else { self.write(self.key().as_ref(), keeps) }
    }

    fn write(&self, key: Option<&VerifierKey>, keeps: bool) -> Result<()> {
        let key = key.map(|key| format!(" {KEY}{key}")).unwrap_or_default();
        let keeps = if keeps { format!("{KEEPS}\n") } else { String::new() };
        let line = format!("Klankbord was started here.{key}\n{keeps}");
        if fs::read_to_string(&self.0).is_ok_and(|there| there == line) {
            return Ok(());
        }
        let write = || -> Result<()> {
            create_private_folder(self.0.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
            let mut file = WholeFile::create(&self.0)?;
            file.write_all(line.as_bytes())?;
            Ok(file.finish()?)
        };
        write().with_context(|| format!("the data folder cannot be written to ({}, --data-dir)", self.0.display()))
    }
}
