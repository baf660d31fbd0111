//! `cargo xtask …`: run, test and build Klankbord. It knows the structure of the workspace and nothing of the product.
//! No crate imports it and it imports none.

mod bench;
mod binary;
mod bundle;
mod clock;
mod consent;
mod contract;
mod dev;
mod failures;
mod layers;
mod npm;
mod outcome;
mod playwright;
mod postgres;
mod process;
mod prove;
mod rooms;
mod run;
mod setup;
mod site;
mod steps;
mod suites;
mod tally;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::{Flavour, Workspace};

/// Runs, tests and builds Klankbord.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds quickly and serves http://127.0.0.1:3000, with the demo organisation on the very first start.
    Run(run::Args),
    /// Like `run`, and builds and starts again after every change to a file.
    Dev(run::Args),
    /// Checks everything: format, layers, lints, docs, unit, store, HTTP and browser tests.
    Test(test::Args),
    /// Builds the one release binary, all assets inside, and prints its path last.
    Build,
    /// Measures submissions, pages, results and exports on both databases, each beside a raw figure.
    Bench(bench::Args),
    /// Proves what takes long or depends on the speed of the machine, and writes target/proof/NAME.json.
    Prove(prove::Args),
    /// Checks the layer rules: who may import whom, circles of files, full folders, long files, how they open, and that merged
    /// migrations did not change.
    Layers,
    /// Starts a program under a false clock, as `test --at` does.
    #[command(name = clock::TASK, hide = true)]
    UnderClock(clock::Args),
}

fn main() -> ExitCode {
    match perform(Cli::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    if let Task::UnderClock(args) = &task {
        clock::start(args)?;
    }
    let workspace = Workspace::find()?;
    match task {
        Task::Run(args) => run::run(&workspace, &args)?,
        Task::Dev(args) => dev::dev(&workspace, &args)?,
        Task::Test(args) => return test::test(&workspace, &args),
        Task::Build => {
            let binary = binary::build(&workspace, Flavour::Release)?;
            println!("{}", binary.display());
        }
        Task::Bench(args) => bench::bench(&workspace, &args)?,
        Task::Prove(args) => return prove::prove(&workspace, &args),
        Task::Layers => layers::check(&workspace)?,
        Task::UnderClock(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}
