//! The pool of connections: opening a database, and durability of writes.

pub(crate) mod bulk_insert;
pub(crate) mod column;
pub(crate) mod packed_rows;
pub(crate) mod postgres;
pub(crate) mod schema;

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
    sqlx::{self, Connection as _},
};
use tokio::sync::{Mutex, OnceCell, OwnedMutexGuard};

use crate::{cache::Cache, error::StoreError, log_head::Served, recent_keys::RecentKeys, traces::Traces};

/// How long a call waits for a connection before it returns that the database is unavailable.
pub(crate) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// How many parsed statements a connection caches. An insert of a large batch takes up to a megabyte.
pub(crate) const CACHED_STATEMENTS: usize = 24;
pub(crate) const READER_CACHE: i32 = -4_000;

/// The kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Embedded SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// The state shared by all clones and the task that writes submissions.
pub(crate) struct Inner {
    pub(crate) backend: Backend,
    pub(crate) url: String,
    pub(crate) write: DatabaseConnection,
    pub(crate) read: DatabaseConnection,
    /// A separate pool, so that long reads take no connection from short ones.
    pub(crate) background: OnceCell<DatabaseConnection>,
    /// Another one for counts that read many answers. Exports and counts do not wait for each other.
    pub(crate) counting: OnceCell<DatabaseConnection>,
    pub(crate) is_closed: AtomicBool,
    /// The turn to write on SQLite. SQLite's own lock is polled; this one is a queue, first come, first served.
    pub(crate) turn: Arc<Mutex<()>>,
    /// Whether the last write failed for a reason of the database, such as a full disk. A check that writes unsets it.
    pub(crate) write_failed: Arc<AtomicBool>,
    pub(crate) cache: Cache,
    pub(crate) recent_keys: RecentKeys,
    pub(crate) traces: Arc<Traces>,
    /// What of the logs may be served.
    pub(crate) served: Arc<Served>,
}

/// A write transaction. It is rolled back unless it is committed.
pub(crate) struct WriteTransaction {
    transaction: DatabaseTransaction,
    write_failed: Arc<AtomicBool>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl WriteTransaction {
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        let committed = self.transaction.commit().await;
        if committed.is_err() {
            self.write_failed.store(true, Ordering::Release);
        }
        committed
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

    /// Starts a write transaction. On SQLite it takes the write lock at once, so that it cannot fail midway.
    pub(crate) async fn begin(&self) -> Result<WriteTransaction, DbErr> {
        self.begin_on(&self.write).await
    }

    /// As [`Inner::begin`], over another connection of this database.
    pub(crate) async fn begin_on(&self, connection: &DatabaseConnection) -> Result<WriteTransaction, DbErr> {
        let turn = self.turn().await;
        let mode = (self.backend == Backend::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
        let transaction = connection.begin_with_options(options).await?;
        Ok(WriteTransaction { transaction, write_failed: Arc::clone(&self.write_failed), _turn: turn })
    }

    /// Waits for the turn to write on SQLite, and holds it while the value lives.
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

/// The kind of database that an address names.
///
/// # Errors
/// [`StoreError::Broken`] for another address.
pub fn backend_of(url: &str) -> Result<Backend, StoreError> {
    if url.starts_with("sqlite:") {
        Ok(Backend::Sqlite)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Backend::Postgres)
    } else {
        Err(StoreError::Broken("the address must start with sqlite:// or postgres://".to_owned()))
    }
}

/// Makes the file of a new database, which only its owner may read: it will hold answers. SQLite gives its journals the
/// same rights. An existing file is left as it is.
pub(crate) fn create_private_file(url: &str) {
    let Ok(address) = url.parse::<sqlx::sqlite::SqliteConnectOptions>() else { return };
    let file = address.get_filename();
    // A database in memory has a name like this. One that may only be read is not made.
    if file.to_string_lossy().starts_with("file:") || url.contains("mode=ro") {
        return;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Where it cannot be made, SQLite says why.
    let _made_or_there = options.open(file);
}

/// Opens a database file. A new file is switched to write-ahead logging. If several processes do so at once, SQLite
/// returns "locked" to all but one of them without waiting, so they try again.
pub(crate) async fn open_sqlite(url: &str, connections: u32, cache: i32) -> Result<DatabaseConnection, StoreError> {
    open_patient_sqlite(url, connections, cache, ACQUIRE_TIMEOUT).await
}

/// The same, with the longest time that a query waits for a connection.
pub(crate) async fn open_patient_sqlite(
    url: &str,
    connections: u32,
    cache: i32,
    patience: Duration,
) -> Result<DatabaseConnection, StoreError> {
    create_private_file(url);
    let mut options = sqlite_options(url, connections, cache);
    // A later connection would be opened by any thread, with its priority.
    let least = if patience > ACQUIRE_TIMEOUT { connections } else { 1 };
    options.acquire_timeout(patience).min_connections(least);
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
            // Erased data are overwritten, also in freed pages.
            .pragma("secure_delete", "ON")
            // A backstop: 64 MB of journal before a writer writes it back, which blocks all writers. A job of the server
            // does it every few seconds, and holds up nobody.
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
            Err(StoreError::Broken(why)) => return Err(StoreError::Unavailable(why)),
            Err(error) => return Err(error),
            Ok(connection) => return Ok(connection),
        }
    }
}

/// Whether a returned connection is outside of a transaction. SQLite ends a transaction by itself if a commit fails,
/// for example for lack of space. The driver still counts it, and later statements on the connection would never be
/// committed. Such a connection is closed.
pub(crate) async fn is_at_rest(connection: &mut sqlx::SqliteConnection) -> Result<bool, sqlx::Error> {
    // A ping completes pending rollbacks first.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}
