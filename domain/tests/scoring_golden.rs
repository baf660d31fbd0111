//! Golden tables: tests of scoring and statistics against published values and the project's own vectors.
//!
//! Must not compute an expected value: every expected number is a literal, with its source.

#![expect(clippy::unwrap_used, reason = "a test's own checks may panic")]

use domain::{
    results::scoring::{
        Distribution, EffortScore, Estimate, LoyaltyIndex, NpsCounts, ReportMark, churn, loyalty_difference, mean_difference,
        mean_estimate, mean_from_moments, nps_difference, purchase_rate, share_difference, share_satisfied, upsell_rate,
    },
    statistics::{
        Sample, Verdict, holm, mean_interval, newcombe, normal_p, percent_tenths, round_one_decimal, t_95, t_p, welch, wilson,
    },
};
use serde_json::Value;

const TOLERANCE: f64 = 1e-4;

#[track_caller]
fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= TOLERANCE, "{actual} is not {expected}");
}

fn nps([promoters, passives, detractors]: [u64; 3]) -> NpsCounts {
    NpsCounts { promoters, passives, detractors }
}

fn distribution(min: u8, max: u8, scores: &[u8]) -> Distribution {
    let mut distribution = Distribution::new(min, max);
    for score in scores {
        distribution.add(*score, 1).unwrap();
    }
    distribution
}

#[track_caller]
fn check_estimate(estimate: Estimate, value: f64, low: f64, high: f64) {
    let interval = estimate.interval.unwrap();
    close(estimate.value, value);
    close(interval.low, low);
    close(interval.high, high);
}

#[track_caller]
fn check_nps(counts: [u64; 3], [value, error, low, high]: [f64; 4]) {
    let score = nps(counts).score().unwrap();
    check_estimate(score, value, low, high);
    close(score.standard_error.unwrap(), error);
    assert_eq!(score.n, counts.iter().sum::<u64>());
}

#[track_caller]
fn check_share(satisfied: u64, n: u64, [value, low, high]: [f64; 3]) {
    let share = share_satisfied(satisfied, n).unwrap();
    check_estimate(share, value, low, high);
    assert_eq!(share.n, n);
}

#[track_caller]
fn check_nps_difference(a: [u64; 3], b: [u64; 3], [value, error, z, p]: [f64; 4], adjusted: bool) {
    let difference = nps_difference(&nps(a), &nps(b)).unwrap();
    close(difference.value, value);
    close(difference.value / difference.z_or_t.unwrap(), error);
    close(difference.z_or_t.unwrap(), z);
    close(difference.p.unwrap(), p);
    assert_eq!(difference.adjusted, adjusted);
    assert!(difference.interval.unwrap().contains(value));
}

#[track_caller]
fn check_share_difference(a: [u64; 2], b: [u64; 2], [value, low, high, z, p]: [f64; 5]) {
    let difference = share_difference((a[0], a[1]), (b[0], b[1])).unwrap();
    let interval = difference.interval.unwrap();
    close(difference.value, value);
    close(interval.low, low);
    close(interval.high, high);
    close(difference.z_or_t.unwrap(), z);
    close(difference.p.unwrap(), p);
}

#[test]
fn nps_of_counts() {
    check_nps([3, 2, 1], [33.333333, 30.429031, -26.743259, 71.187703]);
    check_nps([1, 0, 1], [0.0, 70.710678, -73.335137, 73.335137]);
    check_nps([1, 1, 0], [50.0, 35.355339, -39.448651, 79.448651]);
    check_nps([1, 1, 1], [0.0, 47.140452, -61.112614, 61.112614]);
    check_nps([0, 0, 1], [-100.0, 0.0, -100.0, 48.498649]);
    check_nps([10, 0, 0], [100.0, 0.0, 47.503552, 100.0]);
    check_nps([291, 476, 395], [-8.950086, 2.238666, -13.30837, -4.545707]);
}

