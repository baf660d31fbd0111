//! The store: opening a database, migrating it, and the settings that put an acknowledged write on disk.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel, TransactionOptions,
    TransactionTrait as _,
};
use tokio::sync::OnceCell;

use crate::{
    cache::Cache,
    database::{
        ACQUIRE_TIMEOUT, Backend, Inner, READER_CACHE, WriteTransaction, backend_of, open_patient_sqlite, open_sqlite,
        postgres::{open_patient_postgres, open_postgres, refuse_transaction_pooling},
        schema::{self, Copies},
    },
    error::StoreError,
    group_commit::Writer,
    recent_keys::RecentKeys,
    secret::{self, KeptSecret},
};

/// The store. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
    pub(crate) writer: Writer,
    pub(crate) secret: KeptSecret,
    pub(crate) lane: Lane,
    /// The changes that opening it applied to a database of an earlier version.
    pub(crate) upgraded: Arc<[String]>,
}

/// The connections with which a store reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// For requests that are answered at once.
    Requests,
    /// For work in the background, such as exports.
    Background,
    /// For counts that read many answers.
    Counting,
}

/// One for the task that writes submissions, one for everything else. They never write at the same time in one process.
const SQLITE_WRITERS: u32 = 2;
const SQLITE_READERS: u32 = 4;
const BACKGROUND_READERS: u32 = 2;
const COUNTING_READERS: u32 = 2;
/// How long a count waits for the counts before it. Nobody waits for it: the page says that it is being counted.
const COUNTING_PATIENCE: Duration = Duration::from_secs(15 * 60);
/// The page cache of a connection, in kilobytes (negative, as SQLite requires). The operating system caches the file
/// too. A writer uses the same pages again, a reader reads each once.
const WRITER_CACHE: i32 = -16_000;
const BACKGROUND_CACHE: i32 = -2_000;
const POSTGRES_CONNECTIONS: u32 = 12;

impl Store {
    /// Opens `sqlite://path` (the file is created) or `postgres://…` and brings it up to date. A lock allows two
    /// processes to start together. A database that is up to date is only read.
    ///
    /// # Errors
    /// [`StoreError::Broken`] for an invalid address, and for a database that another version made or that was altered.
    /// [`StoreError::Unavailable`] when it cannot be reached.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Copies::Finished).await
    }

    /// The same for a copy that is not finished yet.
    pub(crate) async fn open_unfinished(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Copies::Any).await
    }

    async fn open_with(url: &str, copies: Copies) -> Result<Self, StoreError> {
        let backend = backend_of(url)?;
        let (write, read) = match backend {
            Backend::Sqlite => {
                (open_sqlite(url, SQLITE_WRITERS, WRITER_CACHE).await?, open_sqlite(url, SQLITE_READERS, READER_CACHE).await?)
            }
            Backend::Postgres => {
                let pool = open_postgres(url, POSTGRES_CONNECTIONS).await?;
                refuse_transaction_pooling(&pool).await?;
                (pool.clone(), pool)
            }
        };
        let inner = Arc::new(Inner {
            backend,
            url: url.to_owned(),
            write,
            read,
            background: OnceCell::new(),
            counting: OnceCell::new(),
            is_closed: AtomicBool::new(false),
            turn: Arc::default(),
            write_failed: Arc::default(),
            cache: Cache::default(),
            recent_keys: RecentKeys::default(),
            traces: Arc::default(),
            served: Arc::default(),
        });
        let upgraded = schema::bring_up_to_date(&inner, copies).await?.into();
        let secret = secret::read_or_make(&inner).await?;
        Ok(Self { writer: Writer::start(&inner), inner, secret, lane: Lane::Requests, upgraded })
    }

    /// The changes of the tables that opening this store applied to a database of an earlier version.
    pub fn upgraded(&self) -> &[String] {
        &self.upgraded
    }

    /// The kind of this database.
    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    /// Checks that the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Writes waiting submissions and closes the connections.
    pub async fn close(self) {
        self.inner.is_closed.store(true, Ordering::Release);
        self.writer.stop().await;
        let lanes = [&self.inner.background, &self.inner.counting].into_iter().filter_map(OnceCell::get);
        for connection in [&self.inner.write, &self.inner.read].into_iter().chain(lanes) {
            if let Err(error) = connection.clone().close().await {
                tracing::warn!(%error, "a connection was not closed cleanly");
            }
        }
    }

    /// The store for background work, which reads with two separate connections. The thread in which SQLite reads gets
    /// the priority of the thread that opens the connection.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn in_background(&self) -> Result<Self, StoreError> {
        self.in_lane(Lane::Background, &self.inner.background, (BACKGROUND_READERS, ACQUIRE_TIMEOUT)).await
    }

    /// The store for counts that read many answers, with two connections and a patience of their own. Respondents do not
    /// wait for them, and they wait for each other as long as it takes. Priority is as in [`Store::in_background`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn for_counting(&self) -> Result<Self, StoreError> {
        self.in_lane(Lane::Counting, &self.inner.counting, (COUNTING_READERS, COUNTING_PATIENCE)).await
    }

    async fn in_lane(
        &self,
        lane: Lane,
        connections: &OnceCell<DatabaseConnection>,
        (readers, patience): (u32, Duration),
    ) -> Result<Self, StoreError> {
        let open = || async {
            match self.backend() {
                Backend::Sqlite => open_patient_sqlite(&self.inner.url, readers, BACKGROUND_CACHE, patience).await,
                Backend::Postgres => open_patient_postgres(&self.inner.url, readers, patience).await,
            }
        };
        // A closed store stays closed, even if it was closed during this call.
        let closed = || StoreError::Unavailable("the database was closed".to_owned());
        if self.inner.is_closed.load(Ordering::Acquire) {
            return Err(closed());
        }
        let opened = connections.get_or_try_init(open).await?;
        if self.inner.is_closed.load(Ordering::Acquire) {
            opened.clone().close().await?;
            return Err(closed());
        }
        Ok(Self { lane, ..self.clone() })
    }

    pub(crate) fn read(&self) -> &DatabaseConnection {
        let connections = match self.lane {
            Lane::Requests => None,
            Lane::Background => self.inner.background.get(),
            Lane::Counting => self.inner.counting.get(),
        };
        connections.unwrap_or(&self.inner.read)
    }

    pub(crate) async fn begin(&self) -> Result<WriteTransaction, DbErr> {
        self.inner.begin().await
    }

    /// Starts a transaction that reads one state of the database, whatever is written at the same time.
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
