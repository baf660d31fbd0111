//! A query of the results of a survey, saved under a name and a short address. It stores no figures: opening it runs
//! the query again, with the rights of the current account.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    id::SurveyId,
    response::filter::Condition,
    results::span::Span,
    survey::{Questionnaire, reserved_keys::VERSION},
};

/// The most characters of a name.
pub const NAME_LENGTH: usize = 80;

/// The most views of a survey.
pub const MOST_VIEWS: usize = 100;

/// The address of a view: 72 random bits as 12 characters of base64url, so that addresses cannot be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewCode(pub [u8; 9]);

impl std::fmt::Display for ViewCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl std::str::FromStr for ViewCode {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(ErrorCode::Invalid { expected: Expected::Base64Url12 })
    }
}

/// The name of a saved view or fixed report: a line of 1 to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewName(String);

impl ViewName {
    /// Parses a name. Spaces at both ends are removed.
    ///
    /// # Errors
    /// [`ErrorCode::Required`], [`ErrorCode::TooLong`], or [`ErrorCode::Invalid`] if it holds a control character.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let text = text.trim();
        match text.chars().count() {
            0 => Err(ErrorCode::Required),
            length if length > NAME_LENGTH => Err(ErrorCode::TooLong { max: NAME_LENGTH, length }),
            _ if text.chars().any(char::is_control) => Err(ErrorCode::Invalid { expected: Expected::Line }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A view as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The address of the view.
    pub code: ViewCode,
    /// The survey of the view.
    pub survey: SurveyId,
    /// The name of the view.
    pub name: String,
    /// The query string, in the form that [`ResultsQuery`](crate::results::query::ResultsQuery) writes.
    pub query: String,
    /// The named period. The query then has no days.
    pub span: Option<Span>,
    /// The account that made the view.
    pub who: String,
    /// The time at which it was made.
    pub created_at: Millis,
}

/// Whether a condition only uses values that the survey declares: its version, a choice of a question, or a value on
/// the list of an attribute. Any other value is known only from a response.
pub fn is_declared(questionnaire: &Questionnaire, condition: &Condition) -> bool {
    let key = condition.key.as_str();
    key == VERSION
        || questionnaire.question(key).is_some()
        || questionnaire.attribute(key).is_some_and(|attribute| attribute.values.contains(&condition.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Day, Period};

    #[test]
    fn codes_are_written_and_read_back() {
        let code = ViewCode([0, 255, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!((code.to_string().len(), code.to_string().parse()), (12, Ok(code)));
        for bad in ["", "AAAAAAAAAAA", "AAAAAAAAAAAAA", "AAAAAAAAAAAAAAAA", "not base64!!"] {
            assert!(bad.parse::<ViewCode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_is_a_line_of_some_length() {
        assert_eq!(ViewName::parse("  Filialen in Zeeland ").unwrap().as_str(), "Filialen in Zeeland");
        assert!(ViewName::parse(&"é".repeat(80)).is_ok());
        assert_eq!(ViewName::parse(" \n"), Err(ErrorCode::Required));
        assert_eq!(ViewName::parse(&"é".repeat(81)), Err(ErrorCode::TooLong { max: 80, length: 81 }));
        assert!(ViewName::parse("a\0b").is_err());
    }

    #[test]
    fn days_move_along_with_the_calendar() {
        let days = |span: &str, today: &str| {
            let (from, to) = span.parse::<Span>().unwrap().days(Day::parse(today).unwrap());
            format!("{from} {to}")
        };
        for (span, expected) in [
            ("last-7-days", "2026-02-23 2026-03-01"),
            ("last-30-days", "2026-01-31 2026-03-01"),
            ("this-month", "2026-03-01 2026-03-31"),
            ("last-month", "2026-02-01 2026-02-28"),
            ("this-quarter", "2026-01-01 2026-03-31"),
            ("last-quarter", "2025-10-01 2025-12-31"),
            ("this-year", "2026-01-01 2026-12-31"),
            ("last-year", "2025-01-01 2025-12-31"),
        ] {
            assert_eq!(days(span, "2026-03-01"), expected, "{span}");
        }
        assert_eq!(days("last-month", "2024-03-31"), "2024-02-01 2024-02-29");
        assert_eq!(days("this-year", "2024-12-31"), "2024-01-01 2024-12-31");
        for &span in Span::ALL {
            assert_eq!(span.name().parse(), Ok(span));
            let (from, to) = span.days(Day::parse("2026-08-15").unwrap());
            let month = Period::Month;
            let is_whole = month.start(from) == from && month.next(month.start(to)).0 - 1 == to.0;
            assert_eq!(span.is_of_months(), is_whole, "{span:?}");
        }
        assert!("forever".parse::<Span>().is_err());
    }

    #[test]
    fn two_names_may_mean_the_same_days_today() {
        let last = Day::parse("2026-11-30").unwrap();
        assert_eq!(Span::LastThirtyDays.days(last), Span::ThisMonth.days(last));
        let leap = Day::parse("2028-02-29").unwrap();
        assert_eq!(Span::ThisMonth.days(leap), (Day::parse("2028-02-01").unwrap(), leap));
        let first = Day::parse("2027-01-01").unwrap();
        assert_eq!(Span::LastMonth.days(first), (Day::parse("2026-12-01").unwrap(), Day(first.0 - 1)));
    }
}
