//! The retention periods. Answers are kept as their notice promises, proof of consent for some years, and messages for
//! other systems for some weeks. Must not know what deletes them.

use jiff::civil::{Date, date};

use crate::calendar::{Day, Millis};

/// The retention of proof of consent: five years after the calendar year (UTC) of its log. A claim under the GDPR has
/// the general limitation period of five years after it became known (Dutch Civil Code, art. 3:310 (1)).
pub const PROOF_YEARS: i16 = 5;

/// The time from a withdrawal to the erasure of the answers, which are no longer shown. It is half of the promised 30
/// days, so that a server that was off for a while still keeps the promise.
pub const WITHDRAWN_DAYS: i64 = 15;

/// The time within which answers are erased after a withdrawal, as the receipt promises.
pub const PROMISED_DAYS: i64 = 30;

/// The time in which other systems can fetch messages from the outbox.
pub const OUTBOX_DAYS: i64 = 90;

/// The most that a clock may be ahead of the newest known time without a confirmation. It is longer than a server is
/// off for holidays. It is shorter than any retention period in months, so that a wrong clock erases nothing.
pub const CLOCK_DAYS: i64 = 45;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Whether the clock is plausible, so that expired data may be erased permanently.
pub const fn is_believable(clock: Millis, known: Millis) -> bool {
    clock.0.saturating_sub(known.0) <= CLOCK_DAYS * DAY
}

/// Answers withdrawn before this time are erased.
pub const fn withdrawn_before(now: Millis) -> Millis {
    Millis(now.0 - WITHDRAWN_DAYS * DAY)
}

/// The latest time by which answers withdrawn at `withdrawn` are erased.
pub const fn erased_by(withdrawn: Millis) -> Millis {
    Millis(withdrawn.0.saturating_add(PROMISED_DAYS * DAY))
}

/// How many days a nightly backup is kept, and with it what was erased on the day after it was made.
pub const BACKUP_DAYS: u16 = 14;

/// Messages that other systems could fetch before this time are deleted.
pub const fn told_before(now: Millis) -> Millis {
    Millis(now.0 - OUTBOX_DAYS * DAY)
}

/// What is known of imports that were finished or undone before this time is deleted. It names no person.
pub fn imports_before(now: Millis) -> Millis {
    now.minus_months(24)
}

/// The first instant at which data stored at `stored` have been kept for `months` calendar months (UTC).
pub fn kept_until(stored: Millis, months: u32) -> Millis {
    stored.plus_months(months)
}

/// An upper bound for a fast query before [`kept_until`] decides: data stored at or after it have not been kept for
/// `months`. Months differ by at most three days.
pub fn may_have_ended_before(now: Millis, months: u32) -> Millis {
    Millis(now.minus_months(months).0 + 4 * DAY)
}

/// Entries of the audit log from before this time are deleted.
pub fn audit_before(now: Millis, months: u32) -> Millis {
    now.minus_months(months)
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

/// Answers erased at or after this time keep their proof, and so the log that contains it.
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
    fn withdrawn_answers_are_erased_well_within_the_promise() {
        let withdrawn = at("2026-12-01T10:00:00Z");
        assert_eq!(erased_by(withdrawn), at("2026-12-31T10:00:00Z"));
        assert!(withdrawn < withdrawn_before(erased_by(withdrawn)));
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
