//! Surveys: the questionnaire, its immutable published versions and their content hash.

pub mod attribute;
#[cfg(feature = "texts")]
pub mod draft;
pub mod employee;
pub mod notice;
pub mod published;
pub mod question;
pub mod reserved_keys;
#[cfg(feature = "texts")]
pub mod template;
pub mod withheld;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use crate::{
    calendar::Millis,
    error::{ErrorCode, FieldError, expected::Expected, rule::RuleId},
    hash::Sha256Hash,
    id::{Key, OrganisationId, Slug, SurveyId, SurveyVersionId},
    locale::{Locale, LocalizedText},
    notice::{
        PublishedNotice,
        purpose::{self, Basis, Purpose},
    },
    survey::{
        attribute::{Attribute, MAX_ATTRIBUTES},
        question::{Question, QuestionKind},
        withheld::Withheld,
    },
};

/// The questions and purposes of a survey: the content of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The name, shown as the page's heading.
    pub title: LocalizedText,
    /// The languages of the survey, the default first.
    pub locales: Vec<Locale>,
    /// Full or light.
    pub mode: Mode,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The purposes, the base purpose first. Empty in light mode.
    pub purposes: Vec<Purpose>,
    /// The declared attributes of a response. Empty in light mode.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Attributes that are declared but withheld, and treated as not declared: see [`crate::survey::employee`]. They
    /// are not part of the content.
    #[serde(skip)]
    pub withheld: Vec<Withheld>,
}

/// Whether answers are personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SurveyMode, description = "Whether answers are personal data: `light` has no event, receipt or attribute."))]
pub enum Mode {
    /// Answers with a consent event and a receipt.
    Full,
    /// One closed question, no text, attribute or identifier: no personal data, and so no event and no receipt.
    Light,
}

/// A page of a survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The questions, in order.
    pub questions: Vec<Question>,
}

