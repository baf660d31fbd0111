//! The npm packages that a build and the browser tests use. They are the tools of a release build, and the modules of
//! `embed` and of the browser tests. The tools are kept in the cache folder under the hash of their lock file.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

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

/// The hash that identifies a set of tools.
pub fn version() -> String {
    workspace::digest(LOCK.as_bytes())
}

/// Installs the packages of the folder's lock file, unless that was done before.
pub fn install(folder: &Path) -> Result<()> {
    let lock = lock_of(folder)?;
    let stamp = folder.join("node_modules").join(".klankbord-stamp");
    let version = workspace::digest(&lock);
    if std::fs::read_to_string(&stamp).is_ok_and(|done| done == version) {
        return Ok(());
    }
    ci(folder, &[])?;
    workspace::write_if_changed(&stamp, version.as_bytes())
}

/// Installs a module in the version of the folder's lock file, if it is missing. Then it installs all packages except
/// development dependencies, so that a first page need not wait for browser tests.
pub fn install_for_use(folder: &Path, module: &str) -> Result<()> {
    let wanted: Value = serde_json::from_slice(&lock_of(folder)?).context("a lock file of npm is no JSON")?;
    let wanted = wanted["packages"][format!("node_modules/{module}")]["version"].as_str().map(str::to_owned);
    let present = std::fs::read(folder.join("node_modules").join(module).join("package.json")).ok();
    let present = present.and_then(|text| serde_json::from_slice::<Value>(&text).ok()?["version"].as_str().map(str::to_owned));
    if wanted.is_some() && wanted == present {
        return Ok(());
    }
    ci(folder, &["--omit=dev"])
}

fn lock_of(folder: &Path) -> Result<Vec<u8>> {
    let lock = folder.join("package-lock.json");
    std::fs::read(&lock).with_context(|| format!("{} cannot be read; `npm install` writes it", lock.display()))
}

fn ci(folder: &Path, arguments: &[&str]) -> Result<()> {
    eprintln!("installing npm modules in {}", folder.display());
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(npm.args(arguments).current_dir(folder))
}
