//! Properties of every score for any counts.
//!
//! Must not know particular values; those are in the golden tables.

use domain::{
    results::scoring::{
        Distribution, Estimate, NpsCounts, mean_difference, mean_estimate, nps_difference, share_difference, share_satisfied,
    },
    statistics::holm,
};
use proptest::prelude::*;

fn counts() -> impl Strategy<Value = u64> {
    prop_oneof![0..4_u64, 0..200_u64, 0..5_000_000_000_u64]
}

prop_compose! {
    fn nps()(promoters in counts(), passives in counts(), detractors in counts()) -> NpsCounts {
        NpsCounts { promoters, passives, detractors }
    }
}

prop_compose! {
    fn distribution(min: u8, max: u8)(counts in prop::collection::vec(counts(), usize::from(max - min) + 1)) -> Distribution {
        let mut distribution = Distribution::new(min, max);
        for (score, count) in (min..=max).zip(counts) {
            distribution.add(score, count).expect("a score of the scale");
        }
        distribution
    }
}

/// Checks that a score is in bounds, finite, inside its own interval, and rounded to within half a tenth.
fn check(estimate: Estimate, min: f64, max: f64) -> Result<(), TestCaseError> {
    prop_assert!(min <= estimate.value && estimate.value <= max);
    prop_assert!((estimate.tenths() as f64 / 10.0 - estimate.value).abs() <= 0.05 + 1e-9);
    prop_assert!(estimate.standard_error.is_none_or(|error| error.is_finite() && error >= 0.0));
    if let Some(interval) = estimate.interval {
        prop_assert!(interval.contains(estimate.value), "{estimate:?}");
        prop_assert!(min <= interval.low && interval.high <= max, "{estimate:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn nps_is_in_bounds(group in nps()) {
        prop_assert_eq!(group.score().is_none(), group.n() == 0);
        if let Some(score) = group.score() {
            check(score, -100.0, 100.0)?;
            prop_assert!(score.interval.is_some_and(|interval| interval.low < interval.high));
        }
    }

    #[test]
    fn share_is_in_bounds(n in counts(), part in 0.0..=1.0_f64) {
        let satisfied = (n as f64 * part) as u64;
        prop_assert_eq!(share_satisfied(satisfied, n).is_none(), n == 0);
        if let Some(share) = share_satisfied(satisfied, n) {
            check(share, 0.0, 100.0)?;
        }
    }

    #[test]
    fn mean_is_in_bounds(scores in distribution(1, 7)) {
        let mean = mean_estimate(&scores);
        prop_assert_eq!(mean.is_none(), scores.n() == 0);
        prop_assert_eq!(mean.and_then(|mean| mean.interval).is_none(), scores.n() < 2);
        if let Some(mean) = mean {
            check(mean, 1.0, 7.0)?;
        }
    }

    #[test]
    fn pooled_groups_equal_the_whole(a in distribution(0, 10), b in distribution(0, 10)) {
        let mut whole = a.clone();
        whole.merge(&b).unwrap();
        prop_assert_eq!(whole.n(), a.n() + b.n());
        prop_assert_eq!(whole.without(&a), Some(b.clone()));
        let [of_a, of_b, of_whole] = [&a, &b, &whole].map(|scores| NpsCounts::from_distribution(scores).unwrap());
        prop_assert_eq!(of_whole.without(&of_a), Some(of_b));
        if let (Some(part_a), Some(part_b), Some(score)) = (of_a.score(), of_b.score(), of_whole.score()) {
            let weighted = (part_a.value * part_a.n as f64 + part_b.value * part_b.n as f64) / score.n as f64;
            prop_assert!((weighted - score.value).abs() < 1e-6);
        }
        if let (Some(mean_a), Some(mean_b), Some(mean)) = (a.mean(), b.mean(), whole.mean()) {
            prop_assert!(((mean_a * a.n() as f64 + mean_b * b.n() as f64) / whole.n() as f64 - mean).abs() < 1e-6);
        }
    }

    #[test]
    fn differences_turn_round(a in distribution(0, 10), b in distribution(0, 10)) {
        let [of_a, of_b] = [&a, &b].map(|scores| NpsCounts::from_distribution(scores).unwrap());
        let shares = [&a, &b].map(|scores| (scores.count_at_least(8), scores.n()));
        let pairs = [
            (nps_difference(&of_a, &of_b), nps_difference(&of_b, &of_a), 200.0),
            (share_difference(shares[0], shares[1]), share_difference(shares[1], shares[0]), 100.0),
            (mean_difference(&a, &b), mean_difference(&b, &a), 10.0),
        ];
        for (there, back, span) in pairs {
            prop_assert_eq!(there.is_none(), a.n() == 0 || b.n() == 0);
            let (Some(there), Some(back)) = (there, back) else { continue };
            prop_assert_eq!(there.tenths(), -back.tenths());
            prop_assert_eq!(there.p.is_some(), there.z_or_t.is_some());
            prop_assert!(there.p.is_none_or(|p| (0.0..=1.0).contains(&p)), "{there:?}");
            prop_assert!((there.p.unwrap_or(0.0) - back.p.unwrap_or(0.0)).abs() < 1e-9);
            if let Some(interval) = there.interval {
                prop_assert!(interval.contains(there.value) && -span <= interval.low && interval.high <= span, "{there:?}");
            }
        }
    }

    #[test]
    fn a_score_outside_the_scale_is_refused(score in 0..=255_u8) {
        let mut scores = Distribution::new(1, 10);
        prop_assert_eq!(scores.add(score, 1).is_ok(), (1..=10).contains(&score));
        prop_assert_eq!(scores.n(), u64::from((1..=10).contains(&score)));
        prop_assert!(Distribution::new(10, 1).add(score, 1).is_err());
    }

    #[test]
    fn holm_never_lowers_a_p_and_keeps_the_order(p in prop::collection::vec(0.0..=1.0_f64, 0..12)) {
        let corrected = holm(&p);
        for (i, of_i) in p.iter().zip(&corrected) {
            prop_assert!(i <= of_i && *of_i <= 1.0);
            for (j, of_j) in p.iter().zip(&corrected) {
                prop_assert!(i > j || of_i <= of_j);
            }
        }
    }
}