impl Questionnaire {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pages.iter().flat_map(|p| &p.questions)
    }

    /// The question with this key.
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions().find(|q| q.key.as_str() == key)
    }

    /// Whether a purpose is in force after a respondent sent the form with the `granted` purposes ticked. A purpose
    /// that needs no consent is always in force.
    pub fn stands(&self, purpose: &Key, granted: &[Key]) -> bool {
        let is_given = |known: &Purpose| known.is_base() || known.basis != Basis::Consent;
        granted.contains(purpose) || self.purpose(purpose.as_str()).is_some_and(is_given)
    }

    /// The attribute with this key.
    pub fn attribute(&self, key: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.key.as_str() == key)
    }

    /// The purpose with this key.
    pub fn purpose(&self, key: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|p| p.key.as_str() == key)
    }

    /// The purposes that have a checkbox.
    pub fn optional_purposes(&self) -> impl Iterator<Item = &Purpose> {
        self.purposes.iter().filter(|p| !p.is_base() && p.basis == Basis::Consent)
    }

    /// The optional purposes that are asked before the answers are sent: linking them to what is known of the
    /// respondent, and those for which an attribute is stored.
    pub fn purposes_before_sending(&self) -> impl Iterator<Item = &Purpose> {
        self.optional_purposes().filter(|purpose| self.is_asked_before_sending(&purpose.key))
    }

    /// The optional purposes that are asked once the answers are stored.
    pub fn purposes_after_sending(&self) -> impl Iterator<Item = &Purpose> {
        self.optional_purposes().filter(|purpose| !self.is_asked_before_sending(&purpose.key))
    }

    /// Whether the form itself asks for an optional purpose.
    pub fn is_asked_before_sending(&self, purpose: &Key) -> bool {
        purpose.as_str() == purpose::CONNECT || self.attributes.iter().any(|attribute| attribute.purpose == *purpose)
    }

    /// The headline question: the first question that has a score.
    pub fn headline(&self) -> Option<&Question> {
        self.questions().find(|q| q.kind.score_range().is_some())
    }

    /// The three items of the loyalty index. `None` unless the survey has exactly three.
    pub fn loyalty_items(&self) -> Option<[&Question; 3]> {
        let items: Vec<_> = self.questions().filter(|q| matches!(q.kind, QuestionKind::Loyalty(_))).collect();
        items.try_into().ok()
    }

    /// The language for answering: `wanted` if the survey offers it, otherwise the default.
    pub fn locale_or_default(&self, wanted: Option<Locale>) -> Locale {
        wanted.filter(|l| self.locales.contains(l)).or_else(|| self.locales.first().copied()).unwrap_or(Locale::Nl)
    }

    /// Checks the whole questionnaire and returns every error at once.
    ///
    /// # Errors
    /// Each error with the question key or field it concerns.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.locales.is_empty() {
            errors.push(FieldError::new("locales", ErrorCode::Required));
        }
        self.title.check("title", &self.locales, &mut errors);
        if self.questions().next().is_none() || self.pages.iter().any(|p| p.questions.is_empty()) {
            errors.push(FieldError::new("pages", ErrorCode::Required));
        }
        let questions: Vec<_> = self.questions().collect();
        for (i, question) in questions.iter().enumerate() {
            question.validate(&self.locales, &mut errors);
            let name = question.key.as_str();
            if questions[..i].iter().any(|other| other.key == question.key) {
                errors.push(FieldError::new(name, ErrorCode::Duplicate { name: name.to_owned() }));
            }
            if reserved_keys::RESERVED.contains(&name) {
                errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::NameOfForm }));
            }
        }
        self.validate_attributes(&mut errors);
        match self.mode {
            Mode::Light => self.validate_light(&questions, &mut errors),
            Mode::Full => self.validate_purposes(&mut errors),
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn validate_attributes(&self, errors: &mut Vec<FieldError>) {
        if self.mode == Mode::Light && !self.attributes.is_empty() {
            errors.push(FieldError::new("attributes", ErrorCode::Forbidden { rule: RuleId::LightNoAttributes }));
        }
        if self.attributes.len() > MAX_ATTRIBUTES {
            errors.push(FieldError::new("attributes", ErrorCode::TooManyChoices { max: MAX_ATTRIBUTES }));
        }
        for (i, attribute) in self.attributes.iter().enumerate() {
            let name = attribute.key.as_str();
            attribute.validate(&self.locales, &self.purposes, errors);
            attribute.validate_team(&self.attributes, errors);
            if self.question(name).is_some() || self.attributes[..i].iter().any(|other| other.key == attribute.key) {
                errors.push(FieldError::new(name, ErrorCode::Duplicate { name: name.to_owned() }));
            }
            if reserved_keys::RESERVED.contains(&name) {
                errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::NameOfForm }));
            }
        }
    }

    fn validate_light(&self, questions: &[&Question], errors: &mut Vec<FieldError>) {
        if questions.len() != 1 || questions.iter().any(|q| !q.kind.is_closed()) {
            errors.push(FieldError::new("mode", ErrorCode::Forbidden { rule: RuleId::LightOneQuestion }));
        }
        if !self.purposes.is_empty() {
            errors.push(FieldError::new("purposes", ErrorCode::Forbidden { rule: RuleId::LightNoPurposes }));
        }
    }

    fn validate_purposes(&self, errors: &mut Vec<FieldError>) {
        if !self.purposes.first().is_some_and(Purpose::is_base) {
            errors.push(FieldError::new("purposes", ErrorCode::Forbidden { rule: RuleId::AnalysisFirst }));
        }
        for (i, purpose) in self.purposes.iter().enumerate() {
            let name = purpose.key.as_str();
            purpose.text.check(name, &self.locales, errors);
            if self.purposes[..i].iter().any(|other| other.key == purpose.key) {
                errors.push(FieldError::new(name, ErrorCode::Duplicate { name: name.to_owned() }));
            }
            if purpose.basis == Basis::LegitimateInterest && purpose.interest.is_none() {
                errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::InterestNamed }));
            }
            if purpose.basis == Basis::Exempt {
                errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::OnlyCookiesExempt }));
            }
            if [purpose::CONTACT, purpose::PUBLISH, purpose::CONNECT].contains(&name) && purpose.basis != Basis::Consent {
                errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::NeedsConsent }));
            }
        }
    }

    /// SHA-256 over the RFC 8785 form of the content. It identifies a version.
    pub fn content_hash(&self) -> Sha256Hash {
        Sha256Hash::of_json(self)
    }
}

/// Whether a survey takes answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum SurveyStatus {
    /// Not open yet.
    Draft,
    /// It accepts responses.
    Open,
    /// It no longer accepts responses.
    Closed,
}

impl SurveyStatus {
    /// The name in storage and addresses.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::SurveyStatus }
    }
}

/// A survey, independent of its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The identifier.
    pub id: SurveyId,
    /// The organisation that owns the survey.
    pub organisation: OrganisationId,
    /// The name in addresses, unique in the installation.
    pub slug: Slug,
    /// Whether it accepts responses.
    pub status: SurveyStatus,
    /// The current version. `None` if it was never published.
    pub current_version: Option<SurveyVersionId>,
    /// The time at which it was created.
    pub created_at: Millis,
}

/// A published, immutable version of a survey, with its notice.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyVersion {
    /// The identifier.
    pub id: SurveyVersionId,
    /// The survey of this version.
    pub survey: SurveyId,
    /// 1, 2, 3 …
    pub number: u32,
    /// The content.
    pub questionnaire: Questionnaire,
    /// SHA-256 of the content.
    pub content_hash: Sha256Hash,
    /// The notice shown beside it.
    pub notice: PublishedNotice,
    /// The time of publication.
    pub published_at: Millis,
}
