//! The statement of an organisation about its works council: it consents, or does not exist. The statement is required
//! before attributes that name an employee are stored or shown. The consent is that of the Wet op de ondernemingsraden,
//! article 27, paragraph 1, under k (a scheme for the processing of personal data of employees) and under l (provisions
//! suited to monitor their presence, conduct or performance). The software does not judge whether the statement is true
//! or sufficient.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::{Day, Millis},
    error::{ErrorCode, FieldError, expected::Expected},
};

/// The most characters of a document reference.
pub const DOCUMENT_LENGTH: usize = 200;

/// The ground of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Ground {
    /// The works council consents.
    WorksCouncil,
    /// There is no works council, and the employees were informed.
    NoWorksCouncil,
}

impl Ground {
    /// Every ground.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage, forms and commands.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(text: &str) -> ErrorCode {
        match text.is_empty() {
            true => ErrorCode::Required,
            false => ErrorCode::Invalid { expected: Expected::WorksCouncilGround },
        }
    }
}

/// A statement about the works council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The ground.
    pub ground: Ground,
    /// The day of the consent, or the day on which the employees were informed.
    pub agreed_on: Day,
    /// The number or name of the document that records it.
    pub document: String,
    /// The last day on which it is valid. `None` means until it is revoked.
    pub until: Option<Day>,
}

/// The fields of a statement, as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// The name of a ground.
    pub ground: &'a str,
    /// A day.
    pub agreed_on: &'a str,
    /// A reference.
    pub document: &'a str,
    /// A day, or an empty text.
    pub until: &'a str,
}

impl Statement {
    /// Parses the fields. `today` is the current day of the organisation.
    ///
    /// # Errors
    /// Each error with its field: `ground`, `agreed_on`, `document` or `until`.
    pub fn read(typed: Typed<'_>, today: Day) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, code| errors.push(FieldError::new(field, code));
        let ground = typed.ground.parse::<Ground>().map_err(|code| wrong("ground", code)).ok();
        let agreed_on = day(typed.agreed_on)
            .and_then(|day| day.ok_or(ErrorCode::Required))
            .and_then(|day| if day <= today { Ok(day) } else { Err(not_between("…", &today.to_string())) })
            .map_err(|code| wrong("agreed_on", code))
            .ok();
        let document = line(typed.document).map_err(|code| wrong("document", code)).ok();
        let until = day(typed.until)
            .and_then(|until| match until {
                Some(until) if until < today => Err(not_between(&today.to_string(), "…")),
                until => Ok(until),
            })
            .map_err(|code| wrong("until", code))
            .ok();
        match (ground, agreed_on, document, until) {
            (Some(ground), Some(agreed_on), Some(document), Some(until)) => Ok(Self { ground, agreed_on, document, until }),
            _ => Err(errors),
        }
    }

    /// Whether it is valid on a day.
    pub fn holds_on(&self, today: Day) -> bool {
        self.agreed_on <= today && self.until.is_none_or(|until| today <= until)
    }
}

/// An action on the statement. Actions are only added, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new statement replaced the previous one.
    Stated(Statement),
    /// The statement was revoked.
    TakenBack,
}

/// An action with its time and account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedDeed {
    /// The time of the action.
    pub at: Millis,
    /// The account, or the command line.
    pub who: String,
    /// The action.
    pub deed: Deed,
}

impl NotedDeed {
    /// The statement of this action. `None` if it is a revocation.
    pub const fn statement(&self) -> Option<&Statement> {
        match &self.deed {
            Deed::Stated(statement) => Some(statement),
            Deed::TakenBack => None,
        }
    }
}

/// Whether attributes that name an employee may be stored and shown, according to the newest action.
pub fn may_name_employees(newest: Option<&NotedDeed>, today: Day) -> bool {
    newest.and_then(NotedDeed::statement).is_some_and(|statement| statement.holds_on(today))
}

fn day(text: &str) -> Result<Option<Day>, ErrorCode> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { Day::parse(text).map(Some) }
}

fn line(text: &str) -> Result<String, ErrorCode> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(ErrorCode::Required),
        length if length > DOCUMENT_LENGTH => Err(ErrorCode::TooLong { max: DOCUMENT_LENGTH, length }),
        _ if text.chars().any(char::is_control) => Err(ErrorCode::Invalid { expected: Expected::Line }),
        _ => Ok(text.to_owned()),
    }
}

fn not_between(min: &str, max: &str) -> ErrorCode {
    ErrorCode::OutOfRange { min: min.to_owned(), max: max.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    const GOOD: Typed<'_> =
        Typed { ground: "works_council", agreed_on: "2026-11-01", document: " OR 2026/14 ", until: "2027-12-31" };

    #[test]
    fn a_statement_is_read_with_all_that_is_wrong() {
        let today = on("2026-11-22");
        let read = Statement::read(GOOD, today).unwrap();
        assert_eq!((read.ground, read.document.as_str()), (Ground::WorksCouncil, "OR 2026/14"));
        assert_eq!((read.agreed_on, read.until), (on("2026-11-01"), Some(on("2027-12-31"))));
        assert_eq!(Statement::read(Typed { until: "", ..GOOD }, today).unwrap().until, None);
        let wrong = |typed| {
            let errors = Statement::read(typed, today).unwrap_err();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(Typed::default()), ["ground", "agreed_on", "document"]);
        assert_eq!(wrong(Typed { ground: "x", ..GOOD }), ["ground"]);
        assert_eq!(wrong(Typed { agreed_on: "2026-11-23", ..GOOD }), ["agreed_on"], "nobody agreed tomorrow");
        assert_eq!(wrong(Typed { until: "2026-11-21", ..GOOD }), ["until"], "it would hold on no day");
        assert_eq!(wrong(Typed { agreed_on: "gisteren", until: "ooit", ..GOOD }), ["agreed_on", "until"]);
        for document in ["a\nb", &"x".repeat(201)] {
            assert_eq!(wrong(Typed { document, ..GOOD }), ["document"]);
        }
    }

    #[test]
    fn it_holds_through_its_last_day_or_until_it_is_taken_back() {
        let statement = Statement::read(GOOD, on("2026-11-22")).unwrap();
        let noted = |deed| NotedDeed { at: Millis(0), who: "a@b.nl".to_owned(), deed };
        let stated = noted(Deed::Stated(statement));
        for (day, holds) in [("2026-10-31", false), ("2026-11-01", true), ("2027-12-31", true), ("2028-01-01", false)] {
            assert_eq!(may_name_employees(Some(&stated), on(day)), holds, "{day}");
        }
        assert!(!may_name_employees(None, on("2026-11-22")));
        assert!(!may_name_employees(Some(&noted(Deed::TakenBack)), on("2026-11-22")));
    }
}
