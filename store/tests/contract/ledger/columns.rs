//! Every column of every table is altered in turn. The check names it, or the column stands in the list of what is not
//! claimed. A new column is in neither, and fails this test.

use std::collections::BTreeMap;

use domain::{calendar::Millis, id::key as purpose, receipt::response::Erasure};
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, Statement};
use store::{Backend, NOT_CLAIMED, Remedy};

use crate::{
    contract,
    support::{
        database::TestStore,
        log::{key, seal},
        rights::request,
        sample,
    },
};

contract!(every_column_is_named_when_it_is_altered_or_is_not_claimed, what_went_unseen_is_named);

/// A column as the database describes it.
#[derive(Debug)]
struct Column {
    table: String,
    name: String,
    kind: String,
    nullable: bool,
}

/// What names an alteration that looks the same from both sides: another table than the altered one.
const NAMED_ELSEWHERE: [(&str, &str, &str); 6] = [
    // The answers repeat them, and nothing tells which side was altered.
    ("response", "day", "answer"),
    ("response", "channel", "answer"),
    // The row now belongs to another response; the one that it belonged to counts against its state.
    ("response_handling", "response_id", "response"),
    // An event whose link leads elsewhere leaves a response without events.
    ("event_subject", "subject", "response"),
    // The checkpoint is then one of a log that nobody knows.
    ("log_checkpoint", "year", "log"),
    ("log_checkpoint", "organisation_id", "log"),
];

struct World {
    store: TestStore,
    raw: DatabaseConnection,
}

impl World {
    /// Responses, one of them restricted, one withdrawn, one erased; visitors; a sealed log.
    async fn new(store: TestStore) -> Self {
        store.register_ledger_key(&key().verifier()).await.unwrap();
        let survey = sample::survey_of(&store, &sample::every_kind()).await;
        for number in 1..7 {
            let comment = if number < 4 { "Lekker brood" } else { "" };
            store.submit_response(sample::response(&survey, number, 9, comment, &["publish"])).await.unwrap();
        }
        let organisation = store.find_organisation().await.unwrap().unwrap();
        let site =
            store.create_site(&organisation, &sample::site_key(), &sample::settings(), &sample::site_notice()).await.unwrap();
        for number in 11..14 {
            store.submit_decision(sample::decision(&site, number, "own_choice", &["analytics"])).await.unwrap();
        }
        let code = async |number| sample::code(&store, sample::response(&survey, number, 9, "", &[]).key).await;
        store.withdraw(&code(5).await, &purpose("publish"), "https://voorbeeld.nl").await.unwrap();
        store.erase(&code(6).await, Erasure::Answers, "https://voorbeeld.nl").await.unwrap();
        let restricted = store.find_receipt(&code(4).await).await.unwrap().unwrap().response;
        let desk = request(&store, organisation.id).await;
        assert!(store.remedy_response(desk, restricted, &Remedy::Restrict).await.unwrap());
        seal(&store).await;
        let mut options = ConnectOptions::new(store.url.clone());
        options.max_connections(1);
        let raw = Database::connect(options).await.unwrap();
        let world = Self { store, raw };
        world.without_constraints().await;
        world
    }

    /// An insider is not held back by foreign keys.
    async fn without_constraints(&self) {
        match self.store.backend() {
            Backend::Sqlite => self.run("PRAGMA foreign_keys = OFF").await,
            Backend::Postgres => self.run("SET session_replication_role = replica").await,
        }
    }

    async fn run(&self, sql: &str) {
        if let Err(error) = self.raw.execute_unprepared(sql).await {
            panic!("{sql}: {error}");
        }
    }

