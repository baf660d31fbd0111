//! Copies every row between an SQLite file and PostgreSQL, and compares what arrived. It must not know why.

use sea_orm::sqlx::{self, Executor as _, PgConnection, Sqlite, SqliteConnection, sqlite::SqliteArguments};

use crate::{
    backup::{
        rows::{HEADER, Piece, PostgresRows, SqliteRows, Sum, TRAILER, bind},
        table::{RowCounts, Table, read, statement},
    },
    database::bulk_insert::VALUES,
    error::StoreError,
};

/// The most rows of one COPY: PostgreSQL remembers each until its references were checked.
const COPY_ROWS: u64 = 200_000;

/// Copies all rows of PostgreSQL into the empty tables of an SQLite file.
///
/// # Errors
/// [`StoreError::Broken`] if a row did not arrive as it was.
pub(super) async fn to_sqlite(from: &mut PgConnection, to: &mut SqliteConnection) -> Result<RowCounts, StoreError> {
    let tables = read(to, from).await?;
    // The rows that triggers wrote are copied like any other.
    let triggers: Vec<(String, String)> =
        sqlx::query_as("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetch_all(&mut *to).await?;
    for (name, _) in &triggers {
        to.execute(statement(format!("DROP TRIGGER \"{name}\""))).await?;
    }
    let mut counts = RowCounts::new();
    for table in &tables {
        let sent = insert_all(from, to, table).await?;
        let count = sqlx::query_scalar::<_, i64>(statement(format!("SELECT count(*) FROM \"{}\"", table.name)));
        let there = u64::try_from(count.fetch_one(&mut *from).await?).unwrap_or_default();
        compare(table, sent, sum_of_sqlite(to, table).await?, there)?;
        if let Some(last) = last_of_postgres(from, table).await? {
            raise_counter(to, table, last).await?;
        }
        counts.insert(table.name.clone(), sent.rows);
    }
    for (_, sql) in triggers {
        to.execute(statement(sql)).await?;
    }
    to.execute("INSERT INTO comment_words (comment_words) VALUES ('rebuild')").await?;
    Ok(counts)
}

/// Replaces all rows of PostgreSQL by those of an SQLite file, in the transaction of the caller.
///
/// # Errors
/// [`StoreError::Broken`] if a row did not arrive as it was.
pub(super) async fn to_postgres(from: &mut SqliteConnection, to: &mut PgConnection) -> Result<RowCounts, StoreError> {
    let tables = read(from, to).await?;
    let names: Vec<String> = tables.iter().map(|table| format!("\"{}\"", table.name)).collect();
    to.execute(statement(format!("TRUNCATE {}", names.join(", ")))).await?;
    let triggered: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT t.relname::text FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = current_schema() AND NOT g.tgisinternal",
    )
    .fetch_all(&mut *to)
    .await?;
    let ours = |table: &&String| tables.iter().any(|ours| ours.name == **table);
    for table in triggered.iter().filter(ours) {
        to.execute(statement(format!("ALTER TABLE \"{table}\" DISABLE TRIGGER USER"))).await?;
    }
    let mut counts = RowCounts::new();
    for table in &tables {
        let sent = copy_all(from, to, table).await?;
        let count = sqlx::query_scalar::<_, i64>(statement(format!("SELECT count(*) FROM \"{}\"", table.name)));
        let there = u64::try_from(count.fetch_one(&mut *from).await?).unwrap_or_default();
        compare(table, sent, sum_of_postgres(to, table).await?, there)?;
        if let Some(column) = &table.counter {
            set_counter(from, to, table, column).await?;
        }
        counts.insert(table.name.clone(), sent.rows);
    }
    for table in triggered.iter().filter(ours) {
        to.execute(statement(format!("ALTER TABLE \"{table}\" ENABLE TRIGGER USER"))).await?;
    }
    // The first queries are planned for the tables as they are now.
    for name in names {
        to.execute(statement(format!("ANALYZE {name}"))).await?;
    }
    Ok(counts)
}

fn compare(table: &Table, sent: Sum, arrived: Sum, there: u64) -> Result<(), StoreError> {
    if sent == arrived && sent.rows == there {
        return Ok(());
    }
    Err(StoreError::Broken(format!(
        "the {there} rows of {} did not arrive as they are: {} were sent, {} arrived",
        table.name, sent.rows, arrived.rows
    )))
}

