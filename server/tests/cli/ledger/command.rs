//! `ledger`: sealing, verifying, proving, and the key in its file.

use std::{fs, path::Path};

use crate::support::world::World;

/// Adds generated answers to the NPS demo. Their events wait to be sealed.
fn answers(world: &World, seed: &str) {
    world.good(&["demo", "--responses", "20", "--seed", seed]);
}

fn set_mode(file: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_was_sealed_is_verified_proven_and_continued() {
    for world in World::all() {
        answers(&world, "1");
        let waiting = world.run(&["ledger", "verify"]);
        assert_eq!(waiting.status, Some(0), "{waiting:?}");
        assert!(waiting.err.contains("20 events wait to be sealed"), "{waiting:?}");
        assert!(world.bad(&["ledger", "checkpoint"]).contains("nothing is sealed"));
        assert_eq!(world.good(&["ledger", "seal"]), "20 events sealed\n");
        assert_eq!(world.good(&["ledger", "seal"]), "0 events sealed\n");
        world.good(&["ledger", "checkpoint", "--out", "kept.txt"]);
        assert_eq!(world.read("kept.txt"), world.good(&["ledger", "checkpoint"]));

        answers(&world, "2");
        world.good(&["ledger", "seal"]);
        let verified = world.good(&["ledger", "verify", "--checkpoint", "kept.txt"]);
        for line in [
            "40 events are as they were sealed",
            "begins with the 20 events",
            "continues its last checkpoint, of 40 events, in ./data/ledger.key.checkpoints",
            "40 responses: what stands is what",
        ] {
            assert!(verified.contains(line), "{line}: {verified}");
        }
        let event = world.export("nps")[0]["consent_event_id"].clone();
        let proof: serde_json::Value = serde_json::from_str(&world.good(&["ledger", "prove", &event])).unwrap();
        assert_eq!((&proof["event"], &proof["sealed"]), (&event.into(), &true.into()));
        assert!(proof["leaf"].is_string() && proof["checkpoint"].as_str().unwrap().contains("\n40\n"), "{proof}");
        let unknown = "00000000-0000-7000-8000-000000000000";
        assert!(world.bad(&["ledger", "prove", unknown]).contains("there is no event"));

        // An auditor has no private key.
        let key = world.good(&["ledger", "keys"]).split("  ").next().unwrap().to_owned();
        fs::rename(world.path("data/ledger.key"), world.path("data/elsewhere")).unwrap();
        world.good(&["ledger", "verify", "--vkey", &key]);
        assert!(world.bad(&["ledger", "verify"]).contains("is not there (--ledger-key-file)"));
    }
}

#[test]
fn what_was_altered_is_named_and_the_exit_status_says_so() {
    for world in World::all() {
        answers(&world, "1");
        world.good(&["ledger", "seal"]);
        world.good(&["ledger", "checkpoint", "--out", "kept.txt"]);
        world.sql("UPDATE response SET standing = 0 WHERE id = (SELECT id FROM response ORDER BY id LIMIT 1)");
        let ended = world.run(&["ledger", "verify"]);
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.out.contains("WRONG: response ") && ended.err.ends_with("checks failed\n"), "{ended:?}");
        world.sql("UPDATE response SET standing = 1");
        world.good(&["ledger", "verify"]);

        world.sql("UPDATE consent_event SET seq = seq + 1000 WHERE seq = 19");
        let ended = world.run(&["ledger", "verify"]);
        assert!(ended.out.contains("was sealed at place 19, but stands at 1019"), "{ended:?}");
        answers(&world, "2");
        world.sql("DELETE FROM log_tile");
        assert!(world.bad(&["ledger", "seal"]).contains("is not as it was signed"));

        // The log and its checkpoints are deleted: the file beside the key shows it.
        let forget = |more: &[&str]| {
            world.sql("UPDATE consent_event SET seq = NULL");
            for table in [&["log_tile", "log_checkpoint", "log"], more].concat() {
                world.sql(&format!("DELETE FROM {table}"));
            }
        };
        forget(&[]);
        assert!(world.bad(&["ledger", "seal"]).contains("does not continue its last checkpoint"));
        world.good(&["ledger", "accept-older"]);
        world.good(&["ledger", "seal"]);
        world.good(&["ledger", "verify"]);
        let ended = world.run(&["ledger", "verify", "--checkpoint", "kept.txt"]);
        assert_eq!(ended.status, Some(0), "the same events in the same order are the same log: {ended:?}");
        // Who has the file and the key too is seen by a checkpoint kept elsewhere only.
        forget(&["standing", "event_subject"]);
        world.sql("DELETE FROM consent_event WHERE id = (SELECT id FROM consent_event ORDER BY id LIMIT 1)");
        world.good(&["ledger", "accept-older"]);
        world.good(&["ledger", "seal"]);
        let ended = world.run(&["ledger", "verify", "--checkpoint", "kept.txt"]);
        assert!(ended.out.contains("the log was rewritten"), "{ended:?}");
    }
}

