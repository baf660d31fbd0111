//! Acknowledged submissions survive a killed server and a disconnected database.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use tokio::task::JoinSet;

use crate::{
    durability::{
        gate::{Passage, gate},
        is_in_order, seed, submit, until, version,
    },
    support::{
        running::{client, serve},
        world::World,
    },
};

const CLIENTS: u64 = 16;
const SUBMISSIONS: u64 = 1000;

/// The number of acknowledged submissions after which the server is killed.
fn kill_after() -> usize {
    seed().map_or(SUBMISSIONS / 3, |seed| 1 + seed % (SUBMISSIONS / 2)) as usize
}

/// Checks that every acknowledged number is exported, and none twice.
fn assert_kept(world: &World, acknowledged: &BTreeSet<u64>) {
    let rows = world.export("nps");
    let exported: Vec<u64> = rows.iter().map(|row| row["reason"].strip_prefix("Nummer ").unwrap().parse().unwrap()).collect();
    let distinct: BTreeSet<u64> = exported.iter().copied().collect();
    assert_eq!(distinct.len(), exported.len(), "none is stored twice");
    let lost: Vec<_> = acknowledged.difference(&distinct).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_during_submissions() {
    let kill_after = kill_after();
    for world in World::all() {
        world.survey("nps");
        let (mut server, address) = serve(&world, &[]);
        let version = version(&address).await;
        let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
        let enough = Arc::new(tokio::sync::Notify::new());
        let mut clients = JoinSet::new();
        for first in 0..CLIENTS {
            let (address, version, acknowledged, enough) =
                (address.clone(), version.clone(), Arc::clone(&acknowledged), Arc::clone(&enough));
            clients.spawn(async move {
                let client = client();
                for number in (first..SUBMISSIONS).step_by(CLIENTS as usize) {
                    if submit(&client, &address, &version, number).await.is_ok() {
                        let mut acknowledged = acknowledged.lock().unwrap();
                        acknowledged.insert(number);
                        if acknowledged.len() == kill_after {
                            enough.notify_one();
                        }
                    }
                }
            });
        }
        enough.notified().await;
        server.kill();
        clients.join_all().await;
        drop(server);

        let before = acknowledged.lock().unwrap().clone();
        assert!((before.len() as u64) < SUBMISSIONS, "the server was killed while answers came in");
        assert_kept(&world, &before);

        // Every client sends everything again, as a browser with unsent answers would. Then each answer is stored once.
        let (_server, address) = serve(&world, &[]);
        let client = client();
        for number in 0..SUBMISSIONS {
            submit(&client, &address, &version, number).await.unwrap();
        }
        assert_kept(&world, &(0..SUBMISSIONS).collect());
        assert_eq!(world.export("nps").len() as u64, SUBMISSIONS);
        is_in_order(&world);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_goes_away_under_load() {
    let Some(world) = World::postgres() else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    world.survey("nps");
    let (gate, url) = gate(world.database_url()).await;
    let (_server, address) = serve(&world, &["--database-url", &url]);
    let version = version(&address).await;

    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let refused = Arc::new(AtomicUsize::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let mut clients = JoinSet::new();
    for first in 0..CLIENTS {
        let (address, version, acknowledged, refused, stop) =
            (address.clone(), version.clone(), Arc::clone(&acknowledged), Arc::clone(&refused), Arc::clone(&stop));
        clients.spawn(async move {
            let client = client();
            let mut number = first;
            while !stop.load(Ordering::Relaxed) {
                match submit(&client, &address, &version, number).await {
                    Ok(_) => {
                        acknowledged.lock().unwrap().insert(number);
                    }
                    Err(Some(503)) => {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                    Err(other) => panic!("neither stored nor a clear 503: {other:?}"),
                }
                number += CLIENTS;
            }
        });
    }
    let count = || acknowledged.lock().unwrap().len();
    until(|| count() > 100).await;
    gate.send(Passage::Cut).unwrap();
    until(|| refused.load(Ordering::Relaxed) > 20).await;
    let away = count();
    gate.send(Passage::Open).unwrap();
    until(|| count() > away + 100).await;
    stop.store(true, Ordering::Relaxed);
    clients.join_all().await;
    assert_eq!(reqwest::get(format!("{address}/health/ready")).await.unwrap().status(), 200);
    assert_kept(&world, &acknowledged.lock().unwrap().clone());
    is_in_order(&world);
}
