//! Circles of files and rooms inside one crate.
//!
//! The units of a folder are its files and sub-folders; a face file `x.rs` and its folder `x/` are one unit. A unit
//! points to another of the same folder if any file of the one names something of any file of the other. Names between
//! a face and the files below it are therefore no arrow, and the root of the crate is no unit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::imports::Path;
use super::modules::path_of;

/// The names that files use of other files, as in [`super::modules::Edges`].
pub type Names = BTreeMap<(String, String), BTreeSet<String>>;

/// Units of one folder that all lead to each other.
#[derive(Debug)]
pub struct Circle {
    /// The folder below `src`; empty for the top.
    pub folder: Path,
    /// The units, sorted.
    pub units: Vec<String>,
    /// The arrows between them, sorted.
    pub arrows: Vec<Arrow>,
}

/// Why one unit points to another.
#[derive(Debug)]
pub struct Arrow {
    from: String,
    to: String,
    /// The first pair of files, and the names that the one uses of the other.
    files: (String, String),
    names: BTreeSet<String>,
    /// How many other pairs there are.
    more: usize,
}

/// Every circle, folder by folder. Two circles of one folder have no unit in common.
pub fn circles(names: &Names) -> Vec<Circle> {
    let mut folders: BTreeMap<Path, Vec<Arrow>> = BTreeMap::new();
    for ((from, to), names) in names {
        let Some((folder, from_unit, to_unit)) = units(&path_of(from), &path_of(to)) else { continue };
        let arrows = folders.entry(folder).or_default();
        if let Some(arrow) = arrows.iter_mut().find(|arrow| arrow.from == from_unit && arrow.to == to_unit) {
            arrow.more += 1;
        } else {
            let files = (from.clone(), to.clone());
            arrows.push(Arrow { from: from_unit, to: to_unit, files, names: names.clone(), more: 0 });
        }
    }
    folders.into_iter().flat_map(|(folder, arrows)| circles_of(&folder, arrows)).collect()
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "circle of {}: {}", self.units.len(), self.units.join(", "))?;
        for Arrow { from, to, files, names, more } in &self.arrows {
            let short = |file: &str| file.split('/').skip(self.folder.len()).collect::<Vec<_>>().join("/");
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            write!(f, "\n    {from} -> {to}: {} -> {} ({})", short(&files.0), short(&files.1), names.join(", "))?;
            if *more > 0 {
                write!(f, " and {more} more")?;
            }
        }
        Ok(())
    }
}

/// The folder in which the paths of two modules part, and the unit of each there. `None` if one is above the other.
fn units(from: &Path, to: &Path) -> Option<(Path, String, String)> {
    let common = from.iter().zip(to).take_while(|(from, to)| from == to).count();
    Some((from[..common].to_vec(), from.get(common)?.clone(), to.get(common)?.clone()))
}

fn circles_of(folder: &Path, arrows: Vec<Arrow>) -> Vec<Circle> {
    let reach: BTreeMap<_, _> = arrows.iter().map(|arrow| (arrow.from.clone(), reachable(&arrow.from, &arrows))).collect();
    let leads = |from: &str, to: &str| reach.get(from).is_some_and(|units| units.contains(to));
    let mut found: BTreeMap<Vec<String>, Vec<Arrow>> = BTreeMap::new();
    for arrow in arrows.into_iter().filter(|arrow| leads(&arrow.to, &arrow.from)) {
        let units = reach[&arrow.from].iter().filter(|unit| leads(unit, &arrow.from)).cloned().collect();
        found.entry(units).or_default().push(arrow);
    }
    let circle = |(units, mut arrows): (_, Vec<Arrow>)| {
        arrows.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        Circle { folder: folder.clone(), units, arrows }
    };
    found.into_iter().map(circle).collect()
}

/// Every unit that can be reached by arrows. The unit itself is among them only in a circle.
fn reachable(unit: &str, arrows: &[Arrow]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut next = vec![unit.to_owned()];
    while let Some(unit) = next.pop() {
        for arrow in arrows.iter().filter(|arrow| arrow.from == unit) {
            if found.insert(arrow.to.clone()) {
                next.push(arrow.to.clone());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(edges: &[(&str, &str)]) -> Names {
        edges.iter().map(|(from, to)| (((*from).to_owned(), (*to).to_owned()), BTreeSet::from(["X".to_owned()]))).collect()
    }

    /// The folder and the units of each circle.
    fn found(edges: &[(&str, &str)]) -> Vec<String> {
        circles(&names(edges)).iter().map(|circle| format!("{}: {}", circle.folder.join("/"), circle.units.join(" "))).collect()
    }

    #[test]
    fn a_tree_without_circles_passes() {
        assert!(found(&[("a.rs", "b.rs"), ("b.rs", "c.rs"), ("a.rs", "c.rs"), ("d/e.rs", "a.rs")]).is_empty());
    }

    #[test]
    fn files_that_lead_to_each_other_are_a_circle() {
        assert_eq!(found(&[("a.rs", "b.rs"), ("b.rs", "a.rs")]), [": a b"]);
        let apart = [("a.rs", "b.rs"), ("b.rs", "c.rs"), ("c.rs", "a.rs"), ("c.rs", "d.rs"), ("d.rs", "e.rs"), ("e.rs", "d.rs")];
        assert_eq!(found(&apart), [": a b c", ": d e"]);
    }

    #[test]
    fn rooms_that_lead_to_each_other_are_a_circle() {
        assert_eq!(found(&[("a/x.rs", "b/y.rs"), ("b/z.rs", "a.rs")]), [": a b"]);
    }

    #[test]
    fn a_circle_inside_a_room_is_found_there() {
        assert_eq!(found(&[("a/b/x.rs", "a/b/y.rs"), ("a/b/y/z.rs", "a/b/x.rs"), ("a.rs", "c.rs")]), ["a/b: x y"]);
    }

    #[test]
    fn a_face_and_its_folder_are_one() {
        assert!(found(&[("a.rs", "a/x.rs"), ("a/x.rs", "a.rs")]).is_empty());
        assert!(found(&[("a/x/y.rs", "a.rs"), ("a.rs", "a/x/y.rs"), ("a/mod.rs", "a/x.rs")]).is_empty());
    }

    #[test]
    fn the_root_is_no_unit() {
        assert!(found(&[("lib.rs", "a.rs"), ("a.rs", "lib.rs"), ("a/b.rs", "main.rs"), ("main.rs", "a.rs")]).is_empty());
    }

    #[test]
    fn a_circle_says_why() {
        let names = names(&[("r/a.rs", "r/b.rs"), ("r/a/z.rs", "r/b.rs"), ("r/b/c.rs", "r/a.rs")]);
        let text = circles(&names)[0].to_string();
        assert_eq!(text, "circle of 2: a, b\n    a -> b: a.rs -> b.rs (X) and 1 more\n    b -> a: b/c.rs -> a.rs (X)");
    }
}
