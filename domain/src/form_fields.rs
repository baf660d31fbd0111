//! The fields of a submitted form, in their order.

use crate::{hash::Sha256Hash, submission_key::SubmissionKey, survey::reserved_keys::KEY};

/// The fields of a form as sent. Names may repeat, and the order is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormFields(pub Vec<(String, String)>);

impl FormFields {
    /// The first value of a field.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Whether a field has this value: for checkboxes and radio buttons when a form is shown again.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    /// The hash of the content: equal for equal submissions. It includes their key, so that the content cannot be
    /// guessed from the hash.
    pub fn content_hash(&self, key: &SubmissionKey) -> Sha256Hash {
        let mut fields: Vec<_> = self.0.iter().filter(|(name, value)| name != KEY && !value.is_empty()).collect();
        fields.sort();
        Sha256Hash::of_parts(&[&key.0, Sha256Hash::of_json(&fields).as_bytes()])
    }
}
