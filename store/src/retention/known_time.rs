//! The newest time that this database has to go by. What ends in time is erased for good, so a clock that runs far ahead of it is
//! asked about before it is believed; the limit stands in `domain::retention`. A clock that is behind moves nothing: it would be in the
//! way of the right one later.

use domain::calendar::Millis;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};
use uuid::Uuid;

use crate::{
    clock::time_of,
    entity::{consent::consent_event, lease, ledger::log, notice_version},
    error::StoreError,
    store::Store,
};

/// A row of `job` that nobody takes: when the clock was last believed.
const CLOCK: &str = "clock";

impl Store {
    /// The latest time of a clock that was believed; before any was, the newest of what was published, decided and sealed. What is written
    /// under a wrong clock does not move it, once one was believed. None in a database in which nothing was published.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_known_time(&self) -> Result<Option<Millis>, StoreError> {
        if let Some(row) = lease::Entity::find_by_id(CLOCK).one(self.read()).await? {
            return Ok(Some(Millis(row.due_at)));
        }
        let event: Option<Uuid> = consent_event::Entity::find()
            .select_only()
            .column(consent_event::Column::Id)
            .order_by_desc(consent_event::Column::Id)
            .into_tuple()
            .one(self.read())
            .await?;
        let times: [Option<i64>; 2] = [
            notice_version::Entity::find()
                .select_only()
                .column(notice_version::Column::PublishedAt)
                .order_by_desc(notice_version::Column::PublishedAt)
                .into_tuple()
                .one(self.read())
                .await?,
            log::Entity::find()
                .select_only()
                .column(log::Column::SealedAt)
                .order_by_desc(log::Column::SealedAt)
                .into_tuple()
                .one(self.read())
                .await?,
        ];
        Ok(times.into_iter().flatten().map(Millis).chain(event.map(time_of)).max())
    }

    /// Keeps the time of a clock that is believed, unless a later one is known already.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn raise_known_time(&self, at: Millis) -> Result<(), StoreError> {
        let later = Expr::col((lease::Entity, lease::Column::DueAt)).lt(at.0);
        self.keep_known_time(at, known().action_and_where(later).to_owned()).await
    }

    /// Keeps the time of a clock that somebody says is right, also where a later one was believed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn set_known_time(&self, at: Millis) -> Result<(), StoreError> {
        self.keep_known_time(at, known()).await
    }

    async fn keep_known_time(&self, at: Millis, known: OnConflict) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let row = lease::ActiveModel { name: Set(CLOCK.to_owned()), held_until: Set(0), due_at: Set(at.0) };
        lease::Entity::insert(row).on_conflict(known).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// What is done where a time is known already.
fn known() -> OnConflict {
    OnConflict::column(lease::Column::Name).update_column(lease::Column::DueAt).to_owned()
}
