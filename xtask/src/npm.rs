//! What comes from npm: the tools of a release build, kept in the cache folder under the hash of their lock file, and the
//! modules of the browser tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::workspace::{self, Workspace};

const PACKAGE: &str = include_str!("../npm/package.json");
const LOCK: &str = include_str!("../npm/package-lock.json");

/// The folder of `wasm-opt` and `esbuild`, installed on first use.
pub fn tools(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.cache.join(format!("npm-{}", version()));
    workspace::create_folder(&folder)?;
    workspace::write_if_changed(&folder.join("package.json"), PACKAGE.as_bytes())?;
    workspace::write_if_changed(&folder.join("package-lock.json"), LOCK.as_bytes())?;
    install(&folder)?;
    Ok(folder.join("node_modules").join(".bin"))
}

/// What tells one set of tools from another.
pub fn version() -> String {
    workspace::digest(LOCK.as_bytes())
}

/// Installs what the folder's lock file names, unless that was done before.
pub fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = std::fs::read(&lock).with_context(|| format!("{} cannot be read; `npm install` writes it", lock.display()))?;
    let stamp = folder.join("node_modules").join(".klankbord-stamp");
    let version = workspace::digest(&lock);
    if std::fs::read_to_string(&stamp).is_ok_and(|done| done == version) {
        return Ok(());
    }
    eprintln!("installing npm modules in {}", folder.display());
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(npm.current_dir(folder))?;
    workspace::write_if_changed(&stamp, version.as_bytes())
}
