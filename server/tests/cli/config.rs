//! `check-config` and the environment names of flags.

use crate::support::world::World;

#[test]
fn the_settings_that_count_and_where_they_come_from() {
    let world = World::sqlite();
    let mut command = world.command(&["check-config", "--addr", "127.0.0.1:4000"]);
    command.env("KLANKBORD_RATE_LIMIT", "off").env("KLANKBORD_ADRR", "x");
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{out}{err}");
    for line in [
        "KLANKBORD_ADDR=127.0.0.1:4000  # from the command line",
        "KLANKBORD_RATE_LIMIT=off  # from the environment",
        "KLANKBORD_METRICS_ADDR=(not set)  # default",
        "the database opens (SQLite)",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} is not in {out}");
    }
    assert!(out.contains("/klankbord.db  # from the environment"), "{out}");
    assert!(err.contains("KLANKBORD_ADRR is set, but is the name of no flag"), "{err}");
}

#[test]
fn no_secret_is_shown_and_a_database_that_does_not_open_is_a_failure() {
    let world = World::sqlite();
    let url = "postgres://klankbord:geheim@127.0.0.1:1/klankbord?connect_timeout=1";
    let ended = world.run(&["check-config", "--database-url", url]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.out.contains("KLANKBORD_DATABASE_URL=postgres://klankbord:***@127.0.0.1:1/klankbord"), "{ended:?}");
    assert!(!format!("{ended:?}").contains("geheim"), "{ended:?}");
    assert_eq!(world.run(&["check-config", "--addr", "nowhere"]).status, Some(2));
    assert_eq!(world.run(&["migrate", "--log", "=nonsense="]).status, Some(1));
}

#[test]
fn the_data_folder_holds_the_database_when_nothing_else_is_said() {
    let world = World::sqlite();
    let mut command = world.command(&["migrate", "--data-dir", "somewhere/else"]);
    assert!(command.env_remove("KLANKBORD_DATABASE_URL").status().unwrap().success());
    assert!(world.path("somewhere/else/klankbord.db").is_file());
    let mut command = world.command(&["migrate"]);
    assert!(command.env_remove("KLANKBORD_DATABASE_URL").status().unwrap().success());
    assert!(world.path("data/klankbord.db").is_file());
}

#[test]
fn every_command_can_be_given_its_flags_by_the_environment() {
    let world = World::sqlite();
    let mut command = world.command(&["survey", "create"]);
    command.env("KLANKBORD_TEMPLATE", "nps").env("KLANKBORD_SLUG", "uit-de-omgeving");
    assert!(command.status().unwrap().success());
    assert!(world.good(&["survey", "list"]).contains("uit-de-omgeving"));
}
