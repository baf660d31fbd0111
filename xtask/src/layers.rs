//! The layer rules of ARCHITECTURE.md, checked instead of remembered.

mod dependencies;
mod sources;

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;

/// Fails with every breach at once.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut breaches = dependencies::breaches(&workspace.metadata)?;
    let files = workspace.files()?;
    let mut checked = 0;
    for file in files.iter().filter(|file| sources::is_source(file)) {
        let text = std::fs::read_to_string(workspace.root.join(file))
            .with_context(|| format!("{} cannot be read as text", file.display()))?;
        breaches.extend(sources::breaches(file, &text));
        checked += 1;
    }
    if checked == 0 {
        bail!("git names no source file: is this a clone?");
    }
    if breaches.is_empty() {
        println!("layer rules hold in {checked} source files");
        return Ok(());
    }
    for breach in &breaches {
        eprintln!("{breach}");
    }
    bail!("{} breaches of the layer rules", breaches.len());
}
