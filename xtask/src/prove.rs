//! `cargo xtask prove NAME`: proofs that take long, or whose verdict depends on the clock of the machine.
//!
//! They are not part of `cargo xtask test`, whose tests pass or fail independently of the machine's speed and load.
//! Each proof writes its result to `target/proof/NAME.json`, also if it fails.

mod machine;
mod record;
mod release;
mod rounds;
mod rows;
mod seed;
mod speed;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use crate::workspace::{self, Workspace};

use record::{Figures, Record, Verdict};

/// What `prove` takes.
#[derive(ClapArgs)]
pub struct Args {
    /// The proof.
    name: Proof,
    /// The number from which a proof makes its choices, so that it can be repeated. `speed` and `release` choose nothing.
    #[arg(long, value_name = "N", default_value_t = 7)]
    seed: u64,
}

/// What can be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Proof {
    /// How long `consent.js` keeps the thread of a page, in Chromium at a quarter of its speed: no task is long.
    Speed,
    /// No acknowledged answer is lost, on both databases: in each of 20 rounds the server is killed at another moment, and
    /// PostgreSQL goes away.
    Faults,
    /// The kept databases of earlier versions are upgraded with the same counts, receipts and proofs, on both databases, and an
    /// upgrade that is killed is done or not begun: 20 rounds, each killed at another moment.
    Upgrade,
    /// A million responses, imported and exported in every format on both databases: all rows are there, and memory does not grow with them.
    Rows,
    /// The release binary starts alone in an empty folder, and serves pages, style sheets and scripts.
    Release,
}

/// Performs a proof and writes its record. The last line of output names the verdict and the file.
pub fn prove(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let folder = workspace.target.join("proof");
    workspace::create_folder(&folder)?;
    let file = folder.join(format!("{}.json", args.name.name()));
    let mut record = Record::begin(workspace, args.name.name(), args.seed);
    // An older verdict must not remain for a proof that did not end.
    record.write(&file)?;
    let outcome = args.name.perform(workspace, args.seed, &mut record.figures);
    record.end(outcome);
    record.write(&file)?;
    println!("{record}, written to {}", file.display());
    Ok(if record.verdict == Verdict::Passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Proof {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn perform(self, workspace: &Workspace, seed: u64, figures: &mut Figures) -> Result<()> {
        match self {
            Self::Speed => speed::prove(workspace, figures),
            Self::Faults => rounds::prove(workspace, rounds::DURABILITY, seed, figures),
            Self::Upgrade => rounds::prove(workspace, rounds::UPGRADE, seed, figures),
            Self::Rows => rows::prove(workspace, seed, figures),
            Self::Release => release::prove(workspace, figures),
        }
    }
}
