//! What commands and the server do is in the audit log. Refused requests are events of the log stream.

use std::{fs, process::Stdio};

use serde_json::Value;

use crate::support::{
    running::{client, serve},
    world::World,
};

/// The entries, the newest first.
fn entries(world: &World) -> Vec<Value> {
    let listed = world.good(&["audit", "list", "--json", "--limit", "1000"]);
    listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Actor, object and detail of the newest entry of an action.
#[track_caller]
fn newest(world: &World, action: &str) -> [String; 3] {
    let all = entries(world);
    let found = all.iter().find(|entry| entry["action"] == action).unwrap_or_else(|| panic!("{action} in {all:?}"));
    ["actor", "object", "detail"].map(|field| found[field].as_str().unwrap_or_default().to_owned())
}

#[test]
fn what_commands_do_with_answers_and_keys_is_in_the_audit_log() {
    for world in World::all() {
        world.survey("csat");
        assert_eq!(newest(&world, "organisation_made"), ["klankbord", "Mijn organisatie", ""]);
        world.write("a.csv", "id,score,text,at\na,5,Jan was hier,2026-01-02\nb,4,,2026-01-02\n");
        assert_eq!(world.import("a.csv", &[]).status, Some(0));
        let listed = world.good(&["import", "list"]);
        let id = listed.split_whitespace().next().unwrap();
        let begun = format!("import={id} file=a.csv rows=2");
        assert_eq!(newest(&world, "import_begun"), ["klankbord import", "csat", &begun]);
        let done = format!("import={id} added=2 present=0 erased=0");
        assert_eq!(newest(&world, "imported"), ["klankbord import", "csat", &done]);
        world.export("csat");
        assert_eq!(newest(&world, "exported")[..2], ["klankbord export", "csat"]);
        world.good(&["import", "undo", id]);
        assert_eq!(newest(&world, "import_undo_begun")[0], "klankbord import undo");
        let undone = format!("import={id} erased=2 kept=0");
        assert_eq!(newest(&world, "import_undone"), ["klankbord import undo", "csat", &undone]);

        world.good(&["receipts", "revoke", "--channel", "api", "--before", "2026-01-01"]);
        let revoked = ["klankbord receipts revoke", "api", "before=2026-01-01 ended=0"];
        assert_eq!(newest(&world, "receipts_revoked"), revoked);
        world.good(&["retention", "--confirm-clock"]);
        assert_eq!(newest(&world, "clock_confirmed")[0], "klankbord retention");
        world.good(&["ledger", "seal"]);
        let key = world.good(&["ledger", "rotate"]);
        assert_eq!(newest(&world, "log_key_changed"), ["klankbord ledger rotate", key.trim_end(), ""]);
        assert!(!format!("{:?}", entries(&world)).contains("Jan"), "nobody is named");
    }
}

#[test]
fn the_demo_a_repair_and_what_was_due_are_in_the_audit_log() {
    for world in World::all() {
        world.good(&["demo", "--responses", "3", "--seed", "1"]);
        assert_eq!(newest(&world, "demo_loaded"), ["klankbord demo", "nps", "added=3"]);
        world.sql("DELETE FROM response_rollup");
        world.good(&["rollups", "rebuild"]);
        let [who, survey, detail] = newest(&world, "rollups_rebuilt");
        assert_eq!((who.as_str(), survey.as_str()), ("klankbord rollups rebuild", "nps"));
        assert!(detail.starts_with("counts=") && detail != "counts=0", "{detail}");
        world.sql("UPDATE standing SET state = 'withdrawn', since = 0 WHERE purpose = 'analysis'");
        world.sql("UPDATE response SET standing = 0");
        world.good(&["retention"]);
        assert!(newest(&world, "retention_done")[2].starts_with("withdrawn=3 "), "{:?}", entries(&world));
    }
}

#[test]
fn a_backup_and_putting_it_back_are_in_the_audit_log() {
    let world = World::sqlite();
    world.good(&["demo", "--responses", "3", "--seed", "1"]);
    world.good(&["ledger", "seal"]);
    world.good(&["backup", "b"]);
    assert_eq!(newest(&world, "backup_made"), ["klankbord backup", "b", "responses=3 with key"]);
    world.good(&["restore", "b", "--replace"]);
    let [who, folder, detail] = newest(&world, "restored");
    assert_eq!((who.as_str(), folder.as_str()), ("klankbord restore", "b"));
    assert!(detail.starts_with("made_at=20") && detail.ends_with(" repeated=0"), "{detail}");
    world.good(&["ledger", "verify"]);
}

#[test]
fn an_upgrade_is_in_the_audit_log_once() {
    for world in World::all() {
        world.good(&["demo"]);
        let upgrades = || entries(&world).iter().filter(|entry| entry["action"] == "database_upgraded").count();
        assert_eq!(upgrades(), 0, "a new database is none");
        // As a version without this change would have left it.
        world.sql("DROP TABLE repeat_note");
        world.sql("DELETE FROM seaql_migrations WHERE version LIKE 'm0007%'");
        for _ in 0..2 {
            world.good(&["migrate"]);
            assert_eq!(upgrades(), 1);
        }
        assert_eq!(newest(&world, "database_upgraded")[2], "m0007_repeat_notes");
    }
}

/// The log stream names what it refused, without anybody in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_requests_are_events_of_the_log_stream() {
    let world = World::sqlite();
    let log = fs::File::create(world.path("log")).unwrap();
    let mut server =
        world.command(&["serve", "--addr", "127.0.0.1:0", "--rate-limit", "1,100", "--log", "info", "--log-format", "json"]);
    let mut server = server.stderr(Stdio::from(log)).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(server.stdout.take().unwrap()));
    let said = lines.find_map(|line| line.unwrap().split_once("http://").map(|(_, rest)| rest.to_owned())).unwrap();
    let address = format!("http://{}", said.split('/').next().unwrap().trim());
    std::thread::spawn(move || lines.for_each(drop));
    let mut seen = Vec::new();
    for _ in 0..3 {
        let sent = client().post(format!("{address}/sign-in")).header("origin", "https://elders.example");
        let sent = sent.header("content-type", "application/x-www-form-urlencoded").body("email=jan@voorbeeld.nl&password=x");
        seen.push(sent.send().await.unwrap().status().as_u16());
    }
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(seen.contains(&403) && seen.contains(&429), "{seen:?}");
    let stream = world.read("log");
    let events: Vec<Value> = stream.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    for (event, status) in [("forbidden", 403), ("too_many_requests", 429)] {
        let found = events.iter().find(|line| line["event"] == event).unwrap_or_else(|| panic!("{event} in {stream}"));
        assert_eq!((&found["path"], &found["status"]), (&"/sign-in".into(), &status.into()), "{found}");
    }
    assert!(!stream.contains("jan@") && !stream.contains("elders"), "{stream}");
}

#[test]
fn a_server_that_makes_the_installation_says_so_in_the_audit_log() {
    let world = World::sqlite();
    let (server, _) = serve(&world, &[]);
    drop(server);
    let made = entries(&world).iter().filter(|entry| entry["actor"] == "klankbord serve").count();
    assert_eq!(made, 1, "{:?}", entries(&world));
}
