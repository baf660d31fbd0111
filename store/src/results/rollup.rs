//! Rollups: counts of the answers that are included in results. The transaction of an answer, and each transaction that
//! revokes it, updates them. So results cost as much at a million answers as at ten thousand. They hold no joint counts
//! of two answers.

mod read;
mod recount;

use domain::{
    calendar::Day,
    id::{SurveyId, SurveyVersionId},
    notice::purpose,
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait as _,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};
use uuid::Uuid;

use crate::{
    cache::LoadedVersion,
    database::column::Text,
    entity::{consent::standing, response, results::taken_back},
    error::StoreError,
    response::answers::{StoredAnswer, list_stored},
    store::Store,
    write_set::rollup::{RollupCell, Rollups, Stripe},
};

pub use recount::RollupFault;

impl Store {
    /// How a response is counted now. To be called before the response is changed.
    pub(crate) async fn rollups_of(&self, transaction: &DatabaseTransaction, response: Uuid) -> Result<Rollups, StoreError> {
        let Some(row) = response::Entity::find_by_id(response).one(transaction).await? else { return Ok(Rollups::default()) };
        if row.included == 0 {
            return rollups_of_uncounted(transaction, &row).await;
        }
        let version = self.load_version(transaction, SurveyVersionId(row.survey_version_id)).await?;
        let stored = list_stored(transaction, row.id).await?;
        let mut rollups = Rollups::default();
        count_included(&mut rollups, &row, &version, &stored);
        Ok(rollups)
    }

    /// Counts a response in its new state instead of its state before.
    pub(crate) async fn recount_response(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        before: Rollups,
    ) -> Result<(), StoreError> {
        let mut change = self.rollups_of(transaction, row.id).await?;
        change.combine(before, -1);
        note_taken_back(transaction, row.survey_id, change.touches_what_counts()).await?;
        Ok(change.write(transaction, Stripe::SINGLE).await?)
    }

    /// The number of revocations, restrictions, corrections and erasures in a survey. If it is unchanged, no respondent
    /// left.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_revoked(&self, survey: SurveyId) -> Result<i64, StoreError> {
        Ok(taken_back::Entity::find_by_id(survey.0).one(self.read()).await?.map_or(0, |row| row.n))
    }
}

/// Counts an included response with its stored answers.
pub(crate) fn count_included(rollups: &mut Rollups, row: &response::Model, version: &LoadedVersion, stored: &[StoredAnswer]) {
    // Attributes are not answers.
    let questions: Vec<i32> =
        version.version.questionnaire.questions().filter_map(|q| version.question_ids.get(&q.key).copied()).collect();
    let given = stored.iter().filter_map(StoredAnswer::given).filter(|given| questions.contains(&given.question));
    rollups.count(&cell_of(row), version, given);
}

/// Removes the count of an excluded response that is about to be deleted.
pub(crate) async fn forget_uncounted(connection: &impl ConnectionTrait, response: Uuid) -> Result<(), StoreError> {
    let Some(row) = response::Entity::find_by_id(response).one(connection).await? else { return Ok(()) };
    let mut change = Rollups::default();
    change.combine(rollups_of_uncounted(connection, &row).await?, -1);
    note_taken_back(connection, row.survey_id, false).await?;
    Ok(change.write(connection, Stripe::SINGLE).await?)
}

/// Raises the counter of revocations, if an included answer or response changes. It must run before the rollups are
/// written: its row lock serialises revocations, so that they cannot deadlock on the counts.
pub(crate) async fn note_taken_back(connection: &impl ConnectionTrait, survey: Uuid, counted: bool) -> Result<(), DbErr> {
    let n = i64::from(counted);
    let first = taken_back::ActiveModel { survey_id: Set(survey), n: Set(n) };
    let again = OnConflict::column(taken_back::Column::SurveyId)
        .value(taken_back::Column::N, Expr::col((taken_back::Entity, taken_back::Column::N)).add(n))
        .to_owned();
    taken_back::Entity::insert(first).on_conflict(again).exec_without_returning(connection).await?;
    Ok(())
}

async fn rollups_of_uncounted(connection: &impl ConnectionTrait, row: &response::Model) -> Result<Rollups, StoreError> {
    let base = standing::Entity::find_by_id((row.id, Text(purpose::analysis()))).one(connection).await?;
    let mut rollups = Rollups::default();
    if let Some(base) = base {
        rollups.count_response(row.survey_id, base.state.0.name(), &cell_of(row));
    }
    Ok(rollups)
}

fn cell_of(row: &response::Model) -> RollupCell {
    RollupCell { day: Day(row.day), locale: row.locale.0, channel: row.channel.0, version: row.survey_version_id }
}
