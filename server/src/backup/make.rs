//! Making a backup: copied beside its place, checked, described, then moved to its place. It must not know who asks.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use store::Store;
use tempfile::TempDir;

use crate::{
    backup::{
        check::{Checked, Expected, check},
        manifest::{DATABASE, KEY, Manifest},
    },
    clock,
    files::create_private_folder,
    ledger::key_file::{KeyFile, registered_key},
};

/// The beginning of the name of a backup that is not finished.
pub(crate) const UNFINISHED: &str = ".klankbord-backup-";

/// Makes a backup in a folder that does not exist or is empty. `key_file` is left out where it is `None`.
///
/// # Errors
/// When it cannot be made or does not pass its check. Then nothing is left in the place.
pub(crate) async fn make(store: &Store, place: &Path, key_file: Option<&KeyFile>) -> Result<Checked> {
    if fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty: a backup gets a folder of its own", place.display());
    }
    let place = std::path::absolute(place).with_context(|| format!("{} is no folder", place.display()))?;
    let parent = place.parent().unwrap_or(Path::new("/"));
    create_private_folder(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
    let begun = begin(parent).with_context(|| format!("{} cannot be written to", parent.display()))?;
    let checked = fill(store, begun.path(), key_file).await?;
    let finish = || -> io::Result<()> {
        let unfinished = begun.keep();
        fs::rename(&unfinished, &place).inspect_err(|_| drop(fs::remove_dir_all(&unfinished)))?;
        sync(parent)
    };
    finish().with_context(|| format!("the backup cannot be moved to {}", place.display()))?;
    Ok(checked)
}

async fn fill(store: &Store, folder: &Path, key_file: Option<&KeyFile>) -> Result<Checked> {
    let key = registered_key(store).await?;
    // Read first: whoever has no key to copy need not wait for the copy of the database.
    let secret = match (&key, key_file) {
        (Some(registered), Some(file)) => {
            file.finish_rotation(registered)?;
            let secret = file.read()?;
            if secret.verifier() != *registered {
                bail!("the ledger key in {file} is not the one that is registered, {registered} (--ledger-key-file)");
            }
            Some(secret)
        }
        _ => None,
    };
    let mut expected = Expected::now(store).await?;
    let file = folder.join(DATABASE);
    expected.rows = store.copy_into(&file).await.context("the database cannot be copied")?;
    make_private(&file)?;
    let copy = Store::open(&format!("sqlite://{}", file.display())).await.context("the copy cannot be opened")?;
    let checked = check(&copy, &expected).await;
    copy.close().await;
    let checked = checked.context("the copy did not pass its check, and was thrown away")?;
    no_log_beside(&file)?;
    if let Some(secret) = &secret {
        KeyFile::at(folder.join(KEY)).put(secret)?;
    }
    Manifest::of(folder, clock::now(), key.as_ref(), secret.is_some(), checked.rows.clone())?.write(folder)?;
    let synced = File::open(&file).and_then(|file| file.sync_all()).and_then(|()| sync(folder));
    synced.with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(checked)
}

fn begin(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(parent)
}

/// A closed database has no log beside it that would have to be copied too.
pub(crate) fn no_log_beside(file: &Path) -> Result<()> {
    let log = beside(file, "-wal");
    if fs::metadata(&log).is_ok_and(|data| data.len() > 0) {
        bail!("{} was not closed", file.display());
    }
    for file in [log, beside(file, "-shm")] {
        remove_if_there(&file).with_context(|| format!("{} cannot be removed", file.display()))?;
    }
    Ok(())
}

/// The file whose name is that of a database and an ending.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

pub(crate) fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Closes a file to other users of the machine.
pub(crate) fn make_private(file: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(file, fs::Permissions::from_mode(0o600))
            .with_context(|| format!("{} cannot be closed to others", file.display()))?;
    }
    Ok(())
}

/// Syncs a folder: a new name is on disk only then.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
