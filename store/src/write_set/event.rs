//! The rows of a consent event: its bytes, its subject, and its year in the log.

use domain::{
    calendar::{Day, Millis},
    consent::{ConsentEvent, Control, Decision, Subject, SubjectMatter},
    id::EventId,
    locale::Locale,
    notice::NoticeReference,
    organisation::Organisation,
};
use uuid::Uuid;

use crate::clock::{new_id, now};

/// How decisions were expressed.
pub(crate) struct Expression<'a> {
    pub(crate) decisions: Vec<Decision>,
    pub(crate) control: Control,
    pub(crate) origin: &'a str,
    pub(crate) stated_time: Option<Millis>,
    /// How long it is valid. `None` for survey answers.
    pub(crate) validity_months: Option<u32>,
}

impl<'a> Expression<'a> {
    /// Decisions about answers, expressed now.
    pub(crate) const fn now(decisions: Vec<Decision>, control: Control, origin: &'a str) -> Self {
        Self { decisions, control, origin, stated_time: None, validity_months: None }
    }
}

/// A new event about a subject, recorded now.
pub(crate) fn new_event(
    organisation: &Organisation,
    about: SubjectMatter,
    notice: NoticeReference,
    locale: Locale,
    expression: Expression<'_>,
    subject: &Subject,
) -> ConsentEvent {
    let time = now();
    ConsentEvent {
        id: EventId(new_id()),
        organisation: organisation.id,
        about,
        notice,
        locale,
        decisions: expression.decisions,
        control: expression.control,
        origin: expression.origin.to_owned(),
        time,
        stated_time: expression.stated_time,
        valid_until: expression.validity_months.map(|months| time.plus_months(months)),
        subject: subject.commitment(),
    }
}

/// A pseudonym with a fresh salt.
pub(crate) fn new_subject(pseudonym: Uuid) -> Subject {
    Subject { pseudonym, salt: rand::random() }
}

/// The year (UTC) of the log to which an event belongs.
pub(crate) fn log_year(at: Millis) -> i32 {
    i32::from(Day::of(at, &jiff::tz::TimeZone::UTC).date().year())
}
