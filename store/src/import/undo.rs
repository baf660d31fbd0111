//! The undoing of an import, in steps: its responses are erased with events, and their ids may be imported again.

use std::collections::{HashMap, HashSet};

use domain::{
    account::audit::{Audit, AuditAction},
    consent::State,
    id::ImportId,
    import::status::ImportStatus,
    survey::Survey,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    account::audit,
    database::Backend,
    entity::response::{self, import_reference},
    error::StoreError,
    import::{
        erase::{ToErase, list_standings},
        progress::Held,
        steps::Steps,
    },
    store::Store,
};

/// The most responses in one step. On PostgreSQL they are locked together.
const MAX_RESPONSES: usize = 500;

/// An import that is being undone. Dropping it leaves the rest in place, until it is undone again.
pub struct Undo {
    store: Store,
    steps: Steps,
    held: Held,
    status: ImportStatus,
    survey: Survey,
    /// Who undoes it, for the audit log.
    by: String,
    after: Vec<u8>,
    erased: u64,
    kept: u64,
}

impl Store {
    /// Starts to undo an import that is interrupted or done. `by` is who does it, for the audit log.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] while it runs or is being undone, or another import of the
    /// survey is unfinished; [`StoreError::Unavailable`].
    pub async fn begin_undo(&self, id: ImportId, by: &str) -> Result<Undo, StoreError> {
        let transaction = self.begin().await?;
        let (held, status) = Held::take_to_undo(&transaction, self.backend(), id).await?;
        let survey = self.get_survey(&*transaction, status.survey).await?;
        let begun = Audit::new(by, AuditAction::ImportUndoBegun, survey.slug.as_str());
        audit::add(&*transaction, survey.organisation, &begun.with(format!("import={id} file={}", status.file))).await?;
        transaction.commit().await?;
        let steps = Steps::open(&self.inner).await?;
        Ok(Undo { store: self.clone(), steps, held, status, survey, by: by.to_owned(), after: Vec::new(), erased: 0, kept: 0 })
    }
}

impl Undo {
    /// The import as it was before.
    pub const fn import(&self) -> &ImportStatus {
        &self.status
    }

    /// How many responses were erased by this run.
    pub const fn erased(&self) -> u64 {
        self.erased
    }

    /// How many responses were left alone, because their respondents withdrew or restricted them. What was erased before
    /// is not among them.
    pub const fn kept(&self) -> u64 {
        self.kept
    }

    /// Erases some responses in one step. Returns whether there may be more. At the end the import is undone.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another process undoes it; [`StoreError::Unavailable`].
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let page = self.list_next().await?;
        let step = self.steps.begin().await?;
        if page.is_empty() {
            self.held.finish_undo(&*step).await?;
            let done = Audit::new(&self.by, AuditAction::ImportUndone, self.survey.slug.as_str());
            let done = done.with(format!("import={} erased={} kept={}", self.held.id, self.erased, self.kept));
            audit::add(&*step, self.survey.organisation, &done).await?;
            self.steps.commit(step, 1).await?;
            return Ok(false);
        }
        self.held.hold(&*step).await?;
        let ids: Vec<Uuid> = page.iter().map(|(_, response)| *response).collect();
        let rows = response::Entity::find().filter(response::Column::Id.is_in(ids.clone())).order_by_asc(response::Column::Id);
        let rows = if self.store.backend() == Backend::Postgres { rows.lock_exclusive() } else { rows };
        let rows = rows.all(&*step).await?;
        let standings = list_standings(&step, &ids).await?;
        // A mended file would grant again what one of them took back.
        let taken_back: HashSet<Uuid> = standings
            .iter()
            .filter(|one| matches!(one.state.0, State::Withdrawn | State::Objected))
            .map(|one| one.response_id)
            .collect();
        let rows: HashMap<Uuid, &response::Model> = rows.iter().map(|row| (row.id, row)).collect();
        let mut erased = ToErase { rows: Vec::new(), standings, references: Vec::new() };
        let mut kept = 0;
        let (done, after) = (page.len(), page.last().map(|(hash, _)| hash.clone()).unwrap_or_default());
        for (hash, response) in page {
            match rows.get(&response) {
                Some(row) if row.included == 1 && !taken_back.contains(&row.id) => {
                    erased.rows.push(row);
                    // No tombstone: a mended file may bring this id again.
                    erased.references.push(hash);
                }
                Some(row) if row.erased_at.is_none() => kept += 1,
                _ => {}
            }
        }
        let number = erased.rows.len() as u64;
        if number > 0 {
            self.store.erase_imported(&step, self.status.survey, erased).await?;
        }
        self.steps.commit(step, done).await?;
        if number > 0 {
            self.store.leave_traces();
        }
        self.after = after;
        self.erased += number;
        self.kept += kept;
        Ok(true)
    }

    /// The next responses of the import that were not erased, in the order of their references.
    async fn list_next(&self) -> Result<Vec<(Vec<u8>, Uuid)>, StoreError> {
        Ok(import_reference::Entity::find()
            .select_only()
            .columns([import_reference::Column::ExternalHash, import_reference::Column::ResponseId])
            .filter(import_reference::Column::SurveyId.eq(self.status.survey.0))
            .filter(import_reference::Column::ExternalHash.gt(self.after.clone()))
            .filter(import_reference::Column::ImportId.eq(self.status.id.0))
            .filter(import_reference::Column::ResponseId.is_not_null())
            .order_by_asc(import_reference::Column::ExternalHash)
            .limit(self.steps.rows().min(MAX_RESPONSES) as u64)
            .into_tuple()
            .all(self.store.read())
            .await?)
    }
}
