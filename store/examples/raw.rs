//! A measurement of the database alone, which `cargo xtask bench` shows beside the figures of the store. It inserts the rows of
//! submissions and reads the aggregates of results by plain SQL. It prints one figure.
//!
//! `raw insert URL submission|decision SECONDS PER_COMMIT`: so many a second. `raw aggregate|filtered URL TIMES`: median
//! milliseconds.

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
        ["insert", url, kind, seconds, per_commit] => {
            let database = connect(url).await;
            let (seconds, per_commit) = (seconds.parse().unwrap(), per_commit.parse().unwrap());
            match *kind {
                "submission" => insert(&database, Submission::find(&database).await, seconds, per_commit).await,
                "decision" => insert(&database, Decision::find(&database).await, seconds, per_commit).await,
                _ => panic!("submission or decision"),
            }
        }
        ["aggregate", url, times] => median(url, times.parse().unwrap(), &aggregate()).await,
        ["filtered", url, times] => median(url, times.parse().unwrap(), &filtered()).await,
        _ => panic!("raw insert URL submission|decision SECONDS PER_COMMIT | raw aggregate|filtered URL TIMES"),
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

/// What is inserted again and again.
trait Rows {
    fn rows(&self) -> Vec<(&'static str, Vec<Value>)>;
}

/// Answers with a score.
struct Submission {
    survey: Uuid,
    version: Uuid,
    notice: Uuid,
    organisation: Uuid,
    question: i32,
}

/// A choice on a website which grants three purposes.
struct Decision {
    site: Uuid,
    notice: Uuid,
    organisation: Uuid,
}

const EVENT: &str = "INSERT INTO consent_event (id, organisation_id, log_year, leaf) VALUES (?, ?, 2026, ?)";
const SUBJECT: &str = "INSERT INTO event_subject (subject, event_id, salt) VALUES (?, ?, ?)";

fn hash() -> Vec<u8> {
    rand::random::<[u8; 32]>().to_vec()
}

impl Submission {
    async fn find(database: &DatabaseConnection) -> Self {
        let of_survey = |column: &str| format!("SELECT {column} FROM survey WHERE slug = 'nps'");
        Self {
            survey: one(database, &of_survey("id")).await,
            version: one(database, &of_survey("current_version_id")).await,
            notice: one(
                database,
                "SELECT v.notice_version_id FROM survey_version v JOIN survey s ON s.current_version_id = v.id WHERE s.slug = 'nps'",
            )
            .await,
            organisation: one(database, &of_survey("organisation_id")).await,
            question: one(
                database,
                "SELECT q.id FROM question q JOIN survey s ON s.id = q.survey_id WHERE s.slug = 'nps' AND q.key = 'recommend'",
            )
            .await,
        }
    }
}

impl Rows for Submission {
    fn rows(&self) -> Vec<(&'static str, Vec<Value>)> {
        let (response, event, subject) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        vec![
            (
                "INSERT INTO response (id, survey_id, survey_version_id, notice_version_id, subject, receipt_hash, content_hash, locale, channel, submitted_at, day, standing) VALUES (?, ?, ?, ?, ?, ?, ?, 'nl', 'link', ?, ?, 1)",
                vec![
                    response.into(),
                    self.survey.into(),
                    self.version.into(),
                    self.notice.into(),
                    subject.into(),
                    hash().into(),
                    hash().into(),
                    1_i64.into(),
                    20_000_i32.into(),
                ],
            ),
            (
                "INSERT INTO answer (response_id, question_id, item, score, standing, day, locale, channel) VALUES (?, ?, 0, 9, 1, 20000, 'nl', 'link')",
                vec![response.into(), self.question.into()],
            ),
            (EVENT, vec![event.into(), self.organisation.into(), vec![b'x'; 640].into()]),
            (SUBJECT, vec![subject.into(), event.into(), hash().into()]),
            (
                "INSERT INTO standing (response_id, purpose, basis, state, event_id, since) VALUES (?, 'analysis', 'consent', 'given', ?, ?)",
                vec![response.into(), event.into(), 1_i64.into()],
            ),
        ]
    }
}

impl Decision {
    async fn find(database: &DatabaseConnection) -> Self {
        let of_site = |column: &str| format!("SELECT {column} FROM site WHERE key = 'demo'");
        Self {
            site: one(database, &of_site("id")).await,
            notice: one(database, &of_site("current_notice_id")).await,
            organisation: one(database, &of_site("organisation_id")).await,
        }
    }
}

impl Rows for Decision {
    fn rows(&self) -> Vec<(&'static str, Vec<Value>)> {
        let (event, subject) = (Uuid::now_v7(), Uuid::now_v7());
        let mut rows = vec![
            (EVENT, vec![event.into(), self.organisation.into(), vec![b'x'; 800].into()]),
            (SUBJECT, vec![subject.into(), event.into(), hash().into()]),
            (
                "INSERT INTO decision (event_id, site_id, notice_version_id, subject, receipt_hash, content_hash, locale, decided_at, valid_until) VALUES (?, ?, ?, ?, ?, ?, 'nl', ?, ?)",
                vec![
                    event.into(),
                    self.site.into(),
                    self.notice.into(),
                    subject.into(),
                    hash().into(),
                    hash().into(),
                    1_i64.into(),
                    4_000_000_000_000_i64.into(),
                ],
            ),
        ];
        for purpose in ["preferences", "analytics", "marketing"] {
            rows.push((
                "INSERT INTO site_standing (subject, purpose, basis, state, event_id, since, valid_until) VALUES (?, ?, 'consent', 'given', ?, ?, ?)",
                vec![subject.into(), purpose.into(), event.into(), 1_i64.into(), 4_000_000_000_000_i64.into()],
            ));
        }
        rows
    }
}

/// On SQLite all rows of a commit in one text, on PostgreSQL each by its own prepared statement.
async fn insert(database: &DatabaseConnection, what: impl Rows, seconds: u64, per_commit: usize) -> f64 {
    let backend = database.get_database_backend();
    let begun = Instant::now();
    let mut written = 0_usize;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let inserts: Vec<_> = (0..per_commit).flat_map(|_| what.rows()).collect();
        written += per_commit;
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

/// The NPS survey, and a question of it.
const SURVEY: &str = "(SELECT id FROM survey WHERE slug = 'nps')";

fn question(key: &str) -> String {
    format!("(SELECT q.id FROM question q JOIN survey s ON s.id = q.survey_id WHERE s.slug = 'nps' AND q.key = '{key}')")
}

/// What the results page of the NPS survey asks: scores by day, the number of responses, what is withheld, the newest
/// comments with their scores.
fn aggregate() -> Vec<String> {
    vec![
        format!(
            "SELECT day, score, count(*) FROM answer WHERE question_id = {} AND standing = 1 AND text IS NULL GROUP BY day, score",
            question("recommend")
        ),
        format!("SELECT count(*) FROM response WHERE survey_id = {SURVEY} AND standing = 1"),
        format!(
            "SELECT s.state, count(*) FROM response r JOIN standing s ON s.response_id = r.id WHERE r.survey_id = {SURVEY} AND r.standing = 0 AND s.purpose = 'analysis' GROUP BY s.state"
        ),
        format!(
            "SELECT a.response_id, a.text, r.submitted_at FROM answer a JOIN response r ON r.id = a.response_id WHERE a.question_id = {} AND a.standing = 1 AND a.text IS NOT NULL ORDER BY a.response_id DESC LIMIT 20",
            question("reason")
        ),
    ]
}

/// One score told apart by channel.
fn filtered() -> Vec<String> {
    vec![format!(
        "SELECT channel, count(*) FROM answer WHERE question_id = {} AND standing = 1 AND text IS NULL AND score = 9 GROUP BY channel",
        question("recommend")
    )]
}

/// The median time of these queries one after the other, in milliseconds.
async fn median(url: &str, times: usize, queries: &[String]) -> f64 {
    let database = connect(url).await;
    let mut taken = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        for query in queries {
            database.query_all_raw(Statement::from_string(database.get_database_backend(), query)).await.unwrap();
        }
        taken.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}