/// Inserts the rows of a table into SQLite, many with each statement.
async fn insert_all(from: &mut PgConnection, to: &mut SqliteConnection, table: &Table) -> Result<Sum, StoreError> {
    let at_once = (VALUES / table.columns.len()).max(1);
    let (mut piece, mut sum) = (Piece::default(), Sum::default());
    let mut rows = PostgresRows::of(from, table).await?;
    while rows.next(&mut piece).await? {
        sum.add(&piece);
        for group in piece.rows().chunks(at_once) {
            let mut arguments = SqliteArguments::default();
            for row in group {
                bind(&mut arguments, table, row)?;
            }
            let values = format!("({})", vec!["?"; table.columns.len()].join(", "));
            let values = vec![values.as_str(); group.len()].join(", ");
            let sql = format!("INSERT INTO \"{}\" ({}) VALUES {values}", table.name, table.columns_of());
            // The last group of a piece has a text of its own.
            let is_kept = group.len() == at_once;
            sqlx::query_with::<Sqlite, _>(statement(sql), arguments).persistent(is_kept).execute(&mut *to).await?;
        }
    }
    Ok(sum)
}

async fn copy_all(from: &mut SqliteConnection, to: &mut PgConnection, table: &Table) -> Result<Sum, StoreError> {
    let copy = format!("COPY \"{}\" ({}) FROM STDIN (FORMAT binary)", table.name, table.columns_of());
    let (mut piece, mut sum) = (Piece::default(), Sum::default());
    let mut rows = SqliteRows::of(from, table);
    let mut more = rows.next(&mut piece).await?;
    while more {
        let begin = sum.rows;
        let mut writer = to.copy_in_raw(&copy).await?;
        writer.send(HEADER).await?;
        while more && sum.rows - begin < COPY_ROWS {
            sum.add(&piece);
            writer.send(piece.bytes()).await?;
            more = rows.next(&mut piece).await?;
        }
        writer.send(TRAILER).await?;
        writer.finish().await?;
    }
    Ok(sum)
}

async fn sum_of_sqlite(connection: &mut SqliteConnection, table: &Table) -> Result<Sum, StoreError> {
    let (mut piece, mut sum) = (Piece::default(), Sum::default());
    let mut rows = SqliteRows::of(connection, table);
    while rows.next(&mut piece).await? {
        sum.add(&piece);
    }
    Ok(sum)
}

async fn sum_of_postgres(connection: &mut PgConnection, table: &Table) -> Result<Sum, StoreError> {
    let (mut piece, mut sum) = (Piece::default(), Sum::default());
    let mut rows = PostgresRows::of(connection, table).await?;
    while rows.next(&mut piece).await? {
        sum.add(&piece);
    }
    Ok(sum)
}

/// The last number that the counter of a table gave out.
async fn last_of_postgres(connection: &mut PgConnection, table: &Table) -> Result<Option<i64>, StoreError> {
    let Some(column) = &table.counter else { return Ok(None) };
    let query =
        "SELECT pg_sequence_last_value(pg_get_serial_sequence(format('%I.%I', current_schema(), $1::text), $2)::regclass)";
    Ok(sqlx::query_scalar(query).bind(&table.name).bind(column).fetch_one(connection).await?)
}

/// Raises the counter of a table whose numbers are never given out again. Others follow from their rows.
async fn raise_counter(connection: &mut SqliteConnection, table: &Table, last: i64) -> Result<(), StoreError> {
    let sql = sqlx::query_scalar::<_, String>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?");
    if !sql.bind(&table.name).fetch_one(&mut *connection).await?.contains("AUTOINCREMENT") {
        return Ok(());
    }
    for set in [
        "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2 WHERE ?1 NOT IN (SELECT name FROM sqlite_sequence)",
        "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
    ] {
        sqlx::query(set).bind(&table.name).bind(last).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Sets the counter of a table to the last number given out, or to its beginning.
async fn set_counter(from: &mut SqliteConnection, to: &mut PgConnection, table: &Table, column: &str) -> Result<(), StoreError> {
    let greatest = format!("SELECT max(\"{column}\") FROM \"{}\"", table.name);
    let mut last: Option<i64> = sqlx::query_scalar(statement(greatest)).fetch_one(&mut *from).await?;
    let has_counters = "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'";
    if sqlx::query_scalar::<_, i64>(has_counters).fetch_one(&mut *from).await? > 0 {
        let given = sqlx::query_scalar::<_, i64>("SELECT seq FROM sqlite_sequence WHERE name = ?");
        last = last.max(given.bind(&table.name).fetch_optional(&mut *from).await?);
    }
    let set = "SELECT setval(pg_get_serial_sequence(format('%I.%I', current_schema(), $1::text), $2)::regclass, $3, $4)";
    let set = sqlx::query(set).bind(&table.name).bind(column).bind(last.unwrap_or(1).max(1)).bind(last.is_some());
    set.execute(to).await?;
    Ok(())
}
