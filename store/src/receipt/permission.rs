//! What a respondent allows after the answers were sent: an event of its own, under the same notice.

use domain::{
    consent::{Control, Decision, State},
    id::{ResponseId, SurveyVersionId},
    response::form::Permission,
    submission_key::ReceiptCode,
};

use super::{code::of_response, list_standing};
use crate::{
    error::StoreError,
    store::Store,
    write_set::{WriteSet, event::Expression},
};

impl Store {
    /// Grants optional purposes of a stored response that were never decided, and stores the contact details. What was
    /// decided before stays as it is, so that a repeat changes nothing. Nothing is granted for answers that were erased
    /// or are not used any more.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn permit(&self, code: &ReceiptCode, permission: &Permission, origin: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let (row, subject) = self.lock_response(&transaction, of_response(code)).await?;
        if row.erased_at.is_some() || row.included != 1 {
            return Ok(());
        }
        let version = self.load_version(&*transaction, SurveyVersionId(row.survey_version_id)).await?;
        let known = list_standing(&*transaction, row.id).await?;
        let offered = version.version.questionnaire.purposes_after_sending();
        let granted: Vec<Decision> = offered
            .filter(|purpose| permission.granted.contains(&purpose.key))
            .filter(|purpose| known.iter().all(|known| known.purpose != purpose.key))
            .map(|purpose| Decision {
                purpose: purpose.key.clone(),
                basis: purpose.basis,
                state: State::initial(purpose.basis, true),
            })
            .collect();
        if granted.is_empty() {
            return Ok(());
        }
        let may_contact = granted.iter().any(|decision| decision.purpose.as_str() == domain::notice::purpose::CONTACT);
        self.record_first(&transaction, &row, subject, Expression::now(granted, Control::Thanks, origin)).await?;
        if let Some(contact) = permission.contact.as_ref().filter(|_| may_contact) {
            let mut rows = WriteSet::default();
            rows.push_contact(ResponseId(row.id), contact);
            rows.insert(&*transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}