#[test]
fn the_key_is_private_and_the_registered_one() {
    for world in World::all() {
        world.good(&["migrate"]);
        let serve = ["serve", "--addr", "127.0.0.1:0"];
        world.good(&["ledger", "seal"]);
        let key = world.path("data/ledger.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let secret = fs::read_to_string(&key).unwrap();
        assert!(world.good(&["check-config"]).contains("the key of the log is the registered one (klankbord+"));

        set_mode(&key, 0o640);
        assert!(world.bad(&serve).contains("is open to others (mode 640)"));
        set_mode(&key, 0o600);
        fs::write(&key, "PRIVATE+KEY+nonsense\n").unwrap();
        let error = world.bad(&serve);
        assert!(error.contains("is malformed") && !error.contains("nonsense"), "{error}");
        fs::write(&key, &secret).unwrap();

        // A second server without the key file must not create another key.
        let error = world.bad(&["serve", "--addr", "127.0.0.1:0", "--ledger-key-file", "second/ledger.key"]);
        assert!(error.contains("is not there") && !world.path("second").exists(), "{error}");
        let other = World::sqlite();
        other.good(&["ledger", "seal"]);
        let stranger = other.path("data/ledger.key");
        for words in [&serve[..], &["ledger", "seal"], &["check-config"]] {
            let error = world.bad(&[words, &["--ledger-key-file", stranger.to_str().unwrap()]].concat());
            assert!(error.contains("is not the one that is registered, klankbord+"), "{error}");
        }
        assert_eq!(fs::read_to_string(&key).unwrap(), secret);
    }
}

#[test]
fn a_new_key_takes_the_place_of_the_old() {
    for world in World::all() {
        answers(&world, "1");
        world.good(&["ledger", "seal"]);
        world.good(&["ledger", "checkpoint", "--out", "kept.txt"]);
        let key = world.path("data/ledger.key");
        let old = fs::read_to_string(&key).unwrap();
        let new = world.good(&["ledger", "rotate"]);
        assert!(world.bad(&["ledger", "rotate", "--lost"]).contains("the key is not lost"));
        let keys = world.good(&["ledger", "keys"]);
        assert!(keys.starts_with(new.trim_end()) && keys.lines().count() == 2, "{keys}");
        assert!(keys.lines().next().unwrap().ends_with("until now") && !keys.lines().nth(1).unwrap().ends_with("until now"));
        answers(&world, "2");
        world.good(&["ledger", "seal"]);
        world.good(&["ledger", "verify", "--checkpoint", "kept.txt"]);

        fs::write(&key, &old).unwrap();
        assert!(world.bad(&["ledger", "seal"]).contains("is not the one that is registered"));
        fs::remove_file(&key).unwrap();
        assert!(world.bad(&["ledger", "rotate"]).contains("is not there"));
        assert!(!world.bad(&["ledger", "seal"]).contains("--lost"), "another server may sign with it");
        world.good(&["ledger", "rotate", "--lost"]);
        world.good(&["ledger", "verify", "--checkpoint", "kept.txt"]);

        // The rotation was interrupted after the database stored the new key, before the file was renamed.
        fs::rename(&key, world.path("data/ledger.key.next")).unwrap();
        world.good(&["ledger", "seal"]);
        assert!(key.exists() && !world.path("data/ledger.key.next").exists());
    }
}
