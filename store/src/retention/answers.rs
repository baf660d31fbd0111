//! The deletion of answers whose retention ends. Retention starts when they were stored here, which the pseudonym's
//! time-ordered id holds. So an import of old answers is kept as long as its own notice says.

use std::collections::HashSet;

use domain::{calendar::Millis, retention};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
    sea_query::{Expr, Query, SimpleExpr},
};
use uuid::Uuid;

use super::MAX_DUE;
use crate::{
    clock::{first_id_at, time_of},
    database::Backend,
    entity::{
        consent::standing,
        notice_version,
        response::{self, response_handling},
    },
    error::StoreError,
    notice::notice_of,
    rights::restricted,
    store::Store,
};

/// Eight days. Answers that are older than this before the earliest end have certainly reached their end.
const LAST_DAYS: i64 = 8 * 24 * 60 * 60 * 1000;

impl Store {
    /// Erases answers and contact details of responses whose retention has ended, at most a small number. The caller
    /// repeats it until it returns 0. The proof of consent stays.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn erase_retained(&self, now: Millis) -> Result<u64, StoreError> {
        for promise in self.list_promises(now).await? {
            let transaction = self.begin().await?;
            let query = promise.not_erased_before(promise.quick_end(now)).order_by_asc(response::Column::Subject).limit(MAX_DUE);
            let query = if self.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
            let mut erased = 0;
            let rows = query.all(&*transaction).await?;
            let restricted = restricted_since(&transaction, &rows).await?;
            for row in rows.into_iter().filter(|row| !restricted.contains(&row.id)) {
                if let Some(subject) = row.subject.filter(|subject| promise.has_ended(*subject, now)) {
                    self.erase_response(&transaction, &row, subject, "retention").await?;
                    erased += 1;
                }
            }
            transaction.commit().await?;
            if erased > 0 {
                self.leave_traces();
                return Ok(erased);
            }
        }
        Ok(0)
    }

    /// Erases answers and contact details of responses whose base purpose was withdrawn or objected to before a time,
    /// at most a small number. The caller repeats it until it returns 0.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn erase_withdrawn(&self, before: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let query = withdrawn(before).limit(MAX_DUE);
        let query = if self.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
        let mut erased = 0;
        let rows = query.all(&*transaction).await?;
        let restricted = restricted_since(&transaction, &rows).await?;
        for row in rows.into_iter().filter(|row| !restricted.contains(&row.id)) {
            if let Some(subject) = row.subject {
                self.erase_response(&transaction, &row, subject, "retention").await?;
                erased += 1;
            }
        }
        transaction.commit().await?;
        if erased > 0 {
            self.leave_traces();
        }
        Ok(erased)
    }

    /// How many are kept because their use was restricted.
    pub(super) async fn count_restricted(&self) -> Result<u64, StoreError> {
        Ok(response_handling::Entity::find()
            .filter(response_handling::Column::RestrictedAt.is_not_null())
            .count(self.read())
            .await?)
    }

    pub(super) async fn count_withdrawn(&self, before: Millis) -> Result<u64, StoreError> {
        Ok(withdrawn(before).count(self.read()).await?)
    }

    /// How many [`Store::erase_retained`] would erase. The database counts those before the last days. Those within the
    /// last days, which differ from month to month, are checked one by one.
    pub(super) async fn count_retained(&self, now: Millis) -> Result<u64, StoreError> {
        let mut due = 0;
        for promise in self.list_promises(now).await? {
            let surely = Millis(promise.quick_end(now).0 - LAST_DAYS);
            due += promise.not_erased_before(surely).count(self.read()).await?;
            let mut after = first_id_at(surely);
            loop {
                let page: Vec<Uuid> = promise
                    .not_erased_before(promise.quick_end(now))
                    .filter(response::Column::Subject.gte(after))
                    .select_only()
                    .column(response::Column::Subject)
                    .order_by_asc(response::Column::Subject)
                    .limit(1_000)
                    .into_tuple()
                    .all(self.read())
                    .await?;
                let Some(last) = page.last() else { break };
                after = Uuid::from_u128(last.as_u128() + 1);
                due += page.iter().filter(|subject| promise.has_ended(**subject, now)).count() as u64;
            }
        }
        Ok(due)
    }

    /// The retention in the notices of surveys, for notices old enough to have answers that are due.
    async fn list_promises(&self, now: Millis) -> Result<Vec<Promise>, StoreError> {
        let rows = notice_version::Entity::find().filter(notice_version::Column::SurveyId.is_not_null()).all(self.read()).await?;
        let mut promises = Vec::new();
        for row in rows {
            let (notice, published_at) = (row.id, Millis(row.published_at));
            let promise = Promise { notice, months: notice_of(row)?.notice.retention_months };
            if published_at < promise.quick_end(now) {
                promises.push(promise);
            }
        }
        Ok(promises)
    }
}

/// The retention that a notice states.
struct Promise {
    notice: Uuid,
    months: u32,
}

impl Promise {
    fn quick_end(&self, now: Millis) -> Millis {
        retention::may_have_ended_before(now, self.months)
    }

    /// Whether the retention of this pseudonym's answers has ended.
    fn has_ended(&self, subject: Uuid, now: Millis) -> bool {
        retention::kept_until(time_of(subject), self.months) <= now
    }

    /// Responses under the notice, not yet erased, that were stored before a time.
    fn not_erased_before(&self, before: Millis) -> Select<response::Entity> {
        response::Entity::find()
            .filter(response::Column::NoticeVersionId.eq(self.notice))
            .filter(response::Column::ErasedAt.is_null())
            .filter(is_not_restricted())
            .filter(response::Column::Subject.lt(first_id_at(before)))
    }
}

fn withdrawn(before: Millis) -> Select<response::Entity> {
    let ids = Query::select()
        .column(standing::Column::ResponseId)
        .from(standing::Entity)
        // Written as in the index `standing_withdrawn`, which SQLite would not use with bound values.
        .and_where(Expr::cust("purpose = 'analysis' AND state IN ('withdrawn', 'objected')"))
        .and_where(standing::Column::Since.lt(before.0))
        .to_owned();
    response::Entity::find()
        .filter(response::Column::Included.eq(0_i16))
        .filter(response::Column::ErasedAt.is_null())
        .filter(is_not_restricted())
        .filter(response::Column::Id.in_subquery(ids))
}

/// The condition that processing is not restricted. A data subject who asked for restriction also asked that the
/// answers are not erased (GDPR art. 18(1)(b) and (c)).
fn is_not_restricted() -> SimpleExpr {
    response::Column::Id.not_in_subquery(restricted())
}

/// Which of these locked rows were restricted after they were selected.
async fn restricted_since(transaction: &DatabaseTransaction, rows: &[response::Model]) -> Result<HashSet<Uuid>, StoreError> {
    let ids: Vec<Uuid> = response_handling::Entity::find()
        .select_only()
        .column(response_handling::Column::ResponseId)
        .filter(response_handling::Column::ResponseId.is_in(rows.iter().map(|row| row.id)))
        .filter(response_handling::Column::RestrictedAt.is_not_null())
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(ids.into_iter().collect())
}
