//! The file with the private key of the logs: created once, readable by its owner only, never in the database. It must
//! not know what is signed.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use domain::ledger::{LastCheckpoints, LogKey, VerifierKey};
use store::{Rotation, Store};

use crate::{files::create_private_folder, ledger::discontinued::discontinued};

/// The file of the key.
#[derive(Clone, Debug)]
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// The key file at this place. It need not exist yet.
    pub const fn at(place: PathBuf) -> Self {
        Self(place)
    }

    /// The key, which is the registered one. If no key is registered, the first server creates the file and registers
    /// its public key.
    ///
    /// # Errors
    /// When another key is registered, or the file is missing, malformed or open to others.
    pub async fn open(&self, store: &Store) -> Result<LogKey> {
        let key = match registered_key(store).await? {
            Some(registered) => {
                self.finish_rotation(&registered)?;
                self.read()?
            }
            None => self.read_or_make()?,
        };
        let registered = store.register_ledger_key(&key.verifier()).await?;
        if registered != key.verifier() {
            bail!(
                "the ledger key in {} (--ledger-key-file) is not the one that is registered, {registered}: every server needs \
                 a copy of the same file",
                self.0.display()
            );
        }
        Ok(key)
    }

    /// The key in the file.
    ///
    /// # Errors
    /// When it is missing, malformed or open to others.
    pub fn read(&self) -> Result<LogKey> {
        let place = self.0.display();
        let text = match fs::read_to_string(&self.0) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => bail!(
                "the ledger key file {place} is not there (--ledger-key-file), and this database has a key already: copy the \
                 file of the server that uses it, or put it back from your backup. Only when no server and no backup has it \
                 any more, a new key can take its place: see \"A lost key\" in docs/ledger.md"
            ),
            Err(error) => return Err(error).with_context(|| format!("the ledger key file {place} cannot be read")),
        };
        self.check_private()?;
        LogKey::parse(&text).map_err(|error| anyhow::anyhow!("the ledger key file {place} is malformed: {error}"))
    }

    /// The key in a file of a backup. Its permissions are those of the medium on which the backup was kept.
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn read_unguarded(&self) -> Result<LogKey> {
        let place = self.0.display();
        let text = fs::read_to_string(&self.0).with_context(|| format!("the key file {place} cannot be read"))?;
        LogKey::parse(&text).map_err(|error| anyhow::anyhow!("the key file {place} is malformed: {error}"))
    }

    /// The place of the file.
    pub fn place(&self) -> &Path {
        &self.0
    }

    /// Whether there is such a file.
    pub fn exists(&self) -> bool {
        self.0.exists()
    }

    /// Writes a key to a new file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, key: &LogKey) -> Result<()> {
        write_private(&self.0, key, Existing::Keep)
    }

    /// Writes a key, in the place of another one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn replace_with(&self, key: &LogKey) -> Result<()> {
        create_private_folder(folder_of(&self.0))
            .with_context(|| format!("the folder of the ledger key file {} cannot be made", self.0.display()))?;
        write_private(&self.0, key, Existing::Replace)
    }

    /// Replaces the key in the file and in the database. `old` is the registered key. The old private key is deleted.
    ///
    /// # Errors
    /// When the database refuses it. Then nothing is changed.
    pub async fn rotate(
        &self,
        store: &Store,
        old: &VerifierKey,
        last: &LastCheckpoints,
        last_file: &str,
    ) -> Result<(VerifierKey, usize)> {
        let key = LogKey::from_seed(&rand::random());
        // The new key is on disk before it is registered, so that an interrupted rotation can continue.
        write_private(&self.next(), &key, Existing::Replace)?;
        match store.rotate_ledger_key(old, &key, last).await? {
            Rotation::Done { logs } => {
                self.finish_rotation(&key.verifier())?;
                Ok((key.verifier(), logs))
            }
            Rotation::OtherKey => bail!("another key was registered meanwhile; nothing was changed"),
            Rotation::Discontinued { log, fault } => bail!(discontinued(&log, &fault, last_file)),
            Rotation::Altered { log, reason } => {
                bail!("{log} is not as it was signed: {reason}. Nothing was changed; see `klankbord ledger verify`")
            }
        }
    }

    /// Moves the next key to its place if it is the registered one.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn finish_rotation(&self, registered: &VerifierKey) -> Result<()> {
        let next = Self(self.next());
        if next.0.exists() && next.read()?.verifier() == *registered {
            fs::rename(&next.0, &self.0)
                .with_context(|| format!("{} cannot be moved to {}", next.0.display(), self.0.display()))?;
            sync_folder(&self.0)?;
        }
        Ok(())
    }

    fn next(&self) -> PathBuf {
        let mut name = self.0.clone().into_os_string();
        name.push(".next");
        name.into()
    }

    fn read_or_make(&self) -> Result<LogKey> {
        if !self.0.exists() {
            create_private_folder(folder_of(&self.0))
                .with_context(|| format!("the folder of the ledger key file {} cannot be made", self.0.display()))?;
            write_private(&self.0, &LogKey::from_seed(&rand::random()), Existing::Keep)?;
        }
        // Another server in this folder may have been faster. Its key counts.
        self.read()
    }

    fn check_private(&self) -> Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let place = self.0.display();
            let mode = fs::metadata(&self.0).with_context(|| format!("{place} cannot be looked at"))?.permissions().mode();
            if mode & 0o077 != 0 {
                bail!("the ledger key file {place} is open to others (mode {:03o}): `chmod 600 {place}`", mode & 0o777);
            }
        }
        Ok(())
    }
}

impl std::fmt::Display for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.display().fmt(f)
    }
}

/// The key that is registered in the database now.
///
/// # Errors
/// When the database is not available.
pub async fn registered_key(store: &Store) -> Result<Option<VerifierKey>> {
    let keys = store.list_ledger_keys().await?;
    Ok(keys.into_iter().find(|key| key.retired_at.is_none()).map(|key| key.key))
}

/// What happens to an existing file.
enum Existing {
    Keep,
    Replace,
}

/// Writes a key completely or not at all. The temporary file is readable by its owner only from the start.
fn write_private(place: &Path, key: &LogKey, existing: Existing) -> Result<()> {
    let write = || -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".ledger-").tempfile_in(folder_of(place))?;
        writeln!(file, "{}", key.to_secret_line())?;
        file.as_file().sync_all()?;
        match existing {
            Existing::Replace => drop(file.persist(place)?),
            Existing::Keep => match file.persist_noclobber(place) {
                Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => return Err(error.error),
                _ => {}
            },
        }
        sync_folder(place)
    };
    write().with_context(|| format!("the ledger key file {} cannot be written (--ledger-key-file)", place.display()))
}

/// Syncs the folder: a new name is on disk only then.
fn sync_folder(place: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder_of(place))?.sync_all() } else { Ok(()) }
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
