//! What the database does by itself: the rows of submissions and the aggregates of results by plain SQL, for
//! `cargo xtask bench` to stand beside ours. It prints one figure.
//!
//! `raw insert URL SECONDS PER_COMMIT`: submissions a second. `raw aggregate URL TIMES`: median milliseconds.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on fails")]

use std::time::{Duration, Instant};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait as _, Value,
};
use uuid::Uuid;

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let figure = match args.as_slice() {
        ["insert", url, seconds, per_commit] => insert(url, seconds.parse().unwrap(), per_commit.parse().unwrap()).await,
        ["aggregate", url, times] => aggregate(url, times.parse().unwrap()).await,
        _ => panic!("raw insert URL SECONDS PER_COMMIT | raw aggregate URL TIMES"),
    };
    println!("{figure}");
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
        sqlite.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).foreign_keys(true)
    });
    Database::connect(options).await.unwrap()
}

fn statement(backend: DbBackend, sql: &str, values: Vec<Value>) -> Statement {
    let mut text = sql.to_owned();
    if backend == DbBackend::Postgres {
        for number in 1..=values.len() {
            text = text.replacen('?', &format!("${number}"), 1);
        }
    }
    Statement::from_sql_and_values(backend, text, values)
}

async fn one<T: sea_orm::TryGetable>(database: &DatabaseConnection, sql: &str) -> T {
    let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// The rows of submissions with a score: on SQLite all of a commit in one text, on PostgreSQL each row by its own prepared
/// statement.
async fn insert(url: &str, seconds: u64, per_commit: usize) -> f64 {
    let database = connect(url).await;
    let backend = database.get_database_backend();
    let survey: Uuid = one(&database, "SELECT id FROM survey WHERE slug = 'nps'").await;
    let version: Uuid = one(&database, "SELECT current_version_id FROM survey WHERE slug = 'nps'").await;
    let notice: Uuid = one(
        &database,
        "SELECT v.notice_version_id FROM survey_version v JOIN survey s ON s.current_version_id = v.id WHERE s.slug = 'nps'",
    )
    .await;
    let organisation: Uuid = one(&database, "SELECT organisation_id FROM survey WHERE slug = 'nps'").await;
    let question: i32 = one(
        &database,
        "SELECT q.id FROM question q JOIN survey s ON s.id = q.survey_id WHERE s.slug = 'nps' AND q.key = 'recommend'",
    )
    .await;
    let leaf = vec![b'x'; 640];
    let begun = Instant::now();
    let mut written = 0_u64;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let mut inserts = Vec::new();
        for _ in 0..per_commit {
            let (response, event, subject) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
            let hash = || -> Vec<u8> { rand::random::<[u8; 32]>().to_vec() };
            let rows: [(&str, Vec<Value>); 5] = [
                (
                    "INSERT INTO response (id, survey_id, survey_version_id, notice_version_id, subject, receipt_hash, content_hash, locale, channel, submitted_at, day, standing) VALUES (?, ?, ?, ?, ?, ?, ?, 'nl', 'link', ?, ?, 1)",
                    vec![
                        response.into(),
                        survey.into(),
                        version.into(),
                        notice.into(),
                        subject.into(),
                        hash().into(),
                        hash().into(),
                        1_i64.into(),
                        20_000_i32.into(),
                    ],
                ),
                (
                    "INSERT INTO answer (response_id, question_id, item, score, standing, day, locale, channel) VALUES (?, ?, 0, 9, 1, 20000, 'nl', 'link')",
                    vec![response.into(), question.into()],
                ),
                (
                    "INSERT INTO consent_event (id, organisation_id, log_year, leaf) VALUES (?, ?, 2026, ?)",
                    vec![event.into(), organisation.into(), leaf.clone().into()],
                ),
                (
                    "INSERT INTO event_subject (subject, event_id, salt) VALUES (?, ?, ?)",
                    vec![subject.into(), event.into(), hash().into()],
                ),
                (
                    "INSERT INTO standing (response_id, purpose, basis, state, event_id, since) VALUES (?, 'analysis', 'consent', 'given', ?, ?)",
                    vec![response.into(), event.into(), 1_i64.into()],
                ),
            ];
            inserts.extend(rows);
            written += 1;
        }
        if backend == DbBackend::Sqlite {
            let texts: Vec<&str> = inserts.iter().map(|(sql, _)| *sql).collect();
            let text = format!("BEGIN IMMEDIATE; {}; COMMIT", texts.join("; "));
            let values = inserts.into_iter().flat_map(|(_, values)| values).collect();
            database.execute_raw(statement(backend, &text, values)).await.unwrap();
        } else {
            let transaction = database.begin().await.unwrap();
            for (sql, values) in inserts {
                transaction.execute_raw(statement(backend, sql, values)).await.unwrap();
            }
            transaction.commit().await.unwrap();
        }
    }
    written as f64 / begun.elapsed().as_secs_f64()
}

/// What the results page of the NPS survey asks: scores by day, the number of responses, what is withheld, the newest
/// comments with their scores.
async fn aggregate(url: &str, times: usize) -> f64 {
    let database = connect(url).await;
    let question = |key: &str| {
        format!("(SELECT q.id FROM question q JOIN survey s ON s.id = q.survey_id WHERE s.slug = 'nps' AND q.key = '{key}')")
    };
    let survey = "(SELECT id FROM survey WHERE slug = 'nps')";
    let queries = [
        format!(
            "SELECT day, score, count(*) FROM answer WHERE question_id = {} AND standing = 1 AND text IS NULL GROUP BY day, score",
            question("recommend")
        ),
        format!("SELECT count(*) FROM response WHERE survey_id = {survey} AND standing = 1"),
        format!(
            "SELECT s.state, count(*) FROM response r JOIN standing s ON s.response_id = r.id WHERE r.survey_id = {survey} AND r.standing = 0 AND s.purpose = 'analysis' GROUP BY s.state"
        ),
        format!(
            "SELECT a.response_id, a.text, r.submitted_at FROM answer a JOIN response r ON r.id = a.response_id WHERE a.question_id = {} AND a.standing = 1 AND a.text IS NOT NULL ORDER BY a.response_id DESC LIMIT 20",
            question("reason")
        ),
    ];
    let mut taken = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        for query in &queries {
            database.query_all_raw(Statement::from_string(database.get_database_backend(), query)).await.unwrap();
        }
        taken.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}
