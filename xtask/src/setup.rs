//! The check that the machine has the programs that a task needs, before the long work starts. It installs what it can,
//! and prints one command for the rest.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// The target of all code for browsers.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The oldest supported Node.js: the first with `import.meta.dirname`.
const NODE: (u32, u32) = (20, 11);

/// A requirement of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Rust's standard library for wasm32.
    WasmTarget,
    /// `cargo fmt`.
    Rustfmt,
    /// `cargo clippy`.
    Clippy,
    /// Node.js with npm, not older than [`NODE`].
    Node,
    /// A Chromium for Playwright.
    Chromium,
    /// PostgreSQL's server programs.
    Postgres,
    /// Python with virtual environments.
    Python,
    /// libfaketime.
    FalseClock,
}

/// Meets every need, or fails with the one command that does.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let mut needs = needs.to_vec();
    needs.sort();
    needs.dedup();
    needs.retain(|need| !need.met());
    if needs.is_empty() {
        return Ok(());
    }

    let root = is_debian() && is_root();
    let mut by_hand = Vec::new();
    let rustup: Vec<_> = needs.iter().filter_map(|need| need.rustup()).collect();
    for arguments in rustup {
        eprintln!("adding what is missing: rustup {}", arguments.join(" "));
        if process::run(Command::new("rustup").args(arguments)).is_err() {
            by_hand.push(format!("rustup {}", arguments.join(" ")));
        }
    }
    let packages: Vec<_> = needs.iter().filter_map(|need| need.debian()).collect();
    if !packages.is_empty() {
        if root {
            eprintln!("adding what is missing: apt-get install {}", packages.join(" "));
            process::run(apt().arg("update"))?;
            process::run(apt().args(["install", "-y"]).args(&packages))?;
        } else if is_debian() {
            by_hand.push(format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" ")));
        } else {
            by_hand.push(format!("your package manager for: {}", packages.join(" ")));
        }
    }

    needs.retain(|need| !need.met());
    if needs.contains(&Need::Node) {
        bail!("Node.js {}.{} or newer, with npm, is missing: install it first (see README.md)", NODE.0, NODE.1);
    }
    if !by_hand.is_empty() {
        bail!("something is missing; please run\n\n    {}\n", by_hand.join(" && "));
    }
    if !needs.is_empty() {
        bail!("still missing after installing: {needs:?}; set CHROMIUM or KLANKBORD_POSTGRES_BIN when they are elsewhere");
    }
    Ok(())
}

/// The Chromium for tests: `CHROMIUM`, else the first on `PATH`.
pub fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(process::which))
}

/// The folder of `initdb` and `pg_ctl`: `KLANKBORD_POSTGRES_BIN`, `PATH`, else the newest version in Debian's folder.
pub fn postgres_programs() -> Option<PathBuf> {
    let holds = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let named = env::var_os("KLANKBORD_POSTGRES_BIN").map(PathBuf::from).filter(holds);
    let on_path = || process::which("initdb")?.parent().map(Path::to_path_buf).filter(holds);
    let debian = || {
        let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        let folders = versions.flatten().map(|version| version.path().join("bin")).filter(holds);
        folders.max_by_key(|folder| major_version(folder))
    };
    named.or_else(on_path).or_else(debian)
}

/// PostgreSQL's client: on `PATH`, else next to the server's programs.
pub fn psql() -> Option<PathBuf> {
    process::which("psql").or_else(|| postgres_programs().map(|folder| folder.join("psql")))
}

/// The library of the false clock, in Debian's place.
pub fn faketime() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.flatten();
    folders.map(|folder| folder.path().join("faketime/libfaketime.so.1")).find(|library| library.is_file())
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

impl Need {
    fn met(self) -> bool {
        match self {
            Self::WasmTarget => wasm_target().unwrap_or(false),
            Self::Rustfmt => process::succeeds(Command::new("cargo").args(["fmt", "--version"])),
            Self::Clippy => process::succeeds(Command::new("cargo").args(["clippy", "--version"])),
            Self::Node => node().is_some_and(|version| version >= NODE) && process::which("npm").is_some(),
            Self::Chromium => chromium().is_some(),
            Self::Postgres => postgres_programs().is_some(),
            Self::Python => process::succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"])),
            Self::FalseClock => faketime().is_some(),
        }
    }

    fn rustup(self) -> Option<[&'static str; 3]> {
        match self {
            Self::WasmTarget => Some(["target", "add", WASM]),
            Self::Rustfmt => Some(["component", "add", "rustfmt"]),
            Self::Clippy => Some(["component", "add", "clippy"]),
            Self::Node | Self::Chromium | Self::Postgres | Self::Python | Self::FalseClock => None,
        }
    }

    fn debian(self) -> Option<&'static str> {
        match self {
            Self::Chromium => Some("chromium"),
            Self::Postgres => Some("postgresql"),
            Self::Python => Some("python3-venv"),
            Self::FalseClock => Some("libfaketime"),
            Self::WasmTarget | Self::Rustfmt | Self::Clippy | Self::Node => None,
        }
    }
}

fn node() -> Option<(u32, u32)> {
    process::which("node")?;
    node_version(&process::capture(Command::new("node").arg("--version")).ok()?)
}

/// Reads `v20.19.5`.
fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn wasm_target() -> Result<bool> {
    let mut command = Command::new("rustc");
    let folder = process::capture(command.args(["--print", "target-libdir", "--target", WASM]))?;
    let entries = std::fs::read_dir(folder.trim()).context("no such target")?;
    Ok(entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-")))
}

fn major_version(bin: &Path) -> u32 {
    let name = bin.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").is_file() && process::which("apt-get").is_some()
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_as_good_as_none() {
        assert_eq!(node_version("v20.11.0\n"), Some(NODE));
        assert!(node_version("v18.20.4").unwrap() < NODE && node_version("v20.9.0").unwrap() < NODE);
        assert!(node_version("v22.1.0").unwrap() > NODE);
        assert_eq!(node_version("command not found"), None);
    }

    #[test]
    fn the_newest_postgres_is_the_greatest_number_not_the_greatest_word() {
        let newest = ["9", "17", "15"].map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")));
        let newest = newest.iter().max_by_key(|folder| major_version(folder));
        assert_eq!(newest, Some(&PathBuf::from("/usr/lib/postgresql/17/bin")));
    }
}
