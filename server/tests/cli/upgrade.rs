//! The kept databases of earlier versions, upgraded by the binary.

use std::{fs, io::Read as _, process::Command};

use crate::support::world::World;

/// Puts a kept database (store/tests/kept/README.md) where the binary looks for it.
fn restore(world: &World, name: &str) {
    let is_sqlite = world.database_url().starts_with("sqlite");
    let file = if is_sqlite { format!("{name}.sqlite.gz") } else { format!("{name}.postgres.sql.gz") };
    let packed = fs::File::open(format!("{}/../store/tests/kept/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
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

/// The log, what stands and the counts are as the earlier version left them.
fn is_whole(world: &World) {
    let keys = world.good(&["ledger", "keys"]);
    let key = keys.split_whitespace().next().unwrap();
    let verified = world.good(&["ledger", "verify", "--vkey", key]);
    assert!(verified.contains("6 events are as they were sealed") && verified.contains("4 responses"), "{verified}");
    world.good(&["rollups", "check"]);
}

/// How often the upgrade is looked at before it is killed. `cargo xtask prove upgrade` gives each of its rounds another seed.
fn looks() -> u64 {
    let seed = std::env::var("KLANKBORD_PROOF_SEED").ok().map(|seed| seed.parse::<u64>().expect("a seed is a number"));
    seed.map_or(2_000, |seed| seed % 40_000)
}

#[test]
fn a_killed_upgrade_is_done_or_not_begun() {
    for world in World::all() {
        restore(&world, "first");
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
        world.good(&["migrate"]);
        is_whole(&world);
        assert_eq!(world.export("nps").len(), 3);
    }
}

#[test]
fn a_kept_database_keeps_its_answers_proofs_and_counts() {
    for world in World::all() {
        restore(&world, "first");
        assert_eq!(world.good(&["migrate"]).trim_end(), "the database is up to date");
        let list = world.good(&["survey", "list"]);
        let nps = list.lines().find(|line| line.starts_with("nps ")).unwrap();
        assert_eq!(nps.split_whitespace().nth(3), Some("3"), "{list}");
        assert_eq!(world.export("nps").len(), 3);
        is_whole(&world);

        // Of the four answers one came from a program, under a key that can be predicted.
        let revoke = |more: &[&str]| {
            let words = ["receipts", "revoke", "--channel", "api", "--before", "2100-01-01"];
            world.good(&[&words[..], more].concat())
        };
        assert!(revoke(&["--dry-run"]).starts_with("receipts that would be ended: 1 (channel api)"));
        assert!(revoke(&[]).starts_with("receipts that are ended: 1 (channel api)"));
        assert!(revoke(&[]).starts_with("receipts that are ended: 0 (channel api)"));
        assert_eq!(world.export("nps").len(), 3, "the answers stay");
    }
}
