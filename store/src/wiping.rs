//! What erased data leave in the files of the database, and its removal: SQLite's write-ahead log, PostgreSQL's dead
//! rows. It must not know what was erased.

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use domain::calendar::Millis;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait as _, DatabaseConnection, DbBackend, EntityTrait as _, Statement, sea_query::OnConflict,
};

use crate::{
    clock::now,
    database::{Backend, READER_CACHE, connect_sqlite, sqlite_options},
    entity::lease,
    error::StoreError,
    store::Store,
};

/// The row of [`lease`] with the time of the last removal on PostgreSQL, and the name of the job.
const WIPED: &str = "wiped";
const JOB: &str = "wipe";
/// The shortest pause between two removals on PostgreSQL. Each reads the indices of the tables, so a long one is followed
/// by a pause of ten times its length.
const PAUSE: Duration = Duration::from_secs(5);
/// The longest that one takes. A server that holds the job for longer has stopped.
const HOLD: Duration = Duration::from_secs(60 * 60);
/// How long SQLite waits for readers. It holds back writers meanwhile, so it tries again later instead.
const PATIENCE: &str = "PRAGMA busy_timeout = 20";
/// The tables from which data of persons are deleted.
const TABLES: &str = "answer, comment, comment_tag, contact, response, response_handling, event_subject, standing, import_reference, \
     decision, site_standing, account, session, rights_request, rights_action";

impl Store {
    /// Says that personal data were deleted just now, in a transaction that is committed.
    pub(crate) fn leave_traces(&self) {
        self.inner.traces.left.fetch_add(1, Ordering::AcqRel);
        self.inner.traces.noticed.notify_one();
    }

    /// Whether this process erased something whose traces are not removed yet.
    pub fn has_traces(&self) -> bool {
        let traces = &self.inner.traces;
        traces.left.load(Ordering::Acquire) > traces.removed.load(Ordering::Acquire)
    }

    /// Is ready when there may be traces to remove.
    pub async fn wait_for_traces(&self) {
        if !self.has_traces() {
            self.inner.traces.noticed.notified().await;
        }
    }

    /// Whether what was erased at a time is gone from the files of the database too.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn is_wiped(&self, erased_at: Millis) -> Result<bool, StoreError> {
        let wiped_at = match self.backend() {
            Backend::Sqlite => self.inner.traces.removed_at.load(Ordering::Acquire),
            Backend::Postgres => lease::Entity::find_by_id(WIPED).one(self.read()).await?.map_or(0, |row| row.due_at),
        };
        Ok(erased_at.0 <= wiped_at)
    }

    /// Removes the traces of what was erased. On SQLite it empties the write-ahead log. On PostgreSQL it vacuums, for a
    /// tenth of the time at most. Returns false if readers of an earlier state are in the way, or it is not time yet: to be
    /// tried again.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn wipe_traces(&self) -> Result<bool, StoreError> {
        let left = self.inner.traces.left.load(Ordering::Acquire);
        let begun = now().0;
        let done = match self.backend() {
            Backend::Sqlite => self.empty_log().await?,
            Backend::Postgres => self.vacuum(begun).await?,
        };
        if done {
            self.inner.traces.removed_at.fetch_max(begun, Ordering::AcqRel);
            self.inner.traces.removed.fetch_max(left, Ordering::AcqRel);
        }
        Ok(done)
    }

    /// Writes the write-ahead log of SQLite back into the database as far as nobody reads it, and holds up nobody. So
    /// the log starts again before its size makes a writer do it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn write_log_back(&self) -> Result<(), StoreError> {
        if self.backend() == Backend::Sqlite {
            let connection = self.connect_for_log().await?;
            let written = checkpoint(&connection, "PASSIVE").await;
            connection.close().await?;
            written?;
        }
        Ok(())
    }

    async fn empty_log(&self) -> Result<bool, StoreError> {
        let connection = self.connect_for_log().await?;
        let emptied = async {
            // Most of the work, without holding up anybody.
            checkpoint(&connection, "PASSIVE").await?;
            let _turn = self.inner.turn().await;
            checkpoint(&connection, "TRUNCATE").await
        }
        .await;
        connection.close().await?;
        emptied
    }

    async fn connect_for_log(&self) -> Result<DatabaseConnection, StoreError> {
        let connection = connect_sqlite(sqlite_options(&self.inner.url, 1, READER_CACHE)).await?;
        connection.execute_unprepared(PATIENCE).await?;
        Ok(connection)
    }

    /// Dead rows that an open transaction may still read are kept by PostgreSQL.
    async fn vacuum(&self, begun: i64) -> Result<bool, StoreError> {
        if !self.take_job(JOB, HOLD).await? {
            return Ok(false);
        }
        let started = Instant::now();
        // By the clock of PostgreSQL, which may be another one.
        let now = Statement::from_string(DbBackend::Postgres, "SELECT extract(epoch FROM clock_timestamp())::float8");
        let row = self.read().query_one_raw(now).await?.ok_or(StoreError::unreadable("the clock of PostgreSQL"))?;
        let until: f64 = row.try_get_by_index(0)?;
        // Without this option entries of an index may stay, and those of contact details hold them.
        let vacuumed = self.inner.write().execute_unprepared(&format!("VACUUM (INDEX_CLEANUP ON) {TABLES}")).await;
        let old = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
                   AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL) AND xact_start <= to_timestamp($1))";
        let old = Statement::from_sql_and_values(DbBackend::Postgres, old, [until.into()]);
        let looked = self.read().query_one_raw(old).await;
        self.finish_job(JOB, PAUSE.max(started.elapsed() * 10)).await?;
        vacuumed?;
        let in_the_way = looked?.map(|row| row.try_get_by_index::<bool>(0)).transpose()?.unwrap_or_default();
        if !in_the_way {
            let row = lease::ActiveModel { name: Set(WIPED.to_owned()), held_until: Set(0), due_at: Set(begun) };
            let later = OnConflict::column(lease::Column::Name).update_column(lease::Column::DueAt).to_owned();
            lease::Entity::insert(row).on_conflict(later).exec_without_returning(self.inner.write()).await?;
        }
        Ok(!in_the_way)
    }
}

/// Runs a checkpoint. Returns false if somebody was in the way.
async fn checkpoint(connection: &DatabaseConnection, kind: &str) -> Result<bool, StoreError> {
    let row =
        connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({kind})"))).await?;
    Ok(row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or_default() == 0)
}
