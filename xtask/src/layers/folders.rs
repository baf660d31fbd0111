//! The limit of files in a folder, and the rooms on every floor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The most files in a folder. A folder with more is several rooms.
const MOST_FILES: usize = 20;

/// The crates that are floors.
const FLOORS: [&str; 4] = ["domain", "store", "app", "server"];

/// Every folder with too many source files. The top of a crate, its `src`, lists the rooms and may have more.
pub fn breaches(sources: &[&Path], tops: &[PathBuf]) -> Vec<String> {
    let mut counts: BTreeMap<&Path, usize> = BTreeMap::new();
    for folder in sources.iter().filter_map(|file| file.parent()) {
        *counts.entry(folder).or_default() += 1;
    }
    let full = counts.into_iter().filter(|(folder, count)| *count > MOST_FILES && !tops.iter().any(|top| top == folder));
    full.map(|(folder, count)| format!("{}: {count} source files, and {MOST_FILES} are the most", folder.display())).collect()
}

/// The names at the top of every floor, as a file or as a folder.
pub fn shared_rooms(sources: &[&Path]) -> BTreeSet<String> {
    let mut floors = FLOORS.iter().map(|floor| rooms(sources, &Path::new(floor).join("src")));
    let first = floors.next().unwrap_or_default();
    floors.fold(first, |shared, floor| &shared & &floor)
}

/// The names at the top of any floor, as a file or as a folder.
pub fn all_rooms(sources: &[&Path]) -> BTreeSet<String> {
    FLOORS.iter().flat_map(|floor| rooms(sources, &Path::new(floor).join("src"))).collect()
}

fn rooms(sources: &[&Path], top: &Path) -> BTreeSet<String> {
    let inside = sources.iter().filter_map(|file| file.strip_prefix(top).ok()?.iter().next());
    let names = inside.map(|name| name.to_string_lossy().trim_end_matches(".rs").to_owned());
    names.filter(|name| name != "lib" && name != "main").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &str, count: usize) -> Vec<PathBuf> {
        (0..count).map(|number| PathBuf::from(format!("{folder}/f{number}.rs"))).collect()
    }

    #[test]
    fn a_folder_must_not_hold_more_than_20_files() {
        let check = |folder: &str, count: usize| {
            let files = files(folder, count);
            let sources: Vec<_> = files.iter().map(PathBuf::as_path).collect();
            breaches(&sources, &[PathBuf::from("app/src")])
        };
        assert!(check("app/src/survey", 20).is_empty());
        assert_eq!(check("app/src/survey", 21), ["app/src/survey: 21 source files, and 20 are the most"]);
        assert_eq!(check("style", 21).len(), 1);
        assert!(check("app/src", 40).is_empty());
    }

    #[test]
    fn a_shared_room_stands_on_every_floor() {
        let files = [
            "domain/src/lib.rs",
            "store/src/lib.rs",
            "app/src/lib.rs",
            "server/src/lib.rs",
            "domain/src/survey.rs",
            "store/src/survey/list.rs",
            "app/src/survey.rs",
            "server/src/survey/page.rs",
            "domain/src/site.rs",
            "store/src/site.rs",
            "app/src/site.rs",
            "server/src/survey/site.rs",
        ];
        let sources: Vec<_> = files.iter().map(Path::new).collect();
        assert_eq!(shared_rooms(&sources), BTreeSet::from(["survey".to_owned()]));
        assert_eq!(all_rooms(&sources), BTreeSet::from(["site", "survey"].map(str::to_owned)));
    }
}
