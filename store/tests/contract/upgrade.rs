//! The structure of a database: what this release makes, refuses, and takes over of an earlier one.

use domain::{
    calendar::{Day, Millis},
    channel::Channel,
    hash::Sha256Hash,
    id::Slug,
    submission_key::{ReceiptCode, SubmissionKey},
};
use sea_orm::{ConnectionTrait as _, Database, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _};
use sea_orm_migration::MigratorTrait as _;
use store::{Backend, NewResponse, Store, StoreError, Submitted};

use crate::{
    contract,
    support::{
        database::TestStore,
        kept::{self, Held},
        log, sample,
    },
};

/// The key of a program's answer in each kept database: MD5("order-10001").
const PREDICTED: &str = "f5c9d198b3ad7cce3057f3fafc6c670f";

contract!(
    an_up_to_date_database_opens_while_another_program_writes,
    a_new_database_has_the_structure_that_is_written_down,
    tables_and_indexes_of_others_are_left_alone,
    another_structure_is_refused_with_its_cure,
    an_unfinished_older_database_is_refused_and_stays_as_it_was,
    a_newer_database_is_refused_in_plain_words,
    every_kept_database_is_taken_over,
);

async fn an_up_to_date_database_opens_while_another_program_writes(store: TestStore) {
    log::ready(&store).await;
    let writing = match store.backend() {
        Backend::Sqlite => {
            let mode = Some(SqliteTransactionMode::Immediate);
            store
                .raw
                .begin_with_options(TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() })
                .await
                .unwrap()
        }
        Backend::Postgres => store.raw.begin().await.unwrap(),
    };
    if store.backend() == Backend::Postgres {
        // What a migration holds, and any other writer at the tables that an opening looks at.
        writing.execute_unprepared("SELECT pg_advisory_xact_lock(x'6b6c616e6b62'::bigint)").await.unwrap();
        writing.execute_unprepared("LOCK TABLE seaql_migrations, secret, ledger_key IN EXCLUSIVE MODE").await.unwrap();
    }
    let opened = Store::open(&store.url).await.unwrap();
    assert_eq!(opened.list_surveys().await.unwrap().len(), 1);
    opened.register_ledger_key(&log::key().verifier()).await.expect("a registered key is only read");
    opened.close().await;
    writing.rollback().await.unwrap();
}

async fn a_new_database_has_the_structure_that_is_written_down(store: TestStore) {
    let backend = store.raw.get_database_backend();
    let found = migrations::structure::Structure::read(&store.raw).await.unwrap();
    assert_eq!(migrations::structure::Structure::expected(backend), found, "after a new migration: `write_the_structure_anew`");
}

async fn tables_and_indexes_of_others_are_left_alone(store: TestStore) {
    for sql in [
        "CREATE TABLE theirs (response text, n integer)",
        "CREATE INDEX theirs_n ON theirs (n)",
        "CREATE INDEX of_the_administrator ON contact (phone)",
        "CREATE VIEW theirs_too AS SELECT count(*) AS n FROM contact",
    ] {
        store.raw.execute_unprepared(sql).await.unwrap();
    }
    let opened = Store::open(&store.url).await.unwrap();
    let others = opened.list_foreign_objects().await.unwrap();
    assert!(others.iter().any(|line| line == "contact has the index of_the_administrator on (phone)"), "{others:?}");
    assert!(others.iter().any(|line| line.starts_with("theirs is a table")), "{others:?}");
}

