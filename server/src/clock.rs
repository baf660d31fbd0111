//! The current time and day.

use anyhow::{Result, bail};
use domain::{
    calendar::{Day, Millis},
    organisation::Organisation,
    survey::published::PublishedSurvey,
};
use jiff::{Timestamp, tz::TimeZone};

/// Before any answer that this program can have taken: 2020-01-01T00:00:00Z.
const EARLIEST: Millis = Millis(1_577_836_800_000);

/// Refuses a clock that was never set. Answers and proofs under it would be of a time that was not.
///
/// # Errors
/// What the clock says.
pub(crate) fn check() -> Result<()> {
    check_at(now())
}

fn check_at(now: Millis) -> Result<()> {
    if now < EARLIEST {
        bail!("the clock of this machine says {}: set it, and start again", now.rfc3339());
    }
    Ok(())
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_never_set_is_refused_in_words() {
        for (at, said) in [(-86_400_000, "1969-12-31T00:00:00.000Z"), (7_000, "1970-01-01T00:00:07.000Z")] {
            let why = check_at(Millis(at)).unwrap_err().to_string();
            assert_eq!(why, format!("the clock of this machine says {said}: set it, and start again"));
        }
        assert!(check_at(Millis(i64::MIN)).is_err());
        assert!(check_at(EARLIEST).is_ok());
    }
}
