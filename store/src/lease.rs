//! Leases of periodic jobs that one of several servers runs. While a server has the lease, no other server runs the
//! job. If the server stops, another one takes the job after the lease. It must not know the job.

use std::time::Duration;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};

use crate::{clock::now, entity::lease, error::StoreError, store::Store};

const DAY: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Takes a job for at most `hold`, if it is due and no other server has it. The clocks of servers must differ by
    /// less than `hold`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn take_job(&self, name: &str, hold: Duration) -> Result<bool, StoreError> {
        let now = now().0;
        let transaction = self.begin().await?;
        let row = lease::ActiveModel { name: Set(name.to_owned()), held_until: Set(now + millis(hold)), due_at: Set(now) };
        let due_at = || Expr::col((lease::Entity, lease::Column::DueAt));
        let held_until = || Expr::col((lease::Entity, lease::Column::HeldUntil));
        // No lease or pause is as long as a day, so such a row was written with a wrong clock.
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

    /// Releases a job. It is due again after `again_after`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: it is free again when the lease ends.
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
