//! What a backup says about itself, in a file beside its copy of the database. It must not know how the copy is made.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result, bail};
use domain::{calendar::Millis, hash::Sha256Hash, ledger::VerifierKey};
use serde::{Deserialize, Serialize};
use store::RowCounts;

use crate::files::WholeFile;

/// The copy of the database in a backup.
pub(crate) const DATABASE: &str = "klankbord.db";
/// The copy of the key file in a backup.
pub(crate) const KEY: &str = "ledger.key";
const NAME: &str = "backup.json";
/// The form of a backup. A later form gets another number.
const FORMAT: u32 = 1;

/// The description of a backup.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// The version of the program that made it.
    version: String,
    /// RFC 3339.
    made_at: String,
    /// The registered public key. `None` if no server was started yet.
    key: Option<String>,
    /// Whether the private key is in the backup.
    pub(crate) with_key: bool,
    sha256: String,
    /// The rows of each table in the copy.
    rows: RowCounts,
}

impl Manifest {
    pub(crate) fn of(folder: &Path, at: Millis, key: Option<&VerifierKey>, with_key: bool, rows: RowCounts) -> Result<Self> {
        Ok(Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: at.rfc3339(),
            key: key.map(ToString::to_string),
            with_key,
            sha256: hash_of(&folder.join(DATABASE))?,
            rows,
        })
    }

    /// Reads the description of a backup, and compares the copy of the database with it.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let place = folder.join(NAME);
        let text = match fs::read_to_string(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                bail!("{} holds no backup: there is no {NAME} in it", folder.display())
            }
            text => text.with_context(|| format!("{} cannot be read", place.display()))?,
        };
        let manifest: Self =
            serde_json::from_str(&text).with_context(|| format!("{} is not a description of a backup", place.display()))?;
        if manifest.format != FORMAT {
            bail!("this backup was made by Klankbord {}, in a form that this version does not know", manifest.version);
        }
        if hash_of(&folder.join(DATABASE))? != manifest.sha256 {
            bail!("{} is not as it was when the backup was made: use another backup", folder.join(DATABASE).display());
        }
        Ok(manifest)
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let mut file = WholeFile::create(&folder.join(NAME))?;
        writeln!(file, "{}", serde_json::to_string_pretty(self)?)?;
        Ok(file.finish()?)
    }

    pub(crate) fn made_at(&self) -> &str {
        &self.made_at
    }

    /// The registered public key.
    pub(crate) fn key(&self) -> Result<Option<VerifierKey>> {
        let parsed = self.key.as_deref().map(VerifierKey::parse).transpose();
        parsed.map_err(|error| anyhow::anyhow!("the key in {NAME} is malformed: {error}"))
    }

    pub(crate) const fn rows(&self) -> &RowCounts {
        &self.rows
    }
}

fn hash_of(file: &Path) -> Result<String> {
    let read = || Sha256Hash::of_reader(File::open(file)?).map(|hash| hash.to_string());
    read().with_context(|| format!("{} cannot be read", file.display()))
}
