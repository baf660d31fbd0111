//! Now.

use domain::{
    calendar::{Day, Millis},
    organisation::Organisation,
};
use jiff::{Timestamp, tz::TimeZone};

/// The time of this machine.
pub fn now() -> Millis {
    Millis(Timestamp::now().as_millisecond())
}

/// The day it is where an organisation is.
pub fn today(organisation: &Organisation) -> Day {
    Day::of(now(), &TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC))
}
