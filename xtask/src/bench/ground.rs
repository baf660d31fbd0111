//! What all measurements stand on: the programs and the folder. It knows no measurement.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// What measurements stand on.
pub struct Ground<'a> {
    /// The release binary.
    pub binary: &'a Path,
    /// The program that does the same by plain SQL.
    pub raw: &'a Path,
    /// Where files may be written.
    pub folder: &'a Path,
    /// PostgreSQL's client, for its own dump.
    pub psql: Option<&'a Path>,
}

/// One figure from the program that works by plain SQL.
pub fn plain(ground: &Ground, what: &str, url: &str, args: &[&str]) -> Result<f64> {
    let printed = process::capture(Command::new(ground.raw).args([what, url]).args(args))?;
    printed.trim().parse().with_context(|| format!("no figure: {printed}"))
}
