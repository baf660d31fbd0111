//! Receipts: what was stored under which notice, and the withdrawal of one purpose or of all.

pub(crate) mod amendment;
pub(crate) mod code;
pub(crate) mod decision;
pub(crate) mod permission;

use std::sync::Arc;

use domain::{
    account::audit::{Audit, AuditAction, RESPONDENT},
    calendar::Millis,
    consent::{ConsentEvent, Control, Decision, State, SubjectMatter, change::KnownAs, standing::PurposeState},
    contact::Contact,
    id::{Key, NoticeVersionId, OrganisationId, ResponseId, SurveyId, SurveyVersionId},
    ledger::LogOrigin,
    notice::{NoticeReference, purpose},
    receipt::response::{Erasure, Receipt, Withdrawal},
    submission_key::ReceiptCode,
    survey::Questionnaire,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, Query, SimpleExpr},
};
use uuid::Uuid;

use self::code::of_response;
use crate::{
    account::audit,
    clock::now,
    comment,
    entity::{
        consent::{consent_event, event_subject, standing},
        notice_version,
        response::{self, answer, contact, import_reference, response_handling},
    },
    error::StoreError,
    log_head::Served,
    notice::notice_of,
    repeat_note::{RepeatKind, RepeatNote, note_response},
    response::answers::{answers_of, attributes_of, list_stored},
    results::rollup::{forget_uncounted, note_taken_back},
    store::Store,
    write_set::{
        WriteSet,
        event::{Expression, new_event, new_subject},
    },
};

