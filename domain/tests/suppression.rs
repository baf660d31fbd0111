//! Tests which groups are withheld, and that subtraction does not reveal a small group.
//!
//! Must not repeat the tested rule: the test reader tries every table that fits the shown figures.

use domain::results::disclosure::suppression::{is_safe_group, is_safe_range, is_too_small, withhold};
use proptest::prelude::*;

#[test]
fn withheld_groups() {
    let check = |counts: &[u64], expected: &str| {
        let actual: String = withhold(counts, 5).into_iter().map(|withheld| if withheld { '-' } else { 'x' }).collect();
        assert_eq!(actual, expected, "{counts:?}");
    };
    check(&[], "");
    check(&[5, 9, 40], "xxx");
    check(&[0, 0, 7], "xxx");
    // A single small group would be the total minus the rest, so the next smallest is withheld too.
    check(&[3, 40, 12], "-x-");
    check(&[3, 0, 12], "-x-");
    // Together the two are still fewer than five.
    check(&[1, 2, 40, 12], "--x-");
    check(&[1, 4, 40, 12], "--xx");
    check(&[4, 3, 40, 12], "--xx");
    // If all groups were one, or all were four, the sum would reveal that.
    check(&[1, 1, 1, 1, 1, 40, 12], "-----x-");
    check(&[4, 4, 40, 12], "--x-");
    // There is no other group to add.
    check(&[3], "-");
    check(&[0, 2, 1], "x--");
    // Of two equal groups the first is withheld.
    check(&[2, 9, 9], "--x");
}

#[test]
fn a_minimum_of_one_withholds_nothing() {
    for minimum in [0, 1] {
        assert_eq!(withhold(&[0, 1, 2, 100], minimum), [false; 4]);
    }
    assert!(is_too_small(4, 5) && !is_too_small(0, 5) && !is_too_small(5, 5));
}

/// A reader knows the minimum, the total, every shown group, and that withheld groups are not empty. Such a reader
/// cannot derive the size of a withheld group. Nor can a reader who assumes, correctly, that every withheld group is
/// small. Both try every table.
#[test]
fn no_withheld_size_can_be_worked_out() {
    for (groups, minimum) in [(2, 5), (3, 5), (4, 5), (4, 2), (5, 3)] {
        for counts in (minimum..=16).flat_map(|total| tables(groups, total)) {
            let withheld = withhold(&counts, minimum);
            let hidden: Vec<u64> = counts.iter().zip(&withheld).filter(|(_, hide)| **hide).map(|(n, _)| *n).collect();
            let all_small = hidden.iter().all(|n| *n < minimum);
            if hidden.is_empty() || (all_small && hidden.iter().sum::<u64>() == counts.iter().sum::<u64>()) {
                continue; // No group is withheld, or all groups are.
            }
            let readings = tables(hidden.len(), hidden.iter().sum());
            let readings: Vec<_> = readings.into_iter().filter(|sizes| !sizes.contains(&0)).collect();
            assert_ambiguous(&counts, &readings);
            if all_small {
                let small: Vec<_> = readings.into_iter().filter(|sizes| sizes.iter().all(|n| *n < minimum)).collect();
                assert_ambiguous(&counts, &small);
            }
        }
    }
}

/// Checks that every withheld group has at least two possible sizes in the readings.
fn assert_ambiguous(counts: &[u64], readings: &[Vec<u64>]) {
    for group in 0..readings[0].len() {
        assert!(
            readings.iter().any(|sizes| sizes[group] != readings[0][group]),
            "{counts:?} can only be read as {:?}",
            readings[0]
        );
    }
}

/// Every distribution of `total` answers over this many groups.
fn tables(groups: usize, total: u64) -> Vec<Vec<u64>> {
    if groups == 1 {
        return vec![vec![total]];
    }
    let start = |first: u64| tables(groups - 1, total - first).into_iter().map(move |rest| [vec![first], rest].concat());
    (0..=total).flat_map(start).collect()
}

proptest! {
    #[test]
    fn nothing_small_is_shown_or_left_by_subtraction(
        counts in prop::collection::vec(prop_oneof![0..8_u64, 0..500_u64, Just(u64::MAX)], 0..12),
        minimum in 0..12_u64,
    ) {
        let withheld = withhold(&counts, minimum);
        prop_assert_eq!(withheld.len(), counts.len());
        for (n, withheld) in counts.iter().zip(&withheld) {
            prop_assert!(*withheld || !is_too_small(*n, minimum));
            prop_assert!(!*withheld || *n > 0);
        }
        let total: u128 = counts.iter().map(|n| u128::from(*n)).sum();
        let hidden: Vec<u128> = counts.iter().zip(&withheld).filter(|(_, hide)| **hide).map(|(n, _)| u128::from(*n)).collect();
        if !hidden.is_empty() && total >= u128::from(minimum) {
            prop_assert!(hidden.len() >= 2);
            prop_assert!(hidden.iter().sum::<u128>() >= u128::from(minimum));
        }
        prop_assert!(!hidden.is_empty() || counts.iter().all(|n| !is_too_small(*n, minimum)));
    }

    #[test]
    fn without_small_groups_nothing_is_withheld(counts in prop::collection::vec(5..500_u64, 0..12)) {
        prop_assert!(withhold(&counts, 5).iter().all(|withheld| !withheld));
    }
}

#[test]
fn a_group_is_safe_where_its_table_shows_it() {
    // 2 is too small, and 10 would reveal it.
    let groups = [20, 10, 2];
    assert_eq!([0, 1, 2].map(|group| is_safe_group(&groups, group, 5)), [true, false, false]);
    assert!(is_safe_group(&[7, 5], 1, 5) && is_safe_group(&[7, 0], 1, 5) && is_safe_group(&groups, 9, 5));
}

#[test]
fn a_range_is_safe_where_no_other_range_differs_from_it_by_a_few() {
    let months = [30, 20, 2, 10, 40];
    let safe = |range| is_safe_range(&months, range, 5);
    assert!(safe(0..5) && safe(0..1) && safe(4..5));
    // The third is too small, and the fourth is withheld with it.
    assert!(!safe(0..2) && !safe(2..3) && !safe(3..4) && !safe(3..5) && !safe(0..3), "one end lies beside it");
    assert!(safe(1..4) && safe(1..5), "both are in it, and the ends are not they");
    assert!(!safe(2..5), "without its first it would be one of two");
    assert!(is_safe_range(&[9, 0, 9], 0..1, 5) && is_safe_range(&[], 0..0, 5) && is_safe_range(&[9], 4..9, 5));
}
