//! The binary, `klankbord`, with its assets inside.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::process;
use crate::site;
use crate::suites::NATIVE;
use crate::workspace::{Flavour, Workspace};

/// The integration tests that run the binary.
const TESTED_BY: &str = "cli";

/// Builds the assets, then the binary around them, and returns its path.
pub fn build(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    let assets = site::build(workspace, flavour)?;
    let binary = compile(workspace, flavour)?;
    if flavour == Flavour::Release {
        site::report(&assets);
        let size = std::fs::metadata(&binary).with_context(|| format!("cargo built no {}", binary.display()))?.len();
        println!("klankbord: {:.1} MB", size as f64 / 1e6);
    }
    Ok(binary)
}

/// Builds the assets, then the binary with the features of the integration tests. Development dependencies add features
/// to other crates, so a build without them would compile those crates, and all that depend on them, a second time.
pub fn build_as_tested(workspace: &Workspace) -> Result<PathBuf> {
    site::build(workspace, Flavour::Dev)?;
    let mut cargo = workspace.cargo(Flavour::Dev);
    process::run(cargo.arg("build").args(NATIVE).args(["--bin", "klankbord", "--test", TESTED_BY]))?;
    Ok(path(workspace, Flavour::Dev))
}

/// Builds the binary with the existing assets.
pub fn compile(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    let mut cargo = workspace.cargo(flavour);
    cargo.args(["build", "--package", "server", "--bin", "klankbord"]);
    if flavour == Flavour::Release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)?;
    Ok(path(workspace, flavour))
}

fn path(workspace: &Workspace, flavour: Flavour) -> PathBuf {
    let folder = match flavour {
        Flavour::Dev => "debug",
        Flavour::Release => "release",
    };
    workspace.target.join(folder).join(format!("klankbord{EXE_SUFFIX}"))
}

/// Builds the program that does the work of the binary with plain SQL, for benchmarks.
pub fn build_raw(workspace: &Workspace) -> Result<PathBuf> {
    process::run(workspace.cargo(Flavour::Release).args(["build", "--release", "--package", "store", "--example", "raw"]))?;
    Ok(workspace.target.join("release/examples").join(format!("raw{EXE_SUFFIX}")))
}
