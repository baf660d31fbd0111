//! Merged migrations are frozen: a list has the SHA-256 of each, and a listed file must not change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// One line per migration file, as `sha256sum` writes and checks it.
const LIST: &str = "migrations/frozen.txt";
const FOLDER: &str = "migrations/src";

/// Every rule that the migrations below a root break.
pub fn breaches(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let list = std::fs::read_to_string(root.join(LIST)).with_context(|| format!("{LIST} cannot be read"))?;
    let mut present = BTreeMap::new();
    for file in files.iter().filter(|file| is_migration(file)) {
        let content = std::fs::read(root.join(file)).with_context(|| format!("{} cannot be read", file.display()))?;
        present.insert(file.to_string_lossy().into_owned(), sum(&content));
    }
    Ok(compare(&list, &present))
}

/// A file in the folder whose name has the form `m0001_`: Rust or SQL.
fn is_migration(file: &Path) -> bool {
    let name = file.strip_prefix(FOLDER).ok().and_then(Path::to_str).unwrap_or_default();
    let digits = name.strip_prefix('m').and_then(|rest| rest.split_once('_')).map_or("", |(digits, _)| digits);
    digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Compares the list with the hashes of the existing files.
fn compare(list: &str, present: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut listed = BTreeMap::new();
    for (number, line) in list.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let Some((sum, file)) = line.split_once("  ") else {
            found.push(format!("{LIST}:{}: not a SHA-256, two spaces and a file", number + 1));
            continue;
        };
        if listed.insert(file, sum).is_some() {
            found.push(format!("{LIST}:{}: {file} is listed twice", number + 1));
        }
    }
    for (file, sum) in &listed {
        match present.get(*file) {
            None => found.push(format!("{file}: is in {LIST} and missing; a merged migration stays")),
            Some(now) if now != sum => {
                found.push(format!("{file}: changed since it was merged; put it back, and change the schema in a new migration"));
            }
            Some(_) => {}
        }
    }
    for (file, sum) in present.iter().filter(|(file, _)| !listed.contains_key(file.as_str())) {
        found.push(format!("{file}: is not in {LIST}; for a new migration, and for no other, add the line\n{sum}  {file}"));
    }
    found
}

fn sum(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "migrations/src/m0001_start.sql";
    const SECOND: &str = "migrations/src/m0002_more.rs";

    /// The breaches of a tree with these files and a list with these contents.
    fn check(listed: &[(&str, &str)], files: &[(&str, &str)]) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join(FOLDER)).unwrap();
        let list: String = listed.iter().map(|(file, text)| format!("{}  {file}\n", sum(text.as_bytes()))).collect();
        std::fs::write(root.path().join(LIST), list).unwrap();
        for (file, text) in files {
            std::fs::write(root.path().join(file), text).unwrap();
        }
        breaches(root.path(), &files.iter().map(|(file, _)| PathBuf::from(file)).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn frozen_migrations_pass_and_other_files_may_change() {
        let listed = [(FIRST, "a"), (SECOND, "b")];
        let files = [(FIRST, "a"), (SECOND, "b"), ("migrations/src/lib.rs", "c"), ("migrations/src/mod_x.rs", "d")];
        assert_eq!(check(&listed, &files), Vec::<String>::new());
    }

    #[test]
    fn a_changed_migration_is_a_breach() {
        let found = check(&[(FIRST, "a")], &[(FIRST, "a ")]);
        assert!(matches!(found.as_slice(), [one] if one.starts_with(&format!("{FIRST}: changed since"))), "{found:?}");
    }

    #[test]
    fn a_missing_migration_is_a_breach() {
        let found = check(&[(FIRST, "a"), (SECOND, "b")], &[(FIRST, "a")]);
        assert_eq!(found, [format!("{SECOND}: is in {LIST} and missing; a merged migration stays")]);
    }

    #[test]
    fn a_new_migration_is_told_which_line_to_add() {
        let found = check(&[(FIRST, "a")], &[(FIRST, "a"), (SECOND, "abc")]);
        let line = format!("\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  {SECOND}");
        assert!(matches!(found.as_slice(), [one] if one.ends_with(&line)), "{found:?}");
    }

    #[test]
    fn a_list_that_cannot_be_read_is_a_breach() {
        let sum = sum(b"a");
        let present = BTreeMap::from([(FIRST.to_owned(), sum.clone())]);
        let twice = format!("{sum}  {FIRST}\n{sum}  {FIRST}\n");
        assert_eq!(compare(&twice, &present), [format!("{LIST}:2: {FIRST} is listed twice")]);
        assert_eq!(compare(&format!("{sum} {FIRST}\n"), &present).len(), 2);
    }
}
