//! The pool of connections: opening a database, migrating it, and when a write counts as stored on disk.

pub(crate) mod bulk_insert;
pub(crate) mod column;
pub(crate) mod packed_rows;

use std::{
    ops::Deref,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
    sqlx::{self, Connection as _},
};
use sea_orm_migration::MigratorTrait as _;
use tokio::sync::{Mutex, OnceCell, OwnedMutexGuard};

use crate::{cache::Cache, error::StoreError, recent_keys::RecentKeys};

/// How long a call waits for a connection before it says that the database is not available.
pub(crate) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// How many parsed statements a connection keeps. One that inserts a large batch takes up to a megabyte.
pub(crate) const CACHED_STATEMENTS: usize = 24;
pub(crate) const READER_CACHE: i32 = -4_000;
/// Any number that no other program locks: "klankb" in ASCII.
const MIGRATION_LOCK: i64 = 0x6b6c_616e_6b62;

/// Which database stands behind the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Embedded SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// What all clones, and the task that writes submissions, share.
pub(crate) struct Inner {
    pub(crate) backend: Backend,
    pub(crate) url: String,
    pub(crate) write: DatabaseConnection,
    pub(crate) read: DatabaseConnection,
    /// Of their own, so that who reads for long takes no connection from who reads for a moment.
    pub(crate) background: OnceCell<DatabaseConnection>,
    pub(crate) is_closed: AtomicBool,
    /// Whose turn it is to write on SQLite. Its own lock is polled for; this one is waited for, first come, first served.
    pub(crate) turn: Arc<Mutex<()>>,
    pub(crate) cache: Cache,
    pub(crate) recent_keys: RecentKeys,
}

/// A transaction that writes. What is not committed is rolled back.
pub(crate) struct WriteTransaction {
    transaction: DatabaseTransaction,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl WriteTransaction {
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.transaction.commit().await
    }
}

impl Deref for WriteTransaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

impl Inner {
    pub(crate) fn backend(&self) -> Backend {
        self.backend
    }

    /// Starts a transaction that writes: on SQLite it takes the lock at once, so that it cannot fail half-way for it.
    pub(crate) async fn begin(&self) -> Result<WriteTransaction, DbErr> {
        let turn = self.turn().await;
        let mode = (self.backend == Backend::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
        Ok(WriteTransaction { transaction: self.write.begin_with_options(options).await?, _turn: turn })
    }

    /// Waits for the turn to write on SQLite, and keeps it as long as the value lives.
    pub(crate) async fn turn(&self) -> Option<OwnedMutexGuard<()>> {
        match self.backend {
            Backend::Sqlite => Some(Arc::clone(&self.turn).lock_owned().await),
            Backend::Postgres => None,
        }
    }

    pub(crate) fn write(&self) -> &DatabaseConnection {
        &self.write
    }
}

pub(crate) fn backend_of(url: &str) -> Result<Backend, StoreError> {
    if url.starts_with("sqlite:") {
        Ok(Backend::Sqlite)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Backend::Postgres)
    } else {
        Err(StoreError::Broken("the address must start with sqlite:// or postgres://".to_owned()))
    }
}

/// The journal of a new file is switched to write-ahead. Where several processes do so at once, SQLite may answer "locked" to
/// all but one of them, without waiting. These try again.
pub(crate) async fn open_sqlite(url: &str, connections: u32, cache: i32) -> Result<DatabaseConnection, StoreError> {
    let mut options = sqlite_options(url, connections, cache);
    options.map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_at_rest(connection))));
    connect_sqlite(options).await
}

pub(crate) fn sqlite_options(url: &str, connections: u32, cache: i32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).acquire_timeout(ACQUIRE_TIMEOUT).sqlx_logging(false);
    options.idle_timeout(None).max_lifetime(None).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(ACQUIRE_TIMEOUT)
            .foreign_keys(true)
            // Erased means erased: freed pages are overwritten.
            .pragma("secure_delete", "ON")
            // 64 MB of journal before it is written back: under load the same pages change again and again, and writing
            // them back makes everyone wait.
            .pragma("wal_autocheckpoint", "16000")
            .pragma("cache_size", cache.to_string())
            .pragma("temp_store", "MEMORY")
            .statement_cache_capacity(CACHED_STATEMENTS)
    });
    options
}

pub(crate) async fn connect_sqlite(options: ConnectOptions) -> Result<DatabaseConnection, StoreError> {
    let mut attempts = 0;
    loop {
        match Database::connect(options.clone()).await.map_err(StoreError::from) {
            Err(StoreError::Unavailable(_)) if attempts < 50 => {
                attempts += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(StoreError::Unavailable(format!("{error}"))),
            Ok(connection) => return Ok(connection),
        }
    }
}

/// Whether a connection that is put back is outside any transaction. SQLite ends one by itself when a commit fails, for want
/// of space say; the driver goes on counting it, and what comes next on that connection would never be committed. Such a
/// connection is closed.
pub(crate) async fn is_at_rest(connection: &mut sqlx::SqliteConnection) -> Result<bool, sqlx::Error> {
    // Whatever is still to be rolled back is rolled back before the answer.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

pub(crate) async fn open_postgres(url: &str, connections: u32) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_timeout(ACQUIRE_TIMEOUT)
        .sqlx_logging(false);
    // Compiling a query takes longer than ours run; PostgreSQL does so where it believes that one reads much.
    options.map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(CACHED_STATEMENTS).options([("jit", "off")]));
    options.test_before_acquire_if_idle_for(Duration::from_secs(1)).set_application_name("klankbord");
    Database::connect(options).await.map_err(|error| StoreError::Unavailable(error.to_string()))
}

pub(crate) async fn migrate(inner: &Inner) -> Result<(), StoreError> {
    let transaction = inner.begin().await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&*transaction, None).await?;
    transaction.commit().await?;
    Ok(())
}
