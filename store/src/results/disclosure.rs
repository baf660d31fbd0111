//! The stored releases of a survey's figures for readers. They hold aggregates, and no data of a single response. It
//! must not know how the next release is made.

mod observation;

use domain::{id::SurveyId, response::filter::Condition, results::disclosure::release::Release};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};

use crate::{entity::results::reader_snapshot, error::StoreError, store::Store};

/// The stored release for the readers with one condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptRelease {
    /// How often it was stored. 0 if it never was.
    pub revision: u64,
    /// The released figures.
    pub snapshot: Release,
}

impl Store {
    /// The release for readers with a condition, or without one. It is empty if none was stored.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Broken`] if it cannot be read.
    pub async fn find_release(&self, survey: SurveyId, only: Option<&Condition>) -> Result<KeptRelease, StoreError> {
        let key = (survey.0, bound(only));
        let Some(row) = reader_snapshot::Entity::find_by_id(key).one(self.read()).await? else {
            return Ok(KeptRelease::default());
        };
        let snapshot = serde_json::from_str(&row.content).map_err(|_| StoreError::unreadable("what readers see"))?;
        Ok(KeptRelease { revision: u64::try_from(row.revision).unwrap_or(0), snapshot })
    }

    /// Stores the next release after `revision`. Returns false if another server stored one first: then that one is in
    /// force, and nothing was written.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn keep_release(
        &self,
        survey: SurveyId,
        only: Option<&Condition>,
        found: u64,
        next: &Release,
    ) -> Result<bool, StoreError> {
        let content = serde_json::to_string(next).map_err(|_| StoreError::unreadable("what readers see"))?;
        let found = i64::try_from(found).unwrap_or(i64::MAX - 1);
        let transaction = self.begin().await?;
        let kept = if found == 0 {
            let row = reader_snapshot::ActiveModel {
                survey_id: Set(survey.0),
                bound: Set(bound(only)),
                revision: Set(1),
                content: Set(content),
            };
            let columns = [reader_snapshot::Column::SurveyId, reader_snapshot::Column::Bound];
            let first = OnConflict::columns(columns).do_nothing().to_owned();
            reader_snapshot::Entity::insert(row).on_conflict(first).exec_without_returning(&*transaction).await?
        } else {
            reader_snapshot::Entity::update_many()
                .col_expr(reader_snapshot::Column::Revision, Expr::value(found + 1))
                .col_expr(reader_snapshot::Column::Content, Expr::value(content))
                .filter(reader_snapshot::Column::SurveyId.eq(survey.0))
                .filter(reader_snapshot::Column::Bound.eq(bound(only)))
                .filter(reader_snapshot::Column::Revision.eq(found))
                .exec(&*transaction)
                .await?
                .rows_affected
        };
        transaction.commit().await?;
        Ok(kept > 0)
    }
}

fn bound(only: Option<&Condition>) -> String {
    only.map(ToString::to_string).unwrap_or_default()
}
