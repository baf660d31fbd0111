//! Notices: what a person is told before deciding, in immutable versions with a hash over every text.

mod changes;

pub use changes::FieldChange;
use serde::{Deserialize, Serialize};

use crate::{
    consent::NoticeReference,
    error::{ErrorCode, FieldError},
    id::NoticeVersionId,
    locale::{Locale, LocalizedText},
    organisation::OrganisationProfile,
    provenance::Provenance,
    purpose::{Basis, Purpose},
    receipt::Sha256Hash,
    survey::{Mode, Questionnaire},
    website::WebsiteNotice,
    wording,
};

/// The content of a notice (GDPR art. 13): the same facts in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The controller's name.
    pub controller: String,
    /// How to reach the controller.
    pub contact: String,
    /// How to reach the privacy officer.
    pub privacy_officer: String,
    /// The languages it is written in.
    pub locales: Vec<Locale>,
    /// The purposes, each with its basis.
    pub purposes: Vec<Purpose>,
    /// Which data are stored.
    pub data_kinds: LocalizedText,
    /// Who receives them.
    pub recipients: LocalizedText,
    /// Where they are stored.
    pub storage_place: LocalizedText,
    /// Transfers outside the European Economic Area, and the safeguard.
    pub transfers: LocalizedText,
    /// How long they are kept, in months.
    pub retention_months: u32,
    /// Whether answering is required.
    pub answering_required: LocalizedText,
    /// The source of data that the person did not give.
    pub linked_data: LocalizedText,
    /// The rights and how to use them, with how to withdraw or object.
    pub rights: LocalizedText,
    /// The complaint to the authority.
    pub complaint: LocalizedText,
    /// For answers gathered elsewhere: under which notice and by whom, as their provenance states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<StatedNotice>,
    /// For a website: what its notice shows, and what it stores in browsers. Left out of the bytes of any other notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebsiteNotice>,
}

/// A notice that was given elsewhere, as the provenance of an import states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedNotice {
    /// The notice: its name, version or address.
    pub notice: String,
    /// Who gathered the answers.
    pub collected_by: String,
}

/// A published, immutable version of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedNotice {
    /// Its identifier.
    pub id: NoticeVersionId,
    /// 1, 2, 3 … within its survey or website.
    pub number: u32,
    /// SHA-256 over the content.
    pub hash: Sha256Hash,
    /// The content.
    pub notice: Notice,
}

impl PublishedNotice {
    /// How an event refers to it.
    pub const fn reference(&self) -> NoticeReference {
        NoticeReference { id: self.id, version: self.number, hash: self.hash }
    }
}

impl Notice {
    /// The notice of a survey, with sound texts for an installation that stores on its own machine.
    pub fn draft(profile: &OrganisationProfile, questionnaire: &Questionnaire) -> Self {
        let texts = wording::notice(profile.address_form, questionnaire);
        Self {
            controller: profile.name.clone(),
            contact: profile.contact.clone(),
            privacy_officer: profile.privacy_officer.clone(),
            locales: questionnaire.locales.clone(),
            purposes: questionnaire.purposes.clone(),
            data_kinds: texts.data_kinds,
            recipients: texts.recipients,
            storage_place: texts.storage_place,
            transfers: texts.transfers,
            retention_months: profile.retention_months,
            answering_required: texts.answering_required,
            linked_data: texts.linked_data,
            rights: texts.rights,
            complaint: texts.complaint,
            stated: None,
            website: None,
        }
    }

    /// The notice of an import: the survey's, with the statement under which the answers were gathered.
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

    /// Checks that nothing is missing, in any language, and that nothing forbidden is said.
    ///
    /// # Errors
    /// Every gap, by field.
    pub fn check(&self, mode: Mode) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        for (field, text) in
            [("controller", &self.controller), ("contact", &self.contact), ("privacy_officer", &self.privacy_officer)]
        {
            if text.trim().is_empty() {
                errors.push(FieldError::new(field, ErrorCode::Required));
            }
        }
        if self.locales.is_empty() {
            errors.push(FieldError::new("locales", ErrorCode::Required));
        }
        for (field, text) in self.texts() {
            text.check(field, &self.locales, &mut errors);
            if mode == Mode::Full && text.iter().any(|(_, t)| says_anonymous(t)) {
                errors.push(FieldError::new(field, ErrorCode::NotAnonymous));
            }
        }
        for purpose in &self.purposes {
            purpose.text.check(purpose.key.as_str(), &self.locales, &mut errors);
            if mode == Mode::Full && purpose.text.iter().any(|(_, t)| says_anonymous(t)) {
                errors.push(FieldError::new(purpose.key.as_str(), ErrorCode::NotAnonymous));
            }
            if self.website.is_none() && purpose.basis == Basis::Exempt {
                let code = ErrorCode::Forbidden { rule: "only cookies can be exempt from consent" };
                errors.push(FieldError::new(purpose.key.as_str(), code));
            }
        }
        if let Some(website) = &self.website {
            website.check(self, &mut errors);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Whether it is of light mode: what is stored under it is not about anybody, has no purpose to name and is not erased.
    pub const fn is_light(&self) -> bool {
        self.purposes.is_empty()
    }

    /// After how many months what is stored under it is erased; none in light mode, whose answers stay.
    pub const fn erased_after(&self) -> Option<u32> {
        if self.is_light() { None } else { Some(self.retention_months) }
    }

    /// SHA-256 over the RFC 8785 form of the content.
    pub fn content_hash(&self) -> Sha256Hash {
        Sha256Hash::of_json(self)
    }

    fn texts(&self) -> [(&'static str, &LocalizedText); 8] {
        [
            ("data_kinds", &self.data_kinds),
            ("recipients", &self.recipients),
            ("storage_place", &self.storage_place),
            ("transfers", &self.transfers),
            ("answering_required", &self.answering_required),
            ("linked_data", &self.linked_data),
            ("rights", &self.rights),
            ("complaint", &self.complaint),
        ]
    }
}

pub(crate) fn says_anonymous(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["anoniem", "anonim", "anonym"].iter().any(|word| lower.contains(word))
}
