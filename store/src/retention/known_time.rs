//! The latest time that this database has accepted. Retention erases data for good, so a clock that runs far ahead must
//! be confirmed first; the limit is in `domain::retention`. A clock that is behind changes nothing, because its time
//! would make the right clock look wrong later.

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

/// A row of `job` that no server takes as a lease: the last accepted time.
const CLOCK: &str = "clock";

impl Store {
    /// The latest accepted time. Before any was accepted, the newest time of what was published, decided and sealed.
    /// Once a time was accepted, rows written under a wrong clock do not change it. `None` in a database without
    /// published notices.
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

    /// Stores an accepted time, unless a later one is stored already.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn raise_known_time(&self, at: Millis) -> Result<(), StoreError> {
        let later = Expr::col((lease::Entity, lease::Column::DueAt)).lt(at.0);
        self.keep_known_time(at, known().action_and_where(later).to_owned()).await
    }

    /// Stores a time that an operator has confirmed, even if a later one was accepted.
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

/// The update if a time is stored already.
fn known() -> OnConflict {
    OnConflict::column(lease::Column::Name).update_column(lease::Column::DueAt).to_owned()
}
