//! `retention` and `outbox`: due work is listed, done, and sent to other systems.

use crate::support::world::World;

#[test]
fn a_dry_run_says_what_would_go_and_changes_nothing() {
    for world in World::all() {
        world.good(&["demo", "--responses", "20", "--seed", "1"]);
        let now = world.good(&["retention", "--dry-run"]);
        assert!(now.contains("0 responses, kept as long as") && now.ends_with("nothing was changed (--dry-run)\n"), "{now}");
        let later = world.good(&["retention", "--dry-run", "--at", "2045-01-01T00:00:00Z"]);
        assert!(later.contains("20 responses, kept as long as their notice says"), "{later}");
        assert_eq!(world.export("nps").len(), 20);
        for (args, reason) in [
            (&["retention", "--at", "2045-01-01T00:00:00Z"][..], "--at is for --dry-run"),
            (&["retention", "--dry-run", "--at", "morgen"], "it must be a time such as"),
        ] {
            let ended = world.run(args);
            assert!(ended.status == Some(2) && ended.err.contains(reason), "{ended:?}");
        }
    }
}

#[test]
fn what_is_due_is_done_and_told() {
    for world in World::all() {
        world.good(&["demo", "--responses", "3", "--seed", "1"]);
        assert_eq!(world.good(&["outbox"]), "");
        // As after a withdrawal long ago.
        world.sql("UPDATE standing SET state = 'withdrawn', since = 0 WHERE purpose = 'analysis'");
        world.sql("UPDATE response SET standing = 0");
        let done = world.good(&["retention"]);
        assert!(done.contains("3 responses, withdrawn more than 15 days before") && done.ends_with("done\n"), "{done}");
        let again = world.good(&["retention"]);
        assert!(again.starts_with("0 responses, withdrawn"), "{again}");
        let told = world.good(&["outbox", "--unsettled"]);
        assert_eq!(world.good(&["outbox"]), "", "what is not settled is not handed out");
        let first: serde_json::Value = serde_json::from_str(told.lines().next().unwrap()).unwrap();
        assert_eq!((told.lines().count(), &first["control"]), (3, &"erasure".into()), "{told}");
        assert!(
            first["response"].is_string() && first["survey"].is_string() && first["decisions"][0]["state"] == "erased",
            "{told}"
        );
        let rest = world.good(&["outbox", "--unsettled", "--after", first["id"].as_str().unwrap(), "--limit", "1"]);
        assert_eq!(rest, format!("{}\n", told.lines().nth(1).unwrap()));
    }
}

#[test]
fn a_clock_that_cannot_be_believed_erases_nothing_until_somebody_vouches_for_it() {
    for world in World::all() {
        world.good(&["demo", "--responses", "3", "--seed", "1"]);
        assert!(world.good(&["retention"]).ends_with("done\n"));
        world.sql("UPDATE standing SET state = 'withdrawn', since = 0 WHERE purpose = 'analysis'");
        world.sql("UPDATE response SET standing = 0");
        // As if the last round was fifty days ago.
        world.sql("UPDATE job SET due_at = due_at - 50 * CAST(86400000 AS bigint) WHERE name = 'clock'");
        let refused = world.run(&["retention"]);
        assert!(refused.status == Some(1) && refused.err.contains("--confirm-clock"), "{refused:?}");
        assert!(refused.out.contains("3 responses, withdrawn") && !refused.out.contains("done"), "{refused:?}");
        let looked = world.run(&["retention", "--dry-run"]);
        assert!(looked.status == Some(0) && looked.err.contains("--confirm-clock"), "a look says so too: {looked:?}");
        assert_eq!(world.good(&["outbox", "--unsettled"]), "", "nothing was erased");
        assert!(world.good(&["retention", "--confirm-clock"]).ends_with("done\n"));
        assert_eq!(world.good(&["outbox", "--unsettled"]).lines().count(), 3);
        assert!(world.good(&["retention"]).starts_with("0 responses, withdrawn"), "believed from then on");
        // As if a clock that was years ahead had been accepted. Then an operator confirms the right one.
        let days = |days: i64| format!("UPDATE job SET due_at = due_at + {days} * CAST(86400000 AS bigint) WHERE name = 'clock'");
        world.sql(&days(3650));
        assert!(world.good(&["retention"]).ends_with("done\n"), "a clock that is behind ends nothing before its time");
        world.good(&["retention", "--confirm-clock"]);
        world.sql(&days(-50));
        assert_eq!(world.run(&["retention"]).status, Some(1), "it is the measure again");
    }
}