impl Store {
    /// The receipt with this code.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_receipt(&self, code: &ReceiptCode) -> Result<Option<Receipt>, StoreError> {
        let row = response::Entity::find().filter(of_response(code)).one(self.read()).await?;
        match row {
            Some(row) => self.receipt_of(row).await,
            None => Ok(None),
        }
    }

    /// All stored data of a response. `None` in light mode, where no person can be found.
    pub(crate) async fn receipt_of(&self, row: response::Model) -> Result<Option<Receipt>, StoreError> {
        let Some(subject) = row.subject else { return Ok(None) };
        let loaded = self.load_version(self.read(), SurveyVersionId(row.survey_version_id)).await?;
        let survey = self.get_survey(self.read(), SurveyId(row.survey_id)).await?;
        let answers = list_stored(self.read(), row.id).await?;
        let contact = contact::Entity::find_by_id(row.id).one(self.read()).await?;
        let notice =
            notice_version::Entity::find_by_id(row.notice_version_id).one(self.read()).await?.ok_or(StoreError::NotFound)?;
        let (history, sealed) = list_history(self.read(), &self.inner.served, subject, None).await?;
        let handling = response_handling::Entity::find_by_id(row.id).one(self.read()).await?;
        let tags = comment::tags::of_response(self.read(), &loaded, row.id).await?;
        let (attributes, attributes_by) = attributes_of(&loaded.version.questionnaire, &loaded.question_ids, &answers);
        Ok(Some(Receipt {
            response: ResponseId(row.id),
            organisation: self.load_organisation(self.read(), survey.organisation).await?.organisation,
            survey,
            notice: notice_of(notice)?,
            locale: row.locale.0,
            submitted_at: Millis(row.submitted_at),
            answers: answers_of(&loaded.version.questionnaire, &loaded.question_ids, &answers)?,
            tags,
            attributes,
            attributes_by,
            contact: contact.map(contact_of),
            standing: in_order(list_standing(self.read(), row.id).await?, &loaded.version.questionnaire),
            history,
            sealed,
            erased_at: row.erased_at.map(Millis),
            external_id: row.external_id,
            restricted_at: handling.as_ref().and_then(|handling| handling.restricted_at).map(Millis),
            corrected_at: handling.and_then(|handling| handling.corrected_at).map(Millis),
            version: Arc::clone(&loaded.version),
        }))
    }

    /// Withdraws consent to one purpose, or objects to one based on legitimate interest. Undoes the effects of the
    /// purpose: for the base purpose, the answers leave the results; for `contact`, the contact details are deleted.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn withdraw(&self, code: &ReceiptCode, purpose: &Key, origin: &str) -> Result<Withdrawal, StoreError> {
        let transaction = self.begin().await?;
        let (row, subject) = self.lock_response(&transaction, of_response(code)).await?;
        let withdrawal = self.revoke(&transaction, &row, subject, purpose, origin).await?;
        transaction.commit().await?;
        self.leave_traces();
        Ok(withdrawal)
    }

    /// Erases the data of a receipt. Erasing twice changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn erase(&self, code: &ReceiptCode, erasure: Erasure, origin: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let (row, subject) = self.lock_response(&transaction, of_response(code)).await?;
        self.erase_response(&transaction, &row, subject, origin).await?;
        if erasure == Erasure::Everything {
            erase_proof(&*transaction, row.id, subject, origin).await?;
        }
        if erasure == Erasure::Everything || row.erased_at.is_none() {
            let survey = self.get_survey(&*transaction, SurveyId(row.survey_id)).await?;
            let noted = Audit::new(RESPONDENT, AuditAction::ErasedByRespondent, survey.slug.as_str());
            let scope = if erasure == Erasure::Everything { "everything" } else { "answers" };
            audit::add(&*transaction, survey.organisation, &noted.with(scope)).await?;
        }
        transaction.commit().await?;
        self.leave_traces();
        Ok(())
    }

    /// A response with a receipt, locked against other writers until the transaction ends.
    pub(crate) async fn lock_response(
        &self,
        transaction: &DatabaseTransaction,
        which: SimpleExpr,
    ) -> Result<(response::Model, Uuid), StoreError> {
        let row = {
            use sea_orm::QuerySelect as _;
            let query = response::Entity::find().filter(which);
            // On SQLite the transaction holds the only write lock from its start.
            let query = if self.backend() == crate::database::Backend::Postgres { query.lock_exclusive() } else { query };
            query.one(transaction).await?.ok_or(StoreError::NotFound)?
        };
        let subject = row.subject.ok_or(StoreError::NotFound)?;
        Ok((row, subject))
    }

    /// Withdraws or objects to one purpose, and undoes its effects.
    pub(crate) async fn revoke(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        subject: Uuid,
        purpose: &Key,
        origin: &str,
    ) -> Result<Withdrawal, StoreError> {
        let standing = list_standing(transaction, row.id).await?;
        let Some(stood) = standing.into_iter().find(|s| s.purpose == *purpose && s.state.stands()) else {
            return Ok(Withdrawal::NotStanding);
        };
        let before = self.rollups_of(transaction, row.id).await?;
        let state = State::revoked(stood.basis);
        let decisions = vec![Decision { purpose: stood.purpose, basis: stood.basis, state }];
        self.record(transaction, row, subject, Expression::now(decisions, Control::Withdraw, origin)).await?;
        let note = RepeatNote::of_response(RepeatKind::Withdrawn, row.id, Some(purpose));
        note_response(transaction, note, origin).await?;
        match purpose.as_str() {
            purpose::ANALYSIS => exclude_from_results(transaction, row.id).await?,
            purpose::CONTACT => {
                delete_contact(transaction, row.id).await?;
                self.delete_attributes(transaction, row, purpose).await?;
            }
            _ => self.delete_attributes(transaction, row, purpose).await?,
        }
        self.recount_response(transaction, row, before).await?;
        self.drop_prepared_exports(transaction, SurveyId(row.survey_id)).await?;
        Ok(Withdrawal::Done)
    }

    /// Deletes the attributes that were kept for a purpose.
    async fn delete_attributes(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        purpose: &Key,
    ) -> Result<(), StoreError> {
        let version = self.load_version(transaction, SurveyVersionId(row.survey_version_id)).await?;
        let kept = version.version.questionnaire.attributes.iter().filter(|attribute| attribute.purpose == *purpose);
        let ids: Vec<i32> = kept.filter_map(|attribute| version.question_ids.get(&attribute.key).copied()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let deleted = answer::Entity::delete_many()
            .filter(answer::Column::ResponseId.eq(row.id))
            .filter(answer::Column::QuestionId.is_in(ids))
            .exec(transaction)
            .await?;
        // Rollups do not hold them, but tables grouped by them do.
        note_taken_back(transaction, row.survey_id, deleted.rows_affected > 0).await?;
        Ok(())
    }

    /// Records an event and updates the states.
    async fn record(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        subject: Uuid,
        expression: Expression<'_>,
    ) -> Result<ConsentEvent, StoreError> {
        let survey = self.get_survey(transaction, SurveyId(row.survey_id)).await?;
        let organisation = self.load_organisation(transaction, OrganisationId(survey.organisation.0)).await?.organisation;
        let notice =
            notice_version::Entity::find_by_id(row.notice_version_id).one(transaction).await?.ok_or(StoreError::NotFound)?;
        let notice = NoticeReference {
            id: NoticeVersionId(notice.id),
            version: crate::database::column::number(notice.number),
            hash: crate::database::column::hash(&notice.hash)?,
        };
        let subject = new_subject(subject);
        let event = new_event(&organisation, SubjectMatter::Survey(survey.id), notice, row.locale.0, expression, &subject);
        let mut rows = WriteSet::default();
        rows.push_event(&event, &subject, Some(KnownAs::Response(ResponseId(row.id))));
        rows.insert(transaction).await?;
        for decision in &event.decisions {
            standing::Entity::update_many()
                .col_expr(standing::Column::State, Expr::value(decision.state.name()))
                .col_expr(standing::Column::EventId, Expr::value(event.id.0))
                .col_expr(standing::Column::Since, Expr::value(event.time.0))
                .filter(standing::Column::ResponseId.eq(row.id))
                .filter(standing::Column::Purpose.eq(decision.purpose.as_str()))
                .exec(transaction)
                .await?;
        }
        Ok(event)
    }

    /// Records an event about purposes that have no state yet, and adds their states.
    async fn record_first(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        subject: Uuid,
        expression: Expression<'_>,
    ) -> Result<(), StoreError> {
        let event = self.record(transaction, row, subject, expression).await?;
        let mut rows = WriteSet::default();
        rows.push_standing(ResponseId(row.id), &event);
        rows.insert(transaction).await?;
        Ok(())
    }

    /// Erases answers and contact details, and records that. Repeating it changes nothing.
    pub(crate) async fn erase_response(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        subject: Uuid,
        origin: &str,
    ) -> Result<(), StoreError> {
        if row.erased_at.is_some() {
            return Ok(());
        }
        let before = self.rollups_of(transaction, row.id).await?;
        let standing = list_standing(transaction, row.id).await?;
        let decisions =
            standing.into_iter().map(|s| Decision { purpose: s.purpose, basis: s.basis, state: State::Erased }).collect();
        self.record(transaction, row, subject, Expression::now(decisions, Control::Erasure, origin)).await?;
        let note = RepeatNote::of_response(RepeatKind::Erased, row.id, None);
        note_response(transaction, note, origin).await?;
        crate::write_set::comment::delete(transaction, row.id, &[]).await?;
        answer::Entity::delete_many().filter(answer::Column::ResponseId.eq(row.id)).exec(transaction).await?;
        delete_contact(transaction, row.id).await?;
        forget_import(transaction, row.id).await?;
        response::Entity::update_many()
            .col_expr(response::Column::Included, Expr::value(0))
            .col_expr(response::Column::ErasedAt, Expr::value(now().0))
            .col_expr(response::Column::ContentHash, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(response::Column::ExternalId, Expr::value(Option::<String>::None))
            .filter(response::Column::Id.eq(row.id))
            .exec(transaction)
            .await?;
        self.drop_prepared_exports(transaction, SurveyId(row.survey_id)).await?;
        self.recount_response(transaction, row, before).await
    }
}

pub(crate) async fn list_standing(connection: &impl ConnectionTrait, response: Uuid) -> Result<Vec<PurposeState>, StoreError> {
    let rows = standing::Entity::find().filter(standing::Column::ResponseId.eq(response)).all(connection).await?;
    Ok(rows.into_iter().map(standing_of).collect())
}

/// The states in the order of the form: the base purpose first.
fn in_order(mut standing: Vec<PurposeState>, questionnaire: &Questionnaire) -> Vec<PurposeState> {
    standing.sort_by_key(|s| questionnaire.purposes.iter().position(|p| p.key == s.purpose));
    standing
}

fn standing_of(row: standing::Model) -> PurposeState {
    PurposeState { purpose: row.purpose.0, basis: row.basis.0, state: row.state.0, since: Millis(row.since) }
}

/// Every event, or every one of a strand, the oldest first, and whether the newest one is sealed, as far as that may be
/// served.
pub(crate) async fn list_history(
    connection: &impl ConnectionTrait,
    served: &Served,
    subject: Uuid,
    strand: Option<Uuid>,
) -> Result<(Vec<ConsentEvent>, bool), StoreError> {
    let of_subject = Query::select()
        .column(event_subject::Column::EventId)
        .from(event_subject::Entity)
        .and_where(event_subject::Column::Subject.eq(subject))
        .and_where_option(strand.map(|strand| event_subject::Column::Strand.eq(strand)))
        .to_owned();
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::Id.in_subquery(of_subject))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    let log = |row: &consent_event::Model| {
        let year = i16::try_from(row.log_year).ok()?;
        Some(LogOrigin { organisation: OrganisationId(row.organisation_id), year })
    };
    let sealed = rows.last().is_some_and(|row| served.covers(log(row), row.seq));
    let unreadable = |_| StoreError::unreadable("a consent event");
    let history = rows.iter().map(|row| ConsentEvent::from_leaf(&row.leaf).map_err(unreadable)).collect::<Result<_, _>>()?;
    Ok((history, sealed))
}

