//! Validation errors as codes with the field they concern. Their texts are in the messages of `app` and the texts of
//! `domain`.

/// The methods of an id with a text in both languages. Programs receive the English text.
macro_rules! texts_by_id {
    ($name:ident) => {
        impl $name {
            /// Every id.
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The id of its texts.
            pub fn id(self) -> &'static str {
                self.into()
            }

            /// Its text in Dutch.
            #[cfg(feature = "texts")]
            pub fn dutch(self) -> String {
                crate::catalogue::DUTCH.say(self.id(), &[])
            }

            /// Its text in English.
            #[cfg(feature = "texts")]
            pub fn english(self) -> String {
                crate::catalogue::ENGLISH.say(self.id(), &[])
            }
        }

        /// The text in English. The browser has no texts, so there it is the id.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #[cfg(feature = "texts")]
                return f.write_str(&self.english());
                #[cfg(not(feature = "texts"))]
                f.write_str(self.id())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

pub mod expected;
pub mod rule;

use serde::Serialize;

use crate::error::{expected::Expected, rule::RuleId};

/// An error and its field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{field}: {code}")]
pub struct FieldError {
    /// The field, question key or column, as the caller named it.
    pub field: String,
    /// The error.
    pub code: ErrorCode,
}

impl FieldError {
    /// An error about one field.
    pub fn new(field: impl Into<String>, code: ErrorCode) -> Self {
        Self { field: field.into(), code }
    }
}

/// The error of a value, with the limits that help to correct it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ErrorCode {
    /// A required value is missing.
    #[error("a value is required")]
    Required,
    /// The value is not a whole number.
    #[error("not a whole number")]
    NotAWholeNumber,
    /// The value is not a finite number.
    #[error("not a number")]
    NotANumber,
    /// A number with two readings: a mark between thousands, or before decimals.
    #[error("could be {thousands} or {decimal}")]
    AmbiguousNumber {
        /// The number if the mark is between thousands, with a point before decimals.
        thousands: String,
        /// The number if the mark is before decimals, in the same notation.
        decimal: String,
    },
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
    /// More than one value for a question with a single value.
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
    /// A malformed value.
    #[error("expected {expected}")]
    Invalid {
        /// The expected form.
        expected: Expected,
    },
    /// The same name occurs twice where it must be unique.
    #[error("stands twice: {name}")]
    Duplicate {
        /// The name that occurs twice.
        name: String,
    },
    /// A text is missing in a language of the organisation.
    #[error("no text in {locale}")]
    MissingText {
        /// The language's BCP 47 tag.
        locale: &'static str,
    },
    /// A colour on which white text is not readable (contrast under 4.5 : 1).
    #[error("contrast with white is under 4.5 : 1")]
    LowContrast,
    /// The word "anonymous" where a receipt, a link or an exact time exists (consent rules, notice).
    #[error("must not be called anonymous")]
    NotAnonymous,
    /// A combination that the rules forbid.
    #[error("{rule}")]
    Forbidden {
        /// The rule that forbids it.
        rule: RuleId,
    },
    /// A breach of one of the numbered rules of consent (those that are tested one by one).
    #[error("rule {number}: {what}")]
    Rule {
        /// The rule's number, 1 to 30.
        number: u8,
        /// The error.
        what: RuleId,
    },
    /// A breach of one of those rules by a text, a tag or a party that is named.
    #[error("rule {number}: “{found}”: {what}")]
    Breach {
        /// The rule's number, 1 to 30.
        number: u8,
        /// What is wrong, and what to do.
        what: RuleId,
        /// The text, tag or party.
        found: String,
    },
    /// Something in a notice that is allowed and worth a second look.
    #[error("unusual: “{found}”: {what}")]
    Unusual {
        /// What is unusual.
        what: RuleId,
        /// The text, tag or party.
        found: String,
    },
    /// A condition on a key that is no question or attribute of the survey.
    #[error("the survey has no question or attribute {key}")]
    NotInSurvey {
        /// The name in the condition.
        key: String,
    },
    /// A condition on a question whose answers are texts or numbers, because nearly all answers differ.
    #[error("{key} is answered with a text or a number, by which answers cannot be filtered")]
    NotFilteredBy {
        /// The question.
        key: String,
    },
    /// A decision that does not match its control.
    #[error("does not go with {control}")]
    NotOfControl {
        /// The name of the control.
        control: &'static str,
    },
}

#[cfg(all(test, feature = "texts"))]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Each id with its Dutch and its English text.
    fn texts() -> Vec<(&'static str, String, String)> {
        let expected = Expected::ALL.iter().map(|one| (one.id(), one.dutch(), one.english()));
        expected.chain(RuleId::ALL.iter().map(|one| (one.id(), one.dutch(), one.english()))).collect()
    }

    #[test]
    fn every_id_has_a_text_in_both_languages_and_every_text_has_an_id() {
        let texts = texts();
        let ids: BTreeSet<_> = texts.iter().map(|(id, ..)| *id).collect();
        for file in [include_str!("../messages/nl/rules.ftl"), include_str!("../messages/en/rules.ftl")] {
            let in_file: BTreeSet<_> = file.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id).collect();
            assert_eq!(in_file, ids);
        }
        // Otherwise two ids would have the same meaning.
        assert_eq!(texts.iter().map(|(_, _, english)| english).collect::<BTreeSet<_>>().len(), texts.len());
        for (id, dutch, english) in texts {
            assert!(!dutch.is_empty() && dutch != english, "{id} is not Dutch");
        }
    }

    #[test]
    fn programs_are_told_the_english_text() {
        let code = ErrorCode::Invalid { expected: Expected::Period };
        assert_eq!(code.to_string(), "expected day, week, month or quarter");
        let json = serde_json::json!({ "code": "invalid", "expected": "day, week, month or quarter" });
        assert_eq!(serde_json::to_value(&code).unwrap(), json);
        let code = ErrorCode::Rule { number: 14, what: RuleId::ItemProvider };
        assert_eq!(code.to_string(), "rule 14: who stores it is missing");
        let json = serde_json::json!({ "code": "rule", "number": 14, "what": "who stores it is missing" });
        assert_eq!(serde_json::to_value(&code).unwrap(), json);
        let code = ErrorCode::Forbidden { rule: RuleId::ClosedNotApplicable };
        let json = serde_json::json!({ "code": "forbidden", "rule": "only a closed question offers \"not applicable\"" });
        assert_eq!(serde_json::to_value(&code).unwrap(), json);
    }
}
