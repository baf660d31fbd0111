//! Copies of the database, and the look inside a copy before it is trusted. It must not know where copies are kept.

mod between;
mod rows;
pub(crate) mod table;
pub(crate) mod target;

use std::path::{Path, PathBuf};

use migrations::Migrator;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement, sqlx::Executor as _};
use sea_orm_migration::MigratorTrait as _;

use crate::{
    backup::{
        table::RowCounts,
        target::{Present, holds_data, look_at_postgres},
    },
    database::{Backend, READER_CACHE, backend_of, connect_sqlite, create_private_file, postgres::open_postgres, sqlite_options},
    error::StoreError,
    store::Store,
};

impl Store {
    /// Copies the database into a new SQLite file while others read and write it. The copy holds one state of the
    /// database. Returns the rows of each table, if they are known: the copy must hold exactly these. On SQLite they are
    /// not if something was written meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the disk is full, [`StoreError::Broken`] when the file exists.
    pub async fn copy_into(&self, file: &Path) -> Result<Option<RowCounts>, StoreError> {
        match self.backend() {
            Backend::Sqlite => self.copy_sqlite(file).await,
            Backend::Postgres => copy_postgres(&self.inner.url, file).await.map(Some),
        }
    }

    async fn copy_sqlite(&self, file: &Path) -> Result<Option<RowCounts>, StoreError> {
        let name = file.to_str().ok_or_else(|| StoreError::Broken(format!("{} is not UTF-8", file.display())))?;
        // A connection of its own: the copy reads one state for as long as it takes.
        let connection = connect_sqlite(sqlite_options(&self.inner.url, 1, READER_CACHE)).await?;
        let copied = async {
            let version = data_version(&connection).await?;
            let rows = count_rows(&connection).await?;
            let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()]);
            connection.execute_raw(copy).await?;
            Ok((data_version(&connection).await? == version).then_some(rows))
        }
        .await;
        connection.close().await?;
        copied
    }

    /// The file of an SQLite database. `None` on PostgreSQL.
    pub fn file(&self) -> Option<PathBuf> {
        sqlite_file(&self.inner.url)
    }

    /// The rows of each table.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_rows(&self) -> Result<RowCounts, StoreError> {
        count_rows(self.read()).await
    }

    /// What the database itself finds wrong with its file. `None` if nothing. PostgreSQL checks its pages as it reads.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_damage(&self) -> Result<Option<String>, StoreError> {
        if self.backend() != Backend::Sqlite {
            return Ok(None);
        }
        let found = first_text(self.read(), "PRAGMA integrity_check(1)").await?;
        Ok(found.filter(|found| found != "ok"))
    }
}

/// The file in an SQLite address. `None` for another address.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    Some(rest.split_once('?').map_or(rest, |(file, _)| file).into())
}

/// Copies PostgreSQL into a new SQLite file, table by table, in one transaction that reads one state.
async fn copy_postgres(url: &str, file: &Path) -> Result<RowCounts, StoreError> {
    if file.exists() {
        return Err(StoreError::Broken(format!("{} exists", file.display())));
    }
    let source = open_postgres(url, 1).await?;
    let new = format!("sqlite://{}", file.display());
    create_private_file(&new);
    let target = connect_sqlite(sqlite_options(&new, 1, READER_CACHE)).await?;
    let copied = async {
        Migrator::up(&target, None).await?;
        // Whatever ends before the copy is whole is thrown away: no journal, and no waiting for the disk.
        for setting in ["journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF"] {
            target.execute_unprepared(&format!("PRAGMA {setting}")).await?;
        }
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        let mut reading = source.get_postgres_connection_pool().begin_with(begin).await?;
        reading.execute("SET LOCAL statement_timeout = 0").await?;
        let mut writing = target.get_sqlite_connection_pool().begin().await?;
        let rows = between::to_sqlite(&mut reading, &mut writing).await?;
        writing.commit().await?;
        reading.commit().await?;
        Ok(rows)
    }
    .await;
    target.close().await?;
    source.close().await?;
    copied
}

/// Looks whether a database may be replaced. What the write-ahead log of a file holds is brought into it.
///
/// # Errors
/// [`StoreError::Conflict`] while another process has it open. [`StoreError::Broken`] for a database on PostgreSQL that a
/// newer version or another program made.
pub async fn look_before_replacing(url: &str) -> Result<Present, StoreError> {
    if backend_of(url)? == Backend::Postgres {
        return look_at_postgres(url).await;
    }
    let connection = match connect_sqlite(sqlite_options(url, 1, READER_CACHE)).await {
        Err(StoreError::Unavailable(reason)) if reason.contains("not a database") || reason.contains("malformed") => {
            return Ok(Present::Data);
        }
        connected => connected?,
    };
    let held = connection.execute_unprepared("PRAGMA busy_timeout = 0").await;
    // This mode needs the file alone, and leaves no log beside it.
    let mode = first_text(&connection, "PRAGMA journal_mode = DELETE").await;
    let present = holds_data(&connection).await;
    connection.close().await?;
    match mode {
        Ok(Some(mode)) if mode == "delete" => Ok(present),
        Err(StoreError::Broken(_)) if held.is_ok() => Ok(Present::Data),
        _ => Err(StoreError::Conflict("the database is open elsewhere")),
    }
}

/// Counts the rows of each table of an SQLite file as it is, without bringing it up to date.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn count_rows_in(url: &str) -> Result<RowCounts, StoreError> {
    let connection = connect_sqlite(sqlite_options(url, 1, READER_CACHE)).await?;
    let rows = count_rows(&connection).await;
    connection.close().await?;
    rows
}

async fn count_rows(connection: &DatabaseConnection) -> Result<RowCounts, StoreError> {
    let backend = connection.get_database_backend();
    let tables = match backend {
        // The shadow tables of the search hold no rows of ours.
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'comment_words*'"
        }
        _ => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
    };
    let mut counts = RowCounts::new();
    for row in connection.query_all_raw(Statement::from_string(backend, tables)).await? {
        let table: String = row.try_get_by_index(0)?;
        let count = Statement::from_string(backend, format!("SELECT COUNT(*) FROM \"{table}\""));
        let row = connection.query_one_raw(count).await?;
        let rows = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or_default();
        counts.insert(table, u64::try_from(rows).unwrap_or_default());
    }
    Ok(counts)
}

/// A number that changes when another connection commits.
async fn data_version(connection: &DatabaseConnection) -> Result<i64, StoreError> {
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA data_version")).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

async fn first_text(connection: &DatabaseConnection, sql: &str) -> Result<Option<String>, StoreError> {
    let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}
