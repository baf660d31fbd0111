//! The remedies of the rights desk. Each is one transaction with its log entry.

use domain::{
    calendar::{Day, Millis},
    consent::{
        SubjectMatter,
        change::{AnswersChange, AnswersChanged, KnownAs},
    },
    id::{EventId, Key, ResponseId, SurveyId, SurveyVersionId},
    notice::purpose,
    receipt::response::Withdrawal,
    response::correction::Correction,
    rights::ActionKind,
    submission_key::ReceiptCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, sea_query::OnConflict,
};

use super::{Desk, log};
use crate::{
    clock::now,
    entity::{
        response::{self, answer, response_handling},
        site::decision,
    },
    error::StoreError,
    ledger::ReceiptEvidence,
    receipt::{
        code::of_response, decision::of_event, delete_contact, erase_proof, exclude_from_results, include_in_results,
        list_standing,
    },
    site::visitors::strand_of,
    store::Store,
    write_set::{WriteSet, place::AnswerPlace},
};

/// An action on the data found.
#[derive(Clone, Debug)]
pub enum Remedy {
    /// Corrects answers and contact details.
    Correct(Correction),
    /// Keeps the answers but stops their use: no results, no exports, no erasure at the end of their retention.
    Restrict,
    /// Ends the restriction, if consent is still in force.
    Release,
    /// Withdraws or objects to a purpose.
    TakeBack(Key),
    /// Erases answers and contact details and keeps the proof.
    EraseAnswers,
    /// Erases the proof too.
    EraseEverything,
}

impl Store {
    /// Applies a remedy to a response, and logs it. Returns whether anything changed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for a response of another organisation or of light mode; [`StoreError::Conflict`]
    /// when the request is closed or the identity is not checked yet.
    pub async fn remedy_response(&self, desk: Desk<'_>, id: ResponseId, remedy: &Remedy) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        self.lock_identified(&transaction, desk).await?;
        let (row, subject) = self.lock_response(&transaction, response::Column::Id.eq(id.0)).await?;
        let survey = self.get_survey(&*transaction, SurveyId(row.survey_id)).await?;
        if survey.organisation != desk.organisation {
            return Err(StoreError::NotFound);
        }
        let (kind, changed, detail) = match remedy {
            Remedy::Correct(correction) => {
                (ActionKind::Corrected, self.correct_response(&transaction, &row, correction).await?, None)
            }
            Remedy::Restrict => (ActionKind::Restricted, self.restrict(&transaction, &row, true).await?, None),
            Remedy::Release => (ActionKind::Released, self.restrict(&transaction, &row, false).await?, None),
            Remedy::TakeBack(purpose) => {
                let withdrawal = self.revoke(&transaction, &row, subject, purpose, desk.origin).await?;
                (ActionKind::TakenBack, withdrawal == Withdrawal::Done, Some(purpose.to_string()))
            }
            Remedy::EraseAnswers => {
                self.erase_response(&transaction, &row, subject, desk.origin).await?;
                (ActionKind::ErasedAnswers, row.erased_at.is_none(), None)
            }
            Remedy::EraseEverything => {
                self.erase_response(&transaction, &row, subject, desk.origin).await?;
                erase_proof(&*transaction, row.id, subject, desk.origin).await?;
                (ActionKind::ErasedEverything, true, None)
            }
        };
        if changed {
            log(&transaction, desk, kind, Some(survey.slug.as_str()), detail).await?;
        }
        transaction.commit().await?;
        self.leave_traces();
        Ok(changed)
    }

    /// Withdraws a purpose of a website's visitor, or erases the visitor, and logs it. Returns whether anything
    /// changed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for a visitor of another organisation's website, and for a remedy that does not
    /// exist for visitors; [`StoreError::Conflict`] when the request is closed or the identity is not checked yet.
    pub async fn remedy_visitor(&self, desk: Desk<'_>, event: EventId, remedy: &Remedy) -> Result<bool, StoreError> {
        let recorded = self.get_recorded(of_event(event)).await?;
        let site = &recorded.published.site;
        if site.organisation != desk.organisation {
            return Err(StoreError::NotFound);
        }
        let transaction = self.begin().await?;
        self.lock_identified(&transaction, desk).await?;
        recorded.lock(&transaction).await?;
        let (kind, changed, detail) = match remedy {
            Remedy::TakeBack(purpose) => {
                let withdrawal = recorded.revoke(&transaction, purpose, desk.origin).await?;
                (ActionKind::TakenBack, withdrawal == Withdrawal::Done, Some(purpose.to_string()))
            }
            Remedy::EraseEverything => {
                recorded.erase(&transaction, desk.origin).await?;
                (ActionKind::ErasedEverything, true, None)
            }
            _ => return Err(StoreError::NotFound),
        };
        if changed {
            log(&transaction, desk, kind, Some(site.key.as_str()), detail).await?;
        }
        transaction.commit().await?;
        self.leave_traces();
        Ok(changed)
    }

