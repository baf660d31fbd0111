//! What programs are told when a request is refused: the title, the detail, and the text of each error.

use domain::{
    account::api_key::Scope,
    error::{ErrorCode, FieldError, expected::Expected},
    locale::{AddressForm, Locale},
};

use crate::{
    error_text::{self, told},
    message::Message,
    messages::Words,
};

/// Why a request of a program is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiProblem {
    /// What a browser would see as an error page.
    Message(Message),
    /// The body is not JSON: the line and column of the error, from 1.
    Json {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// Members stand twice.
    Twice,
    /// The API key is missing or no longer valid.
    Key,
    /// The API key lacks this scope.
    Scope(Scope),
    /// Parameters of the address are not valid.
    Parameters,
    /// There is a body, but all parameters belong in the address.
    Body,
    /// Members of a response are not valid.
    Content,
    /// Another response was sent under the same idempotency key.
    KeyReused,
    /// The limit of exports is reached.
    TooManyExports,
    /// The survey is closed.
    Closed,
    /// Members of a decision are not valid.
    Decision,
    /// Another decision was sent under the same idempotency key.
    DecisionReused,
    /// The decision was recorded, and something else decided since.
    Superseded,
    /// Members of a question about what stands are not valid.
    Standing,
    /// No event with this id was ever recorded.
    UnknownEvent,
    /// Members of a withdrawal are not valid.
    Withdrawal,
    /// There is no file to fetch.
    NoFile,
}

impl ApiProblem {
    /// What is wrong, in one sentence.
    pub fn title(self, locale: Locale) -> String {
        Words::new(locale, AddressForm::Formal).say(self.ids().0)
    }

    /// What happened and what to do, where the title and the errors do not say it.
    pub fn detail(self, locale: Locale) -> Option<String> {
        let words = Words::new(locale, AddressForm::Formal);
        let id = self.ids().1?;
        Some(match self {
            Self::Json { line, column } => {
                words.say_with(id, &[("line", line.to_string().into()), ("column", column.to_string().into())])
            }
            Self::Scope(scope) => words.say_with(id, &[("scope", scope.name().into())]),
            _ => words.say(id),
        })
    }

    const fn ids(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Message(message) => of_message(message),
            Self::Json { .. } => ("problem-json", Some("problem-json-text")),
            Self::Twice => ("problem-twice", Some("problem-twice-text")),
            Self::Key => ("problem-key", Some("problem-key-text")),
            Self::Scope(_) => ("problem-scope", Some("problem-scope-text")),
            Self::Parameters => ("problem-parameters", None),
            Self::Body => ("problem-body", Some("problem-body-text")),
            Self::Content => ("problem-content", None),
            Self::KeyReused => ("problem-key-reused", Some("problem-key-reused-text")),
            Self::TooManyExports => ("problem-exports", Some("problem-exports-text")),
            Self::Closed => ("problem-closed", Some("problem-closed-text")),
            Self::Decision => ("problem-decision", None),
            Self::DecisionReused => ("problem-decision-reused", Some("problem-decision-reused-text")),
            Self::Superseded => ("problem-superseded", Some("problem-superseded-text")),
            Self::Standing => ("problem-standing", None),
            Self::UnknownEvent => ("problem-unknown-event", Some("problem-unknown-event-text")),
            Self::Withdrawal => ("problem-withdrawal", None),
            Self::NoFile => ("problem-no-file", None),
        }
    }
}

/// The words for programs where a browser gets an error page.
const fn of_message(message: Message) -> (&'static str, Option<&'static str>) {
    match message {
        Message::NotFound => ("problem-not-found", Some("problem-not-found-text")),
        Message::Forbidden => ("problem-origin", Some("problem-origin-text")),
        Message::NotAllowed => ("problem-not-allowed", Some("problem-not-allowed-text")),
        Message::TooLarge => ("problem-too-large", Some("problem-too-large-text")),
        Message::TooMany => ("problem-too-many", Some("problem-too-many-text")),
        Message::Unavailable | Message::Busy => ("problem-unavailable", Some("problem-unavailable-text")),
        Message::Internal => ("problem-internal", Some("problem-internal-text")),
        Message::MethodNotAllowed => ("problem-method", Some("problem-method-text")),
        Message::UnsupportedMedia => ("problem-media", Some("problem-media-text")),
        Message::Timeout => ("problem-timeout", Some("problem-timeout-text")),
        // The privacy desk is not for programs.
        Message::BadRequest | Message::RequestClosed | Message::NotIdentified | Message::NotExtendable => {
            ("problem-bad-request", Some("problem-bad-request-text"))
        }
    }
}

