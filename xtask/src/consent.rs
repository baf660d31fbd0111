//! `consent.js` for other websites and the files that it loads: bundled by the build of `embed`. The binary that serves
//! them is built after that. Their content and size limit are defined in `embed`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::npm;
use crate::process;
use crate::setup::{self, Need};
use crate::workspace::{self, Workspace};

/// The bundler.
const BUNDLER: &str = "esbuild";
/// The script that pages name.
const SCRIPT: &str = "consent.js";

/// Builds the scripts and returns their paths. They are not rebuilt if their sources are unchanged.
pub fn build(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let embed = workspace.root.join("embed");
    let dist = embed.join("dist");
    let stamp_file = dist.join("consent.stamp");
    let sources = sources(&embed)?;
    if fs::read_to_string(&stamp_file).is_ok_and(|done| stamp(&sources, &dist).is_some_and(|now| done == now)) {
        return scripts(&dist);
    }

    setup::ensure(&[Need::Node])?;
    npm::install_for_use(&embed, BUNDLER)?;
    process::run(Command::new("node").arg("build.js").current_dir(&embed))?;
    let stamp = stamp(&sources, &dist).with_context(|| format!("the build of embed left no {SCRIPT} in {}", dist.display()))?;
    workspace::write_if_changed(&stamp_file, stamp.as_bytes())?;
    scripts(&dist)
}

/// What was built.
fn scripts(dist: &Path) -> Result<Vec<PathBuf>> {
    workspace::list(dist, ".js")
}

/// The hash of the sources.
fn sources(embed: &Path) -> Result<String> {
    let mut files = workspace::list(&embed.join("src"), "")?;
    files.extend(workspace::list(&embed.join("src/later"), "")?);
    files.extend(["build.js", "package-lock.json"].map(|name| embed.join(name)));
    let mut all = Vec::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        all.extend(format!("{} {}\n", file.display(), content.len()).into_bytes());
        all.extend(content);
    }
    Ok(workspace::digest(&all))
}

/// The stamp of the sources and the scripts. A build by hand in `embed` may have left others.
fn stamp(sources: &str, dist: &Path) -> Option<String> {
    let mut all = Vec::new();
    for script in scripts(dist).ok()? {
        all.extend(format!("{}\n", script.display()).into_bytes());
        all.extend(fs::read(script).ok()?);
    }
    dist.join(SCRIPT).is_file().then(|| format!("{sources} {}", workspace::digest(&all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_source_and_a_changed_script_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let embed = folder.path();
        for folder in ["src/later", "dist"] {
            fs::create_dir_all(embed.join(folder)).unwrap();
        }
        let write = |name: &str, text: &str| fs::write(embed.join(name), text).unwrap();
        let scripts = ["dist/consent.js", "dist/consent-a.js"];
        for name in ["src/a.js", "src/b.css", "src/later/a.js", "build.js", "package-lock.json"].iter().chain(&scripts) {
            write(name, "one");
        }
        let now = || stamp(&sources(embed).unwrap(), &embed.join("dist")).unwrap();
        let mut seen = vec![now()];
        let changed =
            ["src/a.js", "src/b.css", "src/new.js", "src/later/a.js", "build.js", "package-lock.json", "dist/consent-b.js"];
        for name in changed.iter().chain(&scripts) {
            write(name, "two");
            assert!(!seen.contains(&now()), "{name}");
            seen.push(now());
        }
        write("README.md", "two");
        assert_eq!(seen.last(), Some(&now()), "what the script is not made of");
        fs::remove_file(embed.join("dist/consent.js")).unwrap();
        assert_eq!(stamp("", &embed.join("dist")), None);
    }
}
