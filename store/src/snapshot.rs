//! A snapshot: a store whose every query reads the same state of the database.

use std::{
    ops::Deref,
    sync::{Arc, atomic::AtomicBool},
};

use sea_orm::ConnectionTrait as _;
use tokio::sync::OnceCell;

use crate::{
    cache::Cache,
    database::{Backend, Inner, READER_CACHE, connect_sqlite, postgres::open_postgres, sqlite_options},
    error::StoreError,
    recent_keys::RecentKeys,
    store::{Lane, Store},
};

/// A store that reads one state of the database, whatever is written at the same time. Its queries run one after the
/// other.
pub struct Moment(Store);

impl Store {
    /// Starts a snapshot on a separate connection, for several queries whose results must agree.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn at_one_moment(&self) -> Result<Moment, StoreError> {
        let url = &self.inner.url;
        let (read, begin) = match self.backend() {
            Backend::Sqlite => (connect_sqlite(sqlite_options(url, 1, READER_CACHE)).await?, "BEGIN"),
            Backend::Postgres => (open_postgres(url, 1).await?, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"),
        };
        read.execute_unprepared(begin).await?;
        let inner = Inner {
            backend: self.inner.backend,
            url: url.clone(),
            write: self.inner.write.clone(),
            write_failed: Arc::clone(&self.inner.write_failed),
            // Background work reads the same state.
            background: OnceCell::new_with(Some(read.clone())),
            counting: OnceCell::new_with(Some(read.clone())),
            read,
            is_closed: AtomicBool::new(false),
            turn: Arc::clone(&self.inner.turn),
            cache: Cache::default(),
            recent_keys: RecentKeys::default(),
            traces: Arc::clone(&self.inner.traces),
            served: Arc::clone(&self.inner.served),
        };
        Ok(Moment(Self { inner: Arc::new(inner), lane: Lane::Requests, ..self.clone() }))
    }
}

impl Moment {
    /// Ends the snapshot. A dropped one ends with its connection.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn end(self) -> Result<(), StoreError> {
        let read = self.0.inner.read.clone();
        read.execute_unprepared("COMMIT").await?;
        read.close().await?;
        Ok(())
    }
}

impl Deref for Moment {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.0
    }
}
