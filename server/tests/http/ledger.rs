//! The public addresses of the log: checkpoints, keys, proofs, and receipts that hold them.

mod witness;

use std::time::{Duration, Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    hash::Sha256Hash,
    ledger::{SignedCheckpoint, VerifierKey, verify_consistency, verify_inclusion},
    receipt::document::{Verdict, verify_receipt},
};
use serde_json::Value;

use crate::support::app::{Fields, Reply, TestApp, on_postgres, spawn_app};

async fn answered(app: &TestApp) -> String {
    let fields = app.form("nps").await.with("recommend", "9").with("purpose", "publish");
    app.post("/s/nps", &fields).await.location().split('?').next().unwrap().to_owned()
}

/// The receipt as a file, once the newest event is sealed. The server seals once a second, so the time depends on the
/// machine.
async fn sealed(app: &TestApp, receipt: &str) -> Reply {
    let asked = Instant::now();
    loop {
        let reply = app.get(&format!("{receipt}/receipt.json")).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        if reply.json()["sealed"] == true {
            return reply;
        }
        assert!(asked.elapsed() < Duration::from_secs(120), "it is not sealed");
    }
}

async fn keys(app: &TestApp) -> Vec<VerifierKey> {
    let reply = app.get("/.well-known/klankbord/vkey").await;
    assert!(reply.header("content-type").starts_with("text/plain"));
    reply.body.lines().map(|line| VerifierKey::parse(line).unwrap()).collect()
}

fn proof(value: &Value) -> Vec<Sha256Hash> {
    let hashes = value["proof"].as_array().unwrap().iter();
    hashes.map(|hash| Sha256Hash(STANDARD.decode(hash.as_str().unwrap()).unwrap().try_into().unwrap())).collect()
}

async fn a_receipt_proves_every_decision(app: TestApp) {
    let receipt = answered(&app).await;
    let file = sealed(&app, &receipt).await;
    assert_eq!(file.header("content-type"), "application/ld+json");
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.header("cache-control"), "no-store");
    assert!(file.header("x-robots-tag").contains("noindex"));
    let keys = keys(&app).await;
    assert_eq!(verify_receipt(&file.body, &keys).verdict(), Verdict::Proven, "{}", file.body);
    assert!(app.get(&receipt).await.body.contains("staat in het ondertekende logboek"));

    app.post(&format!("{receipt}/withdraw"), &Fields::new(&[("purpose", "publish")])).await;
    let file = sealed(&app, &receipt).await;
    let report = verify_receipt(&file.body, &keys);
    assert_eq!((report.verdict(), report.records.len()), (Verdict::Proven, 2));

    app.post(&format!("{receipt}/erase"), &Fields::new(&[("scope", "everything"), ("sure", "1")])).await;
    assert_eq!(app.get(&format!("{receipt}/receipt.json")).await.status, 404);
}

#[tokio::test]
async fn a_receipt_proves_every_decision_on_sqlite() {
    a_receipt_proves_every_decision(spawn_app().await).await;
}

#[tokio::test]
async fn a_receipt_proves_every_decision_on_postgres() {
    on_postgres(a_receipt_proves_every_decision).await;
}

#[tokio::test]
async fn anyone_can_ask_for_checkpoints_and_proofs() {
    let app = spawn_app().await;
    assert_eq!(app.get("/.well-known/klankbord/checkpoint").await.status, 404, "nothing is sealed yet");
    let receipt = sealed(&app, &answered(&app).await).await.json();
    let first = app.get("/.well-known/klankbord/checkpoint").await;
    assert!(first.header("content-type").starts_with("text/plain"));
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let keys = keys(&app).await;
    let signed = SignedCheckpoint::parse(&first.body).unwrap();
    let old = signed.verify(&keys).unwrap().clone();
    sealed(&app, &answered(&app).await).await;
    let newest = app.get("/.well-known/klankbord/checkpoint").await.body;
    let new = SignedCheckpoint::parse(&newest).unwrap().verify(&keys).unwrap().clone();
    assert_eq!((old.size, new.size), (1, 2));

    let event = receipt["dct:identifier"].as_str().unwrap();
    let inclusion = app.get(&format!("/api/v1/ledger/inclusion?event={event}")).await;
    let answer = inclusion.json();
    assert_eq!(inclusion.header("access-control-allow-origin"), "*");
    assert_eq!((&answer["event"], &answer["sealed"], &answer["leaf_index"]), (&event.into(), &true.into(), &0.into()));
    assert_eq!((answer["checkpoint"].as_str(), answer["log"].as_str()), (Some(&*newest), Some(&*new.origin.to_string())));
    let leaf = STANDARD.decode(receipt["leaf"].as_str().unwrap()).unwrap();
    assert_eq!(answer["leaf_hash"], STANDARD.encode(domain::ledger::leaf_hash(&leaf).0));
    verify_inclusion(&leaf, 0, new.size, &proof(&answer), new.root).unwrap();
    assert!(answer.get("leaf").is_none(), "only who has the receipt has the event");

    let log = format!("organisation={}&year={}", new.origin.organisation, new.origin.year);
    for query in ["from=1&to=2".to_owned(), "from=1".to_owned(), format!("from=1&{log}")] {
        let answer = app.get(&format!("/api/v1/ledger/consistency?{query}")).await.json();
        assert_eq!((&answer["from"], &answer["to"]), (&1.into(), &2.into()), "{query}");
        verify_consistency((old.size, old.root), (new.size, new.root), &proof(&answer)).unwrap();
    }
    assert_eq!(app.get(&format!("/.well-known/klankbord/checkpoint?{log}")).await.body, newest);
}

#[tokio::test]
async fn what_is_asked_wrongly_is_a_problem_document_that_names_it() {
    let app = spawn_app().await;
    sealed(&app, &answered(&app).await).await;
    for (path, status, field) in [
        ("inclusion", 400, "event"),
        ("inclusion?event=1", 400, "event"),
        ("inclusion?event=00000000-0000-7000-8000-000000000000", 404, ""),
        ("consistency", 400, "from"),
        ("consistency?from=-1", 400, "from"),
        ("consistency?from=2", 400, "from"),
        ("consistency?from=1&to=2", 400, "to"),
        ("consistency?from=1&year=soon", 400, "year"),
        ("consistency?from=1&year=1999", 404, ""),
        ("consistency?from=1&organisation=ours", 400, "organisation"),
        ("nothing", 404, ""),
    ] {
        let reply = app.get_with(&format!("/api/v1/ledger/{path}"), &[("accept", "text/html")]).await;
        assert_eq!((reply.status, reply.header("content-type")), (status, "application/problem+json"), "{path}");
        let named = reply.json()["errors"][0]["field"].as_str().unwrap_or_default().to_owned();
        assert_eq!(named, field, "{path}: {}", reply.body);
    }
}

#[tokio::test]
async fn a_server_that_stops_seals_what_it_recorded() {
    let mut app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    app.post("/s/nps", &fields).await;
    app.tell_to_stop();
    app.stopped().await;
    assert!(app.store.find_receipt(&app.code(&fields.key()).await).await.unwrap().unwrap().sealed);
}
