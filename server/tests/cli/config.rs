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

#[test]
fn the_doctor_names_what_is_wrong_and_what_to_do() {
    const CHECKS: [&str; 11] = [
        "disk",
        "clock",
        "key",
        "database settings",
        "proxy headers",
        "permissions",
        "log",
        "checkpoints",
        "rollups",
        "backup",
        "version",
    ];
    let world = World::sqlite();
    world.good(&["demo", "--responses", "5"]);
    world.good(&["ledger", "seal"]);
    let found = checks(&world.good(&["doctor", "--json"]));
    assert_eq!(found.iter().map(|check| check["check"].as_str().unwrap()).collect::<Vec<_>>(), CHECKS);
    for check in &found {
        assert!(["ok", "warning", "unknown"].contains(&check["state"].as_str().unwrap()), "{check}");
        assert_eq!(check["state"] == "ok", check["cure"].is_null(), "{check}");
        assert!(!check["message"].as_str().unwrap().is_empty(), "{check}");
    }

    // The nightly backups.
    let of_backup = |out: &str| checks(out).into_iter().find(|check| check["check"] == "backup").unwrap();
    assert_eq!(of_backup(&world.good(&["doctor", "--json"]))["state"], "warning", "there is none yet");
    let today = jiff::Timestamp::now().to_string()[..10].to_owned();
    for (day, state) in [("2020-01-01", "warning"), (today.as_str(), "ok")] {
        std::fs::create_dir_all(world.path("data/backups").join(day)).unwrap();
        assert_eq!(of_backup(&world.good(&["doctor", "--json"]))["state"], state, "{day}");
    }
    assert_eq!(of_backup(&world.good(&["doctor", "--json", "--nightly-backup", "off"]))["state"], "unknown");

    // Behind a proxy that is not declared, and without the key file.
    std::fs::remove_file(world.path("data/ledger.key")).unwrap();
    let ended = world.run(&["doctor", "--json", "--public-url", "https://klankbord.example.org"]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    let found = checks(&ended.out);
    let state = |name: &str| found.iter().find(|check| check["check"] == name).unwrap()["state"].as_str().unwrap().to_owned();
    assert_eq!((state("key").as_str(), state("proxy headers").as_str(), state("log").as_str()), ("error", "warning", "ok"));
    assert!(world.run(&["doctor"]).out.contains("key: ERROR: the ledger key file"), "for people too");
    assert!(!world.path("data/ledger.key").exists(), "nothing was made");

    // A database that does not open.
    world.write("klankbord.db", "this is no database, but long enough to be read as the head of one".repeat(20));
    let ended = world.run(&["doctor", "--json"]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert_eq!(checks(&ended.out).len(), CHECKS.len());
}

/// A check of the report.
fn check_of(out: &str, name: &str) -> serde_json::Value {
    checks(out).into_iter().find(|check| check["check"] == name).unwrap_or_else(|| panic!("{name} in {out}"))
}

#[test]
fn what_is_wrong_in_the_database_is_found_by_its_check_and_has_a_cure() {
    const LATER: &str = "UPDATE job SET due_at = due_at + 40 * CAST(86400000 AS bigint) WHERE name = 'clock'";
    const LONG_AGO: &str = "UPDATE job SET due_at = due_at - 400 * CAST(86400000 AS bigint) WHERE name = 'clock'";
    const NEWER: &str = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    for (harm, check, cure) in [
        (LATER, "clock", "set the clock"),
        (LONG_AGO, "clock", "klankbord retention --confirm-clock"),
        ("DELETE FROM consent_event WHERE seq = 1", "log", "compare it with a backup"),
        ("DELETE FROM response_rollup", "rollups", "klankbord rollups rebuild"),
        (NEWER, "version", "docs/upgrades.md"),
        ("DROP TABLE saved_view", "version", "docs/upgrades.md"),
    ] {
        for world in World::all() {
            world.good(&["demo", "--responses", "5"]);
            world.good(&["ledger", "seal"]);
            world.good(&["retention"]);
            // The PostgreSQL of tests may have a setting that the doctor warns of.
            assert_eq!(check_of(&world.run(&["doctor", "--json"]).out, check)["state"], "ok", "before {harm}");
            world.sql(harm);
            let ended = world.run(&["doctor", "--json"]);
            let found = check_of(&ended.out, check);
            assert_eq!((ended.status, &found["state"]), (Some(1), &"error".into()), "{harm}: {found}");
            assert!(found["cure"].as_str().unwrap().contains(cure), "{harm}: {found}");
        }
    }
}

#[test]
fn a_setting_with_which_answers_may_be_lost_is_found() {
    let Some(world) = World::postgres() else { return };
    world.good(&["migrate"]);
    let name = world.database_url().rsplit('/').next().unwrap();
    world.sql(&format!("ALTER DATABASE {name} SET synchronous_commit = off"));
    let ended = world.run(&["doctor", "--json"]);
    let found = check_of(&ended.out, "database settings");
    assert_eq!((ended.status, &found["state"]), (Some(1), &"error".into()), "{found}");
    let cure = "set synchronous_commit to on or local or remote_write or remote_apply";
    assert!(found["cure"].as_str().unwrap().contains(cure), "{found}");
}

#[test]
fn what_is_wrong_around_the_database_is_found_by_its_check_and_has_a_cure() {
    let world = World::sqlite();
    world.good(&["demo", "--responses", "5"]);
    let waiting = check_of(&world.good(&["doctor", "--json"]), "log");
    assert_eq!(waiting["state"], "warning", "{waiting}");
    assert!(waiting["cure"].as_str().unwrap().contains("klankbord ledger seal"), "{waiting}");
    let open = check_of(&world.good(&["doctor", "--json", "--addr", "0.0.0.0:3000"]), "proxy headers");
    assert_eq!(open["state"], "warning", "{open}");
    assert!(open["cure"].as_str().unwrap().contains("--public-url"), "{open}");
    let words = ["doctor", "--json", "--public-url", "https://a.example", "--trusted-proxy", "127.0.0.1"];
    let right = check_of(&world.good(&words), "proxy headers");
    assert_eq!(right["state"], "ok", "{right}");
    let said = right["message"].as_str().unwrap();
    assert!(said.contains("https://a.example") && said.contains("403") && said.contains("wait on the device"), "{right}");
    let nowhere = world.run(&["doctor", "--json", "--database-url", "sqlite:///nowhere/at/all.db"]);
    assert_eq!(nowhere.status, Some(1));
    for (check, state) in [("disk", "unknown"), ("key", "unknown"), ("database settings", "error"), ("version", "unknown")] {
        let found = check_of(&nowhere.out, check);
        assert!(found["state"] == state && found["cure"].is_string(), "{found}");
    }
}

fn checks(out: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(out).unwrap()
}

#[cfg(unix)]
#[test]
fn a_new_database_can_be_read_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::sqlite();
    world.good(&["migrate"]);
    let file = world.path("klankbord.db");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    // An existing one is warned of, not refused.
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let found = checks(&world.good(&["doctor", "--json"]));
    let permissions = found.iter().find(|check| check["check"] == "permissions").unwrap();
    assert_eq!(permissions["state"], "warning", "{permissions}");
    assert!(permissions["cure"].as_str().unwrap().starts_with("chmod go= "), "{permissions}");
    world.good(&["survey", "list"]);
}
