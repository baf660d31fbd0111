//! Groups days into weeks or months, so that a chart has few enough bars.

use domain::{
    calendar::{Day, Period},
    site::{Counted, Days, Tally},
};

/// The most bars of a chart.
const MAX_BUCKETS: usize = 92;

/// The counts of the days of one bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// The first day.
    pub(crate) start: Day,
    /// The counts.
    pub(crate) tally: Tally,
}

/// A period as bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bars {
    /// The width of a bar.
    pub(crate) period: Period,
    /// The bars, including empty ones: at least one, at most 92.
    pub(crate) buckets: Vec<Bucket>,
    /// Whether the period began before the first bar.
    pub(crate) cut: bool,
}

/// The period as at most 92 days, weeks or months. If it has more months, only the last 92 are kept.
pub(crate) fn as_bars(days: Days, counted: &[(Day, Tally)]) -> Bars {
    let span = i64::from(days.to.0) - i64::from(days.from.0) + 1;
    let most = MAX_BUCKETS as i64;
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
    let cut = buckets.len() > MAX_BUCKETS;
    buckets.drain(..buckets.len().saturating_sub(MAX_BUCKETS));
    for (day, tally) in counted {
        if let Ok(at) = buckets.binary_search_by_key(&period.start(*day), |bucket| bucket.start) {
            buckets[at].tally.extend(Counted::ALL.iter().map(|kind| (*kind, tally.of(*kind))));
        }
    }
    Bars { period, buckets, cut }
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
        let found = as_bars(Days { from: day(from), to: day(to) }, &[(day(to), tally), (day(to), tally)]);
        let buckets = found.buckets;
        assert_eq!((found.period, buckets.len()), (period, bars), "{from} {to}");
        assert_eq!(found.cut, buckets[0].start > day(from), "what is not drawn is said");
        assert_eq!(buckets.last().unwrap().tally.of(Counted::Shown), 6, "both in the last");
        assert_eq!(buckets[..bars - 1].iter().map(|b| b.tally.of(Counted::Shown)).sum::<u64>(), 0);
    }

    #[test]
    fn a_long_period_has_wider_bars() {
        check("2026-11-30", "2026-11-30", Period::Day, 1);
        check("2026-11-01", "2026-11-30", Period::Day, 30);
        check("2026-01-01", "2026-06-30", Period::Week, 27);
        check("2020-01-15", "2026-11-30", Period::Month, 83);
        check("2019-04-01", "2026-11-30", Period::Month, 92);
        check("2019-03-31", "2026-11-30", Period::Month, 92);
        check("0001-01-01", "2026-11-30", Period::Month, 92);
        check("-009999-01-01", "9999-12-31", Period::Month, 92);
        check("9999-12-01", "9999-12-31", Period::Day, 31);
    }
}
