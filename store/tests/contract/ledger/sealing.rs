//! Sealing: every event gets one place in one log, and a signed log can be proven and continued.

use domain::{
    calendar::Millis,
    id::EventId,
    ledger::{LastCheckpoints, LogKey, SignedCheckpoint, verify_consistency, verify_inclusion},
    receipt::{
        document::{ReceiptDocument, Verdict, verify_receipt},
        response::Erasure,
    },
};
use sea_orm::{ConnectionTrait as _, Statement};
use store::{Rotation, Sealing, Store, StoreError};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{head, places, submit};
use crate::{
    contract,
    support::{
        database::TestStore,
        log::{key, ready, seal},
        sample,
    },
};

contract!(
    every_event_gets_a_place_and_a_proof,
    a_longer_log_continues_every_shorter_one,
    what_is_committed_late_gets_the_next_place,
    two_sealers_at_once,
    only_the_registered_key_seals,
    a_new_key_takes_over,
    an_altered_end_is_not_signed_over,
    receipts_hold_their_proofs,
    receipts_of_websites_hold_their_proofs,
    erasing_leaves_the_log_whole,
);

const ORIGIN: &str = "https://voorbeeld.nl";

/// The place of an event, proven by a checkpoint with the key's signature.
async fn proven_place(store: &Store, event: EventId) -> u64 {
    let found = store.find_event(event).await.unwrap().unwrap();
    let seal = found.seal.expect("it is sealed");
    let signed = SignedCheckpoint::parse(&seal.checkpoint).unwrap();
    let checkpoint = signed.verify(&[key().verifier()]).unwrap();
    verify_inclusion(&found.leaf, seal.leaf_index, checkpoint.size, &seal.proof, checkpoint.root).unwrap();
    seal.leaf_index
}

/// Checks that every place from 0 on has one event, and that the audit finds no fault.
async fn assert_whole(store: &TestStore, events: u64) {
    let counts = "SELECT count(*) - count(DISTINCT seq) + max(seq) + 1 - count(*) FROM consent_event WHERE seq IS NOT NULL";
    assert_eq!(store.number(counts).await, 0, "no gap and no duplicate");
    let log = head(store).await.checkpoint.origin;
    let report = store.verify_log(log, &[key().verifier()], &[], Millis(0), |_| {}).await.unwrap();
    assert_eq!((report.size, report.waiting, report.fault), (events, 0, None));
    assert_eq!(store.verify_records(&[], |_| {}).await.unwrap().faults, []);
}

async fn every_event_gets_a_place_and_a_proof(store: TestStore) {
    let survey = ready(&store).await;
    assert_eq!(seal(&store).await, 0, "nothing waits");
    assert!(store.list_logs().await.unwrap().is_empty());
    submit(&store, &survey, 0..300).await;
    let waiting =
        store.verify_log(store.list_logs().await.unwrap()[0], &[key().verifier()], &[], Millis(0), |_| {}).await.unwrap();
    assert_eq!((waiting.size, waiting.waiting, waiting.fault), (0, 300, None));
    assert_eq!(seal(&store).await, 300);
    assert_eq!(seal(&store).await, 0);
    for (place, event) in places(&store).await.into_iter().enumerate() {
        assert_eq!(proven_place(&store, event).await, place as u64);
    }
    assert!(store.find_event(EventId(Uuid::from_u128(1))).await.unwrap().is_none());
    assert_whole(&store, 300).await;
}

async fn a_longer_log_continues_every_shorter_one(store: TestStore) {
    let survey = ready(&store).await;
    let mut heads = Vec::new();
    for (from, to) in [(0, 1), (1, 255), (255, 256), (256, 257), (257, 600)] {
        submit(&store, &survey, from..to).await;
        seal(&store).await;
        heads.push(head(&store).await);
    }
    let newest = heads.last().unwrap();
    for earlier in &heads {
        let (from, to) = (&earlier.checkpoint, &newest.checkpoint);
        let proof = store.prove_consistency(newest, from.size, to.size).await.unwrap();
        verify_consistency((from.size, from.root), (to.size, to.root), &proof).unwrap();
        let report =
            store.verify_log(to.origin, &[key().verifier()], std::slice::from_ref(from), Millis(0), |_| {}).await.unwrap();
        assert_eq!(report.fault, None);
    }
    assert!(matches!(store.prove_consistency(newest, 2, 1).await, Err(StoreError::NotFound)));
    assert!(matches!(store.prove_consistency(newest, 1, 601).await, Err(StoreError::NotFound)));
    assert_eq!(store.number("SELECT count(*) FROM log_checkpoint").await, 1, "the last of each hour is kept, and no more");
}

