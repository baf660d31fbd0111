//! `cargo xtask bench`: measures the throughput of Klankbord. Each figure is shown next to another of the same run on
//! the same machine: a raw one, one with fewer answers, or one without an export. Only the ratios are valid on another
//! machine. No figure passes or fails.

pub mod exports;
mod ground;
pub mod load;
mod measure;
mod results;
pub mod server;
pub mod session;
pub mod steady;

use anyhow::{Context as _, Result};
use clap::Parser;

use crate::binary;
use crate::postgres::{Durability, Postgres};
use crate::setup::{self, Need};
use crate::workspace::{Flavour, Workspace};

use ground::Ground;

/// What is measured.
#[derive(Parser)]
pub struct Args {
    /// The number of responses in the large database.
    #[arg(long, default_value_t = 1_000_000)]
    large: u64,
    /// How long each load lasts, in seconds.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// The number of connections that send at once.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Only one database: sqlite or postgres.
    #[arg(long)]
    only: Option<String>,
}

/// Builds the release binary as `cargo xtask build` does, starts PostgreSQL with `fsync` on, and measures both
/// databases.
pub fn bench(workspace: &Workspace, args: &Args) -> Result<()> {
    setup::ensure(&[Need::WasmTarget, Need::Node, Need::Postgres])?;
    let binary = binary::build(workspace, Flavour::Release)?;
    let raw = binary::build_raw(workspace)?;
    let folder = tempfile::tempdir_in(&workspace.target)?;
    let wanted = |name: &str| args.only.as_deref().is_none_or(|only| only == name);
    if wanted("sqlite") {
        let url = |name: &str| format!("sqlite://{}/{name}.db?mode=rwc", folder.path().display());
        let ground = Ground { binary: &binary, raw: &raw, folder: folder.path(), psql: None };
        measure::database("SQLite", &ground, &url, args)?;
    }
    if wanted("postgres") {
        let postgres = Postgres::start(Durability::OnDisk)?;
        let psql = setup::psql().context("PostgreSQL's client `psql` is missing")?;
        for name in ["small", "medium", "large", "plain"] {
            postgres.create(name)?;
        }
        let url = |name: &str| postgres.address(name);
        let ground = Ground { binary: &binary, raw: &raw, folder: folder.path(), psql: Some(&psql) };
        measure::database("PostgreSQL", &ground, &url, args)?;
    }
    Ok(())
}
