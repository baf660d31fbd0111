//! The current time and day.

use domain::{
    calendar::{Day, Millis},
    organisation::Organisation,
    survey::published::PublishedSurvey,
};
use jiff::{Timestamp, tz::TimeZone};

/// The time of this machine.
pub fn now() -> Millis {
    Millis(Timestamp::now().as_millisecond())
}

/// Today, in the organisation's time zone.
pub fn today(organisation: &Organisation) -> Day {
    Day::of(now(), &TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC))
}

/// The time zone of an organisation.
pub(crate) fn zone(published: &PublishedSurvey) -> TimeZone {
    TimeZone::get(&published.organisation.profile.time_zone).unwrap_or(TimeZone::UTC)
}
