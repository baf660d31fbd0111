//! Repeats on an older copy of the database what people took back or had erased since. It must not know where the notes
//! of it are kept.

use domain::{
    id::{EventId, Key, ResponseId},
    notice::purpose,
    receipt::response::Withdrawal,
    retention,
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, EntityTrait as _, sea_query::OnConflict};

use crate::{
    clock::now,
    entity::{
        response::{self, import_reference},
        survey,
    },
    error::StoreError,
    receipt::{decision::of_event, erase_proof},
    repeat_note::{REPEATED, RepeatKind, RepeatNote},
    store::Store,
};

impl Store {
    /// Does again what a note says. Returns whether there was anything to do.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn repeat(&self, note: &RepeatNote) -> Result<bool, StoreError> {
        let done = match (note.response, note.event) {
            (Some(response), _) => self.repeat_on_response(note, ResponseId(response)).await,
            (None, Some(event)) => self.repeat_on_visitor(note, EventId(event)).await,
            (None, None) => Ok(false),
        };
        match done {
            // It is newer than the copy.
            Err(StoreError::NotFound) => Ok(false),
            done => done,
        }
    }

    async fn repeat_on_response(&self, note: &RepeatNote, response: ResponseId) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        self.keep_from_import(&transaction, note).await?;
        let found = self.lock_response(&transaction, response::Column::Id.eq(response.0)).await;
        let (row, subject) = match found {
            // An import after the restore must not bring it back.
            Err(StoreError::NotFound) => {
                transaction.commit().await?;
                return Ok(false);
            }
            found => found?,
        };
        let changed = match note.kind {
            RepeatKind::Withdrawn => {
                let purpose = purpose_of(note)?;
                let withdrawal = self.revoke(&transaction, &row, subject, &purpose, REPEATED).await?;
                // The time in which withdrawn answers are kept began then, not now.
                if purpose.as_str() == purpose::ANALYSIS && note.time() < retention::withdrawn_before(now()) {
                    self.erase_response(&transaction, &row, subject, REPEATED).await?;
                }
                withdrawal == Withdrawal::Done
            }
            RepeatKind::Erased | RepeatKind::Forgotten => {
                self.erase_response(&transaction, &row, subject, REPEATED).await?;
                if note.kind == RepeatKind::Forgotten {
                    erase_proof(&*transaction, row.id, subject, REPEATED).await?;
                }
                row.erased_at.is_none() || note.kind == RepeatKind::Forgotten
            }
        };
        transaction.commit().await?;
        Ok(changed)
    }

    async fn repeat_on_visitor(&self, note: &RepeatNote, event: EventId) -> Result<bool, StoreError> {
        let recorded = self.get_recorded(of_event(event)).await?;
        let transaction = self.begin().await?;
        recorded.lock(&transaction).await?;
        let changed = match note.kind {
            RepeatKind::Withdrawn => {
                let withdrawal = recorded.revoke(&transaction, &purpose_of(note)?, REPEATED).await?;
                withdrawal == Withdrawal::Done
            }
            RepeatKind::Erased | RepeatKind::Forgotten => {
                recorded.erase(&transaction, REPEATED).await?;
                true
            }
        };
        transaction.commit().await?;
        Ok(changed)
    }

    /// Keeps the hash of an erased response, without the response.
    async fn keep_from_import(&self, transaction: &DatabaseTransaction, note: &RepeatNote) -> Result<(), StoreError> {
        let (Some(survey), Some(external)) = (note.survey, note.external) else { return Ok(()) };
        if survey::Entity::find_by_id(survey).one(transaction).await?.is_none() {
            return Ok(());
        }
        let row = import_reference::ActiveModel {
            survey_id: Set(survey),
            external_hash: Set(external.0.to_vec()),
            response_id: Set(None),
            import_id: Set(None),
        };
        let there = OnConflict::columns([import_reference::Column::SurveyId, import_reference::Column::ExternalHash])
            .do_nothing()
            .to_owned();
        import_reference::Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
        Ok(())
    }
}

fn purpose_of(note: &RepeatNote) -> Result<Key, StoreError> {
    let key = note.purpose.as_deref().and_then(|purpose| Key::parse(purpose).ok());
    key.ok_or_else(|| StoreError::unreadable("the purpose of a note"))
}
