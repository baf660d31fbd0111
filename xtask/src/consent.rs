//! `consent.js` for other websites: bundled by the build of `embed` before the binary that serves it. Its content and
//! its size limit are defined in `embed`.

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

/// Builds the script and returns its path. It is not rebuilt if its sources are unchanged.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let embed = workspace.root.join("embed");
    let script = embed.join("dist/consent.js");
    let stamp_file = embed.join("dist/consent.stamp");
    let sources = sources(&embed)?;
    if fs::read_to_string(&stamp_file).is_ok_and(|done| stamp(&sources, &script).is_some_and(|now| done == now)) {
        return Ok(script);
    }

    setup::ensure(&[Need::Node])?;
    npm::install_for_use(&embed, BUNDLER)?;
    process::run(Command::new("node").arg("build.js").current_dir(&embed))?;
    let stamp = stamp(&sources, &script).with_context(|| format!("the build of embed left no {}", script.display()))?;
    workspace::write_if_changed(&stamp_file, stamp.as_bytes())?;
    Ok(script)
}

/// The hash of the sources.
fn sources(embed: &Path) -> Result<String> {
    let mut files = workspace::list(&embed.join("src"), "")?;
    files.extend(["build.js", "package-lock.json"].map(|name| embed.join(name)));
    let mut all = Vec::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        all.extend(format!("{} {}\n", file.display(), content.len()).into_bytes());
        all.extend(content);
    }
    Ok(workspace::digest(&all))
}

/// The stamp of the sources and the script. A build by hand in `embed` may have left another script.
fn stamp(sources: &str, script: &Path) -> Option<String> {
    Some(format!("{sources} {}", workspace::digest(&fs::read(script).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_source_and_a_changed_script_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let embed = folder.path();
        fs::create_dir(embed.join("src")).unwrap();
        let write = |name: &str, text: &str| fs::write(embed.join(name), text).unwrap();
        for name in ["src/a.js", "src/b.css", "build.js", "package-lock.json", "consent.js"] {
            write(name, "one");
        }
        let now = || stamp(&sources(embed).unwrap(), &embed.join("consent.js")).unwrap();
        let mut seen = vec![now()];
        for name in ["src/a.js", "src/b.css", "src/new.js", "build.js", "package-lock.json", "consent.js"] {
            write(name, "two");
            assert!(!seen.contains(&now()), "{name}");
            seen.push(now());
        }
        write("README.md", "two");
        assert_eq!(seen.last(), Some(&now()), "what the script is not made of");
        fs::remove_file(embed.join("consent.js")).unwrap();
        assert_eq!(stamp("", &embed.join("consent.js")), None);
    }
}
