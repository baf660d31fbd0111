//! Exports that are prepared in the background. A server has a lease on an export, so that another server takes over
//! after a crash. It must not know what is in a file, nor where it is.

use std::time::Duration;

use domain::{
    calendar::Millis,
    export::job::{ExportJob, ExportState, HOURS},
    id::{ExportId, OrganisationId, Slug, SurveyId},
    locale::Locale,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
    sea_query::{Expr, ExprTrait as _, LockType},
};
use uuid::Uuid;

use crate::{
    clock::{first_id_at, id_at, now, time_of},
    database::{Backend, column::Text},
    entity::{export_job, organisation},
    error::StoreError,
    store::Store,
};

/// How long an export is listed: 30 days.
const LISTED_FOR: i64 = 30 * 24 * 60 * 60 * 1000;

/// An export to be created.
#[derive(Clone, Debug)]
pub struct NewExportJob {
    /// The organisation of the survey.
    pub organisation: OrganisationId,
    /// The survey.
    pub survey: Slug,
    /// The account or API key that requests it.
    pub who: String,
    /// The query, in the form of the export's address.
    pub query: String,
    /// The language of its codebook.
    pub locale: Locale,
    /// The name of the file.
    pub file: String,
    /// How many responses there are now.
    pub total: u64,
}

/// An export that this server has taken.
#[derive(Clone, Debug)]
pub struct TakenExport {
    /// The export.
    pub job: ExportJob,
    /// The organisation of the survey.
    pub organisation: OrganisationId,
    /// The language of its codebook.
    pub locale: Locale,
    /// The holder of the lease. Each time that the export is taken there is a new holder.
    pub holder: Uuid,
}

/// The most exports of an organisation that wait, are prepared or can be fetched. Each may be as large as the database.
const MAX_EXPORTS: u64 = 20;
/// The most attempts at an export.
const MAX_BEGINNINGS: i16 = 3;
/// How long an export is retried before it fails: a week.
const TRIED_FOR: i64 = 7 * 24 * 60 * 60 * 1000;

impl Store {
    /// Creates an export job.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if 20 exports already wait, are prepared or can be fetched.
    pub async fn create_export_job(&self, new: &NewExportJob) -> Result<ExportId, StoreError> {
        let id = id_at(now());
        let row = export_job::ActiveModel {
            id: Set(id),
            organisation_id: Set(new.organisation.0),
            survey: Set(Text(new.survey.clone())),
            who: Set(new.who.clone()),
            query: Set(new.query.clone()),
            locale: Set(Text(new.locale)),
            file: Set(new.file.clone()),
            state: Set(Text(ExportState::Waiting)),
            done: Set(0),
            total: Set(number(new.total)),
            bytes: NotSet,
            begun: Set(0),
            holder: NotSet,
            held_until: Set(0),
            expires_at: NotSet,
        };
        let transaction = self.begin().await?;
        if self.backend() == Backend::Postgres {
            // Serialises concurrent requests of an organisation. The lock does not wait for writers of rows that refer
            // to the organisation.
            let organisation = organisation::Entity::find_by_id(new.organisation.0).lock(LockType::NoKeyUpdate);
            organisation.one(&*transaction).await?;
        }
        if there(new.organisation).count(&*transaction).await? >= MAX_EXPORTS {
            return Err(StoreError::Conflict("too many exports"));
        }
        export_job::Entity::insert(row).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        Ok(ExportId(id))
    }

