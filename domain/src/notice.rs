//! Notices: the information shown before a decision, in immutable versions with a hash over every text.

pub mod changes;
pub mod purpose;
#[cfg(feature = "texts")]
pub mod standard_texts;
pub mod website;

pub use changes::FieldChange;
use serde::{Deserialize, Serialize};

use crate::{
    error::{ErrorCode, FieldError, rule::RuleId},
    hash::Sha256Hash,
    id::NoticeVersionId,
    locale::{Locale, LocalizedText},
    notice::{
        purpose::{Basis, Purpose},
        website::WebsiteNotice,
    },
};

/// The content of a notice (GDPR art. 13): the same facts in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The name of the controller.
    pub controller: String,
    /// The contact details of the controller.
    pub contact: String,
    /// The contact details of the privacy officer.
    pub privacy_officer: String,
    /// The languages of the notice.
    pub locales: Vec<Locale>,
    /// The purposes, each with its legal basis.
    pub purposes: Vec<Purpose>,
    /// The kinds of data that are stored.
    pub data_kinds: LocalizedText,
    /// The recipients of the data.
    pub recipients: LocalizedText,
    /// The place of storage.
    pub storage_place: LocalizedText,
    /// Transfers outside the European Economic Area, and the safeguard.
    pub transfers: LocalizedText,
    /// The retention period in months.
    pub retention_months: u32,
    /// Whether an answer is required.
    pub answering_required: LocalizedText,
    /// The source of data that the data subject did not provide.
    pub linked_data: LocalizedText,
    /// The rights and how to use them, including how to withdraw or object.
    pub rights: LocalizedText,
    /// The right to complain to the authority.
    pub complaint: LocalizedText,
    /// For answers collected elsewhere: the notice and the collector that their provenance states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<StatedNotice>,
    /// For a website: the texts of its notice, and what it stores in browsers. Absent from the bytes of any other
    /// notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebsiteNotice>,
}

/// A notice that was shown elsewhere, according to the provenance of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedNotice {
    /// The name, version or address of the notice.
    pub notice: String,
    /// The organisation that collected the answers.
    pub collected_by: String,
}

/// A published, immutable version of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedNotice {
    /// The identifier.
    pub id: NoticeVersionId,
    /// 1, 2, 3 … within its survey or website.
    pub number: u32,
    /// SHA-256 over the content.
    pub hash: Sha256Hash,
    /// The content.
    pub notice: Notice,
}

impl PublishedNotice {
    /// The reference to this notice in an event.
    pub const fn reference(&self) -> NoticeReference {
        NoticeReference { id: self.id, version: self.number, hash: self.hash }
    }
}

impl Notice {
    /// Checks that no text is missing in any language. Also checks that no text says anonymous, because answers with a
    /// purpose are not anonymous.
    ///
    /// # Errors
    /// Each missing or forbidden text, with its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        self.check_texts(says_anonymous)
    }

    /// Checks a notice of light mode, whose answers are anonymous.
    ///
    /// # Errors
    /// Each missing text, with its field.
    pub fn check_light(&self) -> Result<(), Vec<FieldError>> {
        self.check_texts(|_| false)
    }

    fn check_texts(&self, is_refused: fn(&str) -> bool) -> Result<(), Vec<FieldError>> {
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
            if text.iter().any(|(_, text)| is_refused(text)) {
                errors.push(FieldError::new(field, ErrorCode::NotAnonymous));
            }
        }
        for purpose in &self.purposes {
            purpose.text.check(purpose.key.as_str(), &self.locales, &mut errors);
            if purpose.text.iter().any(|(_, text)| is_refused(text)) {
                errors.push(FieldError::new(purpose.key.as_str(), ErrorCode::NotAnonymous));
            }
            if self.website.is_none() && purpose.basis == Basis::Exempt {
                let code = ErrorCode::Forbidden { rule: RuleId::OnlyCookiesExempt };
                errors.push(FieldError::new(purpose.key.as_str(), code));
            }
        }
        if let Some(website) = &self.website {
            website.check(self, &mut errors);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Whether it is a notice of light mode. Its answers are not personal data, have no purpose and are not erased.
    pub const fn is_light(&self) -> bool {
        self.purposes.is_empty()
    }

    /// The number of months after which the data are erased. `None` in light mode, whose answers are kept.
    pub const fn erased_after(&self) -> Option<u32> {
        if self.is_light() { None } else { Some(self.retention_months) }
    }

    /// SHA-256 over the RFC 8785 form of the content.
    pub fn content_hash(&self) -> Sha256Hash {
        Sha256Hash::of_json(self)
    }

    /// The texts that every notice has, with their fields.
    pub(crate) fn texts(&self) -> [(&'static str, &LocalizedText); 8] {
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

/// A reference to the notice that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeReference {
    /// The identifier of the version.
    pub id: NoticeVersionId,
    /// The number of the version.
    pub version: u32,
    /// SHA-256 over all texts of the notice.
    pub hash: Sha256Hash,
}