async fn what_is_committed_late_gets_the_next_place(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..3).await;
    seal(&store).await;
    let late = EventId(Uuid::from_u128(1));
    let copy = "INSERT INTO consent_event SELECT {}, organisation_id, log_year, NULL, leaf FROM consent_event WHERE seq = 0";
    let place = if store.backend() == store::Backend::Sqlite { "?" } else { "$1" };
    let sql = copy.replace("{}", place);
    let statement = Statement::from_sql_and_values(store.raw.get_database_backend(), sql, [late.0.into()]);
    store.raw.execute_raw(statement).await.unwrap();
    assert_eq!(seal(&store).await, 1);
    assert_eq!(proven_place(&store, late).await, 3);
}

async fn two_sealers_at_once(store: TestStore) {
    let survey = ready(&store).await;
    let other = Store::open(&store.url).await.unwrap();
    let mut tasks = JoinSet::new();
    for client in 0..8_u128 {
        let (store, survey) = (if client % 2 == 0 { store.store.clone() } else { other.clone() }, survey.clone());
        tasks.spawn(async move { submit(&store, &survey, client * 50..(client + 1) * 50).await });
    }
    for store in [store.store.clone(), other.clone(), store.store.clone(), other.clone()] {
        tasks.spawn(async move {
            for _ in 0..20 {
                seal(&store).await;
                tokio::task::yield_now().await;
            }
        });
    }
    tasks.join_all().await;
    seal(&other).await;
    for event in places(&store).await {
        proven_place(&store, event).await;
    }
    assert_whole(&store, 400).await;
}

async fn only_the_registered_key_seals(store: TestStore) {
    let survey = ready(&store).await;
    let other = LogKey::from_seed(&[8; 32]);
    assert_eq!(store.register_ledger_key(&other.verifier()).await.unwrap(), key().verifier(), "the first one stays");
    submit(&store, &survey, 0..2).await;
    assert_eq!(store.seal(&other, &LastCheckpoints::default()).await.unwrap(), Sealing::OtherKey);
    assert_eq!(store.number("SELECT count(*) FROM consent_event WHERE seq IS NOT NULL").await, 0);
    assert_eq!(seal(&store).await, 2);
}

async fn a_new_key_takes_over(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..5).await;
    seal(&store).await;
    let before = head(&store).await;
    let new = LogKey::from_seed(&[8; 32]);
    assert_eq!(store.rotate_ledger_key(&new.verifier(), &new, &LastCheckpoints::default()).await.unwrap(), Rotation::OtherKey);
    assert_eq!(
        store.rotate_ledger_key(&key().verifier(), &new, &LastCheckpoints::default()).await.unwrap(),
        Rotation::Done { logs: 1 }
    );
    let after = head(&store).await;
    assert_eq!(after.checkpoint, before.checkpoint, "the log is the same");
    assert!(SignedCheckpoint::parse(&after.note).unwrap().verify(&[new.verifier()]).is_ok(), "the new key vouches for it");
    let keys = store.list_ledger_keys().await.unwrap();
    let named: Vec<_> = keys.iter().map(|key| (key.key.clone(), key.retired_at.is_some())).collect();
    assert_eq!(named, [(new.verifier(), false), (key().verifier(), true)]);

    submit(&store, &survey, 5..6).await;
    assert_eq!(store.seal(&key(), &LastCheckpoints::default()).await.unwrap(), Sealing::OtherKey);
    assert_eq!(store.seal(&new, &LastCheckpoints::default()).await.unwrap(), Sealing::Done { events: 1, more: false });
    let log = after.checkpoint.origin;
    let report =
        store.verify_log(log, &[new.verifier()], std::slice::from_ref(&before.checkpoint), Millis(0), |_| {}).await.unwrap();
    assert_eq!(report.fault, None);
    let report = store.verify_log(log, &[key().verifier()], &[], Millis(0), |_| {}).await.unwrap();
    assert!(report.fault.is_some(), "the old key vouches for nothing new");
}

async fn an_altered_end_is_not_signed_over(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..5).await;
    seal(&store).await;
    submit(&store, &survey, 5..6).await;
    let raw = |sql: &'static str| async { store.raw.execute_unprepared(sql).await.unwrap() };
    let refused = || async {
        let sealing = store.seal(&key(), &LastCheckpoints::default()).await.unwrap();
        assert!(matches!(sealing, Sealing::Altered { .. }), "{sealing:?}");
        assert_eq!(store.number("SELECT count(*) FROM consent_event WHERE seq IS NOT NULL").await, 5);
        let rotation =
            store.rotate_ledger_key(&key().verifier(), &LogKey::from_seed(&[8; 32]), &LastCheckpoints::default()).await.unwrap();
        assert!(matches!(rotation, Rotation::Altered { .. }), "{rotation:?}");
    };
    raw("CREATE TABLE kept_tile AS SELECT * FROM log_tile").await;
    raw("CREATE TABLE kept_log AS SELECT * FROM log").await;
    raw("UPDATE log_tile SET hashes = (SELECT leaf FROM consent_event WHERE seq = 0)").await;
    refused().await;
    raw("DELETE FROM log_tile").await;
    refused().await;
    raw("INSERT INTO log_tile SELECT * FROM kept_tile").await;
    let forged = head(&store).await.checkpoint.sign(&LogKey::from_seed(&[8; 32])).to_string();
    let place = if store.backend() == store::Backend::Sqlite { "?" } else { "$1" };
    let sql = format!("UPDATE log SET checkpoint = {place}");
    let statement = Statement::from_sql_and_values(store.raw.get_database_backend(), sql, [forged.into()]);
    store.raw.execute_raw(statement).await.unwrap();
    refused().await;
    raw("DELETE FROM log_tile").await;
    raw("UPDATE log_checkpoint SET size = 6").await;
    raw("UPDATE log SET checkpoint = (SELECT checkpoint FROM kept_log)").await;
    raw("INSERT INTO log_tile SELECT * FROM kept_tile").await;
    refused().await;
    raw("UPDATE log_checkpoint SET size = 5").await;
    assert_eq!(seal(&store).await, 1, "put back as it was");
    for table in ["log_tile", "log_checkpoint", "log"] {
        store.raw.execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
    }
    submit(&store, &survey, 6..7).await;
    let sealing = store.seal(&key(), &LastCheckpoints::default()).await.unwrap();
    assert!(matches!(sealing, Sealing::Altered { .. }), "a log that is gone does not begin anew: {sealing:?}");
}