pub(crate) fn contact_of(row: contact::Model) -> Contact {
    Contact { email: row.email.map(|email| email.0), phone: row.phone.map(|phone| phone.0) }
}

/// Includes a response and its answers in every result and export, from the next query on.
pub(crate) async fn include_in_results(transaction: &DatabaseTransaction, response: Uuid) -> Result<(), StoreError> {
    set_included(transaction, response, 1).await
}

/// Excludes a response and its answers from every result and export, from the next query on.
pub(crate) async fn exclude_from_results(transaction: &DatabaseTransaction, response: Uuid) -> Result<(), StoreError> {
    set_included(transaction, response, 0).await
}

async fn set_included(transaction: &DatabaseTransaction, response: Uuid, included: i16) -> Result<(), StoreError> {
    response::Entity::update_many()
        .col_expr(response::Column::Included, Expr::value(included))
        .filter(response::Column::Id.eq(response))
        .exec(transaction)
        .await?;
    answer::Entity::update_many()
        .col_expr(answer::Column::Included, Expr::value(included))
        .filter(answer::Column::ResponseId.eq(response))
        .exec(transaction)
        .await?;
    crate::write_set::comment::set_included(transaction, response, included).await?;
    Ok(())
}

pub(crate) async fn delete_contact(transaction: &DatabaseTransaction, response: Uuid) -> Result<(), StoreError> {
    contact::Entity::delete_many().filter(contact::Column::ResponseId.eq(response)).exec(transaction).await?;
    Ok(())
}

/// Leaves a tombstone if the response was imported.
async fn forget_import(transaction: &DatabaseTransaction, response: Uuid) -> Result<(), StoreError> {
    import_reference::Entity::update_many()
        .col_expr(import_reference::Column::ResponseId, Expr::value(Option::<Uuid>::None))
        .filter(import_reference::Column::ResponseId.eq(response))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Erases the subject of the events, and the response itself. The events stay in the log without personal data.
pub(crate) async fn erase_proof(
    transaction: &impl ConnectionTrait,
    response: Uuid,
    subject: Uuid,
    origin: &str,
) -> Result<(), StoreError> {
    note_response(transaction, RepeatNote::of_response(RepeatKind::Forgotten, response, None), origin).await?;
    forget_uncounted(transaction, response).await?;
    event_subject::Entity::delete_many().filter(event_subject::Column::Subject.eq(subject)).exec(transaction).await?;
    standing::Entity::delete_many().filter(standing::Column::ResponseId.eq(response)).exec(transaction).await?;
    response_handling::Entity::delete_by_id(response).exec(transaction).await?;
    response::Entity::delete_by_id(response).exec(transaction).await?;
    Ok(())
}