    async fn texts(&self, sql: &str) -> Vec<Vec<String>> {
        let statement = Statement::from_string(self.raw.get_database_backend(), sql);
        let rows = self.raw.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| (0..row.column_names().len()).map(|index| row.try_get_by_index(index).unwrap()).collect()).collect()
    }

    async fn columns(&self) -> Vec<Column> {
        let sql = match self.store.backend() {
            Backend::Sqlite => {
                "SELECT m.name, p.name, lower(p.type), CASE p.\"notnull\" WHEN 0 THEN 'YES' ELSE 'NO' END \
                 FROM sqlite_master m, pragma_table_info(m.name) p \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid"
            }
            Backend::Postgres => {
                "SELECT c.table_name::text, c.column_name::text, c.data_type::text, c.is_nullable::text \
                 FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
                 WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position"
            }
        };
        let row = |row: Vec<String>| {
            let [table, name, kind, nullable] = row.try_into().unwrap();
            Column { table, name, kind, nullable: nullable == "YES" }
        };
        self.texts(sql).await.into_iter().map(row).collect()
    }

    /// The faults that a check of the logs and of the records names, as tables and rows.
    async fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        let trusted = [key().verifier()];
        for log in self.store.list_logs().await.unwrap() {
            let report = self.store.verify_log(log, &trusted, &[], Millis(0), |_| {}).await.unwrap();
            faults.extend(report.fault.map(|fault| fault.record(log)));
        }
        let records = self.store.verify_records(&trusted, |_| {}).await.unwrap();
        faults.extend(records.faults.into_iter().map(|fault| (fault.table, fault.row)));
        faults.into_iter().map(|(table, row)| (table.to_owned(), row)).collect()
    }

    /// Another value of the type of a column.
    fn other(&self, column: &Column) -> String {
        let name = &column.name;
        match (self.store.backend(), column.kind.as_str(), name.as_str()) {
            (_, _, "standing") => format!("1 - {name}"),
            (_, _, "content") => format!("replace({name}, 'a', 'e')"),
            (_, "text", _) => format!("{name} || 'x'"),
            (_, "bigint", _) => format!("{name} + 100000000"),
            // SQLite has one type of whole numbers.
            (Backend::Sqlite, "integer", "number" | "size" | "year" | "day" | "level" | "place" | "log_year") => {
                format!("{name} + 1")
            }
            (Backend::Sqlite, "integer", _) => format!("{name} + 100000000"),
            (Backend::Postgres, "integer" | "smallint", _) => format!("{name} + 1"),
            (Backend::Sqlite, "blob", _) => format!("randomblob(length({name}))"),
            (Backend::Postgres, "uuid", _) => "gen_random_uuid()".to_owned(),
            (Backend::Postgres, "bytea", _) => "decode(md5(random()::text) || md5(random()::text), 'hex')".to_owned(),
            other => panic!("no other value of {other:?}"),
        }
    }

    /// Alters one value, checks, and puts the table back.
    async fn altered(&self, column: &Column, value: &str, row: &str) -> Vec<(String, String)> {
        let Column { table, name, .. } = column;
        self.run(&format!("CREATE TABLE kept_rows AS SELECT * FROM {table}")).await;
        let done = self.raw.execute_unprepared(&format!("UPDATE {table} SET {name} = {value} WHERE {row}")).await;
        let faults = match done {
            Ok(done) => {
                assert!(done.rows_affected() > 0, "{table}.{name}: no row to alter");
                self.faults().await
            }
            // A check of the database itself stands in the way.
            Err(error) => vec![(table.clone(), error.to_string())],
        };
        self.run(&format!("DELETE FROM {table}")).await;
        self.run(&format!("INSERT INTO {table} SELECT * FROM kept_rows")).await;
        self.run("DROP TABLE kept_rows").await;
        faults
    }
}

/// The row of each table that is altered: one that stands, and by which everything is told apart.
fn row_of(table: &str) -> String {
    let of_first = "id = (SELECT r.id FROM response r JOIN answer a ON a.response_id = r.id JOIN comment c ON c.response_id = r.id \
                    WHERE r.standing = 1 ORDER BY r.id LIMIT 1)";
    let response = of_first.replacen("id =", "response_id =", 1);
    match table {
        "response" => of_first.to_owned(),
        "answer" => format!("{response} AND item = 0 AND score IS NOT NULL"),
        "comment" => response,
        "standing" => format!("{response} AND purpose = 'publish'"),
        "event_subject" => "subject = (SELECT subject FROM response WHERE subject IS NOT NULL ORDER BY id LIMIT 1)".to_owned(),
        "consent_event" => "seq = 1".to_owned(),
        "log_tile" => "level = 0 AND place = 0".to_owned(),
        "notice_version" => "site_id IS NULL".to_owned(),
        "site_standing" => {
            "purpose = 'analytics' AND event_id = (SELECT event_id FROM decision ORDER BY event_id LIMIT 1)".to_owned()
        }
        "decision" => "event_id = (SELECT event_id FROM decision ORDER BY event_id LIMIT 1)".to_owned(),
        _ => "1 = 1".to_owned(),
    }
}

