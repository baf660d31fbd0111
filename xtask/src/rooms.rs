//! The rooms of `cargo xtask test --room`, and the tests in each.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::suites::{Chosen, Target};

/// The rooms whose tests run.
pub struct Rooms(BTreeSet<String>);

impl Rooms {
    /// Selects rooms. Fails if a room does not exist.
    pub fn choose(wanted: &[String], existing: &BTreeSet<String>) -> Result<Self> {
        let list = |names: &mut dyn Iterator<Item = &String>| names.map(String::as_str).collect::<Vec<_>>().join(", ");
        let unknown = list(&mut wanted.iter().filter(|room| !existing.contains(*room)));
        if !unknown.is_empty() {
            bail!("no such room: {unknown}; the rooms are {}", list(&mut existing.iter()));
        }
        Ok(Self(wanted.iter().cloned().collect()))
    }

    /// Whether a test is in one of the rooms.
    pub fn hold(&self, target: &Target, test: &str) -> bool {
        self.0.iter().any(|room| lies_in(room, target, test))
    }

    /// Fails if a room has no test, because an empty run would look like success.
    pub fn check_chosen(&self, chosen: &Chosen) -> Result<()> {
        let has_tests = |room: &&String| {
            let mut tests = chosen.iter().flat_map(|(target, names)| names.iter().map(move |name| (target, name)));
            tests.any(|(target, name)| lies_in(room, target, name))
        };
        match self.0.iter().find(|room| !has_tests(room)) {
            Some(room) => bail!("no unit test and no integration test lies in the room {room}"),
            None => Ok(()),
        }
    }
}

/// Whether the room is the top module of a test's path, or the name of the whole integration test.
fn lies_in(room: &str, target: &Target, test: &str) -> bool {
    let is_below = test.split_once("::").is_some_and(|(top, _)| top == room);
    is_below || matches!(target, Target::Integration(name) if name == room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn existing() -> BTreeSet<String> {
        ["results", "site", "survey"].map(str::to_owned).into()
    }

    fn rooms(names: &[&str]) -> Rooms {
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        Rooms::choose(&names, &existing()).unwrap()
    }

    fn integration(name: &str) -> Target {
        Target::Integration(name.to_owned())
    }

    #[test]
    fn a_test_lies_in_the_room_at_the_top_of_its_path() {
        let rooms = rooms(&["results", "site"]);
        for test in ["results::scoring::tests::golden", "results::saved_views::sqlite::kept", "site::tests::a"] {
            assert!(rooms.hold(&Target::Libraries, test) && rooms.hold(&integration("http"), test), "{test}");
        }
        for test in ["survey::results::a", "sites::a", "export::results", "results", "my_results::a", "result::a"] {
            assert!(!rooms.hold(&Target::Libraries, test) && !rooms.hold(&integration("http"), test), "{test}");
        }
    }

    #[test]
    fn a_program_with_the_name_of_a_room_lies_in_it() {
        let rooms = rooms(&["results"]);
        assert!(rooms.hold(&integration("results"), "golden::published_values"));
        assert!(!rooms.hold(&integration("survey"), "golden::published_values"));
        assert!(!rooms.hold(&Target::Libraries, "golden::published_values"));
    }

    #[test]
    fn an_unknown_room_is_refused_with_the_names_of_those_there_are() {
        let wanted = ["results", "sites"].map(str::to_owned);
        let error = Rooms::choose(&wanted, &existing()).err().unwrap();
        assert_eq!(error.to_string(), "no such room: sites; the rooms are results, site, survey");
    }

    #[test]
    fn a_room_without_a_test_is_a_failure() {
        let names = BTreeSet::from(["results::a".to_owned()]);
        let chosen = Chosen::from([(Target::Libraries, names)]);
        assert!(rooms(&["results"]).check_chosen(&chosen).is_ok());
        let error = rooms(&["results", "site"]).check_chosen(&chosen).unwrap_err();
        assert!(error.to_string().ends_with("the room site"), "{error}");
    }
}
