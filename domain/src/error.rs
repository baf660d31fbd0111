//! Validation errors as codes with the field they concern. The words are the message catalogue's, not ours.

use serde::Serialize;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{field}: {code}")]
pub struct FieldError {
    /// The field, question key or column it concerns, as the caller named it.
    pub field: String,
    /// What is wrong.
    pub code: ErrorCode,
}

impl FieldError {
    /// An error about one field.
    pub fn new(field: impl Into<String>, code: ErrorCode) -> Self {
        Self { field: field.into(), code }
    }
}

/// What can be wrong with a value. Limits that help to mend it travel along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ErrorCode {
    /// Nothing was given where something is needed.
    #[error("a value is required")]
    Required,
    /// The value is not a whole number.
    #[error("not a whole number")]
    NotAWholeNumber,
    /// The value is not a finite number.
    #[error("not a number")]
    NotANumber,
    /// A number outside its range, both ends included.
    #[error("must be from {min} to {max}")]
    OutOfRange {
        /// The lowest value allowed.
        min: String,
        /// The highest value allowed.
        max: String,
    },
    /// A choice that the question does not offer.
    #[error("not one of the choices")]
    UnknownChoice,
    /// More choices than the question allows.
    #[error("at most {max} choices")]
    TooManyChoices {
        /// The number of choices allowed.
        max: usize,
    },
    /// A text longer than allowed, counted in characters.
    #[error("{length} characters, at most {max}")]
    TooLong {
        /// The number of characters allowed.
        max: usize,
        /// The number of characters given.
        length: usize,
    },
    /// More than one value for a question that takes one.
    #[error("more than one value")]
    Repeated,
    /// A field that the form, survey or file does not have.
    #[error("unknown field")]
    UnknownField,
    /// A purpose that the survey does not offer as a choice.
    #[error("unknown purpose")]
    UnknownPurpose,
    /// Neither an e-mail address nor a telephone number was given.
    #[error("an e-mail address or a telephone number is required")]
    ContactRequired,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    InvalidEmail,
    /// Not a telephone number.
    #[error("not a telephone number")]
    InvalidPhone,
    /// Not well formed; the text says what was expected.
    #[error("expected {expected}")]
    Invalid {
        /// What was expected, in English.
        expected: &'static str,
    },
    /// The same name stands twice where it must be unique.
    #[error("stands twice: {name}")]
    Duplicate {
        /// The name that stands twice.
        name: String,
    },
    /// A text is missing in a language of the organisation.
    #[error("no text in {locale}")]
    MissingText {
        /// The language's BCP 47 tag.
        locale: &'static str,
    },
    /// A colour on which white text cannot be read (contrast under 4.5 : 1).
    #[error("contrast with white is under 4.5 : 1")]
    LowContrast,
    /// The word "anonymous" where a receipt, a link or an exact time exists (consent rules, notice).
    #[error("must not be called anonymous")]
    NotAnonymous,
    /// A combination that the rules forbid; the text says which.
    #[error("{rule}")]
    Forbidden {
        /// The rule, in English.
        rule: &'static str,
    },
    /// A breach of one of the numbered rules of consent (those that are tested one by one); the text says what is wrong.
    #[error("rule {number}: {what}")]
    Rule {
        /// The rule's number, 1 to 30.
        number: u8,
        /// What is wrong, in English.
        what: &'static str,
    },
    /// A condition on something that the survey neither asks nor declares.
    #[error("the survey has no question or attribute {key}")]
    NotInSurvey {
        /// The name that was given.
        key: String,
    },
    /// A condition on a question whose answers are texts or numbers, of which nearly each is another.
    #[error("{key} is answered with a text or a number, by which answers cannot be filtered")]
    NotFilteredBy {
        /// The question.
        key: String,
    },
    /// What was decided does not go with the control it was decided by.
    #[error("does not go with {control}")]
    NotOfControl {
        /// The control's name.
        control: &'static str,
    },
}
