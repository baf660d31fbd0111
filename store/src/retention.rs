//! The deletion of answers, choices and logs at the end of their retention. These are answers whose retention has
//! ended, grants that are no longer valid, and logs whose proof period is over. Each function deletes a small number
//! and returns it, so that no other task waits long. The caller passes the current time.

mod answers;
mod known_time;
mod logs;
mod validity;

use domain::{calendar::Millis, ledger::LogOrigin, retention};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    clock::first_id_at,
    entity::consent::{outbox, repeat_note},
    error::StoreError,
    store::Store,
};

/// The most responses, visitors or rows in one transaction.
const MAX_DUE: u64 = 100;

/// What is due for deletion at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Responses that were withdrawn long enough ago to be erased.
    pub withdrawn: u64,
    /// Responses whose retention according to their notice has ended.
    pub retained: u64,
    /// Visitors of websites with a grant that is no longer valid.
    pub expired: u64,
    /// Logs whose proof period is over, with the number of their events.
    pub logs: Vec<(LogOrigin, u64)>,
    /// Logs whose proof period is over, but which are kept because answers of that time are kept.
    pub needed_logs: Vec<LogOrigin>,
    /// Messages for other systems that have waited long enough.
    pub told: u64,
    /// Requests of data subjects that were closed long enough ago.
    pub requests: u64,
    /// Responses kept because their use was restricted.
    pub restricted: u64,
}

/// A message for other systems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Its id: later ones are greater.
    pub id: Uuid,
    /// A [`domain::consent::change::ConsentChange`] as JSON.
    pub content: String,
}

impl Store {
    /// What is due for deletion. Nothing is changed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_due(&self, now: Millis) -> Result<Due, StoreError> {
        let (logs, needed_logs) = self.list_ended_logs(now).await?;
        Ok(Due {
            withdrawn: self.count_withdrawn(retention::withdrawn_before(now)).await?,
            retained: self.count_retained(now).await?,
            expired: self.count_expired(now).await?,
            logs,
            needed_logs,
            told: outbox::Entity::find().filter(is_told(now)).count(self.read()).await?,
            restricted: self.count_restricted().await?,
            requests: self.count_rights_requests(retention::proof_needed_since(now)).await?,
        })
    }

    /// Messages for other systems, created after `after` and before `before`: at most `limit`, the oldest first.
    /// Messages are in order of creation, not of commit. So an earlier message of the last minute may still appear.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_outbox(&self, after: Option<Uuid>, before: Millis, limit: u64) -> Result<Vec<OutboxMessage>, StoreError> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::Id.gt(after.unwrap_or_default()))
            .filter(outbox::Column::Id.lt(first_id_at(before)))
            .order_by_asc(outbox::Column::Id)
            .limit(limit)
            .all(self.read())
            .await?;
        Ok(rows.into_iter().map(|row| OutboxMessage { id: row.id, content: row.content }).collect())
    }

    /// Deletes messages that other systems had long enough to fetch, and returns their number.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_told(&self, now: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let deleted = outbox::Entity::delete_many().filter(is_told(now)).exec(&*transaction).await?;
        // Servers have copied them to their lists long ago.
        let old = repeat_note::Column::Id.lt(first_id_at(retention::told_before(now)));
        repeat_note::Entity::delete_many().filter(old).exec(&*transaction).await?;
        transaction.commit().await?;
        Ok(deleted.rows_affected)
    }
}

fn is_told(now: Millis) -> sea_orm::sea_query::SimpleExpr {
    outbox::Column::Id.lt(first_id_at(retention::told_before(now)))
}