    /// Whether an organisation may request another export.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn has_room_for_export(&self, organisation: OrganisationId) -> Result<bool, StoreError> {
        Ok(there(organisation).count(self.read()).await? < MAX_EXPORTS)
    }

    /// The exports of an organisation, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_export_jobs(&self, organisation: OrganisationId, limit: u64) -> Result<Vec<ExportJob>, StoreError> {
        let of = export_job::Column::OrganisationId.eq(organisation.0);
        let rows = export_job::Entity::find().filter(of).order_by_desc(export_job::Column::Id).limit(limit);
        Ok(rows.all(self.read()).await?.into_iter().map(job_of).collect())
    }

    /// An export of an organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_export_job(&self, organisation: OrganisationId, id: ExportId) -> Result<Option<ExportJob>, StoreError> {
        Ok(export_job::Entity::find().filter(is_job(organisation, id)).one(self.read()).await?.map(job_of))
    }

    /// Takes the oldest export without a holder or with an expired lease, for at most `hold`. After three attempts
    /// without an end an export fails, because it may be what crashes its server. An export of a week ago fails too.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn take_export_job(&self, hold: Duration) -> Result<Option<TakenExport>, StoreError> {
        let at = now().0;
        let free = export_job::Entity::find().filter(is_free(at)).order_by_asc(export_job::Column::Id);
        // This runs every few seconds, and there rarely is an export. So it reads first, without the write lock. It
        // reads only the id, because a row of another version may hold values that this one cannot read.
        let ids = free.clone().select_only().column(export_job::Column::Id);
        if ids.into_tuple::<Uuid>().one(self.read()).await?.is_none() {
            return Ok(None);
        }
        let transaction = self.begin().await?;
        let free = if self.backend() == Backend::Postgres { free.lock_exclusive() } else { free };
        let old = export_job::Column::Id.lt(first_id_at(Millis(at - TRIED_FOR)));
        let lost = Condition::any().add(export_job::Column::Begun.gte(MAX_BEGINNINGS)).add(old);
        let failed = export_job::Entity::update_many()
            .col_expr(export_job::Column::State, Expr::value(ExportState::Failed.name()))
            .filter(is_free(at).add(lost))
            .exec(&*transaction)
            .await?;
        if failed.rows_affected > 0 {
            tracing::error!(exports = failed.rows_affected, "begun again and again without an end, and given up");
        }
        let Some(row) = free.one(&*transaction).await? else {
            transaction.commit().await?;
            return Ok(None);
        };
        let holder = Uuid::new_v4();
        export_job::Entity::update_many()
            .col_expr(export_job::Column::State, Expr::value(ExportState::Running.name()))
            .col_expr(export_job::Column::Holder, Expr::value(holder))
            .col_expr(export_job::Column::Done, Expr::value(0_i64))
            .col_expr(export_job::Column::Begun, Expr::col(export_job::Column::Begun).add(1))
            .col_expr(export_job::Column::HeldUntil, Expr::value(at + millis(hold)))
            .filter(export_job::Column::Id.eq(row.id))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        Ok(Some(TakenExport {
            organisation: OrganisationId(row.organisation_id),
            locale: row.locale.0,
            job: job_of(row),
            holder,
        }))
    }

    /// Stores the progress of an export, and renews the lease. Returns whether the export is still wanted.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn go_on_with_export_job(&self, holder: Uuid, done: u64, hold: Duration) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let updated = export_job::Entity::update_many()
            .col_expr(export_job::Column::Done, Expr::value(number(done)))
            .col_expr(export_job::Column::HeldUntil, Expr::value(now().0 + millis(hold)))
            .filter(is_held_by(holder))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        Ok(updated.rows_affected > 0)
    }

    /// Ends an export: its file, with its bytes and responses, can be fetched, or it failed. Returns whether the export
    /// was still wanted.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn finish_export_job(&self, holder: Uuid, written: Option<(u64, u64)>) -> Result<bool, StoreError> {
        let state = if written.is_some() { ExportState::Ready } else { ExportState::Failed };
        let expires_at = written.map(|_| now().0 + HOURS * 60 * 60 * 1000);
        let transaction = self.begin().await?;
        let mut update = export_job::Entity::update_many()
            .col_expr(export_job::Column::State, Expr::value(state.name()))
            .col_expr(export_job::Column::Bytes, Expr::value(written.map(|(bytes, _)| number(bytes))))
            .col_expr(export_job::Column::ExpiresAt, Expr::value(expires_at));
        if let Some((_, done)) = written {
            update = update.col_expr(export_job::Column::Done, Expr::value(number(done)));
        }
        let updated = update.filter(is_held_by(holder)).exec(&*transaction).await?;
        transaction.commit().await?;
        Ok(updated.rows_affected > 0)
    }

    /// Releases an export that could not be finished for an external reason. It is started again after a pause.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: it is free again when the lease ends.
    pub async fn give_back_export_job(&self, holder: Uuid, after: Duration) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        export_job::Entity::update_many()
            .col_expr(export_job::Column::HeldUntil, Expr::value(now().0 + millis(after)))
            .col_expr(export_job::Column::Begun, Expr::col(export_job::Column::Begun).sub(1))
            .filter(is_held_by(holder))
            .exec(&*transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Cancels an export, or expires the file of a finished one at once. Returns whether there was anything to cancel.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the organisation has no such export.
    pub async fn cancel_export_job(&self, organisation: OrganisationId, id: ExportId) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let ids = export_job::Entity::find().select_only().column(export_job::Column::Id).filter(is_job(organisation, id));
        if ids.into_tuple::<Uuid>().one(&*transaction).await?.is_none() {
            return Err(StoreError::NotFound);
        }
        let states = [ExportState::Waiting, ExportState::Running, ExportState::Ready].map(ExportState::name);
        let updated = export_job::Entity::update_many()
            .col_expr(export_job::Column::State, Expr::value(ExportState::Cancelled.name()))
            .filter(is_job(organisation, id).add(export_job::Column::State.is_in(states)))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        Ok(updated.rows_affected > 0)
    }

    /// Ends the prepared exports of a survey, because somebody whose answers may be in them took them back or had them
    /// erased. One that is being prepared is begun anew, as often as any other.
    pub(crate) async fn drop_prepared_exports(
        &self,
        transaction: &DatabaseTransaction,
        survey: SurveyId,
    ) -> Result<(), StoreError> {
        let survey = self.get_survey(transaction, survey).await?;
        let of_survey = || {
            Condition::all()
                .add(export_job::Column::OrganisationId.eq(survey.organisation.0))
                .add(export_job::Column::Survey.eq(survey.slug.as_str()))
        };
        export_job::Entity::update_many()
            .col_expr(export_job::Column::State, Expr::value(ExportState::Expired.name()))
            .filter(of_survey().add(export_job::Column::State.eq(ExportState::Ready.name())))
            .exec(transaction)
            .await?;
        // On PostgreSQL one that waits must not be begun before this is committed: it would read what is erased now.
        export_job::Entity::update_many()
            .col_expr(export_job::Column::HeldUntil, Expr::col(export_job::Column::HeldUntil))
            .filter(of_survey().add(export_job::Column::State.eq(ExportState::Waiting.name())))
            .exec(transaction)
            .await?;
        export_job::Entity::update_many()
            .col_expr(export_job::Column::State, Expr::value(ExportState::Waiting.name()))
            .col_expr(export_job::Column::Holder, Expr::value(Option::<Uuid>::None))
            .col_expr(export_job::Column::HeldUntil, Expr::value(0_i64))
            .filter(of_survey().add(export_job::Column::State.eq(ExportState::Running.name())))
            .exec(transaction)
            .await?;
        Ok(())
    }

    /// The exports whose files must not be there: cancelled, failed, or ended by time or by an erasure.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_ended_export_jobs(&self) -> Result<Vec<ExportId>, StoreError> {
        let states = [ExportState::Expired, ExportState::Cancelled, ExportState::Failed].map(ExportState::name);
        let ids = export_job::Entity::find().select_only().column(export_job::Column::Id);
        let ids: Vec<Uuid> = ids.filter(export_job::Column::State.is_in(states)).into_tuple().all(self.read()).await?;
        Ok(ids.into_iter().map(ExportId).collect())
    }

    /// Expires files whose time is over, and returns the exports whose files can still be fetched. Old jobs are
    /// deleted; their entries in the download log stay.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn expire_export_jobs(&self, at: Millis) -> Result<Vec<ExportId>, StoreError> {
        let ready = export_job::Column::State.eq(ExportState::Ready.name());
        let over = Condition::all().add(ready.clone()).add(export_job::Column::ExpiresAt.lte(at.0));
        let old = export_job::Column::Id.lt(first_id_at(Millis(at.0 - LISTED_FOR)));
        let any = Condition::any().add(over.clone()).add(old.clone());
        let ids = export_job::Entity::find().select_only().column(export_job::Column::Id).filter(any);
        if ids.into_tuple::<Uuid>().one(self.read()).await?.is_some() {
            let transaction = self.begin().await?;
            export_job::Entity::update_many()
                .col_expr(export_job::Column::State, Expr::value(ExportState::Expired.name()))
                .filter(over)
                .exec(&*transaction)
                .await?;
            export_job::Entity::delete_many().filter(old).exec(&*transaction).await?;
            transaction.commit().await?;
        }
        let stay: Vec<Uuid> = export_job::Entity::find()
            .select_only()
            .column(export_job::Column::Id)
            .filter(ready)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(stay.into_iter().map(ExportId).collect())
    }
}

