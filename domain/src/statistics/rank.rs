//! Rank correlation: how strongly two scales correlate.

use std::collections::BTreeMap;

use super::{Interval, Z_95, t_p};

/// Below this many pairs there is no interval.
const LEAST_FOR_INTERVAL: u64 = 4;

/// The rank correlation of two scales. It is no proof of a cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankCorrelation {
    /// The number of pairs.
    pub n: u64,
    /// Spearman's ρ, −1 to 1; equal values share the mean of their ranks.
    pub rho: f64,
    /// The 95 % interval of ρ. `None` below 4 pairs, or if the ranks are the same or opposite, because there is no
    /// spread then.
    pub interval: Option<Interval>,
    /// The two-sided p-value of no correlation, by Student's t with n − 2 degrees of freedom, not corrected for other
    /// tests. `None` without an interval.
    pub p: Option<f64>,
}

/// Spearman's ρ of counted pairs: value on one scale, value on the other, number of pairs. `None` if either scale has
/// only one value.
///
/// C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15 (1904)
/// 72–101. The interval is Fisher's with the standard error √((1 + ρ²/2) / (n − 3)) of D. G. Bonett & T. A. Wright,
/// "Sample size requirements for estimating Pearson, Kendall and Spearman correlations", Psychometrika 65 (2000) 23–28.
pub fn rank_correlation(pairs: &[(i64, i64, u64)]) -> Option<RankCorrelation> {
    let n: u64 = pairs.iter().map(|(.., count)| count).sum();
    let first = mid_ranks(pairs.iter().map(|(value, _, count)| (*value, *count)));
    let second = mid_ranks(pairs.iter().map(|(_, value, count)| (*value, *count)));
    // The mean of ranks is (n + 1) / 2, with or without ties.
    let mean = (n as f64 + 1.0) / 2.0;
    let (mut covariance, mut variance_first, mut variance_second) = (0.0, 0.0, 0.0);
    for (a, b, count) in pairs {
        let (a, b, count) = (first[a] - mean, second[b] - mean, *count as f64);
        covariance += count * a * b;
        variance_first += count * a * a;
        variance_second += count * b * b;
    }
    if variance_first == 0.0 || variance_second == 0.0 {
        return None;
    }
    let rho = (covariance / (variance_first.sqrt() * variance_second.sqrt())).clamp(-1.0, 1.0);
    // The rounding error of an exact correlation.
    let is_exact = 1.0 - rho.abs() < 1e-12;
    let rho = if is_exact { rho.round() } else { rho };
    if n < LEAST_FOR_INTERVAL || is_exact {
        return Some(RankCorrelation { n, rho, interval: None, p: None });
    }
    let error = ((1.0 + rho * rho / 2.0) / (n as f64 - 3.0)).sqrt();
    let (centre, margin) = (rho.atanh(), Z_95 * error);
    let interval = Interval { low: (centre - margin).tanh(), high: (centre + margin).tanh() }.within(-1.0, 1.0, rho);
    let freedom = n as f64 - 2.0;
    let t = rho * (freedom / (1.0 - rho * rho)).sqrt();
    Some(RankCorrelation { n, rho, interval: Some(interval), p: t_p(t, freedom) })
}

/// The rank of each value, from 1. Equal values share the mean of their ranks.
fn mid_ranks(values: impl Iterator<Item = (i64, u64)>) -> BTreeMap<i64, f64> {
    let mut counts = BTreeMap::<i64, u64>::new();
    values.for_each(|(value, count)| *counts.entry(value).or_default() += count);
    let mut below = 0;
    let rank = |(value, count): (i64, u64)| {
        let rank = below as f64 + (count as f64 + 1.0) / 2.0;
        below += count;
        (value, rank)
    };
    counts.into_iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(values: &[(i64, i64)]) -> Vec<(i64, i64, u64)> {
        values.iter().map(|(a, b)| (*a, *b, 1)).collect()
    }

    /// scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]).
    #[test]
    fn it_agrees_with_scipy() {
        let found = rank_correlation(&pairs(&[(1, 5), (2, 6), (3, 7), (4, 8), (5, 7)])).unwrap();
        assert!((found.rho - 0.820_782_681_668_123_3).abs() < 1e-12, "{found:?}");
        assert!((found.p.unwrap() - 0.088_587_005_313_543_81).abs() < 1e-9, "{found:?}");
        let interval = found.interval.unwrap();
        assert!((interval.low + 0.416_7).abs() < 1e-3 && (interval.high - 0.992_0).abs() < 1e-3, "{interval:?}");
    }

    #[test]
    fn the_ends_have_no_interval_and_one_value_has_no_correlation() {
        let same = rank_correlation(&pairs(&[(1, 1), (2, 5), (3, 6), (4, 9), (5, 10)])).unwrap();
        assert_eq!((same.rho, same.interval, same.p), (1.0, None, None));
        let opposite = rank_correlation(&pairs(&[(1, 9), (2, 5), (3, 1), (4, 0)])).unwrap();
        assert_eq!((opposite.rho, opposite.interval), (-1.0, None));
        assert_eq!(rank_correlation(&pairs(&[(1, 1), (1, 5), (1, 6)])), None);
        assert_eq!(rank_correlation(&[]), None);
    }

    proptest! {
        #[test]
        fn it_is_on_its_scale_and_inside_its_interval(values in prop::collection::vec((0..=10_i64, 1..=5_i64, 1..50_u64), 1..60)) {
            if let Some(found) = rank_correlation(&values) {
                prop_assert!((-1.0..=1.0).contains(&found.rho));
                prop_assert!(found.interval.is_none_or(|interval| interval.contains(found.rho)));
                prop_assert!(found.p.is_none_or(|p| (0.0..=1.0).contains(&p)));
                let turned: Vec<_> = values.iter().map(|(a, b, n)| (*a, -b, *n)).collect();
                prop_assert!((rank_correlation(&turned).unwrap().rho + found.rho).abs() < 1e-9);
                let apart: Vec<_> = values.iter().flat_map(|(a, b, n)| (0..*n).map(|_| (*a, *b, 1))).collect();
                prop_assert!((rank_correlation(&apart).unwrap().rho - found.rho).abs() < 1e-9);
            }
        }
    }
}
