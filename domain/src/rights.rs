//! Requests of data subjects about their own data (GDPR art. 7(3) and 15 to 21): the request, its deadline and the
//! actions. Must not know the identity of the requester. That stays in the organisation's own correspondence, under a
//! reference.

pub mod found;

use jiff::ToSpan as _;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::{Day, Millis},
    error::{ErrorCode, FieldError, expected::Expected},
    form_fields::FormFields,
    id::RequestId,
};

/// The longest reference, reason or note, in characters.
pub const MAX_NOTE: usize = 300;

/// A right that a data subject can exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Right {
    /// To access the data (art. 15).
    Access,
    /// To have the data corrected (art. 16).
    Rectification,
    /// To have the data erased (art. 17).
    Erasure,
    /// To have the data stored but not used (art. 18).
    Restriction,
    /// To receive the data in a portable form (art. 20).
    Portability,
    /// To object to use on another basis than consent (art. 21).
    Objection,
    /// To withdraw consent (art. 7(3)).
    Withdrawal,
}

impl Right {
    /// Every right, in the order of a form.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The article of the GDPR.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Access => "15",
            Self::Rectification => "16",
            Self::Erasure => "17",
            Self::Restriction => "18",
            Self::Portability => "20",
            Self::Objection => "21",
            Self::Withdrawal => "7(3)",
        }
    }
}

/// How the identity of the requester was checked (art. 12(6)). A copy of an identity document is never needed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Identity {
    /// The identity is not checked yet.
    NotYet,
    /// The requester has the receipt.
    Receipt,
    /// The requester wrote from the stored address, or answered a message sent to it.
    Address,
    /// The requester signed in to a customer account.
    Account,
    /// In another way, which the organisation's own correspondence records.
    Other,
}

impl Identity {
    /// Every value, in the order of a form.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The result of a closed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// The request was carried out.
    Done,
    /// No data were found that are known to be about the requester.
    NothingFound,
    /// The request was refused, with the reason and the ways to complain (art. 12(4)).
    Refused,
}

impl Outcome {
    /// Every outcome, in the order of a form.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// An action on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ActionKind {
    /// The identity of the requester was checked; the detail names the way.
    Identified,
    /// The stored data were searched; the detail has the search field and the number of results.
    Searched,
    /// The results were viewed; the detail has the number of views.
    Viewed,
    /// The results were exported as a file.
    Exported,
    /// Answers or contact details were corrected.
    Corrected,
    /// The answers are stored and no longer used.
    Restricted,
    /// The answers are used again.
    Released,
    /// A purpose was withdrawn or objected to; the detail names it.
    TakenBack,
    /// Answers and contact details were erased. The proof was kept.
    ErasedAnswers,
    /// The proof was erased too.
    ErasedEverything,
    /// The deadline was extended; the detail gives the reason.
    Extended,
    /// The request was closed; the detail gives the outcome.
    Closed,
}

impl ActionKind {
    /// Every action, in the order of a request.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A request as entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    /// The requested rights.
    pub rights: Vec<Right>,
    /// The reference to the correspondence, without name or address.
    pub reference: String,
    /// How the identity was checked.
    pub identity: Identity,
    /// The day on which it was received.
    pub received: Day,
}

impl NewRequest {
    /// Parses the form: `right` (one or more), `reference`, `identity`, `received`.
    ///
    /// # Errors
    /// Each error with its field.
    pub fn parse(fields: &FormFields, today: Day) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut rights: Vec<Right> = fields.all("right").filter_map(|name| name.parse().ok()).collect();
        rights.sort_unstable();
        rights.dedup();
        if rights.is_empty() {
            errors.push(FieldError::new("right", ErrorCode::Required));
        }
        let reference = note(fields, "reference", &mut errors).unwrap_or_default();
        let identity = fields.first("identity").and_then(|name| name.parse().ok()).unwrap_or(Identity::NotYet);
        let received = match fields.first("received").map(str::trim).filter(|text| !text.is_empty()) {
            None => Err(ErrorCode::Required),
            Some(text) => Day::parse(text).and_then(|day| not_in_the_future(day, today)),
        };
        let received = received.map_err(|code| errors.push(FieldError::new("received", code))).ok();
        match received {
            Some(received) if errors.is_empty() => Ok(Self { rights, reference, identity, received }),
            _ => Err(errors),
        }
    }
}

/// A text of the form without white space at both ends. `None` if it is empty.
pub fn note(fields: &FormFields, name: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    let text = fields.first(name).unwrap_or_default().trim();
    let length = text.chars().count();
    if length > MAX_NOTE {
        errors.push(FieldError::new(name, ErrorCode::TooLong { max: MAX_NOTE, length }));
    }
    if text.contains('\0') {
        errors.push(FieldError::new(name, ErrorCode::Invalid { expected: Expected::TextWithoutNull }));
    }
    (!text.is_empty()).then(|| text.to_owned())
}

