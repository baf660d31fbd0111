//! Copies of a database: every table and column of every row, whichever database it comes from.

use domain::submission_key::SubmissionKey;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use store::{Backend, Present, Store, StoreError, copy_into_postgres, look_before_replacing};

use crate::{
    contract,
    support::{database::TestStore, log, sample},
};

contract!(every_table_and_column_is_carried, a_copy_holds_one_state_and_no_more, an_unfinished_copy_is_refused);

/// The tables of an SQLite file, with the columns of each, its type and what it must be.
async fn columns(file: &DatabaseConnection) -> Vec<(String, Vec<(String, String)>, String)> {
    let ours = migrations::structure::Structure::expected(DbBackend::Sqlite);
    let mut tables = Vec::new();
    for table in ours.tables() {
        let rows = query(file, &format!("SELECT name, type FROM pragma_table_info('{table}')")).await;
        let columns = rows.iter().map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap())).collect();
        let sql = query(file, &format!("SELECT sql FROM sqlite_schema WHERE name = '{table}'")).await;
        tables.push((table.to_owned(), columns, sql[0].try_get_by_index(0).unwrap()));
    }
    tables
}

async fn query(connection: &DatabaseConnection, sql: &str) -> Vec<sea_orm::QueryResult> {
    connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap()
}

/// One row in each table, with a value in each column. All ids are the same, so that each reference finds its row.
async fn fill(file: &DatabaseConnection) {
    // Tables are filled in the order of their names.
    file.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    for (table, columns, sql) in columns(file).await {
        file.execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
        let value = |(name, kind): &(String, String), row: usize, null: &[&str]| match kind.as_str() {
            _ if null.contains(&name.as_str()) => "NULL".to_owned(),
            "BLOB" if row > 0 && name == "id" => format!("x'{row:032x}'"),
            "INTEGER" => "1".to_owned(),
            "REAL" => "0.1".to_owned(),
            "BLOB" => "x'000102030405060708090a0b0c0d0eff'".to_owned(),
            _ => {
                // The first of the words that are allowed.
                let allowed = sql.split(&format!("{name} IN ('")).nth(1).and_then(|rest| rest.split('\'').next());
                format!("'{}'", allowed.unwrap_or("één’s \"woord\"\n"))
            }
        };
        // A notice is of a survey or of a site.
        let rows: &[&[&str]] = if table == "notice_version" { &[&["survey_id"], &["site_id", "ask"]] } else { &[&[]] };
        for (row, null) in rows.iter().enumerate() {
            let values: Vec<String> = columns.iter().map(|column| value(column, row, null)).collect();
            file.execute_unprepared(&format!("INSERT INTO {table} VALUES ({})", values.join(", "))).await.unwrap();
        }
    }
    // An opened store has its secret.
    file.execute_unprepared("UPDATE secret SET name = 'receipt', value = randomblob(32)").await.unwrap();
}

/// One connection, so that a setting holds for every query.
async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1);
    Database::connect(options).await.unwrap()
}

/// Every value of every table of an SQLite file, as a literal.
async fn content(file: &DatabaseConnection) -> Vec<String> {
    let mut lines = Vec::new();
    for (table, columns, _) in columns(file).await {
        let values: Vec<String> = columns.iter().map(|(column, _)| format!("quote({column})")).collect();
        let rows = query(file, &format!("SELECT {} FROM {table} ORDER BY 1", values.join(" || ',' || "))).await;
        lines.extend(rows.iter().map(|row| format!("{table}: {}", row.try_get_by_index::<String>(0).unwrap())));
    }
    lines
}