/// Exports that wait, or whose lease has ended.
fn is_free(at: i64) -> Condition {
    let states = [ExportState::Waiting, ExportState::Running].map(ExportState::name);
    Condition::all().add(export_job::Column::State.is_in(states)).add(export_job::Column::HeldUntil.lte(at))
}

/// Exports that wait, are prepared or can be fetched.
fn there(organisation: OrganisationId) -> Select<export_job::Entity> {
    let states = [ExportState::Waiting, ExportState::Running, ExportState::Ready].map(ExportState::name);
    let current = export_job::Column::ExpiresAt.is_null().or(export_job::Column::ExpiresAt.gt(now().0));
    export_job::Entity::find()
        .filter(export_job::Column::OrganisationId.eq(organisation.0))
        .filter(export_job::Column::State.is_in(states))
        .filter(current)
}

fn is_job(organisation: OrganisationId, id: ExportId) -> Condition {
    Condition::all().add(export_job::Column::Id.eq(id.0)).add(export_job::Column::OrganisationId.eq(organisation.0))
}

/// The export of a holder, unless it was cancelled or has another holder by now.
fn is_held_by(holder: Uuid) -> Condition {
    let running = export_job::Column::State.eq(ExportState::Running.name());
    Condition::all().add(export_job::Column::Holder.eq(holder)).add(running)
}

fn job_of(row: export_job::Model) -> ExportJob {
    ExportJob {
        id: ExportId(row.id),
        survey: row.survey.0,
        who: row.who,
        query: row.query,
        file: row.file,
        state: match row.state.0 {
            // Its file is deleted within about a minute.
            ExportState::Ready if row.expires_at.is_some_and(|end| end <= now().0) => ExportState::Expired,
            state => state,
        },
        done: u64::try_from(row.done).unwrap_or(0),
        total: u64::try_from(row.total).unwrap_or(0),
        bytes: row.bytes.and_then(|bytes| u64::try_from(bytes).ok()),
        created_at: time_of(row.id),
        expires_at: row.expires_at.map(Millis),
    }
}

fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2)
}
