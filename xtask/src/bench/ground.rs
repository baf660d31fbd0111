//! The ground of all measurements: the programs and the folder. It knows no measurement.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// The programs and the folder of measurements.
pub struct Ground<'a> {
    /// The release binary.
    pub binary: &'a Path,
    /// The program that does the same work with plain SQL.
    pub raw: &'a Path,
    /// The folder for files.
    pub folder: &'a Path,
    /// PostgreSQL's client, for its own dump.
    pub psql: Option<&'a Path>,
}

/// One figure of the program with plain SQL.
pub fn plain(ground: &Ground, what: &str, url: &str, args: &[&str]) -> Result<f64> {
    let printed = process::capture(Command::new(ground.raw).args([what, url]).args(args))?;
    printed.trim().parse().with_context(|| format!("no figure: {printed}"))
}