#[test]
fn nps_of_scores() {
    let check = |scores: &[u8], expected: Option<f64>| {
        let score = NpsCounts::from_distribution(&distribution(0, 10, scores)).unwrap().score();
        assert_eq!(score.is_some(), expected.is_some());
        if let Some((score, expected)) = score.zip(expected) {
            close(score.value, expected);
            assert_eq!(score.n, scores.len() as u64);
            assert!(score.is_indicative());
        }
    };
    check(&[1, 10, 8, 7, 9, 9], Some(33.333333));
    check(&[10, 7, 3, 9], Some(25.0));
    check(&[10], Some(100.0));
    check(&[], None);
    // The edges of the three groups.
    check(&[6, 7], Some(-50.0));
    check(&[8, 9], Some(50.0));
    assert!(NpsCounts::from_distribution(&distribution(1, 10, &[9])).is_err(), "a 1–10 item is never scored as NPS");
}

/// 81/263, 15/148, 0/20 and 1/29: R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
#[test]
fn share_satisfied_of_counts() {
    check_share(81, 263, [30.798479, 25.528852, 36.620958]);
    check_share(15, 148, [10.135135, 6.23864, 16.048724]);
    check_share(0, 20, [0.0, 0.0, 16.112516]);
    check_share(1, 29, [3.448276, 0.611321, 17.175522]);
    check_share(4538, 8225, [55.173252, 54.096322, 56.245353]);
    assert!(share_satisfied(0, 0).is_none() && share_satisfied(2, 1).is_none());
    assert_eq!(wilson(0, 20).unwrap().low, 0.0);
    assert_eq!(wilson(20, 20).unwrap().high, 1.0);
}

#[test]
fn nps_differences() {
    check_nps_difference([291, 476, 395], [300, 470, 392], [-1.032702, 3.175324, -0.325227, 0.745009], false);
    check_nps_difference([60, 25, 15], [40, 30, 30], [35.0, 11.124298, 3.146266, 0.001654], false);
    check_nps_difference([10, 0, 0], [0, 0, 1], [200.0, 40.392539, 4.951409, 1e-6], true);
    assert!(nps_difference(&nps([0, 0, 0]), &nps([1, 0, 0])).is_none());
    // One raw error of 0 is enough to adjust both, however large the group.
    assert!(nps_difference(&nps([0, 3, 0]), &nps([5, 5, 5])).unwrap().adjusted);
    assert!(nps_difference(&nps([49, 0, 0]), &nps([5, 5, 5])).unwrap().adjusted);
}

#[test]
fn share_differences() {
    check_share_difference([56, 70], [48, 80], [20.0, 5.2431, 33.3873, 2.650172, 0.008045]);
    check_share_difference([9, 10], [3, 10], [60.0, 17.0523, 80.9018, 2.738613, 0.00617]);
    // All or none of both groups: there is no difference.
    let same = share_difference((5, 5), (9, 9)).unwrap();
    assert_eq!((same.value, same.z_or_t, same.p, same.verdict()), (0.0, Some(0.0), Some(1.0), Some(Verdict::CouldBeChance)));
    assert!(share_difference((0, 0), (1, 2)).is_none() && share_difference((3, 2), (1, 2)).is_none());
}

/// R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10, all eight contrasts.
#[test]
fn newcombe_hybrid_score() {
    let check = |a: (u64, u64), b: (u64, u64), low: f64, high: f64| {
        let interval = newcombe(a, b).unwrap();
        close(interval.low, low);
        close(interval.high, high);
    };
    check((56, 70), (48, 80), 0.0524, 0.3339);
    check((9, 10), (3, 10), 0.1705, 0.8090);
    check((6, 7), (2, 7), 0.0582, 0.8062);
    check((5, 56), (0, 29), -0.0381, 0.1926);
    check((0, 10), (0, 20), -0.1611, 0.2775);
    check((0, 10), (0, 10), -0.2775, 0.2775);
    check((10, 10), (0, 20), 0.6791, 1.0);
    check((10, 10), (0, 10), 0.6075, 1.0);
}

