//! The notice of an import.

use crate::{
    import::Provenance,
    notice::{Notice, StatedNotice, purpose::Basis, standard_texts::Edition},
    organisation::OrganisationProfile,
    survey::{Questionnaire, attribute::Source, draft::with_attributes},
    wording::Wording,
};

impl Notice {
    /// The notice of an import: that of the survey with the statement of the provenance, and with only the purposes that
    /// it states.
    pub fn of_import(profile: &OrganisationProfile, questionnaire: &Questionnaire, provenance: &Provenance) -> Self {
        Self::of_import_in(Edition::NEWEST, profile, questionnaire, provenance)
    }

    /// The same in an edition of the standard texts, from the second on.
    pub fn of_import_in(
        edition: Edition,
        profile: &OrganisationProfile,
        questionnaire: &Questionnaire,
        provenance: &Provenance,
    ) -> Self {
        let words = Wording::new(profile);
        let mut notice = Self::draft_in(edition, profile, questionnaire);
        notice.purposes.retain(|purpose| provenance.purposes.contains(&purpose.key));
        for purpose in &mut notice.purposes {
            if purpose.is_base() {
                purpose.basis = provenance.legal_basis;
                if purpose.basis == Basis::LegitimateInterest && purpose.interest.is_none() {
                    purpose.interest = Some(words.text("interest-analysis"));
                }
            }
        }
        notice.data_kinds = with_attributes(&words, words.text("import-data-kinds"), questionnaire, |attribute| {
            attribute.sources.contains(&Source::Import)
        });
        if let Some(months) = provenance.retention_months {
            notice.retention_months = months;
        }
        notice.stated = Some(StatedNotice { notice: provenance.notice.clone(), collected_by: provenance.collected_by.clone() });
        notice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::key,
        locale::{Locale, LocalizedText},
        survey::{attribute::Attribute, template::Template},
    };

    #[test]
    fn it_has_the_purposes_and_the_interest_of_the_import_and_names_its_attributes() {
        let profile = OrganisationProfile::new("De Korenaar", "a", "b");
        let mut questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        let attribute = |name: &'static str, sources: &[Source]| Attribute {
            sources: sources.to_vec(),
            ..Attribute::new(key(name), LocalizedText::same(name), vec![])
        };
        questionnaire.attributes = vec![attribute("state", &[Source::Import]), attribute("campaign", &[Source::Link])];
        let provenance = Provenance {
            legal_basis: Basis::LegitimateInterest,
            notice: "Privacyverklaring 2017".to_owned(),
            collected_by: "Olist".to_owned(),
            purposes: vec![key("analysis"), key("publish")],
            retention_months: None,
            decided_at: None,
        };
        let notice = Notice::of_import(&profile, &questionnaire, &provenance);
        let purposes: Vec<_> = notice.purposes.iter().map(|purpose| (purpose.key.as_str(), purpose.basis)).collect();
        assert_eq!(purposes, [("analysis", Basis::LegitimateInterest), ("publish", Basis::Consent)]);
        assert!(notice.purposes[0].interest.as_ref().unwrap().get(Locale::Nl).starts_with("De Korenaar wil weten"));
        let kinds = notice.data_kinds.get(Locale::En);
        assert!(kinds.ends_with("Also: state.") && !kinds.contains("cookies"), "{kinds}");
        let own = Notice::draft(&profile, &questionnaire);
        assert!(own.data_kinds.get(Locale::Nl).ends_with("Ook: state, campaign."), "{:?}", own.data_kinds);
    }
}
