//! The audit names every change that was made directly in the database.

use domain::{
    calendar::Millis,
    hash::Sha256Hash,
    id::EventId,
    ledger::{Checkpoint, LedgerError, TileCoordinate, leaf_hash},
};
use sea_orm::{ConnectionTrait as _, Statement, Value};
use store::{Backend, LogFault, LogHead};
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

contract!(every_alteration_of_the_log_is_named, what_stands_against_the_events_is_named);

/// Enough for three tiles.
const EVENTS: u64 = 600;

/// A sealed log without foreign keys, so that only the audit detects a change.
struct Log {
    store: TestStore,
    head: LogHead,
    events: Vec<EventId>,
}

impl Log {
    async fn fault_with(&self, earlier: Option<&Checkpoint>) -> Option<LogFault> {
        let log = self.head.checkpoint.origin;
        let earlier = earlier.map(std::slice::from_ref).unwrap_or_default();
        let report = self.store.verify_log(log, &[key().verifier()], earlier, Millis(0), |_| {}).await.unwrap();
        report.fault
    }

    async fn fault(&self) -> Option<LogFault> {
        self.fault_with(None).await
    }

    async fn run(&self, sql: &[&str]) {
        for statement in sql {
            self.store.raw.execute_unprepared(statement).await.unwrap();
        }
    }

    async fn run_with(&self, sql: &str, value: impl Into<Value>) {
        let backend = self.store.raw.get_database_backend();
        let sql = sql.replace('?', if self.store.backend() == Backend::Sqlite { "?" } else { "$1" });
        self.store.raw.execute_raw(Statement::from_sql_and_values(backend, sql, [value.into()])).await.unwrap();
    }

