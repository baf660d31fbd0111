//! What an organisation states in its notices of recipients, storage and transfers, in place of the standard texts.

use serde::{Deserialize, Serialize};

use crate::{
    error::{ErrorCode, FieldError, expected::Expected},
    locale::{Locale, LocalizedText},
};

/// The most characters of a stated text. A list of processors with their places fits.
pub const MAX_CHARACTERS: usize = 500;

/// Texts of notices that depend on where an organisation has its data (GDPR art. 13(1)(e) and (f)). What it does not state is said by
/// the standard texts: of an installation on a server of its own, without recipients.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatedTexts {
    /// Who receives data besides the organisation, such as a host that processes them for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<LocalizedText>,
    /// Where the data are stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_place: Option<LocalizedText>,
    /// Whether data leave the European Economic Area, and under which safeguard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfers: Option<LocalizedText>,
}

impl StatedTexts {
    /// Whether every text is the standard one.
    pub const fn is_empty(&self) -> bool {
        self.recipients.is_none() && self.storage_place.is_none() && self.transfers.is_none()
    }

    /// Each text with its field.
    pub const fn fields(&self) -> [(&'static str, &Option<LocalizedText>); 3] {
        [("recipients", &self.recipients), ("storage_place", &self.storage_place), ("transfers", &self.transfers)]
    }

    /// Adds each error with its field: a text must be there in every language of the organisation, and be one line.
    pub(super) fn check(&self, locales: &[Locale], errors: &mut Vec<FieldError>) {
        for (field, text) in self.fields() {
            let Some(text) = text else { continue };
            text.check(field, locales, errors);
            for (_, text) in text.iter() {
                let length = text.chars().count();
                if length > MAX_CHARACTERS {
                    errors.push(FieldError::new(field, ErrorCode::TooLong { max: MAX_CHARACTERS, length }));
                }
                if text.chars().any(char::is_control) {
                    errors.push(FieldError::new(field, ErrorCode::Invalid { expected: Expected::Line }));
                }
            }
        }
    }
}
