//! The modules of one crate, and the file that defines each name.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;

use super::imports::{Names, Path};

/// The modules of one crate by their path below its root, which is the empty path.
#[derive(Debug, Default)]
pub struct Modules(BTreeMap<Path, Module>);

/// The names that the files of one crate use of each other, and those used in the wrong way.
#[derive(Debug, Default)]
pub struct Edges {
    /// For each pair of files, the names that the first uses of the second. Files are relative to `src`.
    pub names: BTreeMap<(String, String), BTreeSet<String>>,
    /// For each file, the names that it imports through a re-export of the crate's root.
    pub through_root: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Debug)]
struct Module {
    file: String,
    names: Names,
}

/// The target of a path: a module, or an item in it.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    module: Path,
    item: Option<String>,
}

/// The state of a path lookup.
#[derive(Default)]
struct Walk {
    /// The names being looked up, because re-exports may form a circle.
    seen: Vec<(Path, String)>,
    through_root: bool,
}

impl Modules {
    /// Builds the tree from the path of each file below `src`. `main.rs` next to `lib.rs` is a crate of its own and is
    /// left out.
    pub fn read(files: &[(String, TokenStream)]) -> Self {
        let library = files.iter().any(|(file, _)| file == "lib.rs");
        let mut modules = Self::default();
        for (file, tokens) in files.iter().filter(|(file, _)| !(library && file == "main.rs")) {
            modules.insert(path_of(file), file, Names::read(tokens.clone()));
        }
        modules.drop_test_modules();
        modules
    }

    /// The names that each file uses of other files. A re-export leads to the file that defines the name.
    pub fn edges(&self) -> Edges {
        let mut edges = Edges::default();
        for (from, module) in &self.0 {
            let imports = module.names.imports.iter().map(|import| &import.path);
            for path in imports.chain(&module.names.paths) {
                let mut walk = Walk::default();
                let Some(place) = self.follow(from, path, &mut walk) else { continue };
                let Some(target) = self.0.get(&place.module).map(|target| &target.file) else { continue };
                let name = place.item.or_else(|| place.module.last().cloned()).unwrap_or_else(|| "crate".to_owned());
                if walk.through_root && !path_of(&module.file).is_empty() {
                    edges.through_root.entry(module.file.clone()).or_default().insert(name.clone());
                }
                if *target != module.file {
                    edges.names.entry((module.file.clone(), target.clone())).or_default().insert(name);
                }
            }
        }
        edges
    }

    fn insert(&mut self, path: Path, file: &str, mut names: Names) {
        for (name, inner) in std::mem::take(&mut names.modules) {
            self.insert(child(&path, &name), file, inner);
        }
        self.0.insert(path, Module { file: file.to_owned(), names });
    }

    fn drop_test_modules(&mut self) {
        let tests = self.0.iter().flat_map(|(path, module)| module.names.test_modules.iter().map(|name| child(path, name)));
        let tests: Vec<_> = tests.collect();
        self.0.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
    }

    /// The target of a path used in the module `from`. `None` if it leaves the crate.
    fn follow(&self, from: &Path, path: &[String], walk: &mut Walk) -> Option<Place> {
        let (first, rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => Path::new(),
            "self" => from.clone(),
            "super" => parent(from)?,
            name => {
                let place = self.look_up(from, name, walk)?;
                if place.item.is_some() {
                    return Some(place);
                }
                place.module
            }
        };
        for name in rest {
            if name == "super" {
                here = parent(&here)?;
                continue;
            }
            // A name that is not imported is an item of this module, perhaps made by a macro.
            let item = || Place { module: here.clone(), item: Some(name.clone()) };
            let place = self.look_up(&here, name, walk).unwrap_or_else(item);
            if place.item.is_some() {
                return Some(place);
            }
            here = place.module;
        }
        Some(Place { module: here, item: None })
    }

