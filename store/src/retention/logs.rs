//! The deletion of whole logs whose proof period is over. First the log is marked as deleted. Then its events and their
//! subjects are deleted in small transactions. Its last checkpoint stays: it names no person, and says that the log
//! existed and how long it was.

use domain::{
    calendar::Millis,
    id::OrganisationId,
    ledger::LogOrigin,
    retention::{newest_ended_log, proof_needed_since, year_start},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationDef, RelationTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, JoinType, Query},
};
use uuid::Uuid;

use super::MAX_DUE;
use crate::{
    clock::first_id_at,
    entity::{
        consent::{consent_event, event_subject},
        ledger::{log, log_checkpoint, log_tile},
        response,
        site::{decision, site_standing},
        survey,
    },
    error::StoreError,
    log_head::LogHead,
    receipt::erase_proof,
    site::visitors::lock_visitors,
    store::Store,
};

impl Store {
    /// Deletes some rows of the oldest log whose proof period is over, and returns their number. The caller repeats it
    /// until it returns 0. A log is kept while answers from its year or before are kept, or were erased within the
    /// proof period.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_ended_logs(&self, now: Millis) -> Result<u64, StoreError> {
        for log in self.list_ending(now).await? {
            if self.is_needed(log, now).await? {
                continue;
            }
            let deleted = self.delete_some(log, now).await?;
            if deleted > 0 {
                return Ok(deleted);
            }
        }
        Ok(0)
    }

    /// The logs whose proof period is over, with their sizes: those to be deleted, and those that are still needed.
    pub(super) async fn list_ended_logs(&self, now: Millis) -> Result<(Vec<(LogOrigin, u64)>, Vec<LogOrigin>), StoreError> {
        let (mut ended, mut needed) = (Vec::new(), Vec::new());
        for log in self.list_ending(now).await? {
            if self.is_needed(log, now).await? {
                needed.push(log);
                continue;
            }
            let events = events_of(log).count(self.read()).await?;
            if events > 0 {
                ended.push((log, events));
            }
        }
        Ok((ended, needed))
    }

    async fn list_ending(&self, now: Millis) -> Result<Vec<LogOrigin>, StoreError> {
        let rows = log::Entity::find()
            .filter(log::Column::Year.lte(i32::from(newest_ended_log(now))))
            .order_by_asc(log::Column::Year)
            .all(self.read())
            .await?;
        rows.into_iter()
            .map(|row| Ok(LogHead::of(row).ok_or(StoreError::unreadable("a checkpoint"))?.checkpoint.origin))
            .collect()
    }

    async fn is_needed(&self, log: LogOrigin, now: Millis) -> Result<bool, StoreError> {
        let recent = Condition::any()
            .add(response::Column::ErasedAt.is_null())
            .add(response::Column::ErasedAt.gte(proof_needed_since(now).0));
        Ok(responses_until(log).filter(recent).one(self.read()).await?.is_some())
    }

    async fn delete_some(&self, log: LogOrigin, now: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let mut deleted = delete_stubs(&*transaction, log).await?;
        if deleted == 0 {
            deleted = delete_subjects(&*transaction, log).await?;
        }
        if deleted == 0 {
            deleted = delete_events(&*transaction, log).await?;
        }
        if deleted > 0 {
            log::Entity::update_many()
                .col_expr(log::Column::DeletedAt, Expr::value(now.0))
                .filter(of_log(log))
                .filter(log::Column::DeletedAt.is_null())
                .exec(&*transaction)
                .await?;
        }
        transaction.commit().await?;
        if deleted > 0 {
            self.leave_traces();
        }
        Ok(deleted)
    }
}

/// Responses stored until the end of a log's year. Their pseudonyms hold the time.
fn responses_until(log: LogOrigin) -> Select<response::Entity> {
    let surveys = Query::select()
        .column(survey::Column::Id)
        .from(survey::Entity)
        .and_where(survey::Column::OrganisationId.eq(log.organisation.0))
        .to_owned();
    response::Entity::find()
        .filter(response::Column::SurveyId.in_subquery(surveys))
        .filter(response::Column::Subject.lt(first_id_at(year_start(log.year + 1))))
}

fn events_of(log: LogOrigin) -> Select<consent_event::Entity> {
    consent_event::Entity::find()
        .filter(consent_event::Column::OrganisationId.eq(log.organisation.0))
        .filter(consent_event::Column::LogYear.eq(i32::from(log.year)))
        .filter(consent_event::Column::Seq.is_not_null())
}

