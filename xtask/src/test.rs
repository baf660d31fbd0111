//! `cargo xtask test`: runs every step of the tests in order. It prints the duration of each step, and at the end one line with
//! the result.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args as ClapArgs;

use crate::clock::Moment;
use crate::setup::{self, Need};
use crate::steps::{Outcome, Scene, Step};
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
    let needs: Vec<_> = steps.iter().flat_map(|step| step.needs()).chain(args.at.map(|_| Need::FalseClock)).collect();
    setup::ensure(&needs)?;
    if let Some(clock) = args.at {
        clock.check()?;
    }

    let mut scene = Scene::new(workspace, args.at)?;
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
    Ok(conclude(&entries))
}

impl Args {
    fn wants(&self, step: Step) -> bool {
        let is_chosen = match self.only {
            Some(only) => step == only,
            None => !self.quick || step.is_quick(),
        };
        is_chosen && (self.at.is_none() || step.looks_at_a_clock())
    }
}

fn conclude(entries: &[Entry]) -> ExitCode {
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
        println!("failed: {} (again with `cargo xtask test --only {}`)", entry.step.title(), entry.step.name());
    }
    println!("{sum}");
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
