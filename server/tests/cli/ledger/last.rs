//! The file with the last checkpoints beside the key: what it keeps an insider from, and what it does not.

use std::fs;

use serde_json::Value;

use crate::support::{running::serve, world::World};

const FILE: &str = "data/ledger.key.checkpoints";

fn answers(world: &World, seed: &str) {
    world.good(&["demo", "--responses", "20", "--seed", seed]);
}

/// A world with a sealed log, and a checkpoint of it kept elsewhere.
fn sealed(world: &World) {
    answers(world, "1");
    world.good(&["ledger", "seal"]);
    world.good(&["ledger", "checkpoint", "--out", "elsewhere.txt"]);
}

/// With the database alone: one event says something else, and the log over all of them is forgotten, so that the next
/// seal signs it as if it had always been so.
fn rewrite(world: &World) {
    let (text, bytes) = match world.database_url().starts_with("sqlite") {
        true => ("CAST(leaf AS TEXT)", "CAST(replace(CAST(leaf AS TEXT), '\"send\"', '\"api\"') AS BLOB)"),
        false => ("convert_from(leaf, 'UTF8')", "convert_to(replace(convert_from(leaf, 'UTF8'), '\"send\"', '\"api\"'), 'UTF8')"),
    };
    let count = format!("SELECT count(*) FROM consent_event WHERE {text} LIKE '%\"send\"%'");
    let before: u32 = world.value(&count).parse().unwrap();
    world.sql(&format!("UPDATE consent_event SET leaf = {bytes} WHERE seq = 3"));
    assert_eq!(world.value(&count).parse::<u32>().unwrap() + 1, before, "one event was altered");
    for sql in ["UPDATE consent_event SET seq = NULL", "DELETE FROM log_tile", "DELETE FROM log_checkpoint", "DELETE FROM log"] {
        world.sql(sql);
    }
}

/// With a copy of the key: signs the log with a data folder of their own, in which nothing contradicts it.
fn sign_with_stolen_key(world: &World) {
    fs::create_dir_all(world.path("thief")).unwrap();
    fs::copy(world.path("data/ledger.key"), world.path("thief/ledger.key")).unwrap();
    world.good(&["ledger", "seal", "--data-dir", "thief"]);
}

fn verify(world: &World) -> Value {
    let ended = world.run(&["ledger", "verify", "--json"]);
    let report: Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    assert_eq!(ended.status, Some(if report["ok"] == true { 0 } else { 1 }), "{ended:?}");
    report
}

#[test]
fn history_written_anew_is_seen_unless_the_insider_has_database_file_and_key() {
    for subset in 0..8 {
        let (database, file, key) = (subset & 1 != 0, subset & 2 != 0, subset & 4 != 0);
        for world in World::all() {
            let subset = format!("database {database}, file {file}, key {key}");
            sealed(&world);
            assert_eq!(verify(&world)["ok"], true, "{subset}");
            if database {
                rewrite(&world);
            }
            if key {
                sign_with_stolen_key(&world);
            }
            match (file, key) {
                (true, true) => fs::write(world.path(FILE), world.read("thief/ledger.key.checkpoints")).unwrap(),
                (true, false) => fs::remove_file(world.path(FILE)).unwrap(),
                _ => {}
            }
            answers(&world, "2");
            let sealing = world.run(&["ledger", "seal"]);
            let report = verify(&world);
            let is_seen = match (database, file, key) {
                // Nothing was altered that anybody would notice.
                (false, false, _) | (false, true, true) => false,
                // The limit: only a checkpoint out of reach contradicts it.
                (true, true, true) => false,
                _ => true,
            };
            assert_eq!(sealing.status, Some(i32::from(is_seen)), "{subset}: {sealing:?}");
            assert_eq!(report["ok"], !is_seen, "{subset}: {report:#}");
            if is_seen {
                let what = if file { "is gone" } else { "does not continue its last checkpoint" };
                assert!(sealing.err.contains(what) && sealing.err.contains("accept-older"), "{subset}: {sealing:?}");
                let named = if file { Value::Null } else { "log".into() };
                assert_eq!(report["faults"][0]["table"], named, "{subset}: {report:#}");
            }
            let elsewhere = world.run(&["ledger", "verify", "--checkpoint", "elsewhere.txt"]);
            assert_eq!(elsewhere.status, Some(i32::from(is_seen || database)), "{subset}: {elsewhere:?}");
        }
    }
}

#[test]
fn a_file_of_another_key_or_without_a_log_is_not_believed() {
    let world = World::sqlite();
    sealed(&world);
    let said = world.read(FILE);
    let other = World::sqlite();
    sealed(&other);
    answers(&world, "2");
    let first_log = said.find("\nklankbord/").unwrap();
    let without_logs = format!("klankbord last checkpoints\n\n{}", said.lines().last().unwrap());
    for forged in [other.read(FILE), said.replace("\n20\n", "\n19\n"), without_logs, String::new(), said[..first_log].to_owned()]
    {
        world.write(FILE, &forged);
        let refused = world.bad(&["ledger", "seal"]);
        assert!(refused.contains("is not as the key signed it"), "{forged}: {refused}");
        assert_eq!(verify(&world)["ok"], false, "{forged}");
    }
    world.write(FILE, &said);
    assert_eq!(world.good(&["ledger", "seal"]), "20 events sealed\n");
    // An older file of this log is fine: as with several servers.
    world.write(FILE, &said);
    assert_eq!(verify(&world)["ok"], true);
    world.good(&["ledger", "seal"]);
    assert_ne!(world.read(FILE), said, "it is brought up to date");
}

