//! The row of an import: who writes it, how far it is, and what others see of it.

use std::time::Duration;

use domain::{
    account::audit::AuditAction,
    calendar::Millis,
    id::{ImportId, SurveyId},
    import::status::{ImportState, ImportStatus},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, UpdateMany, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    clock::{id_at, new_id, now},
    database::{Backend, column::hash},
    entity::import,
    error::{StoreError, is_duplicate},
    import::{ImportCounts, ImportFile},
    store::Store,
};

/// How long an import counts as running after its last step. A killed one is interrupted from then on.
const HELD_AFTER_STEP: Duration = Duration::from_secs(5);
/// The error when another process has the import, or another import of the survey is unfinished.
pub(crate) const UNFINISHED: StoreError = StoreError::Conflict("an import of this survey that is not finished");
/// The most imports in a list.
const MAX_LISTED: u64 = 1_000;

/// How far an import is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    pub(crate) done: u64,
    pub(crate) counts: ImportCounts,
}

impl Progress {
    /// The progress when the first `through` rows of the file were handled, the last of them with these counts.
    pub(crate) fn after(self, more: ImportCounts, through: u64) -> Self {
        let ImportCounts { added, present, erased } = self.counts;
        let counts = ImportCounts { added: added + more.added, present: present + more.present, erased: erased + more.erased };
        Self { done: through, counts }
    }
}

/// An import that this process writes.
pub(crate) struct Held {
    pub(crate) id: ImportId,
    holder: Uuid,
}

impl Held {
    /// Starts an import, or takes over an interrupted one of the same file. Returns which of both it did, too.
    pub(crate) async fn take(
        transaction: &DatabaseTransaction,
        backend: Backend,
        survey: SurveyId,
        file: &ImportFile,
    ) -> Result<(Self, Progress, AuditAction), StoreError> {
        let query = import::Entity::find().filter(unfinished()).filter(import::Column::SurveyId.eq(survey.0));
        let query = if backend == Backend::Postgres { query.lock_exclusive() } else { query };
        let Some(row) = query.one(transaction).await? else {
            let held = Self::insert(transaction, survey, file).await?;
            return Ok((held, Progress::default(), AuditAction::ImportBegun));
        };
        let status = status_of(row)?;
        if status.state != ImportState::Interrupted || status.file_hash != file.hash {
            return Err(UNFINISHED);
        }
        let held = Self { id: status.id, holder: new_id() };
        let counts = ImportCounts { added: status.added, present: status.present, erased: status.erased };
        held.take_over(transaction, ImportState::Running).await?;
        Ok((held, Progress { done: status.done, counts }, AuditAction::ImportResumed))
    }

    /// Takes over an import that no other process writes, to undo it.
    pub(crate) async fn take_to_undo(
        transaction: &DatabaseTransaction,
        backend: Backend,
        id: ImportId,
    ) -> Result<(Self, ImportStatus), StoreError> {
        let query = import::Entity::find_by_id(id.0);
        let query = if backend == Backend::Postgres { query.lock_exclusive() } else { query };
        let row = query.one(transaction).await?.ok_or(StoreError::NotFound)?;
        let is_held = row.held_until > now().0;
        let status = status_of(row)?;
        let held = Self { id, holder: new_id() };
        match status.state {
            ImportState::Running => return Err(UNFINISHED),
            ImportState::Undoing if is_held => return Err(UNFINISHED),
            ImportState::Interrupted | ImportState::Done | ImportState::Undoing | ImportState::Undone => {
                held.take_over(transaction, ImportState::Undoing).await?;
            }
        }
        Ok((held, status))
    }

    async fn insert(transaction: &DatabaseTransaction, survey: SurveyId, file: &ImportFile) -> Result<Self, StoreError> {
        let at = now();
        let held = Self { id: ImportId(id_at(at)), holder: new_id() };
        let row = import::ActiveModel {
            id: Set(held.id.0),
            survey_id: Set(survey.0),
            file: Set(file.name.clone()),
            file_hash: Set(file.hash.0.to_vec()),
            total: Set(count(file.rows)),
            done: Set(0),
            added: Set(0),
            present: Set(0),
            erased: Set(0),
            state: Set(ImportState::Running.name().to_owned()),
            holder: Set(Some(held.holder)),
            held_until: Set(held_until()),
            begun_at: Set(at.0),
            changed_at: Set(at.0),
        };
        match import::Entity::insert(row).exec_without_returning(transaction).await {
            // Another process was faster.
            Err(error) if is_duplicate(&error) => Err(UNFINISHED),
            Err(error) => Err(error.into()),
            Ok(_) => Ok(held),
        }
    }

    async fn take_over(&self, transaction: &DatabaseTransaction, state: ImportState) -> Result<(), StoreError> {
        let update = import::Entity::update_many()
            .col_expr(import::Column::Holder, Expr::value(self.holder))
            .col_expr(import::Column::HeldUntil, Expr::value(held_until()))
            .col_expr(import::Column::ChangedAt, Expr::value(now().0))
            .col_expr(import::Column::State, Expr::value(state.name()))
            .filter(import::Column::Id.eq(self.id.0));
        match update.exec(transaction).await {
            Err(error) if is_duplicate(&error) => Err(UNFINISHED),
            other => Ok(other.map(drop)?),
        }
    }