async fn another_structure_is_refused_with_its_cure(store: TestStore) {
    let (retype, typed) = match store.backend() {
        Backend::Sqlite => ("ALTER TABLE contact ADD COLUMN fax text", "ALTER TABLE contact DROP COLUMN fax"),
        Backend::Postgres => {
            ("ALTER TABLE contact ALTER COLUMN phone TYPE varchar(80)", "ALTER TABLE contact ALTER COLUMN phone TYPE text")
        }
    };
    let untag = match store.backend() {
        Backend::Sqlite => "DROP TRIGGER comment_tagged",
        Backend::Postgres => "DROP TRIGGER comment_tagged ON comment",
    };
    let indexed = "CREATE UNIQUE INDEX response_receipt ON response (receipt_hash) WHERE receipt_hash IS NOT NULL";
    // Each change with what names it, and what undoes it, so that the next one is alone.
    let changes = [
        (
            "ALTER TABLE contact DROP COLUMN phone",
            "contact has the column phone",
            Some("ALTER TABLE contact ADD COLUMN phone text"),
        ),
        (retype, "not ours: contact has the column", Some(typed)),
        ("DROP INDEX response_receipt", "missing: response has the index response_receipt unique", Some(indexed)),
        ("DROP TABLE saved_view", "missing: saved_view is a table", None),
        (untag, "missing: comment has the trigger comment_tagged", None),
    ];
    for (sql, named, undo) in changes {
        store.raw.execute_unprepared(sql).await.unwrap();
        let refused = refusal(&store).await;
        assert!(refused.contains(named), "{sql}: {refused}");
        assert!(refused.contains("klankbord export") && refused.contains("klankbord import"), "{refused}");
        if let Some(undo) = undo {
            store.raw.execute_unprepared(undo).await.unwrap();
        }
    }
}

async fn an_unfinished_older_database_is_refused_and_stays_as_it_was(store: TestStore) {
    let all = store.number("SELECT count(*) FROM seaql_migrations").await;
    for sql in [
        "DELETE FROM seaql_migrations WHERE version = 'm0002_receipt_codes'",
        "DROP TABLE secret",
        "ALTER TABLE response DROP COLUMN receipt_revoked_at",
        "ALTER TABLE contact DROP COLUMN phone",
    ] {
        store.raw.execute_unprepared(sql).await.unwrap();
    }
    assert!(refusal(&store).await.contains("missing: contact has the column phone"));
    assert_eq!(store.number("SELECT count(*) FROM seaql_migrations").await, all - 1);
    assert!(store.raw.execute_unprepared("SELECT 1 FROM secret").await.is_err(), "nothing was made");
    // With the column back it is an older database like any other.
    store.raw.execute_unprepared("ALTER TABLE contact ADD COLUMN phone text").await.unwrap();
    Store::open(&store.url).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM secret").await, 1);
}

async fn a_newer_database_is_refused_in_plain_words(store: TestStore) {
    sample::site(&store).await;
    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    store.raw.execute_raw(Statement::from_string(store.raw.get_database_backend(), later)).await.unwrap();
    let refused = refusal(&store).await;
    assert!(refused.contains("newer version") && refused.contains("m9999_later"), "{refused}");
    assert!(!refused.contains("missing"), "{refused}");
}

/// Writes the files of the expected structure, for whoever adds a migration: `cargo test -p store --test contract -- --ignored
/// write_the_structure_anew`, with an address of PostgreSQL. Until then the store refuses what the migration makes.
#[tokio::test]
#[ignore = "it writes files of the source"]
async fn write_the_structure_anew() {
    let folder = tempfile::tempdir().unwrap();
    write_structure(&format!("sqlite://{}/new.db?mode=rwc", folder.path().display()), "sqlite").await;
    let server = std::env::var("KLANKBORD_TEST_POSTGRES_URL").expect("an address of PostgreSQL");
    let admin = Database::connect(&server).await.unwrap();
    let name = format!("klankbord_structure_{}", std::process::id());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    write_structure(&format!("{}/{name}", server.rsplit_once('/').unwrap().0), "postgres").await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}

async fn write_structure(url: &str, kind: &str) {
    let database = Database::connect(url).await.unwrap();
    migrations::Migrator::up(&database, None).await.unwrap();
    let found = migrations::structure::Structure::read(&database).await.unwrap();
    std::fs::write(format!("{}/../migrations/src/structure_{kind}.txt", env!("CARGO_MANIFEST_DIR")), found.to_string()).unwrap();
    database.close().await.unwrap();
}

/// Every kept database (tests/kept/README.md), each in place of the one before.
async fn every_kept_database_is_taken_over(store: TestStore) {
    let found = kept::list(&store);
    assert!(found.len() >= 2, "the first version's and this one's are kept");
    for kept in found {
        println!("{}", kept.name);
        let url = kept.restore(&store).await;
        let opened = TestStore::open(url).await;
        is_taken_over(&opened, &kept.held).await;
        opened.raw.close().await.unwrap();
        opened.store.close().await;
    }
}

