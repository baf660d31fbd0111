//! The provenance of an import: the legal basis, the notice and the collector of the answers.

#[cfg(feature = "texts")]
pub mod notice;
pub mod status;

use crate::{
    calendar::Millis,
    consent::{Decision, State},
    error::{ErrorCode, FieldError, rule::RuleId},
    id::Key,
    notice::purpose::Basis,
    survey::Questionnaire,
};

/// The statement of the importer. Answers without it are rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The legal basis of the base purpose.
    pub legal_basis: Basis,
    /// The notice under which the answers were collected: its name, version or address.
    pub notice: String,
    /// The organisation that collected the answers.
    pub collected_by: String,
    /// The purposes that are in force for every answer of the file.
    pub purposes: Vec<Key>,
    /// The retention period in months from the import. `None` means the period of the organisation.
    pub retention_months: Option<u32>,
    /// The time of the decisions. `None` means the time of each answer.
    pub decided_at: Option<Millis>,
}

impl Provenance {
    /// Checks the statement against its survey.
    ///
    /// # Errors
    /// Every blank field, every purpose that the survey does not have, and a missing base purpose.
    pub fn validate(&self, questionnaire: &Questionnaire) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        for (field, text) in [("notice", &self.notice), ("collected_by", &self.collected_by)] {
            if text.trim().is_empty() {
                errors.push(FieldError::new(field, ErrorCode::Required));
            }
        }
        if self.legal_basis == Basis::Exempt {
            errors.push(FieldError::new("legal_basis", ErrorCode::Forbidden { rule: RuleId::OnlyCookiesExempt }));
        }
        for (i, key) in self.purposes.iter().enumerate() {
            if questionnaire.purpose(key.as_str()).is_none() {
                errors.push(FieldError::new(format!("purposes: {key}"), ErrorCode::UnknownPurpose));
            }
            if self.purposes[..i].contains(key) {
                errors.push(FieldError::new("purposes", ErrorCode::Duplicate { name: key.to_string() }));
            }
        }
        if !self.purposes.iter().any(|k| k.as_str() == crate::notice::purpose::ANALYSIS) {
            errors.push(FieldError::new("purposes", ErrorCode::Forbidden { rule: RuleId::ImportAnalysis }));
        }
        if self.retention_months.is_some_and(|m| !(1..=120).contains(&m)) {
            errors.push(FieldError::new("retention", ErrorCode::OutOfRange { min: "1".into(), max: "120".into() }));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The decisions of every answer of the file. The stated purposes have the stated basis, and all other purposes of
    /// the survey are refused.
    pub fn decisions(&self, questionnaire: &Questionnaire) -> Vec<Decision> {
        questionnaire
            .purposes
            .iter()
            .map(|purpose| {
                let basis = if purpose.is_base() { self.legal_basis } else { purpose.basis };
                let named = self.purposes.contains(&purpose.key);
                Decision { purpose: purpose.key.clone(), basis, state: State::initial(basis, named) }
            })
            .collect()
    }
}
