//! How the included answers of a survey arrived, and the legal bases that imports state.

use domain::{channel::Channel, id::SurveyId, response::filter::ResultsFilter, results::arrivals::Arrivals};

use crate::{error::StoreError, store::Store};

impl Store {
    /// How the answers of a survey arrived that pass the days, language, channel and version of a filter. A channel with
    /// fewer than `minimum` responses is left out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_arrivals(&self, survey: SurveyId, filter: &ResultsFilter, minimum: u64) -> Result<Arrivals, StoreError> {
        let channels = self.read_channels(survey, filter, minimum).await?;
        let mut imported = Vec::new();
        if channels.contains(&Channel::Import) {
            for (notice, _) in self.list_import_notices(survey).await? {
                let base = notice.notice.purposes.iter().find(|purpose| purpose.is_base());
                imported.extend(base.map(|purpose| purpose.basis).filter(|basis| !imported.contains(basis)));
            }
        }
        Ok(Arrivals { channels, imported })
    }
}