async fn is_taken_over(kept: &TestStore, held: &Held) {
    let nps = kept.find_survey(&Slug::parse("nps").unwrap()).await.unwrap().unwrap();
    let organisation = nps.organisation.id;
    let surveys = kept.list_surveys().await.unwrap();
    for (slug, responses) in &held.exported {
        let survey = surveys.iter().find(|one| one.published.survey.slug.as_str() == slug).unwrap();
        assert_eq!(survey.responses, *responses, "{slug}");
        assert!(kept.check_rollups(survey.published.survey.id).await.unwrap().is_empty(), "{slug}");
    }
    for (table, rows) in &held.tables {
        assert_eq!(kept.number(&format!("SELECT count(*) FROM {table}")).await, *rows, "{table}");
    }

    // Receipts open as before, what was erased stays erased, and nothing is stored twice.
    for receipt in &held.receipts {
        let (key, code) = (SubmissionKey::parse(&receipt.key).unwrap(), ReceiptCode::parse(&receipt.code).unwrap());
        let found = kept.find_receipt(&code).await.unwrap().expect("a receipt of before opens");
        assert_eq!(found.erased_at.is_some(), receipt.erased);
        assert!(found.sealed && kept.find_receipt_evidence(&code).await.unwrap().is_some());
        assert_eq!(kept.find_receipt_code(organisation, &key).await.unwrap(), Some(code));
        let content_hash = content_hash(kept, &code).await;
        let again = NewResponse { published: nps.clone(), key, content_hash, ..sample::response(&nps, 1, 9, "", &[]) };
        let expected = if receipt.erased { Submitted::KeyReused } else { Submitted::Repeated };
        assert_eq!(kept.submit_response(again).await.unwrap(), expected);
    }
    let decided = ReceiptCode::parse(&held.decision).unwrap();
    assert!(kept.find_decision_receipt(&decided).await.unwrap().unwrap().sealed);
    assert_eq!(kept.number("SELECT count(*) FROM response").await, held.tables["response"]);

    // The log and the counts are as they were, and a new answer finds its place in them.
    let registered = kept.list_ledger_keys().await.unwrap()[0].key.clone();
    for log in kept.list_logs().await.unwrap() {
        let report = kept.verify_log(log, std::slice::from_ref(&registered), &[], Millis(0), |_| {}).await.unwrap();
        assert_eq!((report.size, report.waiting), (held.events, 0));
        assert!(report.fault.is_none(), "{:?}", report.fault);
    }
    let new = sample::response(&nps, 77, 10, "Nieuw", &[]);
    let code = kept.receipt_code(organisation, &new.key);
    assert_eq!(kept.submit_response(new).await.unwrap(), Submitted::Stored);
    assert!(kept.find_receipt(&code).await.unwrap().is_some());
    assert!(kept.check_rollups(nps.survey.id).await.unwrap().is_empty());

    // The code of an answer whose key can be predicted can be ended. Under a clock that is behind these answers, the secret is
    // older than they are.
    let newest = kept.number("SELECT max(submitted_at) FROM response WHERE channel = 'api'").await;
    let is_behind = jiff::Timestamp::now().as_millisecond() < newest;
    let ended = kept.revoke_guessable_receipts(Channel::Api, Day(1_000_000)).await.unwrap();
    if is_behind {
        return;
    }
    assert_eq!(ended, held.guessable);
    let predicted = SubmissionKey::parse(PREDICTED).unwrap();
    assert!(kept.find_receipt(&predicted.guessable_code()).await.unwrap().is_none());
}

/// The hash of the content under a code. Zeros where the content was erased.
async fn content_hash(store: &TestStore, code: &ReceiptCode) -> Sha256Hash {
    let statement = Statement::from_sql_and_values(
        store.raw.get_database_backend(),
        "SELECT content_hash FROM response WHERE receipt_hash = $1",
        [code.lookup_hash().0.to_vec().into()],
    );
    let row = store.raw.query_one_raw(statement).await.unwrap().unwrap();
    let hash: Option<Vec<u8>> = row.try_get_by_index(0).unwrap();
    Sha256Hash(hash.map_or([0; 32], |hash| hash.try_into().unwrap()))
}

async fn refusal(store: &TestStore) -> String {
    match Store::open(&store.url).await.err() {
        Some(StoreError::Broken(why)) => why,
        other => panic!("it was not refused: {other:?}"),
    }
}
