//! The parser for the time of a row. The time has an offset, or it is a local time in a stated time zone.

use domain::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected, rule::RuleId},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

const EXPECTED: ErrorCode = ErrorCode::Invalid { expected: Expected::TimeInFile };

/// Reads RFC 3339 with an offset, or `YYYY-MM-DD`, optionally with `HH:MM[:SS[.fff]]` after a blank or `T`, in a time
/// zone. A local time that was skipped when the clock went forward is moved forward. Of a local time that occurred
/// twice, the earlier one is used. A date alone means midnight.
///
/// # Errors
/// [`ErrorCode::Invalid`] for any other form, and for a day or hour that does not exist; [`ErrorCode::Forbidden`] for a
/// time before 1970-01-01T00:00:00Z: no answer in a file is so old, but programs write such a date for a missing value.
pub fn parse_time(text: &str, zone: &TimeZone) -> Result<Millis, ErrorCode> {
    since_1970(timestamp(text, zone)?).map_err(|()| ErrorCode::Forbidden { rule: RuleId::TimeBefore1970 })
}

/// The time, unless it lies before 1970.
pub(super) fn since_1970(timestamp: Timestamp) -> Result<Millis, ()> {
    if timestamp < Timestamp::UNIX_EPOCH { Err(()) } else { Ok(Millis(timestamp.as_millisecond())) }
}

/// A local time in a zone.
pub(super) fn at_wall(wall: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(wall).compatible().ok()
}

fn timestamp(text: &str, zone: &TimeZone) -> Result<Timestamp, ErrorCode> {
    if has_offset(text) {
        return text.parse().map_err(|_| EXPECTED);
    }
    if !is_wall_clock(text) {
        return Err(EXPECTED);
    }
    let wall: DateTime = text.parse().map_err(|_| EXPECTED)?;
    at_wall(wall, zone).ok_or(EXPECTED)
}

/// Whether a date and time is followed by `Z`, `+hh:mm`, `+hhmm` or `+hh`, or the same with `-`.
fn has_offset(text: &str) -> bool {
    let Some((wall, rest)) = text.char_indices().skip(10).find(|(_, c)| "Zz+-".contains(*c)).map(|(i, _)| text.split_at(i))
    else {
        return false;
    };
    let shape = rest.bytes().map(|b| if b.is_ascii_digit() { b'9' } else { b }).collect::<Vec<_>>();
    wall.len() > 10
        && is_wall_clock(wall)
        && matches!(shape.as_slice(), b"Z" | b"z" | b"+99:99" | b"-99:99" | b"+9999" | b"-9999" | b"+99" | b"-99")
}

/// Checks the form strictly: the date parser accepts more forms than those above, and would guess their meaning.
fn is_wall_clock(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    let Some(time) = shape.strip_prefix("9999-99-99") else { return false };
    if time.is_empty() {
        return true;
    }
    let Some(time) = time.strip_prefix([' ', 'T', 't']) else { return false };
    match time.strip_prefix("99:99:99.") {
        Some(fraction) => (1..=9).contains(&fraction.len()) && fraction.bytes().all(|b| b == b'9'),
        None => matches!(time, "99:99" | "99:99:99"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zone: &str, expected: &str) {
        let zone = TimeZone::get(zone).unwrap();
        let time = parse_time(text, &zone).map(Millis::rfc3339);
        assert_eq!(time.as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn with_an_offset_the_zone_does_not_matter() {
        check("2026-11-21T09:30:00Z", "Europe/Amsterdam", "2026-11-21T09:30:00.000Z");
        check("2026-11-21T09:30:00.250+01:00", "UTC", "2026-11-21T08:30:00.250Z");
        check("2026-11-21 09:30-0300", "UTC", "2026-11-21T12:30:00.000Z");
        check("2026-11-21 09:30:00+01", "America/Sao_Paulo", "2026-11-21T08:30:00.000Z");
        check("2026-11-21 09:30-03", "UTC", "2026-11-21T12:30:00.000Z");
    }

    #[test]
    fn on_the_wall() {
        check("2018-08-15 04:10:37", "UTC", "2018-08-15T04:10:37.000Z");
        check("2018-08-15 04:10", "Europe/Amsterdam", "2018-08-15T02:10:00.000Z");
        check("2018-01-15T04:10:37.123456", "America/Sao_Paulo", "2018-01-15T06:10:37.123Z");
        check("2026-11-21", "Europe/Amsterdam", "2026-11-20T23:00:00.000Z");
    }

    #[test]
    fn gaps_move_forward_and_of_two_the_earlier_is_taken() {
        check("2026-03-29 02:30:00", "Europe/Amsterdam", "2026-03-29T01:30:00.000Z");
        check("2026-10-25 02:30:00", "Europe/Amsterdam", "2026-10-25T00:30:00.000Z");
    }

    #[test]
    fn what_programs_write_for_no_date_is_refused() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        for bad in ["0001-01-01", "0001-01-01T00:00:00Z", "1899-12-30", "1969-12-31T23:59:59.999Z", "1970-01-01 00:59:59"] {
            let refused = parse_time(bad, &zone).unwrap_err();
            assert_eq!(refused, ErrorCode::Forbidden { rule: RuleId::TimeBefore1970 }, "{bad}");
        }
        check("1970-01-01 01:00:00", "Europe/Amsterdam", "1970-01-01T00:00:00.000Z");
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in [
            "",
            " ",
            "21-11-2026",
            "11/21/2026",
            "2026-11-21 ",
            " 2026-11-21",
            "2026-11-21 9:30",
            "2026-11-21T24:00:00",
            "2026-02-30",
            "2026-11-21 09:30:00.",
            "2026-11-21 09:30:00,5",
            "20261121T093000",
            "2026-11-21Z",
            "1763717400",
            "2026-11-21T09:30:00+25:99",
            "2026-11-21T09:30:00Z[Europe/Amsterdam]",
            "２０２６-11-21",
            "0000-00-00 00:00:00",
            "NaN",
        ] {
            assert!(parse_time(bad, &TimeZone::UTC).is_err(), "{bad}");
        }
    }
}
