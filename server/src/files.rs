//! A file that appears completely or not at all: it is written under a temporary name, then renamed. It must not know
//! the content.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be written: {cause}", file.display())]
pub struct WholeFileError {
    file: PathBuf,
    cause: io::Error,
}

impl WholeFileError {
    /// The error for a file that could not be written.
    pub fn new(file: &Path, cause: io::Error) -> Self {
        Self { file: file.to_owned(), cause }
    }
}

/// A file being written.
pub struct WholeFile {
    place: PathBuf,
    target: Target,
}

enum Target {
    /// A temporary file, removed when dropped.
    Beside(BufWriter<NamedTempFile>),
    /// A pipe or device is written directly, because it cannot be replaced.
    Direct(BufWriter<File>),
}

const BUFFER: usize = 1 << 17;

impl WholeFile {
    /// Starts a file that replaces an existing one.
    ///
    /// # Errors
    /// When its folder is missing or cannot be written to, or the place is a folder.
    pub fn create(place: &Path) -> Result<Self, WholeFileError> {
        let error = |cause| WholeFileError { file: place.to_owned(), cause };
        // For a symbolic link, its target is replaced.
        let real = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        let target = match fs::metadata(&real) {
            Ok(there) if there.is_dir() => return Err(error(io::ErrorKind::IsADirectory.into())),
            Ok(there) if !there.is_file() => {
                let device = OpenOptions::new().write(true).open(&real).map_err(error)?;
                Target::Direct(BufWriter::with_capacity(BUFFER, device))
            }
            _ => Target::Beside(BufWriter::with_capacity(BUFFER, beside(&real).map_err(error)?)),
        };
        Ok(Self { place: real, target })
    }

    /// Starts a new file.
    ///
    /// # Errors
    /// As [`WholeFile::create`], and when the place is not free.
    pub fn create_new(place: &Path) -> Result<Self, WholeFileError> {
        if fs::symlink_metadata(place).is_ok() {
            return Err(WholeFileError { file: place.to_owned(), cause: already_there() });
        }
        Self::create(place)
    }

    /// Moves the file to its place, and syncs it to disk.
    ///
    /// # Errors
    /// When the disk is full or fails. The place is then unchanged.
    pub fn finish(self) -> Result<(), WholeFileError> {
        self.finish_with(|file, place| file.persist(place).map(drop).map_err(|error| error.error))
    }

    /// Moves the file to its place, which must still be free, and syncs it to disk.
    ///
    /// # Errors
    /// As [`WholeFile::finish`], and when the place is no longer free.
    pub fn finish_new(self) -> Result<(), WholeFileError> {
        self.finish_with(|file, place| file.persist_noclobber(place).map(drop).map_err(|error| error.error))
    }

    fn finish_with(self, persist: impl FnOnce(NamedTempFile, &Path) -> io::Result<()>) -> Result<(), WholeFileError> {
        let place = self.place;
        let done = match self.target {
            Target::Direct(mut writer) => writer.flush(),
            Target::Beside(writer) => writer.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| {
                file.as_file().sync_all()?;
                persist(file, &place)?;
                // The new name is on disk only after the folder is synced.
                File::open(folder_of(&place)).and_then(|folder| folder.sync_all()).or_else(ignore_unsupported)
            }),
        };
        done.map_err(|cause| WholeFileError { file: place, cause })
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Beside(file) => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Beside(file) => file.flush(),
            Target::Direct(file) => file.flush(),
        }
    }
}

fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".klankbord-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The permissions of any new file, limited by the umask.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(place))
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn already_there() -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, "something stands there already, which is never overwritten")
}

/// Some systems cannot open a folder, but those do not need it.
fn ignore_unsupported(error: io::Error) -> io::Result<()> {
    if cfg!(unix) { Err(error) } else { Ok(()) }
}

/// The mode of a file or folder that other users of the machine can read or write. `None` if they cannot, or it is not
/// there.
pub(crate) fn mode_for_others(place: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(place).ok()?.permissions().mode() & 0o777;
        (mode & 0o077 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = place;
        None
    }
}

/// How many bytes are free for this user where a folder is. `None` where that is not known.
pub(crate) fn free_space(folder: &Path) -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        let space = rustix::fs::statvfs(folder).ok()?;
        Some(space.f_bavail.saturating_mul(space.f_frsize))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
        None
    }
}

/// Creates a folder that other users of the machine cannot read, because it holds answers.
pub(crate) fn create_private_folder(folder: &std::path::Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("a.csv");
        fs::write(&place, "old").unwrap();
        let mut file = WholeFile::create(&place).unwrap();
        file.write_all(b"new").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        drop(file);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "what was not finished is gone");
        let mut file = WholeFile::create(&place).unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn nothing_is_overwritten_that_must_not_be() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("a.csv");
        let file = WholeFile::create_new(&place).unwrap();
        fs::write(&place, "other").unwrap();
        assert!(file.finish_new().is_err());
        assert!(WholeFile::create_new(&place).is_err());
        assert_eq!(fs::read_to_string(&place).unwrap(), "other");
        assert!(WholeFile::create(home.path()).is_err(), "a folder");
        assert!(WholeFile::create(&home.path().join("none/a.csv")).is_err(), "no folder");
    }
}
