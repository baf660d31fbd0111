//! `cargo xtask test`: runs every step of the tests in order. It prints the duration of each step, and at the end one
//! line with the result.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args as ClapArgs;

use crate::clock::Moment;
use crate::layers;
use crate::outcome::Outcome;
use crate::rooms::Rooms;
use crate::setup::{self, Need};
use crate::steps::{Scene, Step};
use crate::tally::Tally;
use crate::workspace::Workspace;

/// What `test` takes.
#[derive(ClapArgs)]
pub struct Args {
    /// Leaves out the slow steps: wasm lints, bundles, docs, types and the browser.
    #[arg(long)]
    quick: bool,
    /// Runs a single step.
    #[arg(long, value_name = "STEP", conflicts_with = "quick")]
    only: Option<Step>,
    /// Runs the tests of one room alone, on both databases; may be repeated, or name several with commas between.
    ///
    /// A room is a module at the top of domain, store, app or server, such as `results`. What runs: the unit tests of those four crates
    /// in that module, and the integration tests in a module of that name (`results::saved_views::…`) or in a program of that name.
    /// What does not: tests in documentation, and the browser tests, whose files are named after what people do and not after rooms.
    #[arg(long, value_name = "ROOM", value_delimiter = ',', conflicts_with_all = ["quick", "only"])]
    room: Vec<String>,
    /// Runs the steps that look at a clock, and those alone, as if it were this time when each of their programs starts: 2027-03-28T00:59:30Z,
    /// "2027-02-28 23:59:30" or 2028-02-29, in UTC where no zone is stated. The server, the tests and the browser see that time; compilers and
    /// PostgreSQL, which is asked for no time, see the real one. Needs libfaketime.
    #[arg(long, value_name = "TIME")]
    at: Option<Moment>,
}

struct Entry {
    step: Step,
    outcome: Outcome,
    took: Duration,
}

/// Runs the steps; fails if one did. The last line printed is `N passed, N failed`.
pub fn test(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let steps: Vec<_> = Step::ALL.into_iter().filter(|step| args.wants(*step)).collect();
    if steps.is_empty() {
        bail!("no step that was chosen looks at a clock: leave out --at");
    }
    let rooms = if args.room.is_empty() { None } else { Some(Rooms::choose(&args.room, &layers::rooms(workspace)?)?) };
    let needs: Vec<_> = steps.iter().flat_map(|step| step.needs()).chain(args.at.map(|_| Need::FalseClock)).collect();
    setup::ensure(&needs)?;
    if let Some(clock) = args.at {
        clock.check()?;
    }

    let mut scene = Scene::new(workspace, args.at, rooms)?;
    let mut entries = Vec::new();
    for step in steps {
        println!("\n=== {}", step.title());
        let start = Instant::now();
        let outcome = scene.perform(step).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Outcome::failed()
        });
        let took = start.elapsed();
        println!("--- {} {outcome} in {}", step.title(), seconds(took));
        let stop = outcome.stop;
        entries.push(Entry { step, outcome, took });
        if stop {
            println!("--- nothing after this can succeed: stopping");
            break;
        }
    }
    drop(scene);
    Ok(conclude(&entries, args))
}

impl Args {
    fn wants(&self, step: Step) -> bool {
        let is_chosen = match self.only {
            Some(only) => step == only,
            None if !self.room.is_empty() => step == Step::Tests,
            None => !self.quick || step.is_quick(),
        };
        is_chosen && (self.at.is_none() || step.looks_at_a_clock())
    }

    /// The flags that run one step alone.
    fn again(&self, step: Step) -> String {
        if self.room.is_empty() { format!("--only {}", step.name()) } else { format!("--room {}", self.room.join(",")) }
    }
}

fn conclude(entries: &[Entry], args: &Args) -> ExitCode {
    for Entry { step, outcome, .. } in entries.iter().filter(|entry| !entry.outcome.failures.lines().is_empty()) {
        println!("\n--- what failed in {}", step.title());
        outcome.failures.lines().iter().for_each(|line| println!("{line}"));
    }
    println!();
    let mut sum = Tally::default();
    for Entry { step, outcome, took } in entries {
        println!("{:<36} {:>9}  {outcome}", step.title(), seconds(*took));
        sum += outcome.tally;
    }
    let failed: Vec<_> = entries.iter().filter(|entry| entry.outcome.tally.failed > 0).collect();
    for entry in &failed {
        println!("failed: {} (again with `cargo xtask test {}`)", entry.step.title(), args.again(entry.step));
    }
    println!("{sum}");
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, FromArgMatches as _};

    use super::*;

    fn read(words: &[&str]) -> Result<Args, clap::Error> {
        let command = Args::augment_args(clap::Command::new("test").no_binary_name(true));
        Args::from_arg_matches(&command.try_get_matches_from(words)?)
    }

    #[test]
    fn rooms_are_named_again_and_again_or_with_commas() {
        let args = read(&["--room", "results,site", "--room", "survey"]).unwrap();
        assert_eq!(args.room, ["results", "site", "survey"]);
        assert_eq!(Step::ALL.into_iter().filter(|step| args.wants(*step)).collect::<Vec<_>>(), [Step::Tests]);
        assert_eq!(args.again(Step::Tests), "--room results,site,survey");
        assert_eq!(read(&["--only", "tests"]).unwrap().again(Step::Tests), "--only tests");
    }

    #[test]
    fn rooms_are_neither_a_step_nor_quick() {
        for words in [["--room", "site", "--quick"].as_slice(), &["--room", "site", "--only", "tests"]] {
            assert!(read(words).is_err(), "{words:?}");
        }
    }
}
