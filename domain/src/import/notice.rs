//! The notice of an import.

use crate::{
    import::Provenance,
    notice::{Notice, StatedNotice},
    organisation::OrganisationProfile,
    survey::Questionnaire,
};

impl Notice {
    /// The notice of an import: that of the survey, with the statement of the provenance.
    pub fn of_import(profile: &OrganisationProfile, questionnaire: &Questionnaire, provenance: &Provenance) -> Self {
        let mut notice = Self::draft(profile, questionnaire);
        for purpose in &mut notice.purposes {
            if purpose.is_base() {
                purpose.basis = provenance.legal_basis;
            }
        }
        if let Some(months) = provenance.retention_months {
            notice.retention_months = months;
        }
        notice.stated = Some(StatedNotice { notice: provenance.notice.clone(), collected_by: provenance.collected_by.clone() });
        notice
    }
}
