//! The ground a benchmark stands on: the release binary and a PostgreSQL that keeps its word. What is measured, and how, is
//! not decided here.
#![expect(dead_code, reason = "the command is registered together with its driver")]

use std::path::PathBuf;

use anyhow::Result;

use crate::binary;
use crate::postgres::{Durability, Postgres};
use crate::setup::{self, Need};
use crate::workspace::{Flavour, Workspace};

/// Both stay for as long as this value does.
pub struct Ground {
    /// The release binary.
    pub binary: PathBuf,
    /// Acknowledged means on disk.
    pub postgres: Postgres,
}

/// Builds the release binary as `cargo xtask build` does and starts PostgreSQL with `fsync` on.
pub fn prepare(workspace: &Workspace) -> Result<Ground> {
    setup::ensure(&[Need::WasmTarget, Need::Node, Need::Postgres])?;
    let binary = binary::build(workspace, Flavour::Release)?;
    Ok(Ground { binary, postgres: Postgres::start(Durability::OnDisk)? })
}
