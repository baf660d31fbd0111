//! Requests of people about their own data (GDPR art. 7(3) and 15 to 21): what was asked, by when it must be answered, and what was
//! done. It must not know who asked: that stays in the organisation's own correspondence, under a reference.

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

/// What a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Right {
    /// To see what there is (art. 15).
    Access,
    /// To have it put right (art. 16).
    Rectification,
    /// To have it erased (art. 17).
    Erasure,
    /// To have it kept and not used (art. 18).
    Restriction,
    /// To take it along (art. 20).
    Portability,
    /// That it is not used on another basis than consent (art. 21).
    Objection,
    /// To take consent back (art. 7(3)).
    Withdrawal,
}

impl Right {
    /// Every one, in the order of a form.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in forms, files and the database.
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

/// How it is known that the request comes from the person (art. 12(6)). A copy of an identity document is never needed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Identity {
    /// Nobody has looked yet.
    NotYet,
    /// They hold the receipt.
    Receipt,
    /// They wrote from the address that was found, or answered a message sent there.
    Address,
    /// They signed in to their customer account.
    Account,
    /// In another way, which the own correspondence tells.
    Other,
}

impl Identity {
    /// Every one, in the order of a form.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// What was asked was done.
    Done,
    /// Nothing was found that is known to be about the person.
    NothingFound,
    /// It was refused, with the reason and the ways to complain (art. 12(4)).
    Refused,
}

impl Outcome {
    /// Every one, in the order of a form.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What was done for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ActionKind {
    /// How it is known who asks was settled; the detail names it.
    Identified,
    /// Someone looked for the person's data; the detail says by what, and how much was found.
    Searched,
    /// What was found was looked at; the detail says how often.
    Viewed,
    /// What was found was handed out as a file.
    Exported,
    /// Answers or contact details were put right.
    Corrected,
    /// The answers are kept and no longer used.
    Restricted,
    /// They are used again.
    Released,
    /// A purpose was withdrawn or objected to; the detail names it.
    TakenBack,
    /// Answers and contact details were erased; the proof was kept.
    ErasedAnswers,
    /// The proof was erased too.
    ErasedEverything,
    /// The deadline was put off; the detail gives the reason.
    Extended,
    /// The request was closed; the detail says how.
    Closed,
}

impl ActionKind {
    /// Every one, in the order of a request.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in forms, files and the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A request as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    /// What is asked.
    pub rights: Vec<Right>,
    /// Where the correspondence is to be found; no name and no address.
    pub reference: String,
    /// How it is known who asks.
    pub identity: Identity,
    /// The day it came in.
    pub received: Day,
}

impl NewRequest {
    /// Reads the form: `right` (one or more), `reference`, `identity`, `received`.
    ///
    /// # Errors
    /// Everything that is wrong, each with its field.
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

/// A text of the form with its white space trimmed; none where it is empty.
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

/// Ten years back is a slip of the pen.
fn not_in_the_future(day: Day, today: Day) -> Result<Day, ErrorCode> {
    let first = Day(today.0 - 3652);
    match (first..=today).contains(&day) {
        true => Ok(day),
        false => Err(ErrorCode::OutOfRange { min: first.to_string(), max: today.to_string() }),
    }
}

/// A request, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsRequest {
    /// Its identifier.
    pub id: RequestId,
    /// What was entered.
    pub entered: NewRequest,
    /// Why the deadline was put off by two months, if it was.
    pub extension: Option<String>,
    /// How it ended, if it has, with a note (of a refusal: the reason).
    pub closed: Option<(Outcome, Option<String>, Millis)>,
}

impl RightsRequest {
    /// The last day on which the answer is in time: one month after the request came in, three where the person was told within
    /// that month why it takes longer (GDPR art. 12(3)). Where the month has no such day it is its last day (Regulation 1182/71, art. 3(2)(c));
    /// a weekend is not counted as respite.
    pub fn due(&self) -> Day {
        due(self.entered.received, if self.extension.is_some() { 3 } else { 1 })
    }

    /// The last day on which the deadline can be put off.
    pub fn extendable_until(&self) -> Day {
        due(self.entered.received, 1)
    }

    /// Whether it is open and its deadline has passed.
    pub fn is_late(&self, today: Day) -> bool {
        self.closed.is_none() && self.due() < today
    }

    /// The days that are left; negative when it is late.
    pub fn days_left(&self, today: Day) -> i32 {
        self.due().0 - today.0
    }
}

fn due(received: Day, months: i64) -> Day {
    Day::from_date(received.date().saturating_add(months.months()))
}

/// Something that was done for a request, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsAction {
    /// What.
    pub kind: ActionKind,
    /// The account that did it.
    pub account: String,
    /// The survey's slug or the website's key, where it is about one.
    pub about: Option<String>,
    /// What the kind says of it.
    pub detail: Option<String>,
    /// When.
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