fn of_log(log: LogOrigin) -> Condition {
    let OrganisationId(organisation) = log.organisation;
    Condition::all().add(log::Column::OrganisationId.eq(organisation)).add(log::Column::Year.eq(i32::from(log.year)))
}

/// Deletes the remaining rows of responses that were erased long ago, with the proof about them, also in later logs.
async fn delete_stubs(transaction: &impl ConnectionTrait, log: LogOrigin) -> Result<u64, StoreError> {
    let rows = responses_until(log).limit(MAX_DUE).all(transaction).await?;
    for row in &rows {
        if let Some(subject) = row.subject {
            erase_proof(transaction, row.id, subject, "retention").await?;
        }
    }
    Ok(rows.len() as u64)
}

/// Deletes the subjects of the events and their states. Visitors of websites with later events in later logs stay.
async fn delete_subjects(transaction: &impl ConnectionTrait, log: LogOrigin) -> Result<u64, StoreError> {
    // In order of the pseudonym, which is never younger than the event, so the loop ends with the year.
    let links: Vec<(Uuid, Uuid)> = event_subject::Entity::find()
        .select_only()
        .columns([event_subject::Column::Subject, event_subject::Column::EventId])
        .join(JoinType::InnerJoin, event_of_link(log))
        .filter(event_subject::Column::Subject.lt(first_id_at(year_start(log.year + 1))))
        .order_by_asc(event_subject::Column::Subject)
        .limit(ROWS_PER_TRANSACTION)
        .into_tuple()
        .all(transaction)
        .await?;
    if links.is_empty() {
        return Ok(0);
    }
    let subjects = || links.iter().map(|link| link.0);
    let events = || links.iter().map(|link| link.1);
    lock_visitors(transaction, subjects()).await?;
    site_standing::Entity::delete_many()
        .filter(site_standing::Column::Subject.is_in(subjects()))
        .filter(site_standing::Column::EventId.is_in(events()))
        .exec(transaction)
        .await?;
    decision::Entity::delete_many().filter(decision::Column::EventId.is_in(events())).exec(transaction).await?;
    let deleted = event_subject::Entity::delete_many()
        .filter(event_subject::Column::Subject.is_in(subjects()))
        .filter(event_subject::Column::EventId.is_in(events()))
        .exec(transaction)
        .await?;
    Ok(deleted.rows_affected)
}

/// The event of a link, if it belongs to this log.
fn event_of_link(log: LogOrigin) -> RelationDef {
    let OrganisationId(organisation) = log.organisation;
    event_subject::Relation::ConsentEvent.def().on_condition(move |_, event| {
        Condition::all()
            .add(Expr::col((event.clone(), consent_event::Column::OrganisationId)).eq(organisation))
            .add(Expr::col((event, consent_event::Column::LogYear)).eq(i32::from(log.year)))
    })
}

/// How many rows, found by their keys, are deleted in one transaction.
const ROWS_PER_TRANSACTION: u64 = 2_000;

/// Deletes the events from the end, and the tree over them with the last ones.
async fn delete_events(transaction: &impl ConnectionTrait, log: LogOrigin) -> Result<u64, StoreError> {
    let last: Option<Option<i64>> = events_of(log)
        .select_only()
        .column(consent_event::Column::Seq)
        .order_by_desc(consent_event::Column::Seq)
        .offset(ROWS_PER_TRANSACTION - 1)
        .into_tuple()
        .one(transaction)
        .await?;
    let from = last.flatten().unwrap_or(0);
    let deleted = consent_event::Entity::delete_many()
        .filter(consent_event::Column::OrganisationId.eq(log.organisation.0))
        .filter(consent_event::Column::LogYear.eq(i32::from(log.year)))
        .filter(consent_event::Column::Seq.gte(from))
        .exec(transaction)
        .await?;
    if from == 0 {
        log_tile::Entity::delete_many()
            .filter(log_tile::Column::OrganisationId.eq(log.organisation.0))
            .filter(log_tile::Column::Year.eq(i32::from(log.year)))
            .exec(transaction)
            .await?;
        log_checkpoint::Entity::delete_many()
            .filter(log_checkpoint::Column::OrganisationId.eq(log.organisation.0))
            .filter(log_checkpoint::Column::Year.eq(i32::from(log.year)))
            .exec(transaction)
            .await?;
    }
    Ok(deleted.rows_affected)
}