    /// Corrects the answers of a receipt for its holder. Returns false if no answers were left.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn correct(&self, code: &ReceiptCode, correction: &Correction) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let (row, _) = self.lock_response(&transaction, of_response(code)).await?;
        let corrected = self.correct_response(&transaction, &row, correction).await?;
        transaction.commit().await?;
        self.leave_traces();
        Ok(corrected)
    }

    /// The proof of every decision about a response.
    ///
    /// # Errors
    /// As [`Store::get_response`].
    pub async fn get_response_evidence(&self, desk: Desk<'_>, id: ResponseId) -> Result<ReceiptEvidence, StoreError> {
        self.get_response(desk, id).await?;
        let snapshot = self.snapshot().await?;
        let row = response::Entity::find_by_id(id.0).one(&snapshot).await?.ok_or(StoreError::NotFound)?;
        let evidence = self.evidence_of(&snapshot, row.subject.ok_or(StoreError::NotFound)?, None).await?;
        snapshot.commit().await?;
        Ok(evidence)
    }

    /// The proof of every decision of a visitor that the receipt of this one covers.
    ///
    /// # Errors
    /// As [`Store::get_visitor`].
    pub async fn get_visitor_evidence(&self, desk: Desk<'_>, event: EventId) -> Result<ReceiptEvidence, StoreError> {
        self.get_visitor(desk, event).await?;
        let snapshot = self.snapshot().await?;
        let row = decision::Entity::find_by_id(event.0).one(&snapshot).await?.ok_or(StoreError::NotFound)?;
        let strand = strand_of(&snapshot, row.subject, event.0).await?;
        let evidence = self.evidence_of(&snapshot, row.subject, strand).await?;
        snapshot.commit().await?;
        Ok(evidence)
    }

    /// Replaces answers and contact details. Erased ones stay erased. Contact details are kept only while consent to
    /// them is in force.
    pub(crate) async fn correct_response(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        correction: &Correction,
    ) -> Result<bool, StoreError> {
        if row.erased_at.is_some() {
            return Ok(false);
        }
        let before = self.rollups_of(transaction, row.id).await?;
        let version = self.load_version(transaction, SurveyVersionId(row.survey_version_id)).await?;
        // Attributes stay, because they are not answers of the respondent.
        let questions = version.version.questionnaire.questions().filter_map(|q| version.question_ids.get(&q.key).copied());
        answer::Entity::delete_many()
            .filter(answer::Column::ResponseId.eq(row.id))
            .filter(answer::Column::QuestionId.is_in(questions))
            .exec(transaction)
            .await?;
        delete_contact(transaction, row.id).await?;
        let place = AnswerPlace {
            response: ResponseId(row.id),
            day: Day(row.day),
            locale: row.locale.0,
            channel: row.channel.0,
            included: row.included,
        };
        crate::write_set::comment::delete(
            transaction,
            row.id,
            &crate::write_set::comment::questions(&version, &correction.answers)?,
        )
        .await?;
        let mut rows = WriteSet::default();
        rows.push_answers(&place, &version, &correction.answers)?;
        let standing = list_standing(transaction, row.id).await?;
        let may_contact = standing.iter().any(|s| s.purpose.as_str() == purpose::CONTACT && s.state.stands());
        if let Some(contact) = correction.contact.as_ref().filter(|_| may_contact) {
            rows.push_contact(ResponseId(row.id), contact);
        }
        self.tell(transaction, &mut rows, row, AnswersChanged::Corrected).await?;
        rows.insert(transaction).await?;
        self.recount_response(transaction, row, before).await?;
        let corrected = response_handling::ActiveModel {
            response_id: Set(row.id),
            restricted_at: Set(None),
            corrected_at: Set(Some(now().0)),
        };
        response_handling::Entity::insert(corrected)
            .on_conflict(
                OnConflict::column(response_handling::Column::ResponseId)
                    .update_column(response_handling::Column::CorrectedAt)
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
        Ok(true)
    }

    /// Restricts a response or ends the restriction. Returns whether anything changed.
    async fn restrict(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        restricted: bool,
    ) -> Result<bool, StoreError> {
        let before = response_handling::Entity::find_by_id(row.id).one(transaction).await?;
        let is_restricted = before.is_some_and(|before| before.restricted_at.is_some());
        if is_restricted == restricted || (restricted && row.erased_at.is_some()) {
            return Ok(false);
        }
        let handling = response_handling::ActiveModel {
            response_id: Set(row.id),
            restricted_at: Set(restricted.then(|| now().0)),
            corrected_at: Set(None),
        };
        response_handling::Entity::insert(handling)
            .on_conflict(
                OnConflict::column(response_handling::Column::ResponseId)
                    .update_column(response_handling::Column::RestrictedAt)
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
        let standing = list_standing(transaction, row.id).await?;
        let stands = standing.iter().any(|s| s.purpose.as_str() == purpose::ANALYSIS && s.state.stands());
        let before = self.rollups_of(transaction, row.id).await?;
        if stands && !restricted {
            include_in_results(transaction, row.id).await?;
        } else {
            exclude_from_results(transaction, row.id).await?;
        }
        self.recount_response(transaction, row, before).await?;
        let mut rows = WriteSet::default();
        let change = if restricted { AnswersChanged::Restricted } else { AnswersChanged::Released };
        self.tell(transaction, &mut rows, row, change).await?;
        rows.insert(transaction).await?;
        Ok(true)
    }

    async fn tell(
        &self,
        transaction: &DatabaseTransaction,
        rows: &mut WriteSet,
        row: &response::Model,
        change: AnswersChanged,
    ) -> Result<(), StoreError> {
        let survey = self.get_survey(transaction, SurveyId(row.survey_id)).await?;
        let change = AnswersChange {
            about: SubjectMatter::Survey(survey.id),
            known_as: KnownAs::Response(ResponseId(row.id)),
            change,
            time: Millis(now().0),
        };
        rows.push_change(survey.organisation, &change);
        Ok(())
    }
}