/// A day ten years ago is a typing error.
fn not_in_the_future(day: Day, today: Day) -> Result<Day, ErrorCode> {
    let first = Day(today.0 - 3652);
    match (first..=today).contains(&day) {
        true => Ok(day),
        false => Err(ErrorCode::OutOfRange { min: first.to_string(), max: today.to_string() }),
    }
}

/// A stored request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsRequest {
    /// The identifier.
    pub id: RequestId,
    /// The request as entered.
    pub entered: NewRequest,
    /// The reason for extending the deadline by two months, if it was extended.
    pub extension: Option<String>,
    /// The outcome, a note (for a refusal: the reason) and the time. `None` while the request is open.
    pub closed: Option<(Outcome, Option<String>, Millis)>,
}

impl RightsRequest {
    /// The deadline: the last day for an answer in time. It is one month after receipt, or three months if the
    /// requester was informed of the reason within that month (GDPR art. 12(3)). If the month has no such day, it is
    /// the last day of the month (Regulation 1182/71, art. 3(2)(c)). A weekend does not extend it.
    pub fn due(&self) -> Day {
        due(self.entered.received, if self.extension.is_some() { 3 } else { 1 })
    }

    /// The last day on which the deadline can be extended.
    pub fn extendable_until(&self) -> Day {
        due(self.entered.received, 1)
    }

    /// Whether the request is open and its deadline has passed.
    pub fn is_late(&self, today: Day) -> bool {
        self.closed.is_none() && self.due() < today
    }

    /// The number of days left; negative after the deadline.
    pub fn days_left(&self, today: Day) -> i32 {
        self.due().0 - today.0
    }
}

fn due(received: Day, months: i64) -> Day {
    Day::from_date(received.date().saturating_add(months.months()))
}

/// An action on a request, with the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsAction {
    /// The kind of action.
    pub kind: ActionKind,
    /// The account that performed it.
    pub account: String,
    /// The slug of the survey or the key of the website, if the action is about one.
    pub about: Option<String>,
    /// The detail that the kind describes.
    pub detail: Option<String>,
    /// The time of the action.
    pub at: Millis,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn request(received: &str) -> RightsRequest {
        let entered = NewRequest {
            rights: vec![Right::Access],
            reference: String::new(),
            identity: Identity::NotYet,
            received: day(received),
        };
        RightsRequest { id: RequestId(uuid::Uuid::nil()), entered, extension: None, closed: None }
    }

    #[test]
    fn a_month_ends_on_the_same_date_or_the_last_of_the_month() {
        for (received, one, three) in [
            ("2026-09-03", "2026-10-03", "2026-12-03"),
            ("2026-01-31", "2026-02-28", "2026-04-30"),
            ("2027-12-31", "2028-01-31", "2028-03-31"),
            ("2028-01-30", "2028-02-29", "2028-04-30"),
        ] {
            let mut request = request(received);
            assert_eq!(request.due(), day(one), "{received}");
            request.extension = Some("Veel verzoeken".to_owned());
            assert_eq!((request.due(), request.extendable_until()), (day(three), day(one)), "{received}");
        }
    }

    #[test]
    fn late_is_the_day_after() {
        let mut request = request("2026-09-03");
        assert!(!request.is_late(day("2026-10-03")) && request.is_late(day("2026-10-04")));
        assert_eq!((request.days_left(day("2026-10-01")), request.days_left(day("2026-10-04"))), (2, -1));
        request.closed = Some((Outcome::Done, None, Millis(0)));
        assert!(!request.is_late(day("2027-01-01")));
    }

    #[test]
    fn a_request_is_read_with_every_error() {
        let read = |pairs: &[(&str, &str)]| {
            let fields = FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
            let today = day("2026-11-22");
            NewRequest::parse(&fields, today).map_err(|e| e.into_iter().map(|e| e.field).collect::<Vec<_>>())
        };
        let good = read(&[
            ("right", "erasure"),
            ("right", "access"),
            ("right", "access"),
            ("received", "2026-11-22"),
            ("reference", " K-12 "),
        ]);
        let good = good.unwrap();
        assert_eq!(
            (good.rights, good.reference.as_str(), good.identity),
            (vec![Right::Access, Right::Erasure], "K-12", Identity::NotYet)
        );
        assert_eq!(read(&[]).unwrap_err(), ["right", "received"]);
        assert_eq!(read(&[("right", "all"), ("received", "2026-11-23")]).unwrap_err(), ["right", "received"]);
        let long = "x".repeat(301);
        assert_eq!(
            read(&[("right", "access"), ("received", "1926-11-22"), ("reference", &long)]).unwrap_err(),
            ["reference", "received"]
        );
    }

    #[test]
    fn names_are_read_back() {
        assert!(Right::ALL.iter().all(|one| one.name().parse() == Ok(*one)));
        assert!(ActionKind::ALL.iter().all(|one| one.name().parse() == Ok(*one)));
        assert!(Outcome::ALL.iter().all(|one| one.name().parse() == Ok(*one)));
        assert!(Identity::ALL.iter().all(|one| one.name().parse() == Ok(*one)));
    }
}
