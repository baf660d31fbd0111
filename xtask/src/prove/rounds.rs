//! `faults` and `upgrade`: rounds of the tests of one module, each killing a process at another moment.

use anyhow::{Result, bail};

use super::record::Figures;
use super::seed;
use crate::postgres::{Durability, Postgres};
use crate::setup::{self, Need};
use crate::suites::{self, Chosen};
use crate::workspace::{self, Flavour, Workspace};

/// The environment variable with the seed of a round. Without it the tests always kill at the same moment.
const SEED: &str = "KLANKBORD_PROOF_SEED";

/// The module of the tests that kill processes, and take away disk, database and clock.
pub const DURABILITY: &str = "durability";

/// The module of the tests that upgrade the kept databases of earlier versions, also when the upgrade is killed.
pub const UPGRADE: &str = "upgrade";

/// Runs the tests on SQLite and on PostgreSQL, both with commits that wait for the disk.
pub fn prove(workspace: &Workspace, modules: &[&str], seed: u64, rounds: u64, figures: &mut Figures) -> Result<()> {
    setup::ensure(&[Need::Postgres])?;
    workspace::create_folder(&workspace.site(Flavour::Dev))?;
    let chosen = suites::choose(workspace, |_, test| modules.iter().any(|module| is_of(module, test)))?;
    if chosen.is_empty() {
        bail!("no test lies in a module `{}`", modules.join("` or `"));
    }
    let postgres = Postgres::start(Durability::OnDisk)?;
    figures.set("tests", names(&chosen));
    figures.set("rounds_wanted", rounds);
    let mut passed = 0;
    for round in 0..rounds {
        let seed = seed::number(seed, round);
        println!("\n=== round {} of {rounds}, seed {seed}", round + 1);
        let outcome = suites::run(workspace, &chosen, None, &postgres.url, &[(SEED, seed.to_string())])?;
        passed += outcome.tally.passed;
        figures.set("tests_passed", passed);
        if outcome.tally.failed > 0 {
            bail!("in round {}, with {SEED}={seed}: {}", round + 1, outcome.failures.lines().join("\n"));
        }
        figures.set("rounds_passed", round + 1);
    }
    Ok(())
}

fn is_of(module: &str, test: &str) -> bool {
    test.rsplit_once("::").is_some_and(|(path, _)| path.split("::").any(|part| part == module))
}

fn names(chosen: &Chosen) -> Vec<String> {
    chosen.values().flatten().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modules_are_there() {
        let tests = include_str!("../../../server/tests/cli/main.rs");
        for module in [DURABILITY, UPGRADE] {
            assert!(tests.lines().any(|line| line == format!("mod {module};")), "{module}");
        }
    }

    #[test]
    fn only_tests_of_the_module_are_wanted_wherever_it_lies() {
        for test in ["durability::killed", "response::durability::killed", "durability::sqlite::killed"] {
            assert!(is_of(DURABILITY, test), "{test}");
        }
        for test in ["durability", "response::durability", "my_durability::killed", "response::killed"] {
            assert!(!is_of(DURABILITY, test), "{test}");
        }
    }
}