/// The text of an error of a member or parameter.
pub fn error_text(locale: Locale, error: &FieldError) -> String {
    let words = Words::new(locale, AddressForm::Formal);
    match &error.code {
        ErrorCode::Required => words.say("problem-error-required"),
        ErrorCode::NotAWholeNumber => words.say("problem-error-whole-number"),
        // Programs write numbers in one way, so none is in doubt.
        ErrorCode::NotANumber | ErrorCode::AmbiguousNumber { .. } => words.say("problem-error-number"),
        ErrorCode::OutOfRange { min, max } if min == "−∞" => {
            words.say_with("problem-error-most", &[("max", max.as_str().into())])
        }
        ErrorCode::OutOfRange { min, max } if max == "∞" => {
            words.say_with("problem-error-least", &[("min", min.as_str().into())])
        }
        ErrorCode::OutOfRange { min, max } => {
            words.say_with("problem-error-range", &[("min", min.as_str().into()), ("max", max.as_str().into())])
        }
        ErrorCode::UnknownChoice => words.say("problem-error-choice"),
        ErrorCode::TooManyChoices { max } => words.say_with("problem-error-too-many", &[("max", max.to_string().into())]),
        ErrorCode::TooLong { max, length } => {
            let values = [("max", max.to_string().into()), ("length", length.to_string().into())];
            words.say_with("problem-error-too-long", &values)
        }
        ErrorCode::Repeated => words.say("problem-error-repeated"),
        ErrorCode::UnknownField => words.say_with("problem-error-unknown", &[("field", error.field.as_str().into())]),
        ErrorCode::UnknownPurpose => words.say("problem-error-purpose"),
        ErrorCode::ContactRequired => words.say("problem-error-contact"),
        ErrorCode::InvalidEmail => words.say("problem-error-email"),
        ErrorCode::InvalidPhone => words.say("problem-error-phone"),
        ErrorCode::Invalid { expected } => {
            let expected = told(&words, *expected, Expected::dutch, Expected::english);
            words.say_with("problem-error-expected", &[("expected", expected.into())])
        }
        ErrorCode::Duplicate { name } => words.say_with("problem-error-twice", &[("name", name.as_str().into())]),
        // Their words are the same for everybody.
        ErrorCode::MissingText { .. }
        | ErrorCode::LowContrast
        | ErrorCode::NotAnonymous
        | ErrorCode::Forbidden { .. }
        | ErrorCode::Rule { .. }
        | ErrorCode::Breach { .. }
        | ErrorCode::Unusual { .. }
        | ErrorCode::NotInSurvey { .. }
        | ErrorCode::NotFilteredBy { .. }
        | ErrorCode::NotOfControl { .. } => error_text::text(&words, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_in_their_own_words() {
        for message in Message::ALL {
            let problem = ApiProblem::Message(message);
            for (locale, form) in [(Locale::En, "form"), (Locale::Nl, "formulier")] {
                let said = format!("{} {}", problem.title(locale), problem.detail(locale).unwrap());
                assert!(!said.contains(form), "{said}");
            }
        }
        let text = |code| error_text(Locale::En, &FieldError::new("answers.recommend", code));
        assert_eq!(text(ErrorCode::Required), "A value is required.");
        assert_eq!(text(ErrorCode::UnknownField), "There is no `answers.recommend` here.");
        assert_eq!(text(ErrorCode::Duplicate { name: "locale".into() }), "The name “locale” is used twice.");
        let range = |min: &str, max: &str| text(ErrorCode::OutOfRange { min: min.into(), max: max.into() });
        assert_eq!(range("0", "10"), "Must be from 0 to 10.");
        assert_eq!(range("2026-01-01", "∞"), "Must be 2026-01-01 or more.");
        assert_eq!(range("−∞", "9"), "Must be 9 or less.");
    }

    #[test]
    fn every_problem_has_words_in_both_languages() {
        let problems = [
            ApiProblem::Json { line: 3, column: 14 },
            ApiProblem::Twice,
            ApiProblem::Key,
            ApiProblem::Scope(Scope::Submit),
            ApiProblem::Parameters,
            ApiProblem::Body,
            ApiProblem::Content,
            ApiProblem::KeyReused,
            ApiProblem::TooManyExports,
            ApiProblem::Closed,
            ApiProblem::Decision,
            ApiProblem::DecisionReused,
            ApiProblem::Superseded,
            ApiProblem::Withdrawal,
            ApiProblem::NoFile,
        ];
        for problem in problems {
            // A missing message or variable panics in a test.
            let said = |locale| (problem.title(locale), problem.detail(locale));
            assert_ne!(said(Locale::Nl), said(Locale::En));
        }
        assert!(problems[0].detail(Locale::En).unwrap().contains("line 3, column 14"));
    }
}