    /// Writes the progress of a step, and holds the import on.
    pub(crate) async fn write(&self, transaction: &impl ConnectionTrait, progress: Progress) -> Result<(), StoreError> {
        let update = import::Entity::update_many()
            .col_expr(import::Column::Done, Expr::value(count(progress.done)))
            .col_expr(import::Column::Added, Expr::value(count(progress.counts.added)))
            .col_expr(import::Column::Present, Expr::value(count(progress.counts.present)))
            .col_expr(import::Column::Erased, Expr::value(count(progress.counts.erased)))
            .col_expr(import::Column::HeldUntil, Expr::value(held_until()));
        self.update(transaction, update).await
    }

    /// Holds the import on, without progress of its own.
    pub(crate) async fn hold(&self, transaction: &impl ConnectionTrait) -> Result<(), StoreError> {
        let update = import::Entity::update_many().col_expr(import::Column::HeldUntil, Expr::value(held_until()));
        self.update(transaction, update).await
    }

    pub(crate) async fn finish(&self, transaction: &impl ConnectionTrait) -> Result<(), StoreError> {
        let update = let_go(import::Entity::update_many(), ImportState::Done)
            // Rows at the end of the file may have been left out.
            .col_expr(import::Column::Done, Expr::cust("CASE WHEN total > done THEN total ELSE done END"));
        self.update(transaction, update).await
    }

    pub(crate) async fn interrupt(&self, transaction: &impl ConnectionTrait) -> Result<(), StoreError> {
        self.update(transaction, let_go(import::Entity::update_many(), ImportState::Interrupted)).await
    }

    pub(crate) async fn finish_undo(&self, transaction: &impl ConnectionTrait) -> Result<(), StoreError> {
        self.update(transaction, let_go(import::Entity::update_many(), ImportState::Undone)).await
    }

    async fn update(&self, transaction: &impl ConnectionTrait, update: UpdateMany<import::Entity>) -> Result<(), StoreError> {
        let update = update
            .col_expr(import::Column::ChangedAt, Expr::value(now().0))
            .filter(import::Column::Id.eq(self.id.0))
            .filter(import::Column::Holder.eq(self.holder));
        if update.exec(transaction).await?.rows_affected == 1 { Ok(()) } else { Err(UNFINISHED) }
    }
}

impl Store {
    /// The import of a survey that is neither done nor undone, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_unfinished_import(&self, survey: SurveyId) -> Result<Option<ImportStatus>, StoreError> {
        let query = import::Entity::find().filter(unfinished()).filter(import::Column::SurveyId.eq(survey.0));
        query.one(self.read()).await?.map(status_of).transpose()
    }

    /// The newest imports, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_imports(&self) -> Result<Vec<ImportStatus>, StoreError> {
        let rows = import::Entity::find().order_by_desc(import::Column::Id).limit(MAX_LISTED).all(self.read()).await?;
        rows.into_iter().map(status_of).collect()
    }

    /// Deletes what is known of imports that were finished or undone before a time, and returns their number. They can
    /// then no longer be undone.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_finished_imports(&self, before: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let ended = [ImportState::Done.name(), ImportState::Undone.name()];
        let deleted = import::Entity::delete_many()
            .filter(import::Column::State.is_in(ended))
            .filter(import::Column::ChangedAt.lt(before.0))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        Ok(deleted.rows_affected)
    }
}

/// Written as in the index `import_unfinished`, which SQLite would not use with bound values.
fn unfinished() -> Condition {
    Condition::all().add(Expr::cust("state IN ('running', 'interrupted', 'undoing')"))
}

fn let_go(update: UpdateMany<import::Entity>, state: ImportState) -> UpdateMany<import::Entity> {
    update
        .col_expr(import::Column::State, Expr::value(state.name()))
        .col_expr(import::Column::Holder, Expr::value(Option::<Uuid>::None))
        .col_expr(import::Column::HeldUntil, Expr::value(0_i64))
}

fn held_until() -> i64 {
    now().0 + i64::try_from(HELD_AFTER_STEP.as_millis()).unwrap_or_default()
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A running import whose process wrote no step for some seconds is interrupted.
fn status_of(row: import::Model) -> Result<ImportStatus, StoreError> {
    let unsigned = |n: i64| u64::try_from(n).unwrap_or_default();
    let state = ImportState::named(&row.state).ok_or_else(|| StoreError::unreadable("the state of an import"))?;
    let is_held = row.held_until > now().0;
    Ok(ImportStatus {
        id: ImportId(row.id),
        survey: SurveyId(row.survey_id),
        file: row.file,
        file_hash: hash(&row.file_hash)?,
        rows: unsigned(row.total),
        done: unsigned(row.done),
        added: unsigned(row.added),
        present: unsigned(row.present),
        erased: unsigned(row.erased),
        state: if state == ImportState::Running && !is_held { ImportState::Interrupted } else { state },
        begun_at: Millis(row.begun_at),
    })
}
