//! Another body under a key that was used: the sender improves the answer, or it changes nothing.
//!
//! A key is one answer. It must not know how a key is signed: its callers amend only what the form page signed.

use std::cmp::Ordering;

use domain::{
    channel::Channel,
    consent::{Control, Decision, State},
    hash::Sha256Hash,
    id::{Key, SurveyId, SurveyVersionId},
    notice::purpose::Basis,
    response::{correction::Correction, form::Submission, sending::BodyNumber},
    submission_key::ReceiptCode,
    survey::Questionnaire,
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use uuid::Uuid;

use super::{code::of_response, contact_of, list_standing};
use crate::{
    clock::now,
    entity::response::{self, contact},
    error::StoreError,
    store::Store,
    write_set::event::Expression,
};

/// How long a form may improve the answer that it sent, in milliseconds.
const IMPROVABLE_FOR: i64 = 24 * 60 * 60 * 1000;

/// A body whose key was used before.
#[derive(Clone, Copy, Debug)]
pub struct Amendment<'a> {
    /// The survey that it answers.
    pub survey: SurveyId,
    /// The version that was shown.
    pub version: SurveyVersionId,
    /// The hash by which two submissions are the same.
    pub content_hash: Sha256Hash,
    /// Its number, if the page numbers its bodies.
    pub body: Option<BodyNumber>,
    /// Whether the sender said that it is the same answer, improved.
    pub is_asked: bool,
    /// The answers and decisions.
    pub submission: &'a Submission,
    /// Scheme and host of the page.
    pub origin: &'a str,
}

/// What became of another body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amended {
    /// The answer is what was sent now.
    Improved,
    /// It was that already.
    Repeated,
    /// The same page sent a later body, which arrived before. Nothing changed.
    Superseded,
    /// Nothing changed. The sender may say that it is the same answer.
    Improvable,
    /// Nothing changed, and this form does not change it.
    Fixed,
}

impl Store {
    /// Handles another body for the answer with this receipt. The answer is improved if the page that sent it sends a
    /// later body, or if the sender says that it is the same answer: for 24 hours, if it came by the form, was not
    /// erased, and its base purpose stands.
    ///
    /// A purpose that is ticked now and was not before is granted; one that is not ticked any more is withdrawn. What
    /// was withdrawn stays so.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn amend_response(&self, code: &ReceiptCode, amendment: &Amendment<'_>) -> Result<Amended, StoreError> {
        let transaction = self.begin().await?;
        let (row, subject) = match self.lock_response(&transaction, of_response(code)).await {
            // It was erased in the meantime, or is of nobody.
            Err(StoreError::NotFound) => return Ok(Amended::Fixed),
            found => found?,
        };
        let stored = row.body_number.and_then(BodyNumber::from_stored);
        let order = amendment.body.zip(stored).and_then(|(sent, stored)| sent.partial_cmp(&stored));
        if row.content_hash.as_deref() == Some(amendment.content_hash.as_bytes().as_slice()) {
            // A body between the two that arrives later must not count as the last word.
            if order == Some(Ordering::Greater) {
                note_body(&transaction, &row, amendment).await?;
                transaction.commit().await?;
            }
            return Ok(Amended::Repeated);
        }
        if order == Some(Ordering::Less) {
            return Ok(Amended::Superseded);
        }
        if !is_improvable(&row, amendment) {
            return Ok(Amended::Fixed);
        }
        if !amendment.is_asked && order != Some(Ordering::Greater) {
            return Ok(Amended::Improvable);
        }
        self.improve(&transaction, &row, subject, amendment).await?;
        transaction.commit().await?;
        self.leave_traces();
        Ok(Amended::Improved)
    }

    async fn improve(
        &self,
        transaction: &DatabaseTransaction,
        row: &response::Model,
        subject: Uuid,
        amendment: &Amendment<'_>,
    ) -> Result<(), StoreError> {
        let Amendment { submission, origin, .. } = *amendment;
        let version = self.load_version(transaction, amendment.version).await?;
        let known = list_standing(transaction, row.id).await?;
        let mut granted = Vec::new();
        let questionnaire = &version.version.questionnaire;
        for (purpose, basis) in asked(questionnaire) {
            let is_ticked = submission.granted.contains(purpose);
            match known.iter().find(|known| known.purpose == *purpose) {
                // What was allowed after sending has no box on the form.
                Some(known) if known.state.stands() && !is_ticked && questionnaire.is_asked_before_sending(purpose) => {
                    self.revoke(transaction, row, subject, purpose, origin).await?;
                }
                None if is_ticked => {
                    granted.push(Decision { purpose: purpose.clone(), basis, state: State::after(None, true) });
                }
                _ => {}
            }
        }
        if !granted.is_empty() {
            let expression = Expression::now(granted, Control::Send, origin);
            self.record_first(transaction, row, subject, expression).await?;
        }
        let contact = match &submission.contact {
            Some(contact) => Some(contact.clone()),
            // What was given after sending is not on the form.
            None => contact::Entity::find_by_id(row.id).one(transaction).await?.map(contact_of),
        };
        let correction = Correction { answers: submission.answers.clone(), contact };
        self.correct_response(transaction, row, &correction).await?;
        note_body(transaction, row, amendment).await
    }
}

/// The purposes with a checkbox that decides.
fn asked(questionnaire: &Questionnaire) -> impl Iterator<Item = (&Key, Basis)> {
    let optional = questionnaire.optional_purposes().filter(|purpose| purpose.basis == Basis::Consent);
    optional.map(|purpose| (&purpose.key, purpose.basis))
}

fn is_improvable(row: &response::Model, amendment: &Amendment<'_>) -> bool {
    let is_of_form = row.channel.0 == Channel::Link
        && row.survey_id == amendment.survey.0
        && row.survey_version_id == amendment.version.0
        && row.erased_at.is_none();
    // A withdrawal of the base purpose and a restriction both take the answer out of results.
    is_of_form && row.included == 1 && now().0 < row.submitted_at.saturating_add(IMPROVABLE_FOR)
}

/// The content and the number of the last body that counts.
async fn note_body(
    transaction: &DatabaseTransaction,
    row: &response::Model,
    amendment: &Amendment<'_>,
) -> Result<(), StoreError> {
    response::Entity::update_many()
        .col_expr(response::Column::ContentHash, Expr::value(amendment.content_hash.0.to_vec()))
        .col_expr(response::Column::BodyNumber, Expr::value(amendment.body.map(BodyNumber::to_stored)))
        .filter(response::Column::Id.eq(row.id))
        .exec(transaction)
        .await?;
    Ok(())
}
