//! `cargo xtask prove NAME`: proofs that take long, or whose verdict depends on the clock of the machine.
//!
//! They are not part of `cargo xtask test`, whose tests pass or fail independently of the machine's speed and load.
//! Each proof writes its result to `target/proof/NAME.json`, also if it fails.

mod import;
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
    /// The rounds of `faults` and `upgrade`. Fewer than ten are a sample.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    rounds: u64,
    #[command(flatten)]
    import: import::Settings,
}

/// What can be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Proof {
    /// How long `consent.js` keeps the thread of a page, in Chromium at a quarter of its speed: no task is long.
    Speed,
    /// No acknowledged answer is lost, on both databases: in each round the server is killed at another moment under load and
    /// during erasures, and so are an import, an export, a backup and an upgrade. PostgreSQL goes away and freezes, the disk is full or
    /// read-only, the clock wrong, connections idle or slow.
    Faults,
    /// The kept databases of earlier versions are upgraded with the same counts, receipts and proofs, on both databases, and an
    /// upgrade that is killed is done or not begun: each round is killed at another moment.
    Upgrade,
    /// A million rows are imported beside 20 answers a second: nobody waits for it, memory is flat, it is killed, resumed and
    /// undone.
    Import,
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
    let outcome = args.name.perform(workspace, args, &mut record.figures);
    record.end(outcome);
    record.write(&file)?;
    println!("{record}, written to {}", file.display());
    Ok(if record.verdict == Verdict::Passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Proof {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn perform(self, workspace: &Workspace, args: &Args, figures: &mut Figures) -> Result<()> {
        let seed = args.seed;
        match self {
            Self::Speed => speed::prove(workspace, figures),
            Self::Faults => rounds::prove(workspace, &[rounds::DURABILITY, rounds::UPGRADE], seed, args.rounds, figures),
            Self::Upgrade => rounds::prove(workspace, &[rounds::UPGRADE], seed, args.rounds, figures),
            Self::Import => import::prove(workspace, seed, &args.import, figures),
            Self::Rows => rows::prove(workspace, seed, figures),
            Self::Release => release::prove(workspace, figures),
        }
    }
}
