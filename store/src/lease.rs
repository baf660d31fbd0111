//! Leases of periodic jobs that one of several servers does. A server that takes a job holds it for a time, so that no other
//! server does it. A server that dies half-way is followed by another. It must not know what is done.

use std::time::Duration;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};

use crate::{clock::now, entity::lease, error::StoreError, store::Store};

const DAY: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Takes a job, if it is due and nobody else has it, for so long at the most. The clocks of servers may differ by less than
    /// that.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn take_job(&self, name: &str, hold: Duration) -> Result<bool, StoreError> {
        let now = now().0;
        let transaction = self.begin().await?;
        let row = lease::ActiveModel { name: Set(name.to_owned()), held_until: Set(now + millis(hold)), due_at: Set(now) };
        let due_at = || Expr::col((lease::Entity, lease::Column::DueAt));
        let held_until = || Expr::col((lease::Entity, lease::Column::HeldUntil));
        // Nothing is held or put off for as long as a day: whoever said so had a wrong clock.
        let is_free = held_until().lt(now).or(held_until().gt(now + DAY));
        let is_due = due_at().lte(now).or(due_at().gt(now + DAY));
        let free = OnConflict::column(lease::Column::Name)
            .update_column(lease::Column::HeldUntil)
            .action_and_where(is_free)
            .action_and_where(is_due)
            .to_owned();
        let taken = lease::Entity::insert(row).on_conflict(free).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        Ok(taken > 0)
    }

    /// Gives a job back; it is due again after so long.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: it is free again when the time to hold it is over.
    pub async fn finish_job(&self, name: &str, again_after: Duration) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        lease::Entity::update_many()
            .col_expr(lease::Column::HeldUntil, Expr::value(0))
            .col_expr(lease::Column::DueAt, Expr::value(now().0 + millis(again_after)))
            .filter(lease::Column::Name.eq(name))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2)
}
