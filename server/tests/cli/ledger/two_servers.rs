//! Two servers on one PostgreSQL: one log between them, without a gap, a fork or a duplicate.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    hash::Sha256Hash,
    ledger::{SignedCheckpoint, VerifierKey, verify_consistency, verify_inclusion},
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::{
    running::{client, serve},
    world::World,
};

const CLIENTS: u64 = 16;
const DECISIONS: u64 = 25;
const ORIGIN: &str = "http://127.0.0.1:4811";

/// Records a new decision, and returns its event.
async fn decide(client: &reqwest::Client, address: &str, number: u64) -> String {
    let body = json!({
        "idempotency_key": format!("{number:032x}"), "notice_version": 1, "locale": "nl", "control": "own_choice", "gpc": false,
        "purposes": { "preferences": true, "analytics": number.is_multiple_of(2), "marketing": false },
    });
    let request = client.post(format!("{address}/api/v1/sites/demo/decisions")).header("origin", ORIGIN);
    let request = request.header("content-type", "application/json").body(body.to_string());
    let reply = request.send().await.unwrap();
    assert_eq!(reply.status(), 201, "{number}");
    json_of(reply).await["event_id"].as_str().unwrap().to_owned()
}

async fn json_of(reply: reqwest::Response) -> Value {
    serde_json::from_str(&reply.text().await.unwrap()).unwrap()
}

async fn get(client: &reqwest::Client, url: String) -> reqwest::Response {
    let reply = client.get(&url).send().await.unwrap();
    assert_eq!(reply.status(), 200, "{url}");
    reply
}

fn hashes(value: &Value) -> Vec<Sha256Hash> {
    let hashes = value["proof"].as_array().unwrap().iter();
    hashes.map(|hash| Sha256Hash(STANDARD.decode(hash.as_str().unwrap()).unwrap().try_into().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_clients_each() {
    let Some(world) = World::postgres() else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    world.good(&["demo"]);
    let servers = [serve(&world, &[]), serve(&world, &[])];
    let addresses: Vec<String> = servers.iter().map(|(_, address)| address.clone()).collect();
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS * 2 {
        let addresses = addresses.clone();
        clients.spawn(async move {
            let client = client();
            let mut events = BTreeMap::new();
            for decision in number * DECISIONS..(number + 1) * DECISIONS {
                let (own, other) = (&addresses[number as usize % 2], &addresses[(number as usize + 1) % 2]);
                // Every fifth decision is sent to both servers at once, as by a browser that got no answer.
                let event = if decision % 5 == 0 {
                    let (first, second) = tokio::join!(decide(&client, own, decision), decide(&client, other, decision));
                    assert_eq!(first, second, "one key, one event");
                    first
                } else {
                    decide(&client, own, decision).await
                };
                events.insert(decision, event);
            }
            events
        });
    }
    // A checkpoint taken during the run. Every later one must continue it.
    let client = client();
    let midst = loop {
        let reply = client.get(format!("{}/.well-known/klankbord/checkpoint", addresses[0])).send().await.unwrap();
        if reply.status() == 200 {
            break reply.text().await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    let events: BTreeSet<String> = clients.join_all().await.into_iter().flat_map(BTreeMap::into_values).collect();
    let count = CLIENTS * 2 * DECISIONS;
    assert_eq!(events.len() as u64, count, "none is lost, none is another's");

    let recorded = Instant::now();
    let sealed = "SELECT count(*) FROM consent_event WHERE seq IS NOT NULL";
    while world.value(sealed) != count.to_string() {
        assert!(recorded.elapsed() < Duration::from_secs(120), "{} of {count} are sealed", world.value(sealed));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Each server serves it once it has written it down itself.
    for address in &addresses {
        loop {
            let reply = client.get(format!("{address}/.well-known/klankbord/checkpoint")).send().await.unwrap();
            if reply.status() == 200 && reply.text().await.unwrap().contains(&format!("\n{count}\n")) {
                break;
            }
            assert!(recorded.elapsed() < Duration::from_secs(120), "{address} does not serve all");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    let places = "SELECT count(DISTINCT seq) || ' ' || min(seq) || ' ' || max(seq) FROM consent_event";
    assert_eq!(world.value(places), format!("{count} 0 {}", count - 1));

    // Every proof, from either server, leads to the same newest checkpoint.
    let vkeys = get(&client, format!("{}/.well-known/klankbord/vkey", addresses[0])).await.text().await.unwrap();
    let keys: Vec<VerifierKey> = vkeys.lines().map(|line| VerifierKey::parse(line).unwrap()).collect();
    let newest = get(&client, format!("{}/.well-known/klankbord/checkpoint", addresses[1])).await.text().await.unwrap();
    let head = SignedCheckpoint::parse(&newest).unwrap().verify(&keys).unwrap().clone();
    assert_eq!(head.size, count);
    let leaves = "SELECT string_agg(id || ' ' || translate(encode(leaf, 'base64'), E'\\n', ''), ',') FROM consent_event";
    let leaves = world.value(leaves);
    let leaves: BTreeMap<String, &str> =
        leaves.split(',').map(|pair| pair.split_once(' ').unwrap()).map(|(id, leaf)| (id.to_owned(), leaf)).collect();
    for (number, event) in events.iter().enumerate() {
        let path = format!("{}/api/v1/ledger/inclusion?event={event}", addresses[number % 2]);
        let proof = json_of(get(&client, path).await).await;
        assert_eq!((&proof["sealed"], proof["checkpoint"].as_str()), (&true.into(), Some(&*newest)));
        let leaf = STANDARD.decode(leaves[event]).unwrap();
        verify_inclusion(&leaf, proof["leaf_index"].as_u64().unwrap(), head.size, &hashes(&proof), head.root).unwrap();
    }
    let earlier = SignedCheckpoint::parse(&midst).unwrap().verify(&keys).unwrap().clone();
    let path = format!("{}/api/v1/ledger/consistency?from={}&to={count}", addresses[1], earlier.size);
    let proof = json_of(get(&client, path).await).await;
    verify_consistency((earlier.size, earlier.root), (head.size, head.root), &hashes(&proof)).unwrap();
    drop(servers);
    assert!(world.good(&["ledger", "verify"]).contains(&format!("{count} events are as they were sealed")));
}
