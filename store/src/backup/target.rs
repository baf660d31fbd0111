//! A database that a copy fills: what it holds, and the mark of an unfinished copy. It must not know how rows are copied.

use std::time::Duration;

use migrations::{Migrator, Progress};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait as _, sqlx::Executor as _};
use sea_orm_migration::MigratorTrait as _;

use crate::{
    backup::{
        between,
        table::{RowCounts, statement},
    },
    database::{
        READER_CACHE, connect_sqlite,
        postgres::open_postgres,
        schema::{UNFINISHED_COPY, compare, refuse_newer},
        sqlite_options,
    },
    error::StoreError,
    store::Store,
};

/// How long a program that ended may still seem to be connected, in steps.
const STEPS: u32 = 60;
const STEP: Duration = Duration::from_millis(50);

/// What a database that is about to be replaced holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    /// No installation was ever started in it.
    Nothing,
    /// Data of an installation, or something that is no database of ours.
    Data,
    /// A copy into it was begun and not finished.
    Unfinished,
}

impl Store {
    /// Opens a database into which [`copy_into_postgres`] copied, and that is not finished yet.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_copy(url: &str) -> Result<Self, StoreError> {
        Self::open_unfinished(url).await
    }

    /// Ends a copy that passed its check: from now on the database is like any other.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn finish_copy(&self) -> Result<(), StoreError> {
        unmark(self.inner.write()).await
    }
}

/// Whether a database has rows that an installation makes. A table that is missing is that of a database in which nothing
/// was started.
pub(super) async fn holds_data(connection: &DatabaseConnection) -> Present {
    let backend = connection.get_database_backend();
    for table in ["organisation", "ledger_key", "response", "consent_event"] {
        let row = connection.query_one_raw(Statement::from_string(backend, format!("SELECT 1 FROM {table} LIMIT 1")));
        if matches!(row.await, Ok(Some(_))) {
            return Present::Data;
        }
    }
    Present::Nothing
}

/// Looks what a PostgreSQL database holds, once no other program of ours is connected to it.
pub(super) async fn look_at_postgres(url: &str) -> Result<Present, StoreError> {
    let connection = open_postgres(url, 1).await?;
    let present = look(&connection).await;
    connection.close().await?;
    present
}

async fn look(connection: &DatabaseConnection) -> Result<Present, StoreError> {
    wait_until_alone(connection).await?;
    let progress = Progress::read(connection).await?;
    if progress.unknown.iter().any(|name| name == UNFINISHED_COPY) {
        return Ok(Present::Unfinished);
    }
    refuse_newer(&progress)?;
    if !progress.done.is_empty() {
        return Ok(holds_data(connection).await);
    }
    let others = "SELECT c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relname <> 'seaql_migrations' \
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d \
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') LIMIT 1";
    match connection.query_one_raw(Statement::from_string(DbBackend::Postgres, others)).await? {
        None => Ok(Present::Nothing),
        Some(row) => Err(StoreError::Broken(format!(
            "another program has tables in it ({}): give Klankbord a database or a schema of its own",
            row.try_get_by_index::<String>(0)?
        ))),
    }
}

/// Waits until no other program of ours is connected. A connection that was closed a moment ago is still listed.
async fn wait_until_alone(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let others = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = current_database() AND application_name = 'klankbord' \
        AND pid <> pg_backend_pid() LIMIT 1";
    for _ in 0..STEPS {
        if connection.query_one_raw(Statement::from_string(DbBackend::Postgres, others)).await?.is_none() {
            return Ok(());
        }
        tokio::time::sleep(STEP).await;
    }
    Err(StoreError::Conflict("the database is open elsewhere"))
}

/// Replaces everything that a PostgreSQL database holds by a copy of an SQLite file, in one transaction: a copy that is
/// broken off leaves what was there. The copy is marked as unfinished until [`Store::finish_copy`]; a server refuses it
/// until then. Returns the rows of each table.
///
/// # Errors
/// [`StoreError::Conflict`] while another program is connected to it, or writes to the file; [`StoreError::Broken`] if a
/// row did not arrive as it was, and for a database that another version or another program made.
pub async fn copy_into_postgres(file_url: &str, url: &str) -> Result<RowCounts, StoreError> {
    let target = open_postgres(url, 1).await?;
    let source = connect_sqlite(sqlite_options(file_url, 1, READER_CACHE)).await?;
    let copied = async {
        prepare(&target).await?;
        // Nobody writes to the file meanwhile.
        let mut reading = source.get_sqlite_connection_pool().begin_with("BEGIN IMMEDIATE").await?;
        let mut writing = target.get_postgres_connection_pool().begin_with("BEGIN").await?;
        writing.execute("SET LOCAL statement_timeout = 0").await?;
        // Whoever reads the old rows is waited for, but not for ever.
        writing.execute("SET LOCAL lock_timeout = '30s'").await?;
        writing.execute(statement(mark())).await?;
        let rows = between::to_postgres(&mut reading, &mut writing).await?;
        writing.commit().await?;
        reading.rollback().await?;
        Ok(rows)
    }
    .await;
    source.close().await?;
    target.close().await?;
    copied
}

/// Brings the tables up to date. A database without data is marked at once: from here on it is an unfinished copy.
async fn prepare(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let present = look(connection).await?;
    let transaction = connection.begin().await?;
    if present == Present::Unfinished {
        unmark(&transaction).await?;
    }
    Migrator::up(&transaction, None).await?;
    compare(&transaction).await?;
    if present != Present::Data {
        transaction.execute_unprepared(&mark()).await?;
    }
    transaction.commit().await?;
    Ok(())
}

fn mark() -> String {
    format!("INSERT INTO seaql_migrations (version, applied_at) VALUES ('{UNFINISHED_COPY}', 0) ON CONFLICT DO NOTHING")
}

async fn unmark(connection: &impl ConnectionTrait) -> Result<(), StoreError> {
    let delete = format!("DELETE FROM seaql_migrations WHERE version = '{UNFINISHED_COPY}'");
    connection.execute_unprepared(&delete).await?;
    Ok(())
}
