//! The places of the workspace: its root, its target folder, and the cache outside of the clone. It must not build
//! anything.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::process;

/// The kind of build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Fast to build: no LTO, no `wasm-opt`, no minifying.
    Dev,
    /// Small and fast.
    Release,
}

impl Flavour {
    /// The name of the folder in `target/site/` and in the work folders in `target/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// The folders of all tasks.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, as set by `CARGO_TARGET_DIR` or the configuration.
    pub target: PathBuf,
    /// The cache outside of the clone: npm tools, and in CI also target folders.
    pub cache: PathBuf,
    /// `cargo metadata --no-deps`.
    pub metadata: Value,
}

impl Workspace {
    /// Finds the workspace in which xtask was started.
    pub fn find() -> Result<Self> {
        let start = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .map_or_else(env::current_dir, Ok)
            .context("the current folder cannot be read; start `cargo xtask` inside the clone")?;
        let mut command = cargo();
        command.args(["metadata", "--no-deps", "--format-version", "1"]);
        let text = process::capture(command.current_dir(&start))?;
        let metadata: Value = serde_json::from_str(&text).context("`cargo metadata` printed something other than JSON")?;
        let folder = |key: &str| {
            let path = metadata[key].as_str();
            path.map(PathBuf::from).with_context(|| format!("`cargo metadata` says nothing of `{key}`"))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")?, cache: cache()?, metadata })
    }

    /// The folder of finished assets that the server embeds.
    pub fn site(&self, flavour: Flavour) -> PathBuf {
        self.target.join("site").join(flavour.name())
    }

    /// The folder for intermediate assets and stamps.
    pub fn work(&self, flavour: Flavour) -> PathBuf {
        self.target.join("site-work").join(flavour.name())
    }

    /// `cargo …` at the root of the workspace. The server's build script reads the site's folder from this environment,
    /// which is the same for each flavour: a changed environment would compile the server again.
    pub fn cargo(&self, flavour: Flavour) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root).env("KLANKBORD_SITE_DIR", self.site(flavour));
        command
    }

    /// Every file that git tracks or would add, relative to the root.
    pub fn files(&self) -> Result<Vec<PathBuf>> {
        let mut command = Command::new("git");
        command.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let text = process::capture(command.current_dir(&self.root))?;
        let mut files: Vec<_> = text.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect();
        files.sort();
        files.dedup();
        files.retain(|file| self.root.join(file).is_file());
        Ok(files)
    }
}

/// The first 16 hex digits of the SHA-256 of a content.
pub fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file unless its content is unchanged, so that watchers are not triggered. A reader never sees a partial
/// file.
pub fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    let mut half = path.as_os_str().to_owned();
    half.push(".part");
    fs::write(&half, content)
        .and_then(|()| fs::rename(&half, path))
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// Creates the folder and its parents.
pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("the folder {} cannot be made", path.display()))
}

/// The names in a folder with this ending, sorted. Empty if the folder does not exist.
pub fn list(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_file() && path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn cache() -> Result<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("KLANKBORD_CACHE")
        .or_else(|| named("XDG_CACHE_HOME").map(|folder| folder.join("klankbord")))
        .or_else(|| named("HOME").map(|folder| folder.join(".cache").join("klankbord")))
        .context("no folder to cache in: set HOME or KLANKBORD_CACHE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_is_the_start_of_sha256() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea");
    }

    #[test]
    fn an_unchanged_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_if_changed(&path, b"one").unwrap();
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        write_if_changed(&path, b"one").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
        write_if_changed(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(list(folder.path(), "").unwrap(), [path]);
    }
}