    /// The meaning of a name in a module. `None` if the module does not import it, or if it comes from another crate.
    fn look_up(&self, module: &Path, name: &str, walk: &mut Walk) -> Option<Place> {
        let inner = child(module, name);
        if self.0.contains_key(&inner) {
            return Some(Place { module: inner, item: None });
        }
        let key = (module.clone(), name.to_owned());
        if walk.seen.contains(&key) {
            return None;
        }
        walk.seen.push(key);
        let imports = &self.0.get(module)?.names.imports;
        for import in imports.iter().filter(|import| import.name.as_deref() == Some(name)) {
            if let Some(place) = self.follow(module, &import.path, walk) {
                walk.through_root |= module.is_empty();
                return Some(place);
            }
        }
        for import in imports.iter().filter(|import| import.name.is_none()) {
            let Some(Place { module: all, item: None }) = self.follow(module, &import.path, walk) else { continue };
            if self.0.get(&all).is_some_and(|module| module.names.items.contains(name)) {
                return Some(Place { module: all, item: Some(name.to_owned()) });
            }
            if let Some(place) = self.look_up(&all, name, walk) {
                return Some(place);
            }
        }
        None
    }
}

/// The module path of a file: `["http", "admin"]` for `http/admin.rs`. Empty for the root.
pub fn path_of(file: &str) -> Path {
    let mut path: Path = file.trim_end_matches(".rs").split('/').map(ToOwned::to_owned).collect();
    let root = path == ["lib"] || path == ["main"];
    if root || path.last().is_some_and(|last| last == "mod") {
        path.pop();
    }
    path
}

fn child(module: &Path, name: &str) -> Path {
    let mut path = module.clone();
    path.push(name.to_owned());
    path
}

