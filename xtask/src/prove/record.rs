//! The record of a proof: its subject, machine, time, verdict and figures.

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::machine;
use crate::workspace::Workspace;

/// The reason in the record while a proof runs. It remains if the proof is interrupted.
const UNFINISHED: &str = "the proof did not come to its end";

/// The figures of a proof, by name. Those measured before a failure are kept.
#[derive(Debug, Default)]
pub struct Figures(Map<String, Value>);

/// The verdict of a proof.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The proven property holds.
    Passed,
    /// It does not, for this reason.
    Failed(String),
}

/// A proof from its start on.
pub struct Record {
    proof: String,
    seed: u64,
    /// The commit, and whether the tree has uncommitted changes. `None` without git.
    source: (Option<String>, Option<bool>),
    machine: Value,
    started_at: Option<String>,
    begun: Instant,
    /// The duration in seconds. `None` before the end.
    duration: Option<f64>,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its figures.
    pub figures: Figures,
}

impl Figures {
    /// Sets a figure, in place of an earlier one with that name.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Record {
    /// Starts a record now.
    pub fn begin(workspace: &Workspace, proof: String, seed: u64) -> Self {
        let git = |arguments: &[&str]| machine::line_of(Command::new("git").args(arguments).current_dir(&workspace.root));
        let changes = git(&["status", "--porcelain"]);
        Self {
            proof,
            seed,
            source: (git(&["rev-parse", "HEAD"]), changes.map(|changes| !changes.is_empty())),
            machine: machine::describe(),
            started_at: machine::line_of(Command::new("date").args(["-u", "+%Y-%m-%dT%H:%M:%SZ"])),
            begun: Instant::now(),
            duration: None,
            verdict: Verdict::Failed(UNFINISHED.to_owned()),
            figures: Figures::default(),
        }
    }

    /// Ends the record now, with this outcome.
    pub fn end(&mut self, outcome: Result<()>) {
        self.duration = Some(self.begun.elapsed().as_secs_f64());
        self.verdict = match outcome {
            Ok(()) => Verdict::Passed,
            Err(error) => Verdict::Failed(format!("{error:#}")),
        };
    }

    /// Writes the record as JSON.
    pub fn write(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.json())? + "\n";
        std::fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))
    }

    fn json(&self) -> Value {
        let (verdict, why) = match &self.verdict {
            Verdict::Passed => ("passed", None),
            Verdict::Failed(why) => ("failed", Some(why)),
        };
        json!({
            "proof": self.proof,
            "verdict": verdict,
            "why": why,
            "seed": self.seed,
            "commit": self.source.0,
            "dirty": self.source.1,
            "machine": self.machine,
            "started_at": self.started_at,
            "duration_seconds": self.duration,
            "figures": self.figures.0,
        })
    }
}

impl fmt::Display for Record {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.verdict {
            Verdict::Passed => write!(out, "{}: passed", self.proof)?,
            Verdict::Failed(why) => write!(out, "{}: FAILED: {}", self.proof, why.lines().next().unwrap_or_default())?,
        }
        write!(out, " (seed {}, {:.1} s)", self.seed, self.duration.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    /// The content of the file of a proof.
    fn written(change: impl FnOnce(&mut Record)) -> Value {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
            target: folder.path().to_owned(),
            cache: folder.path().to_owned(),
            metadata: Value::Null,
        };
        let mut record = Record::begin(&workspace, "rows".to_owned(), 3);
        change(&mut record);
        let file = folder.path().join("rows.json");
        record.write(&file).unwrap();
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    #[test]
    fn a_proof_that_passed() {
        let json = written(|record| {
            record.figures.set("rounds", 20);
            record.end(Ok(()));
        });
        assert_eq!((&json["proof"], &json["verdict"], &json["why"]), (&json!("rows"), &json!("passed"), &Value::Null));
        assert_eq!((&json["seed"], &json["figures"]), (&json!(3), &json!({"rounds": 20})));
        assert!(json["duration_seconds"].is_f64() && json["machine"]["cores"].is_u64());
        let started_at = json["started_at"].as_str().unwrap();
        assert!(started_at.len() == 20 && started_at.ends_with('Z'), "{started_at}");
    }

    #[test]
    fn a_proof_that_failed_says_why_and_keeps_its_figures() {
        let json = written(|record| {
            record.figures.set("rounds", 4);
            record.end(Err(anyhow!("two are lost").context("round 5")));
        });
        assert_eq!((&json["verdict"], &json["why"]), (&json!("failed"), &json!("round 5: two are lost")));
        assert_eq!(json["figures"], json!({"rounds": 4}));
    }

    #[test]
    fn the_last_line_of_a_proof_is_one_line() {
        written(|record| {
            record.end(Err(anyhow!("two are lost\nbacktrace")));
            assert!(record.to_string().starts_with("rows: FAILED: two are lost (seed 3, "), "{record}");
            assert!(!record.to_string().contains('\n'));
        });
    }

    #[test]
    fn a_proof_without_an_end_has_failed() {
        let json = written(|_| {});
        assert_eq!((&json["verdict"], &json["why"]), (&json!("failed"), &json!(UNFINISHED)));
        assert_eq!(json["duration_seconds"], Value::Null);
    }

    #[test]
    fn outside_a_clone_there_is_no_commit() {
        let json = written(|record| record.source = (None, None));
        assert_eq!((&json["commit"], &json["dirty"]), (&Value::Null, &Value::Null));
    }
}
