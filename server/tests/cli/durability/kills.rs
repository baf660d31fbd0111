//! What is killed in the middle has done everything or nothing, and can be started again.

use std::{collections::BTreeMap, fmt::Write as _, fs, sync::Mutex};

use tokio::task::JoinSet;

use crate::{
    durability::{is_in_order, kill_at_some_moment, post, seed, submit, version},
    support::{
        running::{client, serve},
        world::{PROVENANCE, World},
    },
};

const RESPONSES: usize = 300;

/// A world with answers, sealed.
fn with_answers(world: &World) {
    world.good(&["demo", "--responses", &RESPONSES.to_string(), "--seed", "1"]);
    world.good(&["ledger", "seal"]);
}

#[test]
fn killed_during_an_import() {
    const ROWS: usize = 3_000;
    for world in World::all() {
        world.survey("csat");
        world.write("provenance.toml", PROVENANCE);
        let mut file = "id,score,text,at\n".to_owned();
        for i in 0..ROWS {
            writeln!(file, "{i},{},row {i},2026-01-02 03:04:05", i % 5 + 1).unwrap();
        }
        world.write("a.csv", file);
        let mapping = ["--map", "score=satisfaction", "--map", "text=reason", "--id", "id", "--submitted-at", "at"];
        let words = [&["import", "--survey", "csat"], &mapping[..], &["--provenance", "provenance.toml", "a.csv"]].concat();
        kill_at_some_moment(world.command(&words).spawn().unwrap());

        // What is there is whole: its counts, its events and its progress are of one moment.
        let stored = world.export("csat").len();
        is_in_order(&world);
        let line = world.good(&["import", "list"]);
        assert!(stored == 0 || line.contains(&format!(" {stored} added")), "{stored} rows: {line}");
        let again = world.import("a.csv", &[]);
        assert_eq!(again.status, Some(0), "{again:?}");
        let rows = world.export("csat");
        let distinct: std::collections::BTreeSet<_> = rows.iter().map(|row| &row["reason"]).collect();
        assert_eq!((rows.len(), distinct.len()), (ROWS, ROWS), "every row once");
        is_in_order(&world);
    }
}

#[test]
fn killed_during_an_export() {
    for world in World::all() {
        with_answers(&world);
        let words = ["export", "--survey", "nps", "--format", "csv", "--out", "killed.csv"];
        kill_at_some_moment(world.command(&words).spawn().unwrap());
        if world.path("killed.csv").exists() {
            assert_eq!(crate::support::world::rows(&world.path("killed.csv")).len(), RESPONSES, "a file with its name is whole");
            fs::remove_file(world.path("killed.csv")).unwrap();
        }
        world.good(&words);
        assert_eq!(crate::support::world::rows(&world.path("killed.csv")).len(), RESPONSES);
        is_in_order(&world);
    }
}

#[test]
fn killed_during_a_backup() {
    // `backup` of PostgreSQL is pg_dump's.
    let world = World::sqlite();
    with_answers(&world);
    let was_killed = kill_at_some_moment(world.command(&["backup", "killed"]).spawn().unwrap());
    if was_killed && !world.path("killed").exists() {
        assert!(world.bad(&["restore", "killed", "--replace"]).contains("backup"), "what is not finished is not put back");
    } else {
        // It was in place already, so it is whole.
        assert!(world.good(&["restore", "killed", "--replace"]).contains(&format!("is put back: {RESPONSES} responses")));
    }
    assert_eq!(world.export("nps").len(), RESPONSES);
    world.good(&["backup", "next"]);
    assert!(world.good(&["restore", "next", "--replace"]).contains(&format!("is put back: {RESPONSES} responses")));
    is_in_order(&world);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_during_erasures() {
    const ANSWERS: u64 = 60;
    for world in World::all() {
        world.survey("nps");
        let (mut server, address) = serve(&world, &[]);
        let version = version(&address).await;
        let mut receipts = BTreeMap::new();
        for number in 0..ANSWERS {
            let receipt = submit(&client(), &address, &version, number).await.unwrap();
            receipts.insert(number, receipt.split('?').next().unwrap().to_owned());
        }
        let kill_after = seed().map_or(ANSWERS / 3, |seed| 1 + seed % (ANSWERS / 2)) as usize;
        let erased = std::sync::Arc::new(Mutex::new(Vec::new()));
        let enough = std::sync::Arc::new(tokio::sync::Notify::new());
        let mut clients = JoinSet::new();
        for (number, receipt) in receipts.clone() {
            let (address, erased, enough) = (address.clone(), erased.clone(), enough.clone());
            clients.spawn(async move {
                let sent = post(&client(), &address, &format!("{receipt}/erase"), "scope=everything&sure=1".to_owned()).await;
                if sent.is_ok_and(|reply| reply.status() == 303) {
                    let mut erased = erased.lock().unwrap();
                    erased.push(number);
                    if erased.len() == kill_after {
                        enough.notify_one();
                    }
                }
            });
        }
        enough.notified().await;
        server.kill();
        clients.join_all().await;
        drop(server);

        // What was confirmed is gone. All else is there whole, or gone.
        let erased = erased.lock().unwrap().clone();
        let left: Vec<u64> =
            world.export("nps").iter().map(|row| row["reason"].strip_prefix("Nummer ").unwrap().parse().unwrap()).collect();
        assert!(erased.iter().all(|number| !left.contains(number)), "confirmed: {erased:?}, left: {left:?}");
        is_in_order(&world);
        for table in ["response", "comment"] {
            let rows = world.value(&format!("SELECT count(*) FROM {table}"));
            assert_eq!(rows, left.len().to_string(), "{table}: nothing is half erased");
        }
        let (_server, address) = serve(&world, &[]);
        for (number, receipt) in receipts {
            let status = client().get(format!("{address}{receipt}")).send().await.unwrap().status();
            assert_eq!(status.as_u16(), if left.contains(&number) { 200 } else { 404 });
            if left.contains(&number) {
                let again = post(&client(), &address, &format!("{receipt}/erase"), "scope=everything&sure=1".to_owned()).await;
                assert_eq!(again.unwrap().status(), 303);
            }
        }
        assert_eq!(world.export("nps").len(), 0);
        is_in_order(&world);
    }
}
