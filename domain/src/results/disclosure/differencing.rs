//! Whether two views of the same answers may be shown, although one can be subtracted from the other.

use std::collections::BTreeMap;

use super::suppression::is_too_small;
use crate::{
    calendar::{Day, Period},
    response::filter::ResultsFilter,
    results::counts::{LoyaltyCount, ScoreCount},
};

/// Whether a filter with `n` answers may not be shown beside a wider one with `wider` answers: the difference of the two views is
/// fewer than `minimum` people.
pub fn wider_allows_differencing(n: u64, wider: u64, minimum: u64) -> bool {
    is_too_small(wider.saturating_sub(n), minimum)
}

/// The headline's answers of a period.
#[derive(Clone, Copy, Debug)]
pub struct PeriodCounts<'a> {
    /// The filter with the first and the last day of the period.
    pub filter: &'a ResultsFilter,
    /// How often each score was given on each day.
    pub scores: &'a [ScoreCount],
    /// How often each sum of the loyalty index, on each day.
    pub loyalty: Option<&'a [LoyaltyCount]>,
}

/// Whether two periods that overlap may not be shown beside each other: subtracting their figures, or the buckets of the trend of
/// one from the other, would leave answers of fewer than `minimum` people.
pub fn overlap_allows_differencing(now: &PeriodCounts, then: &PeriodCounts, period: Period, minimum: u64) -> bool {
    let sides = [now.outside(then.filter), then.outside(now.filter)].into_iter().flatten();
    let rests = now.days().map(|days| outside_buckets(days, then.filter, period, minimum));
    sides.chain(rests.into_iter().flatten()).any(|n| is_too_small(n, minimum))
}

impl PeriodCounts<'_> {
    /// How many answers are of days that a filter leaves out: of the scores, and of the loyalty index.
    fn outside(&self, filter: &ResultsFilter) -> [u64; 2] {
        self.days().map(|days| days.into_iter().filter(|(day, _)| is_outside(filter, *day)).map(|(_, n)| n).sum())
    }

    /// The number of answers of each day that have a score, and of those that have a sum.
    fn days(&self) -> [Vec<(Day, u64)>; 2] {
        let scores = self.scores.iter().filter(|one| one.score.is_some()).map(|one| (one.day, one.count));
        let sums = self.loyalty.unwrap_or_default().iter().filter(|one| one.sum.is_some()).map(|one| (one.day, one.count));
        [scores.collect(), sums.collect()]
    }
}

/// The answers that are left when the known buckets of a trend are subtracted from another period: those within that period, and
/// those outside it. A bucket is known when it lies on one side only and is large enough to be shown.
fn outside_buckets(days: Vec<(Day, u64)>, other: &ResultsFilter, period: Period, minimum: u64) -> [u64; 2] {
    let mut buckets: BTreeMap<Day, [u64; 2]> = BTreeMap::new();
    for (day, n) in days {
        buckets.entry(period.start(day)).or_default()[usize::from(is_outside(other, day))] += n;
    }
    let is_known = |[within, without]: &[u64; 2]| (*within == 0 || *without == 0) && !is_too_small(within + without, minimum);
    buckets.values().filter(|sides| !is_known(sides)).fold([0, 0], |[within, without], [a, b]| [within + a, without + b])
}

fn is_outside(filter: &ResultsFilter, day: Day) -> bool {
    filter.from.is_some_and(|from| day < from) || filter.to.is_some_and(|to| to < day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(from: i32, to: i32) -> ResultsFilter {
        ResultsFilter { from: Some(Day(from)), to: Some(Day(to)), ..ResultsFilter::default() }
    }

    /// Scores of `n` answers on each of these days.
    fn scores(days: &[(i32, u64)]) -> Vec<ScoreCount> {
        days.iter().map(|&(day, count)| ScoreCount { day: Day(day), score: Some(9), count }).collect()
    }

    fn allows(now: (i32, i32, &[(i32, u64)]), then: (i32, i32, &[(i32, u64)])) -> bool {
        let (filter_now, scores_now) = (filter(now.0, now.1), scores(now.2));
        let (filter_then, scores_then) = (filter(then.0, then.1), scores(then.2));
        let counts = |filter, scores| PeriodCounts { filter, scores, loyalty: None };
        overlap_allows_differencing(&counts(&filter_now, &scores_now), &counts(&filter_then, &scores_then), Period::Day, 5)
    }

    #[test]
    fn a_wider_view_must_add_nobody_or_enough() {
        for (n, wider, expected) in [(10, 10, false), (10, 11, true), (10, 14, true), (10, 15, false), (0, 4, true)] {
            assert_eq!(wider_allows_differencing(n, wider, 5), expected, "{n} of {wider}");
        }
    }

    #[test]
    fn periods_that_overlap_must_differ_by_nobody_or_enough() {
        let ten = [(1, 10), (2, 10)];
        assert!(!allows((1, 2, &ten), (0, 1, &[(0, 10), (1, 10)])), "each has ten that the other has not");
        assert!(allows((1, 2, &[(1, 10), (2, 3)]), (0, 1, &[(0, 10), (1, 10)])), "three are only in the later period");
        assert!(allows((1, 2, &ten), (0, 1, &[(0, 2), (1, 10)])), "two are only in the earlier period");
        assert!(!allows((1, 2, &ten), (1, 2, &ten)), "the same days");
    }

    #[test]
    fn answers_without_a_score_do_not_count() {
        let unscored = [ScoreCount { day: Day(2), score: None, count: 3 }];
        let (now, then) = (filter(1, 2), filter(0, 1));
        let counts = |filter, scores| PeriodCounts { filter, scores, loyalty: None };
        assert!(!overlap_allows_differencing(&counts(&now, &unscored), &counts(&then, &[]), Period::Day, 5));
    }
}
