//! The importing process: started, watched, and ended in one of three ways.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::bench::server;
use crate::process;

/// How often it is looked how far the import is. Each look is a process of its own.
const LOOK: Duration = Duration::from_millis(500);

/// How an import ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself, with all rows.
    Wait,
    /// It is asked to stop.
    Interrupt,
    /// It is killed.
    Kill,
}

/// A running import. It is killed when this value is dropped.
pub struct Import {
    child: Child,
    binary: PathBuf,
    url: String,
    folder: PathBuf,
}

/// What an import said at its end.
pub struct Ended {
    /// Its id.
    pub id: String,
    /// The rows that it and earlier runs added.
    pub added: u64,
    /// The number of steps, and for how many milliseconds the longest held the write lock. A killed one says nothing.
    pub holds: Option<(u64, f64)>,
}

impl Import {
    /// Starts the import of `answers.csv`, or resumes it.
    pub fn start(binary: &Path, url: &str, folder: &Path) -> Result<Self> {
        let mapping = ["--map", "score=satisfaction", "--map", "text=reason", "--id", "id", "--submitted-at", "at"];
        let child = Command::new(binary)
            .args(["import", "--survey", "csat", "--timing"])
            .args(mapping)
            .arg("--provenance")
            .arg(folder.join("provenance.toml"))
            .args(["--database-url", url, "--data-dir"])
            .args([folder.as_os_str(), folder.join("answers.csv").as_os_str()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("import.err"))?)
            .spawn()
            .context("the import cannot be started")?;
        Ok(Self { child, binary: binary.to_owned(), url: url.to_owned(), folder: folder.to_owned() })
    }

    /// Waits until so many rows are stored, and hands the stored rows and the memory of the process in megabytes to `see` in
    /// the meantime. `None` if the import ended before.
    pub fn until(&mut self, rows: u64, mut see: impl FnMut(u64, f64) -> Result<()>) -> Result<Option<u64>> {
        loop {
            if self.child.try_wait()?.is_some() {
                return Ok(None);
            }
            let added = self.listed()?.map_or(0, |(_, added)| added);
            if let Ok(megabytes) = server::memory(self.child.id(), "VmRSS:") {
                see(added, megabytes)?;
            }
            if added >= rows {
                return Ok(Some(added));
            }
            thread::sleep(LOOK);
        }
    }

    /// Ends it. With [`Ending::Wait`] it must succeed; with the others it may have ended by itself before.
    pub fn end(mut self, ending: Ending) -> Result<Ended> {
        match ending {
            Ending::Wait => {}
            Ending::Interrupt => {
                let pid = self.child.id().to_string();
                let _ended_already = process::capture_quietly(Command::new("kill").args(["-INT", &pid]));
            }
            Ending::Kill => {
                let _ended_already = self.child.kill();
            }
        }
        let status = self.child.wait()?;
        let said = fs::read_to_string(self.folder.join("import.err"))?;
        if !is_as_wanted(ending, status, &said) {
            bail!("the import failed ({status}): {}", said.lines().last().unwrap_or_default());
        }
        let (id, added) = self.listed()?.context("the import is not listed")?;
        Ok(Ended { id, added, holds: said.lines().find_map(holds) })
    }

    /// The id of the newest import and the rows that it added.
    fn listed(&self) -> Result<Option<(String, u64)>> {
        Ok(said(&self.binary, &self.url, &self.folder, &["import", "list"])?.lines().next().and_then(listed))
    }
}

impl Drop for Import {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _no_child = self.child.wait();
    }
}

fn is_as_wanted(ending: Ending, status: ExitStatus, said: &str) -> bool {
    match ending {
        Ending::Wait => status.success(),
        Ending::Interrupt => status.success() || said.contains("the same command resumes it"),
        Ending::Kill => true,
    }
}

/// The output of a command of the binary.
pub fn said(binary: &Path, url: &str, folder: &Path, words: &[&str]) -> Result<String> {
    process::capture(Command::new(binary).args(words).args(["--database-url", url, "--data-dir"]).arg(folder))
}

/// The id and the added rows in a line of `import list`.
fn listed(line: &str) -> Option<(String, u64)> {
    let id = line.split_whitespace().next()?;
    let before = line.split(" added").next()?;
    Some((id.to_owned(), before.rsplit(' ').next()?.parse().ok()?))
}

/// The steps and the longest hold in a line of `import --timing`.
fn holds(line: &str) -> Option<(u64, f64)> {
    let (steps, rest) = line.split_once(" steps, the longest held the write lock for ")?;
    Some((steps.rsplit(' ').next()?.parse().ok()?, rest.trim_end().strip_suffix(" ms")?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_binary_are_read() {
        let line = "01a2  csat  answers.csv  2026-01-02T00:00:00Z  running, 12 %: 1000 rows, 120 added, 3 already there";
        assert_eq!(listed(line), Some(("01a2".to_owned(), 120)));
        assert_eq!(listed("there are no imports"), None);
        assert_eq!(holds("written in 812 steps, the longest held the write lock for 11.84 ms"), Some((812, 11.84)));
        assert_eq!(holds("1000 added, 0 already there"), None);
    }

    #[test]
    fn the_binary_says_these_words() {
        let command = include_str!("../../../../server/src/import/command.rs");
        assert!(command.contains(" steps, the longest held the write lock for ") && command.contains("long = \"timing\""));
        let past = include_str!("../../../../server/src/import/past.rs");
        assert!(past.contains("{rows} rows, {added} added, {present} already there"));
    }
}
