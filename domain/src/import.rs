//! The provenance of an import: on which basis, under which notice and by whom the answers were gathered.

#[cfg(feature = "texts")]
pub mod notice;

use crate::{
    calendar::Millis,
    consent::{Decision, State},
    error::{ErrorCode, FieldError, rule::RuleId},
    id::Key,
    notice::purpose::Basis,
    survey::Questionnaire,
};

/// What the importer states. Answers without it are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The basis of the base purpose.
    pub legal_basis: Basis,
    /// The notice under which the answers were gathered: its name, version or address.
    pub notice: String,
    /// Who gathered them.
    pub collected_by: String,
    /// The purposes that stand for every answer of the file.
    pub purposes: Vec<Key>,
    /// How long they are kept, in months from the import; the organisation's period where none is stated.
    pub retention_months: Option<u32>,
    /// When people decided; each answer's own time where none is stated.
    pub decided_at: Option<Millis>,
}

impl Provenance {
    /// Checks the statement against the survey it is for.
    ///
    /// # Errors
    /// Every field that is blank, every purpose the survey does not have, and a base purpose left out.
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

    /// The decisions of every answer of the file: the purposes named stand on the stated basis, every other of the
    /// survey counts as refused.
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
