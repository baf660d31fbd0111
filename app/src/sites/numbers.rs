//! Days put together until their bars can be told apart.

use domain::{
    calendar::{Day, Period},
    site::{Counted, Days, Tally},
};

/// The most bars of a chart.
const MOST: usize = 92;

/// What was counted on the days of one bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// The first day of it.
    pub(crate) start: Day,
    /// What was counted.
    pub(crate) tally: Tally,
}

/// The period as at most 92 days, weeks or months, empty ones too; of more months the last 92.
pub(crate) fn buckets(days: Days, counted: &[(Day, Tally)]) -> (Period, Vec<Bucket>) {
    let span = i64::from(days.to.0) - i64::from(days.from.0) + 1;
    let most = MOST as i64;
    let period = match span {
        span if span <= most => Period::Day,
        span if span <= 7 * most => Period::Week,
        _ => Period::Month,
    };
    let mut buckets = Vec::new();
    let mut start = period.start(days.from);
    while start <= days.to {
        buckets.push(Bucket { start, tally: Tally::default() });
        let next = period.start(period.next(start));
        // The calendar ends with the year 9999.
        if next <= start {
            break;
        }
        start = next;
    }
    if buckets.len() > MOST {
        buckets.drain(..buckets.len() - MOST);
    }
    for (day, tally) in counted {
        if let Ok(at) = buckets.binary_search_by_key(&period.start(*day), |bucket| bucket.start) {
            buckets[at].tally.extend(Counted::ALL.map(|kind| (kind, tally.of(kind))));
        }
    }
    (period, buckets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn check(from: &str, to: &str, period: Period, bars: usize) {
        let mut tally = Tally::default();
        tally.add(Counted::Shown, 3);
        let (found, buckets) = buckets(Days { from: day(from), to: day(to) }, &[(day(to), tally), (day(to), tally)]);
        assert_eq!((found, buckets.len()), (period, bars), "{from} {to}");
        assert_eq!(buckets.last().unwrap().tally.of(Counted::Shown), 6, "both in the last");
        assert_eq!(buckets[..bars - 1].iter().map(|b| b.tally.of(Counted::Shown)).sum::<u64>(), 0);
    }

    #[test]
    fn a_long_period_has_wider_bars() {
        check("2026-11-30", "2026-11-30", Period::Day, 1);
        check("2026-11-01", "2026-11-30", Period::Day, 30);
        check("2026-01-01", "2026-06-30", Period::Week, 27);
        check("2020-01-15", "2026-11-30", Period::Month, 83);
        check("0001-01-01", "2026-11-30", Period::Month, 92);
        check("-009999-01-01", "9999-12-31", Period::Month, 92);
        check("9999-12-01", "9999-12-31", Period::Day, 31);
    }
}
