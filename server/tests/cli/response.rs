//! Acknowledged submissions survive a killed server and a disconnected database.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};

use crate::support::{
    running::{client, serve},
    world::World,
};

const CLIENTS: u64 = 16;
const SUBMISSIONS: u64 = 1000;

/// The number of acknowledged submissions after which the server is killed. `cargo xtask prove faults` gives each of
/// its rounds another seed.
fn kill_after() -> usize {
    let seed = std::env::var("KLANKBORD_PROOF_SEED").ok().map(|seed| seed.parse::<u64>().expect("a seed is a number"));
    seed.map_or(SUBMISSIONS / 3, |seed| 1 + seed % (SUBMISSIONS / 2)) as usize
}

async fn version(address: &str) -> String {
    let page = client().get(format!("{address}/s/nps")).send().await.unwrap().text().await.unwrap();
    let tag = page.split("<input").find(|tag| tag.contains("name=\"version\"")).unwrap();
    tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Sends one submission. Returns the address of the receipt if it was acknowledged, else the status if there was one.
async fn submit(client: &reqwest::Client, address: &str, version: &str, number: u64) -> Result<String, Option<u16>> {
    let key = format!("{number:032x}");
    let body = format!("key={key}&version={version}&locale=nl&recommend={}&reason=Nummer+{number}", number % 11);
    let request = client.post(format!("{address}/s/nps")).header("content-type", "application/x-www-form-urlencoded").body(body);
    let reply = request.send().await.map_err(|_| None)?;
    if reply.status() == 303 {
        Ok(reply.headers()["location"].to_str().unwrap().to_owned())
    } else {
        Err(Some(reply.status().as_u16()))
    }
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
    }
}

/// A proxy to a database that can be cut, and stays closed until it is opened again.
struct Gate {
    address: SocketAddr,
    open: watch::Sender<bool>,
}

async fn gate(to: String) -> Gate {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (open, state) = watch::channel(true);
    tokio::spawn(async move {
        loop {
            let (mut near, _) = listener.accept().await.unwrap();
            if !*state.borrow() {
                continue;
            }
            let (to, mut state) = (to.clone(), state.clone());
            tokio::spawn(async move {
                let mut far = TcpStream::connect(to).await.unwrap();
                let cut = state.wait_for(|open| !open);
                tokio::select! { _ = copy_bidirectional(&mut near, &mut far) => {}, _ = cut => {} }
            });
        }
    });
    Gate { address, open }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_goes_away_under_load() {
    let Some(world) = World::postgres() else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    world.survey("nps");
    let (before, name) = world.database_url().rsplit_once('/').unwrap();
    let (user, host) = before.trim_start_matches("postgres://").rsplit_once('@').unwrap();
    let gate = gate(host.to_owned()).await;
    let url = format!("postgres://{user}@{}/{name}", gate.address);
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
    gate.open.send(false).unwrap();
    until(|| refused.load(Ordering::Relaxed) > 20).await;
    let away = count();
    gate.open.send(true).unwrap();
    until(|| count() > away + 100).await;
    stop.store(true, Ordering::Relaxed);
    clients.join_all().await;
    assert_eq!(reqwest::get(format!("{address}/health/ready")).await.unwrap().status(), 200);
    assert_kept(&world, &acknowledged.lock().unwrap().clone());
}

/// Waits for a condition, a minute at most.
async fn until(condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it did not come");
        tokio::task::yield_now().await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
