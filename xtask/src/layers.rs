//! The check of the layer rules of ARCHITECTURE.md.

mod circles;
mod dependencies;
mod folders;
mod frozen;
mod imports;
mod modules;
mod sources;
mod visibility;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use proc_macro2::TokenStream;
use serde_json::Value;

use crate::workspace::Workspace;

use modules::Modules;

/// Prints all breaches, and fails if there is one.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut files = Vec::new();
    let all = workspace.files()?;
    let frozen = frozen::breaches(&workspace.root, &all)?;
    for file in all.into_iter().filter(|file| sources::is_source(file)) {
        let text = std::fs::read_to_string(workspace.root.join(&file))
            .with_context(|| format!("{} cannot be read as text", file.display()))?;
        files.push((file, text));
    }
    if files.is_empty() {
        bail!("git names no source file: is this a clone?");
    }
    let mut report = Report { breaches: dependencies::breaches(&workspace.metadata)?, ..Report::default() };
    report.read(&files, &tops(workspace)?)?;
    report.breaches.extend(frozen);
    print!("{}", report.text());
    if !report.breaches.is_empty() {
        bail!("{} breaches of the layer rules", report.breaches.len());
    }
    println!("layer rules hold in {} source files", files.len());
    Ok(())
}

/// The rooms of the four floors: the modules at the top of their crates.
pub fn rooms(workspace: &Workspace) -> Result<BTreeSet<String>> {
    let files = workspace.files()?;
    let sources: Vec<_> = files.iter().map(PathBuf::as_path).filter(|file| sources::is_source(file)).collect();
    Ok(folders::all_rooms(&sources))
}

/// The result of the check of a tree.
#[derive(Default)]
struct Report {
    /// The breaches, including circles.
    breaches: Vec<String>,
    circles: usize,
    shared_rooms: BTreeSet<String>,
}

impl Report {
    /// Checks the source files with their text; `tops` are the folders `src` of the crates.
    fn read(&mut self, files: &[(PathBuf, String)], tops: &[PathBuf]) -> Result<()> {
        for (file, text) in files {
            self.breaches.extend(sources::breaches(file, text));
        }
        let names: Vec<_> = files.iter().map(|(file, _)| file.as_path()).collect();
        self.breaches.extend(folders::breaches(&names, tops));
        self.shared_rooms = folders::shared_rooms(&names);
        for top in tops {
            self.read_crate(top, files)?;
        }
        Ok(())
    }

    fn read_crate(&mut self, top: &Path, files: &[(PathBuf, String)]) -> Result<()> {
        let mut code = Vec::new();
        for (file, text) in files.iter().filter(|(file, _)| file.extension().is_some_and(|ending| ending == "rs")) {
            let Ok(below) = file.strip_prefix(top) else { continue };
            let tokens: TokenStream = text.parse().map_err(|error| anyhow!("{} is not Rust: {error}", file.display()))?;
            self.breaches.extend(visibility::breaches(&file.to_string_lossy(), &tokens));
            code.push((below.to_string_lossy().into_owned(), tokens));
        }
        let edges = Modules::read(&code).edges();
        for (file, names) in &edges.through_root {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let file = top.join(file);
            let names = names.join(", ");
            self.breaches
                .push(format!("{}: takes {names} from the crate's root; import from the room that defines it", file.display()));
        }
        for circle in circles::circles(&edges.names) {
            let folder = circle.folder.iter().fold(top.to_owned(), |folder, name| folder.join(name));
            self.breaches.push(format!("{}: {circle}", folder.display()));
            self.circles += 1;
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = self.breaches.iter().fold(String::new(), |text, breach| text + breach + "\n");
        let rooms: Vec<_> = self.shared_rooms.iter().map(String::as_str).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "rooms on all four floors: {} ({})", rooms.len(), rooms.join(", "));
        let _ = writeln!(text, "circles: {}", self.circles);
        text
    }
}

/// The folder `src` of each crate, relative to the root.
fn tops(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let packages = workspace.metadata["packages"].as_array().into_iter().flatten();
    let manifests = packages.filter_map(|package: &Value| package["manifest_path"].as_str());
    let mut tops = manifests
        .map(|manifest| {
            let folder = Path::new(manifest).parent().and_then(|folder| folder.strip_prefix(&workspace.root).ok());
            folder.map(|folder| folder.join("src")).with_context(|| format!("{manifest} is outside the workspace"))
        })
        .collect::<Result<Vec<_>>>()?;
    tops.sort();
    Ok(tops)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(files: &[(&str, &str)]) -> Report {
        let files: Vec<_> = files.iter().map(|(file, text)| (PathBuf::from(file), format!("//! What it is.\n{text}"))).collect();
        let mut report = Report::default();
        report.read(&files, &["app/src", "store/src"].map(PathBuf::from)).unwrap();
        report
    }

    #[test]
    fn a_good_tree_passes() {
        let report = report(&[
            ("app/src/lib.rs", "mod form;\nmod survey;\npub use survey::Survey;"),
            ("app/src/survey.rs", "mod list;\npub use list::List;\npub struct Survey;"),
            ("app/src/survey/list.rs", "use super::Survey;\nuse crate::form::Form;\npub struct List(Survey, Form);"),
            ("app/src/form.rs", "pub struct Form;\n#[cfg(test)]\nmod tests {\n    use crate::survey::Survey;\n}"),
            ("app/tests/form.rs", "use crate::form;"),
        ]);
        assert_eq!(report.text(), "rooms on all four floors: 0 ()\ncircles: 0\n");
    }

    #[test]
    fn each_rule_can_fail() {
        let report = report(&[
            ("app/src/lib.rs", "mod form;\nmod survey;\npub use survey::Survey;"),
            ("app/src/survey.rs", "use crate::form::Form;"),
            ("app/src/form.rs", "use crate::Survey;\npub(in super) struct Form;"),
            ("store/src/survey.rs", "pub fn read() -> Result<(), DbErr> {}"),
        ]);
        assert_eq!(
            report.text(),
            "store/src/survey.rs:2: `DbErr` in the store's public API
app/src/form.rs: 1 × `pub(in …)`; use `pub`, `pub(crate)`, `pub(super)` or nothing
app/src/form.rs: takes Survey from the crate's root; import from the room that defines it
app/src: circle of 2: form, survey
    form -> survey: form.rs -> survey.rs (Survey)
    survey -> form: survey.rs -> form.rs (Form)
rooms on all four floors: 0 ()
circles: 1
"
        );
    }

    #[test]
    fn rooms_of_two_crates_are_no_circle() {
        let report = report(&[("app/src/a.rs", "use crate::b::X;"), ("store/src/b.rs", "use crate::a::X;")]);
        assert_eq!(report.circles, 0);
    }
}
