//! Notices: what a person is told before deciding, in immutable versions with a hash over every text.

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
    /// Checks that nothing is missing, in any language, and that nothing forbidden is said: answers that carry a purpose are not
    /// anonymous, so no text may say so.
    ///
    /// # Errors
    /// Every gap, by field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        self.check_texts(says_anonymous)
    }

    /// The same for light mode, whose answers are anonymous.
    ///
    /// # Errors
    /// Every gap, by field.
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

/// A reference to the notice that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeReference {
    /// The version's identifier.
    pub id: NoticeVersionId,
    /// The version's number.
    pub version: u32,
    /// SHA-256 over all its texts.
    pub hash: Sha256Hash,
}