fn parent(module: &Path) -> Option<Path> {
    module.split_last().map(|(_, parent)| parent.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that each file uses of each other file.
    fn edges(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> = files.iter().map(|(file, text)| ((*file).to_owned(), text.parse().unwrap())).collect();
        let edges = Modules::read(&files).edges();
        let names = edges.names.iter().map(|((from, to), names)| format!("{from} -> {to}: {}", join(names)));
        names.chain(edges.through_root.iter().map(|(file, names)| format!("{file} through the root: {}", join(names)))).collect()
    }

    fn join(names: &BTreeSet<String>) -> String {
        names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_path_leads_to_the_file_of_its_module() {
        for text in [
            "use crate::b::c::Thing;",
            "use super::b::c::Thing;",
            "use crate::{x, b::{y, c::{Thing as Other}}};",
            "fn f() { crate::b::c::Thing::new() }",
            "fn f() -> Vec<super::b::c::Thing> {}",
            "use crate::b::c; fn f(thing: c::Thing) {}",
            "use crate::b::c as d; fn f(thing: d::Thing) {}",
            "use crate::b; fn f(thing: b::c::Thing) {}",
            "mod inner { fn f(thing: super::super::b::c::Thing) {} }",
            "mod inner { use crate::b::c::Thing; } fn f() { inner::Thing::new() }",
            "fn f() { view! { <p>{format!(\"{}\", crate::b::c::Thing)}</p> } }",
            "#[serde(with = \"crate::b::c::Thing\")] struct A;",
        ] {
            let found = edges(&[("lib.rs", "mod a; mod b;"), ("a.rs", text), ("b.rs", "mod c;"), ("b/c.rs", "struct Thing;")]);
            let to_c: Vec<_> = found.iter().filter(|edge| edge.starts_with("a.rs -> b/c.rs: ")).collect();
            assert!(matches!(to_c.as_slice(), [edge] if edge.contains("Thing")), "{text}: {found:?}");
            assert!(!found.iter().any(|edge| edge.contains("root")), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_child_and_an_own_item_are_found() {
        let files = [("main.rs", "mod a;"), ("a.rs", "mod b; fn f() { b::g(); self::b::h(); Own::new() }"), ("a/b.rs", "")];
        assert_eq!(edges(&files), ["a.rs -> a/b.rs: g, h"]);
        let files = [("main.rs", "mod a;"), ("a/mod.rs", "struct Own;"), ("a/b.rs", "use super::Own;")];
        assert_eq!(edges(&files), ["a/b.rs -> a/mod.rs: Own"]);
    }

    #[test]
    fn a_re_export_leads_to_the_file_that_defines_the_name() {
        let face = |text: &'static str| {
            let c = ("b/c.rs", "pub struct Thing; pub use d::Deep;");
            edges(&[("a.rs", "use crate::b::{Deep, Thing};"), ("b.rs", text), c, ("b/c/d.rs", "pub struct Deep;")])
        };
        for text in ["mod c; pub use c::{Deep, Thing};", "mod c; pub(crate) use self::c::*;"] {
            let found = face(text);
            assert!(found.contains(&"a.rs -> b/c.rs: Thing".to_owned()), "{text}: {found:?}");
            assert!(found.contains(&"a.rs -> b/c/d.rs: Deep".to_owned()), "{text}: {found:?}");
        }
        assert_eq!(face("pub use other::{Deep, Thing};")[0], "a.rs -> b.rs: Deep, Thing");
        let circular = edges(&[("a.rs", "use crate::b::X;"), ("b.rs", "pub use crate::c::X;"), ("c.rs", "pub use crate::b::X;")]);
        assert!(!circular.is_empty());
    }

    #[test]
    fn an_import_through_the_root_is_told() {
        let root = ("lib.rs", "mod a; mod b; pub use b::Thing; struct Own;");
        let b = ("b.rs", "pub struct Thing;");
        for text in ["use crate::Thing;", "use super::Thing;", "fn f() { crate::Thing::new() }"] {
            let told = ["a.rs -> b.rs: Thing", "a.rs through the root: Thing"];
            assert_eq!(edges(&[root, ("a.rs", text), b])[..1], told[..1], "{text}");
            assert_eq!(edges(&[root, ("a.rs", text), b]).last().unwrap(), told[1], "{text}");
        }
        for text in ["use crate::b::Thing;", "use crate::b; fn f(thing: b::Thing) {}", "use crate::Own;", "use serde::Thing;"] {
            let found = edges(&[root, ("a.rs", text), b]);
            assert!(!found.iter().any(|edge| edge.contains("through")), "{text}: {found:?}");
        }
    }

    #[test]
    fn other_crates_and_tests_name_nothing() {
        for text in [
            "use serde::b::Thing; fn f() { ::b::g(); Vec::<u8>::b(); <u8 as T>::b::c() }",
            "#[cfg(test)] mod tests { use crate::b::Thing; }",
            "#[cfg(test)] use crate::b::{Thing};",
            "#[cfg(all(test, unix))] fn f() { crate::b::g() }",
            "macro_rules! m { ($b:ident) => { $b::Thing } }",
            "// crate::b::Thing\nconst A: &str = \"crate::b::Thing\";",
        ] {
            assert_eq!(edges(&[("a.rs", text), ("b.rs", "struct Thing;")]), Vec::<String>::new(), "{text}");
        }
        let after = "#[cfg(test)] const A: B = B { c: 1 }; use crate::b::Thing;";
        assert_eq!(edges(&[("a.rs", after), ("b.rs", "")]), ["a.rs -> b.rs: Thing"]);
        let test_file =
            [("a.rs", "#[cfg(test)] mod tests;"), ("a/tests.rs", "use crate::b::X;"), ("b.rs", "use crate::a::tests;")];
        assert_eq!(edges(&test_file), ["b.rs -> a.rs: tests"]);
        let binary = [("lib.rs", "mod a;"), ("main.rs", "use a::X;"), ("a.rs", "")];
        assert_eq!(edges(&binary), Vec::<String>::new());
    }
}
