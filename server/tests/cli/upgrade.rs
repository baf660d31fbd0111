//! The kept databases of earlier versions, upgraded by the binary.

use std::{fs, io::Read as _, path::PathBuf, process::Command};

use serde_json::Value;

use crate::support::world::World;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../store/tests/kept")
}

/// The name of every kept database, with what it holds by kind of database.
fn kept() -> Vec<(String, Value)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_slice::<Value>(&fs::read(&path).unwrap()).unwrap())
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(found.len() >= 2, "the first version's and this one's are kept");
    found
}

/// One world for each kept database of each kind, and what it holds.
fn kept_worlds() -> Vec<(World, Value)> {
    let mut worlds = Vec::new();
    for (name, held) in kept() {
        for world in World::all() {
            println!("{name} on {}", world.database_url());
            restore(&world, &name);
            let kind = if world.database_url().starts_with("sqlite") { "sqlite" } else { "postgres" };
            worlds.push((world, held[kind].clone()));
        }
    }
    worlds
}

/// Puts a kept database (store/tests/kept/README.md) where the binary looks for it.
fn restore(world: &World, name: &str) {
    let is_sqlite = world.database_url().starts_with("sqlite");
    let file = if is_sqlite { format!("{name}.sqlite.gz") } else { format!("{name}.postgres.sql.gz") };
    let packed = fs::File::open(folder().join(file)).unwrap();
    let mut content = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut content).unwrap();
    if is_sqlite {
        return world.write("klankbord.db", content);
    }
    world.write("kept.sql", content);
    let mut psql = Command::new("psql");
    psql.args([world.database_url(), "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null", "--file"]);
    assert!(psql.arg(world.path("kept.sql")).status().unwrap().success());
}

/// The log, what stands, the counts and the answers are as the earlier version left them.
fn is_whole(world: &World, held: &Value) {
    let keys = world.good(&["ledger", "keys"]);
    let key = keys.split_whitespace().next().unwrap();
    let verified = world.good(&["ledger", "verify", "--vkey", key]);
    let (events, responses) = (&held["events"], &held["tables"]["response"]);
    assert!(verified.contains(&format!("{events} events are as they were sealed")), "{verified}");
    assert!(verified.contains(&format!("{responses} responses")), "{verified}");
    world.good(&["rollups", "check"]);
    let list = world.good(&["survey", "list"]);
    for (survey, responses) in held["exported"].as_object().unwrap() {
        let line = list.lines().find(|line| line.split_whitespace().next() == Some(survey)).unwrap();
        assert_eq!(line.split_whitespace().nth(3), Some(responses.to_string().as_str()), "{list}");
        assert_eq!(world.export(survey).len() as u64, responses.as_u64().unwrap(), "{survey}");
    }
    for (table, rows) in held["tables"].as_object().unwrap() {
        assert_eq!(world.value(&format!("SELECT count(*) FROM {table}")), rows.to_string(), "{table}");
    }
}

/// How often the upgrade is looked at before it is killed. `cargo xtask prove upgrade` gives each of its rounds another seed.
fn looks() -> u64 {
    let seed = std::env::var("KLANKBORD_PROOF_SEED").ok().map(|seed| seed.parse::<u64>().expect("a seed is a number"));
    seed.map_or(2_000, |seed| seed % 40_000)
}

#[test]
fn a_killed_upgrade_is_done_or_not_begun() {
    for (world, held) in kept_worlds() {
        let migrations = || world.value("SELECT count(*) FROM seaql_migrations").parse::<u64>().unwrap();
        let before = migrations();
        let mut upgrade = world.command(&["migrate"]).spawn().unwrap();
        for _ in 0..looks() {
            if upgrade.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::yield_now();
        }
        // It may have ended by itself.
        let _ended = upgrade.kill();
        upgrade.wait().unwrap();
        let killed = migrations();
        world.good(&["migrate"]);
        let after = migrations();
        assert!(killed == before || killed == after, "{before} migrations, {killed} when it was killed, {after} at the end");
        is_whole(&world, &held);
    }
}

#[test]
fn a_kept_database_keeps_its_answers_proofs_and_counts() {
    for (world, held) in kept_worlds() {
        assert_eq!(world.good(&["migrate"]).trim_end(), "the database is up to date");
        is_whole(&world, &held);

        // Some of the answers came from programs, under keys that can be predicted.
        let revoke = |more: &[&str]| {
            let words = ["receipts", "revoke", "--channel", "api", "--before", "2100-01-01"];
            world.good(&[&words[..], more].concat())
        };
        // Under a clock that is behind these answers, the secret is older than they are.
        world.good(&["export", "--survey", "nps", "--out", world.path("kept.csv").to_str().unwrap()]);
        let exported = fs::read_to_string(world.path("kept.csv")).unwrap();
        let times = exported.split([',', '\n', '"']).filter(|cell| cell.as_bytes().get(10) == Some(&b'T'));
        if times.max().is_some_and(|newest| newest > jiff::Timestamp::now().to_string().as_str()) {
            continue;
        }
        let guessable = &held["guessable"];
        assert!(revoke(&["--dry-run"]).starts_with(&format!("receipts that would be ended: {guessable} (channel api)")));
        assert!(revoke(&[]).starts_with(&format!("receipts that are ended: {guessable} (channel api)")));
        assert!(revoke(&[]).starts_with("receipts that are ended: 0 (channel api)"));
        is_whole(&world, &held);
    }
}