async fn every_table_and_column_is_carried(store: TestStore) {
    let folder = tempfile::tempdir().unwrap();
    let first = format!("sqlite://{}/first.db", folder.path().display());
    Store::open(&first).await.unwrap().close().await;
    let file = connect(&first).await;
    fill(&file).await;
    file.execute_unprepared("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'tag'").await.unwrap();
    let expected = content(&file).await;
    let found = query(&file, "SELECT rowid FROM comment_words WHERE comment_words MATCH 'woord'").await.len();
    assert_eq!(found, 1, "the comment is found");
    file.close().await.unwrap();

    let second = folder.path().join("second.db");
    if store.backend() == Backend::Postgres {
        store.store.clone().close().await;
        let rows = copy_into_postgres(&first, &store.url).await.unwrap();
        assert!(rows.values().all(|rows| *rows > 0), "{rows:?}");
        assert_eq!(rows.values().sum::<u64>(), expected.len() as u64);
        let copy = Store::open_copy(&store.url).await.unwrap();
        copy.finish_copy().await.unwrap();
        let tags = connect(&store.url).await;
        let next = query(&tags, "SELECT nextval(pg_get_serial_sequence('tag', 'id'))").await;
        assert_eq!(next[0].try_get_by_index::<i64>(0).unwrap(), 42, "a number is not given out again");
        let word =
            "SELECT 1 FROM comment WHERE comment_words(locale, text) @@ to_tsquery('comment_en', 'woord') AND standing = 1";
        assert_eq!(query(&tags, word).await.len(), 1);
        tags.close().await.unwrap();
        copy.copy_into(&second).await.unwrap();
        copy.close().await;
    } else {
        Store::open(&first).await.unwrap().copy_into(&second).await.unwrap();
    }
    let url = format!("sqlite://{}", second.display());
    Store::open(&url).await.expect("its structure is whole, triggers too").close().await;
    let file = connect(&url).await;
    assert_eq!(content(&file).await, expected);
    assert_eq!(query(&file, "SELECT rowid FROM comment_words WHERE comment_words MATCH 'woord'").await.len(), 1);
    let seq: i64 = query(&file, "SELECT seq FROM sqlite_sequence WHERE name = 'tag'").await[0].try_get_by_index(0).unwrap();
    assert_eq!(seq, if store.backend() == Backend::Postgres { 42 } else { 41 });
    file.execute_unprepared("INSERT INTO comment_words (comment_words, rank) VALUES ('integrity-check', 1)").await.unwrap();
}

async fn a_copy_holds_one_state_and_no_more(store: TestStore) {
    let folder = tempfile::tempdir().unwrap();
    let survey = log::ready(&store).await;
    for number in 1..=3 {
        store.submit_response(sample::response(&survey, number, 9, "goed", &[])).await.unwrap();
    }
    let file = folder.path().join("copy.db");
    let rows = store.copy_into(&file).await.unwrap();
    assert!(rows.is_none_or(|rows| rows["response"] == 3));
    assert!(store.copy_into(&file).await.is_err(), "a file is not written over");
    let copy = Store::open(&format!("sqlite://{}", file.display())).await.unwrap();
    assert_eq!(copy.list_surveys().await.unwrap()[0].responses, 3);
    assert!(copy.check_rollups(survey.survey.id).await.unwrap().is_empty());
    let key = SubmissionKey([1; 16]);
    assert_eq!(sample::code(&copy, key).await, sample::code(&store, key).await, "receipts keep their codes");
}

async fn an_unfinished_copy_is_refused(store: TestStore) {
    if store.backend() == Backend::Sqlite {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let source = format!("sqlite://{}/source.db", folder.path().display());
    let from = Store::open(&source).await.unwrap();
    log::ready(&from).await;
    from.close().await;
    assert!(matches!(look_before_replacing(&store.url).await, Err(StoreError::Conflict(_))), "a server is connected");
    store.store.clone().close().await;
    assert_eq!(look_before_replacing(&store.url).await.unwrap(), Present::Nothing, "tables without data");
    copy_into_postgres(&source, &store.url).await.unwrap();
    assert_eq!(look_before_replacing(&store.url).await.unwrap(), Present::Unfinished);
    let refused = Store::open(&store.url).await.err().unwrap().to_string();
    assert!(refused.contains("a copy into it was begun and not finished"), "{refused}");
    // Begun anew, and finished.
    copy_into_postgres(&source, &store.url).await.unwrap();
    let copy = Store::open_copy(&store.url).await.unwrap();
    copy.finish_copy().await.unwrap();
    copy.close().await;
    assert_eq!(look_before_replacing(&store.url).await.unwrap(), Present::Data);
    // A copy that fails leaves what was there.
    let broken = connect(&source).await;
    broken.execute_unprepared("UPDATE question SET key = 'a' || char(0) WHERE id = 1").await.unwrap();
    broken.close().await.unwrap();
    assert!(copy_into_postgres(&source, &store.url).await.is_err());
    assert_eq!(Store::open(&store.url).await.unwrap().list_surveys().await.unwrap().len(), 1);
}
