//! The signatures of the keys that the form page makes, by a secret of the organisation.

use domain::{
    response::sending::{is_signed, sign_key},
    submission_key::SubmissionKey,
    survey::published::PublishedSurvey,
};

use crate::{error::StoreError, store::Store};

impl Store {
    /// The signature of a key that the form page made for this survey.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn sign_form_key(&self, published: &PublishedSurvey, key: &SubmissionKey) -> Result<String, StoreError> {
        let organisation = self.load_organisation(self.read(), published.organisation.id).await?;
        Ok(sign_key(&organisation.tombstone_key, published.survey.id, key))
    }

    /// Whether the form page of this survey made this key.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn is_form_key(
        &self,
        published: &PublishedSurvey,
        key: &SubmissionKey,
        signature: &str,
    ) -> Result<bool, StoreError> {
        let organisation = self.load_organisation(self.read(), published.organisation.id).await?;
        Ok(is_signed(&organisation.tombstone_key, published.survey.id, key, signature))
    }
}
