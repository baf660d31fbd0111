//! `release`: the release binary alone in an empty folder, without its sources.

use std::collections::BTreeSet;
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::record::Figures;
use crate::bench::{load, server};
use crate::binary;
use crate::setup::{self, Need};
use crate::workspace::{Flavour, Workspace};

/// Pages of the demo for each audience, and the script for other websites.
const PAGES: [&str; 5] = ["/s/nps", "/cookies", "/sign-in", "/api/docs", "/consent.js"];

/// Builds as `cargo xtask build` does, copies the file to another folder, and starts it there with an empty
/// environment.
pub fn prove(workspace: &Workspace, figures: &mut Figures) -> Result<()> {
    setup::ensure(&[Need::WasmTarget, Need::Node])?;
    let built = binary::build(workspace, Flavour::Release)?;
    let folder = tempfile::tempdir().context("no folder to start in")?;
    let folder = folder.path();
    let binary = folder.join(format!("klankbord{EXE_SUFFIX}"));
    let bytes = fs::copy(&built, &binary).with_context(|| format!("{} cannot be copied", built.display()))?;
    figures.set("binary_bytes", bytes);

    let url = format!("sqlite://{}/klankbord.db?mode=rwc", folder.display());
    server::run(&binary, &url, folder, &["demo"])?;
    let mut command = Command::new(&binary);
    command.env_clear().current_dir(folder);
    let begun = Instant::now();
    let server = server::Server::start_as(command, &url, folder)?;
    figures.set("ready_after_seconds", begun.elapsed().as_secs_f64());

    let mut assets = BTreeSet::new();
    for path in PAGES {
        let page = get(&server.address, path)?;
        assets.extend(links(&page).map(str::to_owned));
    }
    if assets.is_empty() {
        bail!("no page names an asset");
    }
    for path in &assets {
        get(&server.address, path)?;
    }
    figures.set("pages", PAGES.len());
    figures.set("assets", assets.len());
    figures.set("resident_mb", server.resident()?);
    Ok(())
}

/// The content of a page, which must exist.
fn get(host: &str, path: &str) -> Result<String> {
    let (status, text) = load::page(host, path)?;
    if status != 200 || text.is_empty() {
        bail!("GET {path} was answered with {status} and {} bytes", text.len());
    }
    Ok(text)
}

/// The addresses of assets in the attributes of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split('"').filter(|part| part.starts_with("/assets/") && !part.contains(['<', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assets_of_a_page_are_found() {
        let page =
            r#"<link rel="stylesheet" href="/assets/public-1a.css"><a href="/s/nps">/assets/</a><script src="/assets/a.js">"#;
        assert_eq!(links(page).collect::<Vec<_>>(), ["/assets/public-1a.css", "/assets/a.js"]);
    }
}