/// Any printed table of Student's t and of the normal distribution.
#[test]
fn quantiles_and_tails() {
    let table = [
        (1.0, 12.7062),
        (2.0, 4.3027),
        (3.0, 3.1824),
        (5.0, 2.5706),
        (10.0, 2.2281),
        (29.0, 2.0452),
        (30.0, 2.0423),
        (120.0, 1.9799),
    ];
    for (freedom, quantile) in table {
        close(t_95(freedom).unwrap(), quantile);
        close(t_p(quantile, freedom).unwrap(), 0.05);
        close(t_p(-quantile, freedom).unwrap(), 0.05);
    }
    close(t_95(1_000.0).unwrap(), 1.9623);
    close(t_95(1e12).unwrap(), 1.959964);
    // The two branches meet at the boundary.
    for (below, above) in [(t_95(10_000.0), t_95(10_000.1)), (t_p(2.5, 10_000.0), t_p(2.5, 10_000.1))] {
        assert!((below.unwrap() - above.unwrap()).abs() < 1e-8);
    }
    assert!(t_95(0.0).is_none() && t_95(f64::NAN).is_none() && t_p(1.0, -1.0).is_none());
    close(normal_p(1.959964), 0.05);
    close(normal_p(-2.575829), 0.01);
    close(normal_p(0.0), 1.0);
}

/// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2 (ZARR13.DAT) and 1.3.5.3 (AUTO83B.DAT).
#[test]
fn nist_means() {
    let heat_flow = Sample { n: 195, mean: 9.261460, variance: Some(0.022_788_81_f64.powi(2)) };
    let interval = mean_interval(heat_flow).unwrap();
    close(interval.low, 9.258242);
    close(interval.high, 9.264679);

    let american = Sample { n: 249, mean: 20.14458, variance: Some(6.41470_f64.powi(2)) };
    let japanese = Sample { n: 79, mean: 30.48101, variance: Some(6.10771_f64.powi(2)) };
    let difference = welch(american, japanese).unwrap();
    close(difference.z_or_t.unwrap(), -12.94627);
    assert_eq!(difference.verdict(), Some(Verdict::ProbablyReal));
}

