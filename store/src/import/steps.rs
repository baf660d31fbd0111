//! The steps of a long write: each holds the write lock for a moment, then rests while others write.

use std::{
    ops::Deref,
    sync::Arc,
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbErr, Statement};

use crate::{
    database::{Backend, Inner, WriteTransaction, open_sqlite},
    error::StoreError,
};

/// How long a step aims to hold the write lock. The limit is 15 ms; a commit may take longer than the last one did.
const HOLD: Duration = Duration::from_millis(10);
/// The rest after a step. A waiting writer of another process tries again at least every 25 ms.
const REST: Duration = Duration::from_millis(30);
/// Others write if they have written within this time.
const RECENT: Duration = Duration::from_secs(2);
const FIRST_ROWS: usize = 32;
const MAX_ROWS: usize = 1_000;
/// The page cache of the connection, in kilobytes (negative, as SQLite requires).
const CACHE: i32 = -16_000;

/// Writes in steps, over a connection of its own on SQLite.
pub(crate) struct Steps {
    inner: Arc<Inner>,
    connection: DatabaseConnection,
    rows: usize,
    /// SQLite's `data_version`, which changes when another connection commits.
    version: Option<i64>,
    others_at: Option<Instant>,
    taken: StepTimes,
}

/// How long steps held the write lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepTimes {
    /// The number of steps.
    pub steps: u64,
    /// The longest of them.
    pub longest: Duration,
}

/// A step: a write transaction, and when it got the write lock.
pub(crate) struct Step {
    transaction: WriteTransaction,
    begun: Instant,
}

impl Deref for Step {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

impl Steps {
    pub(crate) async fn open(inner: &Arc<Inner>) -> Result<Self, StoreError> {
        let connection = match inner.backend() {
            Backend::Sqlite => open_sqlite(&inner.url, 1, CACHE).await?,
            Backend::Postgres => inner.write().clone(),
        };
        Ok(Self {
            inner: Arc::clone(inner),
            connection,
            rows: FIRST_ROWS,
            version: None,
            others_at: None,
            taken: StepTimes::default(),
        })
    }

    /// How many rows the next step should have.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// How long the steps so far held the write lock.
    pub(crate) const fn taken(&self) -> StepTimes {
        self.taken
    }

    pub(crate) async fn begin(&self) -> Result<Step, DbErr> {
        let transaction = self.inner.begin_on(&self.connection).await?;
        Ok(Step { transaction, begun: Instant::now() })
    }

    /// Commits a step of some rows, and rests if others write.
    pub(crate) async fn commit(&mut self, step: Step, rows: usize) -> Result<(), DbErr> {
        step.transaction.commit().await?;
        let held = step.begun.elapsed();
        self.taken.steps += 1;
        self.taken.longest = self.taken.longest.max(held);
        self.rows = next_rows(self.rows, rows, held);
        if self.others_write().await? {
            tokio::time::sleep(REST).await;
        } else {
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// PostgreSQL locks rows, not the database, so there nobody waits.
    async fn others_write(&mut self) -> Result<bool, DbErr> {
        if self.inner.backend() == Backend::Postgres {
            return Ok(false);
        }
        let statement = Statement::from_string(self.connection.get_database_backend(), "PRAGMA data_version");
        let row = self.connection.query_one_raw(statement).await?;
        let version = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
        if self.version.is_some() && self.version != version {
            self.others_at = Some(Instant::now());
        }
        self.version = version;
        Ok(self.others_at.is_some_and(|at| at.elapsed() < RECENT))
    }
}

/// The rows of the next step, from those of the last one and how long it held the lock.
fn next_rows(now: usize, written: usize, held: Duration) -> usize {
    let (aim, held) = (HOLD.as_micros(), held.as_micros().max(1));
    let fitting = usize::try_from((written as u128).max(1) * aim / held).unwrap_or(MAX_ROWS);
    // A step with few rows says little about more of them, so it never doubles twice.
    fitting.clamp(1, now.saturating_mul(2).min(MAX_ROWS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_shrinks_at_once_and_grows_slowly() {
        assert_eq!(next_rows(32, 32, Duration::from_millis(40)), 8);
        assert_eq!(next_rows(8, 8, Duration::from_millis(1)), 16);
        assert_eq!(next_rows(900, 900, Duration::from_millis(2)), MAX_ROWS);
        assert_eq!(next_rows(1, 1, Duration::from_secs(1)), 1, "a row is always written");
        assert_eq!(next_rows(200, 200, Duration::from_millis(10)), 200);
    }
}
