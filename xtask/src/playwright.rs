//! Playwright: starting its tests, and reading its output.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::clock::Moment;
use crate::failures::Failures;
use crate::npm;
use crate::outcome::Outcome;
use crate::process;
use crate::setup;
use crate::tally::Tally;

/// A command that runs all tests of a folder.
pub fn command(folder: &Path, clock: Option<Moment>) -> Result<Command> {
    npm::install(folder)?;
    let chromium = setup::chromium().context("Chromium is gone since the test run began")?;
    let mut playwright = Moment::command(clock, &folder.join("node_modules/.bin/playwright"))?;
    playwright.arg("test").current_dir(folder).env("CHROMIUM", chromium);
    Ok(playwright)
}

/// Runs the command, and passes each line to `see` as well.
pub fn run(playwright: &mut Command, mut see: impl FnMut(&str)) -> Result<Outcome> {
    let mut tally = Tally::default();
    let mut failures = Failures::default();
    let status = process::stream(playwright, |line| {
        tally += Tally::of_playwright(line);
        failures.hear_playwright(line);
        see(line);
    })?;
    if status.success() && tally == Tally::default() {
        bail!("Playwright ran no test");
    }
    Ok(Outcome::of_tests(status, tally, failures))
}