async fn receipts_hold_their_proofs(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 1..40).await;
    let code = sample::code(&store, sample::response(&survey, 20, 9, "", &["publish"]).key).await;
    let document = || async {
        let evidence = store.find_receipt_evidence(&code).await.unwrap().unwrap();
        ReceiptDocument::new(sample::at("2026-11-22T10:00:00Z"), None, &evidence.notices, &evidence.events).unwrap().to_json()
    };
    let verdict = |text: &str| verify_receipt(text, &[key().verifier()]).verdict();
    assert!(!store.find_receipt(&code).await.unwrap().unwrap().sealed);
    assert_eq!(verdict(&document().await), Verdict::Incomplete, "nothing is sealed yet");
    seal(&store).await;
    assert!(store.find_receipt(&code).await.unwrap().unwrap().sealed);
    assert_eq!(verdict(&document().await), Verdict::Proven);
    store.withdraw(&code, &domain::id::key("publish"), ORIGIN).await.unwrap();
    assert!(!store.find_receipt(&code).await.unwrap().unwrap().sealed, "the withdrawal waits");
    seal(&store).await;
    let text = document().await;
    let report = verify_receipt(&text, &[key().verifier()]);
    assert_eq!((report.verdict(), report.records.len()), (Verdict::Proven, 2), "{report:#?}");
}

async fn receipts_of_websites_hold_their_proofs(store: TestStore) {
    store.register_ledger_key(&key().verifier()).await.unwrap();
    let site = sample::site(&store).await;
    let decision = sample::decision(&site, 1, "own_choice", &["analytics"]);
    let code = sample::code(&store, decision.decision.key).await;
    store.submit_decision(decision).await.unwrap();
    let document = || async {
        let evidence = store.find_receipt_evidence(&code).await.unwrap().unwrap();
        ReceiptDocument::new(sample::at("2026-11-22T10:00:00Z"), None, &evidence.notices, &evidence.events).unwrap().to_json()
    };
    assert!(!store.find_decision_receipt(&code).await.unwrap().unwrap().sealed);
    seal(&store).await;
    assert!(store.find_decision_receipt(&code).await.unwrap().unwrap().sealed);
    let report = verify_receipt(&document().await, &[key().verifier()]);
    assert_eq!((report.verdict(), report.records.len()), (Verdict::Proven, 1), "{report:#?}");
    store.erase_decision(&code, ORIGIN).await.unwrap();
    assert!(store.find_receipt_evidence(&code).await.unwrap().is_none());
}

async fn erasing_leaves_the_log_whole(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 1..4).await;
    seal(&store).await;
    let code = sample::code(&store, sample::response(&survey, 2, 9, "", &["publish"]).key).await;
    store.erase(&code, Erasure::Everything, ORIGIN).await.unwrap();
    seal(&store).await;
    assert!(store.find_receipt_evidence(&code).await.unwrap().is_none());
    assert_whole(&store, 4).await;
}

/// The query runs every second, so it must be cheap while no event waits.
#[tokio::test]
async fn what_waits_is_found_by_its_own_index() {
    crate::support::database::on_sqlite(|store| async move {
        for sql in [
            "SELECT id FROM consent_event WHERE seq IS NULL LIMIT 1",
            "SELECT id, leaf FROM consent_event WHERE seq IS NULL ORDER BY id LIMIT 9",
        ] {
            let statement = Statement::from_string(store.raw.get_database_backend(), format!("EXPLAIN QUERY PLAN {sql}"));
            let plan: Vec<String> =
                store.raw.query_all_raw(statement).await.unwrap().iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            assert!(plan.iter().all(|line| line.contains("consent_event_unsealed")), "{plan:?}");
        }
    })
    .await;
}