async fn every_column_is_named_when_it_is_altered_or_is_not_claimed(store: TestStore) {
    let world = World::new(store).await;
    assert_eq!(world.faults().await, [], "nothing is wrong yet");
    let columns = world.columns().await;
    let mut tables: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for column in &columns {
        tables.entry(&column.table).or_default().push(&column.name);
    }
    for not in NOT_CLAIMED {
        // The index of the words is made of tables on SQLite only.
        let Some(known) = tables.get(not.table) else {
            assert!(not.table.starts_with("comment_words"), "{} is no table", not.table);
            continue;
        };
        for name in not.columns {
            assert!(known.contains(name), "{}.{name} is no column", not.table);
        }
    }
    let mut unseen = Vec::new();
    for column in &columns {
        let Column { table, name, nullable, .. } = column;
        if NOT_CLAIMED.iter().any(|not| not.covers(table, name)) {
            continue;
        }
        let row = row_of(table);
        let mut values = vec![world.other(column)];
        if *nullable {
            values.push(format!("CASE WHEN {name} IS NULL THEN {} ELSE NULL END", something(&world, column)));
        }
        for value in values {
            let before = world.texts(&format!("SELECT count(*) || '' FROM {table} WHERE {row} AND ({value}) IS NOT NULL")).await;
            let to_null = value.starts_with("CASE");
            if !to_null && before == [["0"]] {
                // It is null here; the next value makes something of it.
                continue;
            }
            let faults = world.altered(column, &value, &row).await;
            let elsewhere = NAMED_ELSEWHERE.iter().find(|other| other.0 == table && other.1 == name).map(|other| other.2);
            let is_named = faults.iter().any(|(of, row)| (of == table || Some(of.as_str()) == elsewhere) && !row.is_empty());
            if !is_named {
                unseen.push(format!("{table}.{name} = {value}: {faults:?}"));
            }
        }
    }
    assert!(unseen.is_empty(), "claimed, and not named:\n{}", unseen.join("\n"));
    assert_eq!(world.faults().await, [], "all is put back");
}

/// A value for a column that is null.
fn something(world: &World, column: &Column) -> String {
    match (world.store.backend(), column.kind.as_str()) {
        (_, "text") => "'x'".to_owned(),
        (Backend::Postgres, "uuid") => "gen_random_uuid()".to_owned(),
        (Backend::Postgres, "bytea") => "decode(md5(random()::text) || md5(random()::text), 'hex')".to_owned(),
        (Backend::Sqlite, "blob") => "randomblob(16)".to_owned(),
        _ => "1".to_owned(),
    }
}

/// What an inspection altered by SQL, and no check saw.
async fn what_went_unseen_is_named(store: TestStore) {
    let world = World::new(store).await;
    for (sql, table) in [
        // A withdrawn or erased answer that counts again.
        ("UPDATE response SET subject = NULL, standing = 1 WHERE erased_at IS NOT NULL", "response"),
        ("UPDATE response SET erased_at = NULL WHERE erased_at IS NOT NULL", "response"),
        ("UPDATE answer SET standing = 0 WHERE score IS NOT NULL", "answer"),
        // The words of a notice, with and without its hash.
        ("UPDATE notice_version SET content = replace(content, 'a', 'e')", "notice_version"),
        ("UPDATE notice_version SET number = number + 1", "notice_version"),
        ("UPDATE survey_version SET content = replace(content, 'a', 'e')", "survey_version"),
        // The records of visitors of websites.
        ("UPDATE site_standing SET state = 'withdrawn' WHERE state = 'given'", "site_standing"),
        ("UPDATE site_standing SET valid_until = valid_until + 1", "site_standing"),
        ("DELETE FROM site_standing", "site_standing"),
        ("DELETE FROM decision", "decision"),
        ("UPDATE decision SET decided_at = decided_at - 1", "decision"),
        // Links to nobody, and events without a link.
        ("UPDATE response SET subject = NULL", "event_subject"),
        ("DELETE FROM event_subject", "response"),
        ("DELETE FROM standing WHERE purpose = 'publish'", "standing"),
        ("UPDATE ledger_key SET retired_at = 1", "ledger_key"),
    ] {
        let kept = [
            "response",
            "answer",
            "notice_version",
            "survey_version",
            "site_standing",
            "decision",
            "event_subject",
            "standing",
            "ledger_key",
        ];
        for table in kept {
            world.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
        }
        world.run(sql).await;
        let faults = world.faults().await;
        assert!(faults.iter().any(|(of, row)| of == table && !row.is_empty()), "{sql}: {faults:?}");
        for table in kept {
            world.run(&format!("DELETE FROM {table}")).await;
            world.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
            world.run(&format!("DROP TABLE kept_{table}")).await;
        }
    }
    assert_eq!(world.faults().await, [], "all is put back");
}
