//! Connections: opening a database, migrating it, and the settings under which an acknowledged write is on disk.

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use migrations::Migrator;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
    sqlx::{self, Connection as _},
};
use sea_orm_migration::MigratorTrait as _;
use tokio::sync::{Mutex, OnceCell, OwnedMutexGuard};

use crate::{cache::Cache, error::StoreError, refusals::Refusals, writer::Writer};

mod moment;

pub use moment::Moment;

/// Which database stands behind the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Embedded SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// The store. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
    writer: Writer,
    is_in_background: bool,
}

/// What all clones, and the task that writes submissions, share.
pub(crate) struct Inner {
    backend: Backend,
    url: String,
    write: DatabaseConnection,
    read: DatabaseConnection,
    /// Of their own, so that who reads for long takes no connection from who reads for a moment.
    background: OnceCell<DatabaseConnection>,
    is_closed: AtomicBool,
    /// Whose turn it is to write on SQLite. Its own lock is polled for; this one is waited for, first come, first served.
    turn: Arc<Mutex<()>>,
    pub(crate) cache: Cache,
    pub(crate) refusals: Refusals,
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

/// How long a call waits for a connection before it says that the database is not available.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// One that the task that writes submissions keeps, one for everything else; within a process never both at once.
const SQLITE_WRITERS: u32 = 2;
/// How many parsed statements a connection keeps. One that inserts a large batch takes up to a megabyte.
const STATEMENTS: usize = 24;
const SQLITE_READERS: u32 = 4;
const BACKGROUND_READERS: u32 = 2;
/// Kilobytes of the file that a connection keeps, negative as SQLite wants it. The operating system keeps the file besides: whoever writes comes
/// back to the same pages, whoever reads walks past them.
const WRITER_CACHE: i32 = -16_000;
const READER_CACHE: i32 = -4_000;
const BACKGROUND_CACHE: i32 = -2_000;
const POSTGRES_CONNECTIONS: u32 = 12;
/// Any number that no other program locks: "klankb" in ASCII.
const MIGRATION_LOCK: i64 = 0x6b6c_616e_6b62;

impl Store {
    /// Opens `sqlite://path` (the file is created) or `postgres://…` and migrates it, under a lock, so that two
    /// processes may start together.
    ///
    /// # Errors
    /// [`StoreError::Broken`] for an address that is no such, [`StoreError::Unavailable`] when it cannot be reached.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let backend = backend_of(url)?;
        let (write, read) = match backend {
            Backend::Sqlite => {
                (open_sqlite(url, SQLITE_WRITERS, WRITER_CACHE).await?, open_sqlite(url, SQLITE_READERS, READER_CACHE).await?)
            }
            Backend::Postgres => {
                let pool = open_postgres(url, POSTGRES_CONNECTIONS).await?;
                (pool.clone(), pool)
            }
        };
        let inner = Arc::new(Inner {
            backend,
            url: url.to_owned(),
            write,
            read,
            background: OnceCell::new(),
            is_closed: AtomicBool::new(false),
            turn: Arc::default(),
            cache: Cache::default(),
            refusals: Refusals::default(),
        });
        migrate(&inner).await?;
        Ok(Self { writer: Writer::start(&inner), inner, is_in_background: false })
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().execute_unprepared("SELECT 1").await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(())
    }

    /// Writes out what waits and closes the connections.
    pub async fn close(self) {
        self.inner.is_closed.store(true, Ordering::Release);
        self.writer.stop().await;
        for connection in [&self.inner.write, &self.inner.read].into_iter().chain(self.inner.background.get()) {
            if let Err(error) = connection.clone().close().await {
                tracing::warn!(%error, "a connection was not closed cleanly");
            }
        }
    }

    /// The store for work that may take its time: what it reads comes by two connections of their own. SQLite reads on a thread that has
    /// the priority of the thread by which it is first asked.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn in_background(&self) -> Result<Self, StoreError> {
        let open = || async {
            match self.backend() {
                Backend::Sqlite => open_sqlite(&self.inner.url, BACKGROUND_READERS, BACKGROUND_CACHE).await,
                Backend::Postgres => open_postgres(&self.inner.url, BACKGROUND_READERS).await,
            }
        };
        // What was closed stays closed, also where that happened while this was opened.
        let closed = || StoreError::Unavailable("the database was closed".to_owned());
        if self.inner.is_closed.load(Ordering::Acquire) {
            return Err(closed());
        }
        let opened = self.inner.background.get_or_try_init(open).await?;
        if self.inner.is_closed.load(Ordering::Acquire) {
            opened.clone().close().await?;
            return Err(closed());
        }
        Ok(Self { is_in_background: true, ..self.clone() })
    }

    pub(crate) fn read(&self) -> &DatabaseConnection {
        let background = self.inner.background.get().filter(|_| self.is_in_background);
        background.unwrap_or(&self.inner.read)
    }

    pub(crate) async fn begin(&self) -> Result<WriteTransaction, DbErr> {
        self.inner.begin().await
    }

    /// Starts a transaction that reads one state of the database, whatever is written meanwhile.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.backend() {
            // A deferred transaction reads the state of its first query.
            Backend::Sqlite => TransactionOptions::default(),
            Backend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        self.read().begin_with_options(options).await
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.writer
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

fn backend_of(url: &str) -> Result<Backend, StoreError> {
    if url.starts_with("sqlite:") {
        Ok(Backend::Sqlite)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Backend::Postgres)
    } else {
        Err(StoreError::Broken("the address must start with sqlite:// or postgres://".to_owned()))
    }
}

/// The journal is switched to write-ahead when a file is new; of several processes that do so at once all but one may be
/// told "locked", without SQLite waiting for it. They try again.
async fn open_sqlite(url: &str, connections: u32, cache: i32) -> Result<DatabaseConnection, StoreError> {
    let mut options = sqlite_options(url, connections, cache);
    options.map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_at_rest(connection))));
    connect_sqlite(options).await
}

fn sqlite_options(url: &str, connections: u32, cache: i32) -> ConnectOptions {
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
            .statement_cache_capacity(STATEMENTS)
    });
    options
}

async fn connect_sqlite(options: ConnectOptions) -> Result<DatabaseConnection, StoreError> {
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
async fn is_at_rest(connection: &mut sqlx::SqliteConnection) -> Result<bool, sqlx::Error> {
    // Whatever is still to be rolled back is rolled back before the answer.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

async fn open_postgres(url: &str, connections: u32) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_timeout(ACQUIRE_TIMEOUT)
        .sqlx_logging(false);
    // Compiling a query takes longer than ours run; PostgreSQL does so where it believes that one reads much.
    options.map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(STATEMENTS).options([("jit", "off")]));
    options.test_before_acquire_if_idle_for(Duration::from_secs(1)).set_application_name("klankbord");
    Database::connect(options).await.map_err(|error| StoreError::Unavailable(error.to_string()))
}

async fn migrate(inner: &Inner) -> Result<(), StoreError> {
    let transaction = inner.begin().await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&*transaction, None).await?;
    transaction.commit().await?;
    Ok(())
}
