//! The behaviour of every command on an empty database, with a bad command line, and next to another command.

use std::process::Child;

use crate::support::world::World;

#[test]
fn every_command_works_on_an_empty_database() {
    let commands: [&[&str]; 12] = [
        &["migrate"],
        &["demo"],
        &["survey", "list"],
        &["survey", "create", "--template", "nps", "--slug", "first"],
        &["site", "list"],
        &["site", "create", "--key", "first", "--origin", "https://voorbeeld.nl"],
        &["user", "list"],
        &["user", "link"],
        &["user", "link", "--email", "anna@voorbeeld.nl"],
        &["check-config"],
        &["ledger", "verify"],
        &["ledger", "keys"],
    ];
    for command in commands {
        for world in World::all() {
            world.good(command);
        }
    }
    for world in World::all() {
        assert!(world.bad(&["survey", "close", "none"]).contains("there is no survey none"));
        assert!(world.bad(&["export", "--survey", "none", "--out", "a.csv"]).contains("there is no survey none"));
        assert!(world.bad(&["user", "remove", "anna@voorbeeld.nl"]).contains("anna@voorbeeld.nl has no account"));
        assert_eq!(world.names(), <[String; 0]>::default(), "nothing half written");
    }
}

#[test]
fn a_bad_command_line_is_told_from_a_failure() {
    let world = World::sqlite();
    for words in
        [&["survey"][..], &["nonsense"], &["migrate", "--nonsense"], &["survey", "close", "A B"], &["demo", "--seed", "x"]]
    {
        let ended = world.run(words);
        assert_eq!((ended.status, ended.out.as_str()), (Some(2), ""), "{words:?}: {ended:?}");
    }
    for words in [&["--help"][..], &["--version"], &["survey", "create", "--help"]] {
        world.good(words);
    }
    let ended = world.run(&["migrate", "--database-url", "mysql://localhost/x"]);
    assert_eq!((ended.status, ended.err.lines().count()), (Some(1), 1), "one clear line: {ended:?}");
}

#[test]
fn two_may_start_together_on_a_new_database() {
    for world in World::all() {
        let words = ["survey", "create", "--template", "nps", "--slug"];
        let start = |slug| world.command(&[&words[..], &[slug]].concat()).spawn().unwrap();
        let children: Vec<Child> = ["a", "b", "c", "d"].map(start).into();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
        }
        assert_eq!(world.good(&["survey", "list"]).lines().count(), 5);
    }
}