    async fn bytes(&self, sql: &str) -> Vec<u8> {
        let statement = Statement::from_string(self.store.raw.get_database_backend(), sql);
        self.store.raw.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    /// Alters the log, checks the result of the audit, and restores the log.
    async fn altered(&self, sql: &[&str], expected: &LogFault) {
        self.run(sql).await;
        assert_eq!(self.fault().await.as_ref(), Some(expected), "{sql:?}");
        self.restore().await;
    }

    async fn restore(&self) {
        for table in ["log_tile", "log_checkpoint", "log", "consent_event"] {
            self.run(&[&format!("DELETE FROM {table}")]).await;
        }
        for table in ["consent_event", "log", "log_checkpoint", "log_tile"] {
            self.run(&[&format!("INSERT INTO {table} SELECT * FROM kept_{table}")]).await;
        }
    }
}

async fn sealed_log(store: TestStore) -> Log {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..u128::from(EVENTS)).await;
    seal(&store).await;
    let (head, events) = (head(&store).await, places(&store).await);
    let log = Log { store, head, events };
    log.run(&["DELETE FROM standing", "DELETE FROM event_subject"]).await;
    for table in ["consent_event", "log", "log_checkpoint", "log_tile"] {
        log.run(&[&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")]).await;
    }
    log
}

async fn every_alteration_of_the_log_is_named(store: TestStore) {
    let log = sealed_log(store).await;
    assert_eq!(log.fault().await, None);
    let at = |place: usize| log.events[place];
    let change = |from, to, place| match log.store.backend() {
        Backend::Sqlite => format!(
            "UPDATE consent_event SET leaf = CAST(replace(CAST(leaf AS TEXT), '{from}', '{to}') AS BLOB) WHERE seq = {place}"
        ),
        Backend::Postgres => format!(
            "UPDATE consent_event SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '{from}', '{to}'), 'UTF8') WHERE seq = {place}"
        ),
    };
    // One byte of one leaf: in the first tile, in the last, and in the list of purposes.
    for (from, to, place) in [("voorbeeld", "voorbeelt", 0), ("given", "gived", 256), ("refused", "granted", 599)] {
        let event = at(usize::try_from(place).unwrap());
        log.altered(&[&change(from, to, place)], &LogFault::Changed { event, place }).await;
    }

    // A removed row.
    let removed = LogFault::Removed { place: 5, after: Some(at(4)) };
    log.altered(&["DELETE FROM consent_event WHERE seq = 5"], &removed).await;
    let close = ["UPDATE consent_event SET seq = -seq WHERE seq > 5", "UPDATE consent_event SET seq = -seq - 1 WHERE seq < 0"];
    log.altered(&["DELETE FROM consent_event WHERE seq = 5", close[0], close[1]], &removed).await;
    log.altered(&["DELETE FROM consent_event WHERE seq = 599"], &LogFault::Removed { place: 599, after: Some(at(598)) }).await;
    log.altered(&["DELETE FROM consent_event WHERE seq = 0"], &LogFault::Removed { place: 0, after: None }).await;

    // A changed order.
    let swap = [
        "UPDATE consent_event SET seq = -1 WHERE seq = 5",
        "UPDATE consent_event SET seq = 5 WHERE seq = 300",
        "UPDATE consent_event SET seq = 300 WHERE seq = -1",
    ];
    log.altered(&swap, &LogFault::Moved { event: at(5), sealed_at: 5, stands_at: Some(300) }).await;
    let lost = LogFault::Moved { event: at(5), sealed_at: 5, stands_at: None };
    log.altered(&["UPDATE consent_event SET seq = NULL WHERE seq = 5"], &lost).await;

    // An event that was never sealed, between two sealed ones, and after the last.
    let event = EventId(Uuid::from_u128(9));
    let copy = |place| {
        format!("INSERT INTO consent_event SELECT ?, organisation_id, log_year, {place}, leaf FROM consent_event WHERE seq = 9")
    };
    log.run(&["UPDATE consent_event SET seq = -seq WHERE seq > 4", "UPDATE consent_event SET seq = 1 - seq WHERE seq < 0"]).await;
    log.run_with(&copy(5), event.0).await;
    log.run(&[&change("voorbeeld", "voorbeelt", 5)]).await;
    assert_eq!(log.fault().await, Some(LogFault::Inserted { event, place: 5 }));
    log.restore().await;
    log.run_with(&copy(600), event.0).await;
    assert_eq!(log.fault().await, Some(LogFault::Inserted { event, place: 600 }));
    log.restore().await;

    // Stored under another id.
    log.run_with("UPDATE consent_event SET id = ? WHERE seq = 7", event.0).await;
    assert_eq!(log.fault().await, Some(LogFault::Mislabelled { event, place: 7 }));
    log.restore().await;

    // Only the tree.
    for (level, index) in [(0, 1), (0, 2), (1, 0)] {
        let tile = LogFault::Tile(TileCoordinate { level, index });
        log.altered(&[&format!("DELETE FROM log_tile WHERE level = {level} AND place = {index}")], &tile).await;
        let other = format!(
            "UPDATE log_tile SET hashes = (SELECT hashes FROM kept_log_tile WHERE level = 0 AND place = 0) WHERE level = {level} AND place = {index}"
        );
        log.altered(&[&other], &tile).await;
    }

    // A leaf and the tree together, as an informed attacker would do.
    log.run(&[&change("given", "gived", 300)]).await;
    let leaf = log.bytes("SELECT leaf FROM consent_event WHERE seq = 300").await;
    let mut tile = log.bytes("SELECT hashes FROM log_tile WHERE level = 0 AND place = 1").await;
    tile[(300 - 256) * 32..(301 - 256) * 32].copy_from_slice(&leaf_hash(&leaf).0);
    log.run_with("UPDATE log_tile SET hashes = ? WHERE level = 0 AND place = 1", tile).await;
    assert_eq!(log.fault().await, Some(LogFault::Rewritten { from: 0, to: EVENTS, first: None }));
    log.restore().await;

    // Checkpoints.
    log.run(&["UPDATE log SET checkpoint = replace(checkpoint, '\n600\n', '\n599\n')"]).await;
    assert_eq!(log.fault().await, Some(LogFault::Checkpoint(LedgerError::WrongSignature)));
    log.restore().await;
    log.altered(
        &["DELETE FROM log_tile", "DELETE FROM log_checkpoint", "DELETE FROM log"],
        &LogFault::Checkpoint(LedgerError::Malformed { expected: "a signed checkpoint" }),
    )
    .await;
    log.run(&["UPDATE log_checkpoint SET checkpoint = replace(checkpoint, '\n600\n', '\n599\n')"]).await;
    assert!(matches!(log.fault().await, Some(LogFault::KeptCheckpoint { size: 600, .. })));
    log.restore().await;
    let checkpoint = |size, root| Checkpoint { origin: log.head.checkpoint.origin, size, root };
    let rewritten = checkpoint(300, Sha256Hash::of(b"another"));
    assert_eq!(log.fault_with(Some(&rewritten)).await, Some(LogFault::Inconsistent { size: 300 }));
    let longer = checkpoint(601, Sha256Hash::of(b"more"));
    assert_eq!(log.fault_with(Some(&longer)).await, Some(LogFault::Shorter { signed: 601, size: 600 }));
    assert_eq!(log.fault().await, None, "all is put back");
}

async fn what_stands_against_the_events_is_named(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 1..4).await;
    let code = sample::code(&store, sample::response(&survey, 2, 9, "", &["publish"]).key).await;
    store.withdraw(&code, &domain::id::key("publish"), "https://voorbeeld.nl").await.unwrap();
    let response = store.find_receipt(&code).await.unwrap().unwrap().response;
    let fault = || async {
        let faults = store.verify_records(&[], |_| {}).await.unwrap().faults;
        faults.into_iter().map(|fault| (fault.table, fault.row)).collect::<Vec<_>>()
    };
    let publish = [("standing", format!("{} publish", response.0))];
    assert_eq!(fault().await, []);
    let run = |sql: &'static str| async { store.raw.execute_unprepared(sql).await.unwrap() };
    run("UPDATE standing SET state = 'given' WHERE state = 'withdrawn'").await;
    assert_eq!(fault().await, publish);
    run("UPDATE standing SET state = 'unknown' WHERE since = (SELECT max(since) FROM standing)").await;
    assert_eq!(fault().await, publish, "also a text that no version writes");
    run("UPDATE standing SET state = 'given' WHERE state = 'unknown'").await;
    run("UPDATE standing SET state = 'withdrawn' WHERE state = 'given' AND since = (SELECT max(since) FROM standing)").await;
    assert_eq!(fault().await, []);
    let one = |sql: &'static str| {
        let place = if store.backend() == Backend::Sqlite { "?" } else { "$1" };
        let backend = store.raw.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql.replace('?', place), [response.0.into()]);
        async { store.raw.execute_raw(statement).await.unwrap() }
    };
    one("UPDATE response SET standing = 0 WHERE id = ?").await;
    assert_eq!(fault().await[0], ("response", response.0.to_string()));
    one("UPDATE response SET standing = 1 WHERE id = ?").await;
    one("DELETE FROM standing WHERE response_id = ? AND purpose = 'publish'").await;
    assert_eq!(fault().await, publish);
    run("DELETE FROM standing").await;
    run("DELETE FROM event_subject").await;
    assert_eq!(fault().await.iter().filter(|(table, _)| *table == "response").count(), 3, "each has lost its events");
}
