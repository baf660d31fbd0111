//! The periods for which data are kept. Answers are kept as their notice promises, proof of consent for some years, and what
//! waits for other systems for some weeks. It must not know who deletes them.

use jiff::civil::{Date, date};

use crate::calendar::{Day, Millis};

/// How long proof of consent is kept: five years after the calendar year (UTC) in whose log it stands. A claim under the GDPR
/// falls under the general limitation of five years after it became known (Dutch Civil Code, art. 3:310 (1)).
pub const PROOF_YEARS: i16 = 5;

/// How long withdrawn answers, which nothing shows any more, are kept before they are erased: half of the 30 days promised, so
/// that a server that was off for a while keeps the promise too.
pub const WITHDRAWN_DAYS: i64 = 15;

/// How long other systems have to fetch what they must be told.
pub const OUTBOX_DAYS: i64 = 90;

/// How far a clock may be ahead of the newest time that is known before it is asked about: longer than a server is off for holidays,
/// and shorter than anything that is kept in months is kept by mistake.
pub const CLOCK_DAYS: i64 = 45;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Whether a clock may be believed, so that what it says is over is erased for good.
pub const fn is_believable(clock: Millis, known: Millis) -> bool {
    clock.0.saturating_sub(known.0) <= CLOCK_DAYS * DAY
}

/// Answers that were withdrawn before this are erased.
pub const fn withdrawn_before(now: Millis) -> Millis {
    Millis(now.0 - WITHDRAWN_DAYS * DAY)
}

/// What other systems could fetch since before this is deleted.
pub const fn told_before(now: Millis) -> Millis {
    Millis(now.0 - OUTBOX_DAYS * DAY)
}

/// The first instant at which what was stored at `stored` has been kept for so many calendar months (UTC).
pub fn kept_until(stored: Millis, months: u32) -> Millis {
    stored.plus_months(months)
}

/// No answer stored at or after this can have been kept for so many months: for a quick look before [`kept_until`] decides.
/// Months differ by three days at the most.
pub fn may_have_ended_before(now: Millis, months: u32) -> Millis {
    Millis(now.minus_months(months).0 + 4 * DAY)
}

/// The first instant of a calendar year in UTC.
pub fn year_start(year: i16) -> Millis {
    let first: Date = if (1970..=9999).contains(&year) { date(year, 1, 1) } else { date(1970, 1, 1) };
    Millis(i64::from(Day::from_date(first).0) * DAY)
}

/// The newest year whose log's proof period is over.
pub fn newest_ended_log(now: Millis) -> i16 {
    now.utc_year() - PROOF_YEARS - 1
}

/// Answers erased at or after this keep their proof, and with it the log they stand in.
pub fn proof_needed_since(now: Millis) -> Millis {
    now.minus_months(12 * PROOF_YEARS.unsigned_abs() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Millis {
        Millis::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(kept_until(at("2026-01-31T10:00:00Z"), 1), at("2026-02-28T10:00:00Z"));
        assert_eq!(kept_until(at("2024-02-29T00:00:00Z"), 24), at("2026-02-28T00:00:00Z"));
    }

    #[test]
    fn the_quick_look_never_misses_what_has_ended() {
        for day in 0..800 {
            for months in [1, 6, 12, 24, 120] {
                let stored = Millis(at("2024-01-01T23:59:59.999Z").0 + day * DAY);
                let end = kept_until(stored, months);
                assert!(stored < may_have_ended_before(end, months), "{} {months}", stored.rfc3339());
            }
        }
    }

    #[test]
    fn a_clock_far_ahead_of_what_is_known_is_not_believed() {
        let known = at("2026-11-22T10:00:00Z");
        for (clock, believed) in [
            ("2026-11-22T10:00:00Z", true),
            ("2027-01-06T10:00:00Z", true),
            ("2027-01-06T10:00:00.001Z", false),
            ("2036-11-22T10:00:00Z", false),
            ("2020-01-01T00:00:00Z", true),
        ] {
            assert_eq!(is_believable(at(clock), known), believed, "{clock}");
        }
        assert!(!is_believable(Millis(i64::MAX), Millis(i64::MIN)));
    }

    #[test]
    fn a_log_is_kept_five_whole_years_after_its_own() {
        assert_eq!(newest_ended_log(at("2031-12-31T23:59:59.999Z")), 2025);
        assert_eq!(newest_ended_log(at("2032-01-01T00:00:00Z")), 2026);
        assert_eq!(year_start(2026), at("2026-01-01T00:00:00Z"));
        assert_eq!(proof_needed_since(at("2032-03-01T00:00:00Z")), at("2027-03-01T00:00:00Z"));
    }
}