/// R's `t.test(extra ~ group, data = sleep)`; the data are Student's (1908).
#[test]
fn welch_on_students_sleep_data() {
    let sample = |values: [f64; 10]| {
        let mean = values.iter().sum::<f64>() / 10.0;
        Sample { n: 10, mean, variance: Some(values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 9.0) }
    };
    let first = sample([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]);
    let second = sample([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    let difference = welch(first, second).unwrap();
    let interval = difference.interval.unwrap();
    close(difference.value, -1.58);
    close(difference.z_or_t.unwrap(), -1.8608);
    close(difference.p.unwrap(), 0.07939);
    close(interval.low, -3.3654832);
    close(interval.high, 0.2054832);
    assert_eq!(difference.verdict(), Some(Verdict::CouldBeChance));
}

/// R's `p.adjust(p, "holm")`.
#[test]
fn holm_correction() {
    let check = |p: &[f64], expected: &[f64]| {
        let corrected = holm(p);
        assert_eq!(corrected.len(), expected.len());
        corrected.iter().zip(expected).for_each(|(actual, expected)| close(*actual, *expected));
    };
    check(&[], &[]);
    check(&[0.03], &[0.03]);
    check(&[0.01, 0.04, 0.03, 0.005], &[0.03, 0.06, 0.06, 0.02]);
    check(&[0.01, 0.02, 0.03, 0.04], &[0.04, 0.06, 0.06, 0.06]);
    check(&[0.6, 0.7], &[1.0, 1.0]);
    check(&[f64::NAN, 0.01], &[1.0, 0.02]);
    assert_eq!(Verdict::of(0.05), Verdict::CouldBeChance);
}

/// 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squared deviations 32, and t₀.₉₇₅(7) = 2.36462 from a printed table.
#[test]
fn means() {
    let scores = distribution(0, 10, &[2, 4, 4, 4, 5, 5, 7, 9]);
    close(scores.mean().unwrap(), 5.0);
    close(scores.variance().unwrap(), 32.0 / 7.0);
    let mean = mean_estimate(&scores).unwrap();
    check_estimate(mean, 5.0, 3.21251, 6.78749);
    close(mean.standard_error.unwrap(), 0.755929);
    assert_eq!(mean_from_moments(8, 40, 232), Some(mean));
    // Clamped to the scale: 9, 10, 10 has t₀.₉₇₅(2)·s/√3 = 4.30265 × 0.33333 = 1.43422.
    check_estimate(mean_estimate(&distribution(0, 10, &[9, 10, 10])).unwrap(), 9.666667, 8.232449, 10.0);
    // One answer has a mean and no interval. No answers have no mean, and neither do impossible sums.
    let single = mean_from_moments(1, 7, 49).unwrap();
    assert_eq!((single.value, single.interval, single.standard_error), (7.0, None, None));
    assert!(
        mean_from_moments(0, 0, 0).is_none() && mean_from_moments(1, 7, 50).is_none() && mean_from_moments(2, 10, 1).is_none()
    );
    assert!(mean_estimate(&Distribution::new(1, 5)).is_none() && Distribution::new(1, 5).share_at_least(4).is_none());
}

#[test]
fn report_mark_effort_and_loyalty() {
    let mark = ReportMark::from_distribution(&distribution(1, 10, &[5, 6, 8, 9])).unwrap().unwrap();
    assert_eq!((mark.mean.tenths(), mark.eight_or_higher.tenths(), mark.five_or_lower.tenths()), (70, 500, 250));
    let effort = EffortScore::from_distribution(&distribution(1, 7, &[4, 5, 7])).unwrap().unwrap();
    assert_eq!((effort.mean.tenths(), effort.five_or_higher.tenths()), (53, 667));
    assert_eq!(ReportMark::from_distribution(&Distribution::new(1, 10)), Ok(None));
    assert!(ReportMark::from_distribution(&Distribution::new(0, 10)).is_err());
    assert!(EffortScore::from_distribution(&Distribution::new(1, 5)).is_err());

    // Respondents 8, 9, 10 (mean 9) and 7, 7, 7 (mean 7): index 8, s = √2, t₀.₉₇₅(1) = 12.7062, clamped to 1–10.
    let sums = distribution(3, 30, &[27, 21]);
    let loyalty = LoyaltyIndex::from_sums(&sums, 3).unwrap();
    check_estimate(loyalty.index.unwrap(), 8.0, 1.0, 10.0);
    close(loyalty.index.unwrap().standard_error.unwrap(), 1.0);
    assert_eq!((loyalty.complete, loyalty.incomplete), (2, 3));
    assert_eq!(LoyaltyIndex::from_sums(&Distribution::new(3, 30), 4).unwrap().index, None);
    close(loyalty_difference(&sums, &distribution(3, 30, &[27, 27])).unwrap().value, -1.0);
    assert!(loyalty_difference(&mark_scale(), &mark_scale()).is_none());
}

fn mark_scale() -> Distribution {
    distribution(1, 10, &[7, 8])
}

#[test]
fn differences_of_means_without_spread_have_no_verdict() {
    let check = |a: &[u8], b: &[u8], value: f64| {
        let difference = mean_difference(&distribution(1, 10, a), &distribution(1, 10, b)).unwrap();
        assert_eq!((difference.value, difference.interval, difference.p), (value, None, None));
        assert_eq!(difference.verdict(), None);
    };
    check(&[8, 8], &[9, 9, 9], -1.0);
    check(&[8], &[9, 10, 8], -1.0);
    assert!(mean_difference(&distribution(1, 10, &[8]), &distribution(0, 10, &[8])).is_none());
    assert!(mean_difference(&Distribution::new(1, 10), &mark_scale()).is_none());
}

#[test]
fn rates_of_behaviour() {
    assert_eq!(purchase_rate(1, 8), Some(12.5));
    assert_eq!(upsell_rate(3, 4), Some(75.0));
    assert_eq!(churn(0, 10), Some(0.0));
    assert!(churn(0, 0).is_none() && churn(11, 10).is_none());
}

#[test]
fn rounding_is_half_away_from_zero() {
    for (value, rounded) in [(2.25, 2.3), (-2.25, -2.3), (12.34, 12.3), (-0.04, 0.0), (99.95, 100.0), (1e300, 1e300)] {
        assert_eq!(round_one_decimal(value), rounded);
    }
    assert!(round_one_decimal(-0.04).is_sign_positive() && round_one_decimal(f64::NAN).is_nan());
    let percent =
        [(1, 8, 125), (1, 3, 333), (-2, 3, -667), (1, 16, 63), (-1, 16, -63), (1, 2000, 1), (-1, 2000, -1), (1, 2001, 0)];
    for (numerator, denominator, tenths) in percent {
        assert_eq!(percent_tenths(numerator, denominator), Some(tenths));
    }
    assert_eq!(percent_tenths(0, 0), None);
    // 23 of 80 is 28.75 %: the exact half is rounded up. 1/16 − 1/8 = −6.25 points: away from zero.
    assert_eq!(share_satisfied(23, 80).unwrap().tenths(), 288);
    assert_eq!(share_difference((1, 16), (1, 8)).unwrap().tenths(), -63);
    assert_eq!(nps([0, 15, 1]).score().unwrap().tenths(), -63);
    assert_eq!(nps_difference(&nps([1, 15, 0]), &nps([0, 15, 1])).unwrap().tenths(), 125);
}

/// The vectors beside the workspace, if they are present. More may be added without a change of this file.
#[test]
fn shared_vectors() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/scoring/vectors.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: no shared vectors beside this workspace");
        return;
    };
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let number = |case: &Value, key: &str| case[key].as_f64().unwrap_or_else(|| panic!("{key} in {case}"));
    let whole = |value: &Value| value.as_u64().unwrap();
    let three = |value: &Value| [whole(&value[0]), whole(&value[1]), whole(&value[2])];
    let cases = |key: &str| vectors[key].as_array().unwrap().clone();
    let numbers = |case: &Value, keys: [&str; 4]| keys.map(|key| number(case, key));

    assert_eq!(number(&vectors, "z"), domain::statistics::Z_95);
    for case in cases("nps_counts") {
        let counts = ["promoters", "passives", "detractors"].map(|key| whole(&case[key]));
        check_nps(counts, numbers(&case, ["nps", "se", "low", "high"]));
    }
    for case in cases("csat_counts") {
        check_share(whole(&case["satisfied"]), whole(&case["n"]), ["share", "low", "high"].map(|key| number(&case, key)));
    }
    for case in cases("nps_scores") {
        let answered: Vec<u8> =
            case["scores"].as_array().unwrap().iter().filter_map(Value::as_u64).map(|score| score as u8).collect();
        let score = NpsCounts::from_distribution(&distribution(0, 10, &answered)).unwrap().score();
        assert_eq!(score.is_some(), !case["nps"].is_null());
        score.inspect(|score| close(score.value, number(&case, "nps")));
        assert_eq!(score.map_or(0, |score| score.n), case["n"].as_u64().unwrap_or(answered.len() as u64));
    }
    for case in cases("nps_differences") {
        let adjusted = case["adjusted"].as_bool().unwrap();
        check_nps_difference(three(&case["a"]), three(&case["b"]), numbers(&case, ["difference", "se", "z", "p"]), adjusted);
    }
    for case in cases("csat_differences") {
        let two = |key: &str| [whole(&case[key][0]), whole(&case[key][1])];
        check_share_difference(two("a"), two("b"), ["difference", "low", "high", "z", "p"].map(|key| number(&case, key)));
    }
}
