//! The test programs of cargo: building, listing and running all tests or selected ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::clock::Moment;
use crate::failures::Failures;
use crate::outcome::Outcome;
use crate::process;
use crate::tally::Tally;
use crate::workspace::{Flavour, Workspace};

/// `frontend` is for browsers only. In the same native build it would enable rendering and hydration in `app` at once.
pub const NATIVE: [&str; 3] = ["--workspace", "--exclude", "frontend"];

/// The environment variable with the address of a PostgreSQL for the tests.
pub const POSTGRES_URL: &str = "KLANKBORD_TEST_POSTGRES_URL";

/// The kind of a test program. Programs with the same target name in several crates count as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The libraries with their unit tests.
    Libraries,
    /// A folder or file in `tests/`, by its name.
    Integration(String),
}

/// The names of selected tests, by target.
pub type Chosen = BTreeMap<Target, BTreeSet<String>>;

/// A test program that was built.
struct Program {
    target: Target,
    executable: PathBuf,
}

impl Target {
    fn arguments(&self) -> Vec<&str> {
        match self {
            Self::Libraries => vec!["--lib"],
            Self::Integration(name) => vec!["--test", name],
        }
    }
}

/// Builds the unit tests of libraries and the integration tests, and selects tests by target and path. Programs such as
/// xtask itself are left out.
pub fn choose(workspace: &Workspace, wanted: impl Fn(&Target, &str) -> bool) -> Result<Chosen> {
    let mut chosen = Chosen::new();
    for Program { target, executable } in build(workspace)? {
        let listed = process::capture(Command::new(&executable).args(["--list", "--format", "terse"]))?;
        let names: Vec<_> = tests(&listed).filter(|name| wanted(&target, name)).map(str::to_owned).collect();
        if !names.is_empty() {
            chosen.entry(target).or_default().extend(names);
        }
    }
    Ok(chosen)
}

/// Builds all tests.
pub fn build_all(workspace: &Workspace) -> Result<()> {
    process::run(cargo_test(workspace).arg("--no-run"))
}

/// Runs all tests, including those in documentation.
pub fn run_all(workspace: &Workspace, clock: Option<Moment>, postgres: &str) -> Result<Outcome> {
    let mut cargo = prepared(workspace, clock, postgres)?;
    stream(cargo.arg("--no-fail-fast"))
}

/// Runs only the selected tests. `environment` has their variables besides the address of PostgreSQL.
pub fn run(
    workspace: &Workspace,
    chosen: &Chosen,
    clock: Option<Moment>,
    postgres: &str,
    environment: &[(&str, String)],
) -> Result<Outcome> {
    let mut sum = Outcome::none();
    for (target, names) in chosen {
        let mut cargo = prepared(workspace, clock, postgres)?;
        cargo.arg("--no-fail-fast").args(target.arguments()).args(["--", "--exact"]).args(names);
        for (name, value) in environment {
            cargo.env(name, value);
        }
        sum.add(stream(&mut cargo)?);
    }
    Ok(sum)
}

/// `cargo test`, always with the same packages. Another set of packages has other features, and would compile again.
fn cargo_test(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo(Flavour::Dev);
    cargo.arg("test").args(NATIVE);
    cargo
}

fn prepared(workspace: &Workspace, clock: Option<Moment>, postgres: &str) -> Result<Command> {
    let mut cargo = cargo_test(workspace);
    if let Some(clock) = clock {
        let runner = serde_json::to_string(&clock.runner()?)?;
        cargo.args(["--config", &format!("target.'cfg(all())'.runner = {runner}")]);
    }
    cargo.env(POSTGRES_URL, postgres);
    Ok(cargo)
}

fn stream(cargo: &mut Command) -> Result<Outcome> {
    let mut tally = Tally::default();
    let mut failures = Failures::default();
    let status = process::stream(cargo, |line| {
        tally += Tally::of_cargo(line);
        failures.hear_cargo(line);
    })?;
    Ok(Outcome::of_tests(status, tally, failures))
}

fn build(workspace: &Workspace) -> Result<Vec<Program>> {
    let mut cargo = cargo_test(workspace);
    cargo.args(["--lib", "--test", "*", "--no-run", "--message-format", "json-render-diagnostics"]);
    let messages = process::capture(&mut cargo)?;
    let mut programs = Vec::new();
    for message in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(message).context("cargo printed something other than JSON")?;
        programs.extend(program(&message));
    }
    if programs.is_empty() {
        bail!("cargo built no test program");
    }
    Ok(programs)
}

/// The test program in a message of cargo, if any.
fn program(message: &Value) -> Option<Program> {
    let executable = PathBuf::from(message["executable"].as_str()?);
    let target = &message["target"];
    let kinds: Vec<_> = target["kind"].as_array()?.iter().filter_map(Value::as_str).collect();
    let target = match kinds.as_slice() {
        ["test"] => Target::Integration(target["name"].as_str()?.to_owned()),
        // The tested binary is built as well, for the integration tests.
        kinds if kinds.contains(&"bin") => return None,
        _ => Target::Libraries,
    };
    Some(Program { target, executable })
}

/// The names in the list of a test program: `results::scoring::tests::golden: test`.
fn tests(listed: &str) -> impl Iterator<Item = &str> {
    listed.lines().filter_map(|line| line.strip_suffix(": test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tests_are_taken_from_a_list() {
        let listed = "results::tests::golden: test\nspeed: benchmark\n\n2 tests, 1 benchmark\nsites::a: test\n";
        assert_eq!(tests(listed).collect::<Vec<_>>(), ["results::tests::golden", "sites::a"]);
    }

    #[test]
    fn a_message_tells_of_a_test_program() {
        let read = |text: &str| program(&serde_json::from_str(text).unwrap()).map(|program| program.target);
        let message = |kind: &str| format!(r#"{{"target":{{"kind":["{kind}"],"name":"http"}},"executable":"/t/http-1"}}"#);
        assert_eq!(read(&message("test")), Some(Target::Integration("http".to_owned())));
        assert_eq!(read(&message("lib")), Some(Target::Libraries));
        assert_eq!(read(&message("bin")), None);
        assert_eq!(read(r#"{"target":{"kind":["lib"],"name":"domain"},"executable":null}"#), None);
        assert_eq!(read(r#"{"reason":"build-finished","success":true}"#), None);
    }

    #[test]
    fn a_target_is_named_to_cargo() {
        assert_eq!(Target::Libraries.arguments(), ["--lib"]);
        assert_eq!(Target::Integration("http".to_owned()).arguments(), ["--test", "http"]);
    }
}