#[test]
fn the_file_is_made_once_and_a_new_key_signs_it() {
    for world in World::all() {
        answers(&world, "1");
        let doctor = |state: &str| {
            let ended = world.run(&["doctor", "--json"]);
            let findings: Value = serde_json::from_str(&ended.out).unwrap();
            let found = findings.as_array().unwrap().iter().find(|found| found["check"] == "checkpoints").unwrap().clone();
            assert_eq!(found["state"], state, "{found}");
            found["message"].as_str().unwrap().to_owned()
        };
        assert!(doctor("ok").contains("was never made"));
        world.good(&["ledger", "seal"]);
        assert!(doctor("ok").contains("1 logs continue their last checkpoint"));
        // As an earlier version left it.
        fs::remove_file(world.path(FILE)).unwrap();
        fs::remove_file(world.path("data/klankbord.started")).unwrap();
        assert!(doctor("warning").contains("was never made"));
        let (mut server, _) = serve(&world, &[]);
        server.kill();
        assert!(world.path(FILE).exists(), "the first start makes it");
        let said = world.read(FILE);
        world.good(&["ledger", "rotate"]);
        assert_ne!(world.read(FILE), said);
        world.good(&["ledger", "verify"]);
        // A server with the file of before the rotation takes the new key, and signs the file again.
        world.write(FILE, &said);
        let (mut server, _) = serve(&world, &[]);
        server.kill();
        world.good(&["ledger", "verify"]);
        fs::remove_file(world.path(FILE)).unwrap();
        assert!(doctor("error").contains("is gone"));
        // The server starts and records, and seals nothing.
        let (mut server, _) = serve(&world, &[]);
        answers(&world, "2");
        server.kill();
        assert!(world.bad(&["ledger", "seal"]).contains("is gone"));
        let said = world.good(&["ledger", "accept-older"]);
        assert!(said.contains("20 events; the file said nothing"), "{said}");
        assert_eq!(world.good(&["ledger", "seal"]), "20 events sealed\n");
        assert!(world.good(&["ledger", "accept-older"]).starts_with("nothing to accept"));
    }
}

#[test]
fn an_older_database_is_accepted_by_a_command_that_says_so() {
    let world = World::sqlite();
    sealed(&world);
    fs::copy(world.path("klankbord.db"), world.path("older.db")).unwrap();
    answers(&world, "2");
    world.good(&["ledger", "seal"]);
    let later = world.read(FILE);
    // As PostgreSQL's own means would do.
    for ending in ["-wal", "-shm"] {
        let _not_there = fs::remove_file(world.path(&format!("klankbord.db{ending}")));
    }
    fs::copy(world.path("older.db"), world.path("klankbord.db")).unwrap();
    answers(&world, "3");
    let refused = world.bad(&["ledger", "seal"]);
    assert!(refused.contains("has only 20") && refused.contains("The database is older than that file"), "{refused}");
    let ended = world.run(&["ledger", "accept-older"]);
    assert!(ended.status == Some(0) && ended.out.contains("20 events; the file said 40 events"), "{ended:?}");
    let kept = fs::read_dir(world.path("data")).unwrap().map(|entry| entry.unwrap().path());
    let aside: Vec<_> = kept.filter(|path| path.to_string_lossy().contains(".checkpoints.replaced-")).collect();
    assert_eq!(fs::read_to_string(&aside[0]).unwrap(), later, "what was replaced is kept");
    assert_eq!(world.good(&["ledger", "seal"]), "20 events sealed\n");
    let audit = world.good(&["audit", "list"]);
    assert!(audit.contains("log_older_accepted") && audit.contains(" 40 "), "{audit}");
}

#[test]
fn a_restore_replaces_the_file_and_logs_that() {
    let world = World::sqlite();
    sealed(&world);
    world.good(&["backup", "b"]);
    answers(&world, "2");
    world.good(&["ledger", "seal"]);
    let restored = world.run(&["restore", "b", "--replace"]);
    assert!(
        restored.status == Some(0) && restored.err.contains("the last checkpoints of the log are those of the backup"),
        "{restored:?}"
    );
    assert_eq!(world.value("SELECT count(*) FROM audit_event WHERE action = 'log_older_accepted'"), "1");
    answers(&world, "3");
    assert_eq!(world.good(&["ledger", "seal"]), "20 events sealed\n");
    assert_eq!(verify(&world)["ok"], true);
}

#[test]
fn what_is_not_claimed_is_printed_with_its_reason() {
    let world = World::sqlite();
    world.good(&["migrate"]);
    let said = world.good(&["ledger", "verify", "--not-claimed"]);
    assert!(
        said.contains("answer (question_id, item, score, number, choice, text): what was answered is not in an event"),
        "{said}"
    );
    let lines: Value = serde_json::from_str(&world.good(&["ledger", "verify", "--not-claimed", "--json"])).unwrap();
    assert!(lines.as_array().unwrap().iter().all(|line| !line["reason"].as_str().unwrap().is_empty()));
}

#[test]
fn a_key_in_a_place_that_is_read_only_has_its_file_in_the_data_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::sqlite();
    sealed(&world);
    let folder = world.path("secrets");
    fs::create_dir(&folder).unwrap();
    fs::rename(world.path("data/ledger.key"), folder.join("ledger.key")).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    let args = ["--ledger-key-file", "secrets/ledger.key"];
    answers(&world, "2");
    world.good(&[&["ledger", "seal"], &args[..]].concat());
    world.good(&[&["ledger", "verify"], &args[..]].concat());
    // Whoever may write everywhere, such as root, writes beside the key.
    let places = [folder.join("ledger.key.checkpoints"), world.path(FILE)];
    assert!(places.iter().any(|place| fs::read_to_string(place).is_ok_and(|text| text.contains("\n40\n"))));
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}
