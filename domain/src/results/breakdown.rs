//! The answers behind one score, grouped by one dimension. Each group has its score and its difference from the
//! rest. Small groups are withheld.

use std::collections::BTreeMap;

use super::{measure::Measure, series::Figure};
use crate::{
    results::{counts::GroupCount, disclosure::suppression, scoring::Distribution},
    statistics::{self, Difference, Verdict},
    survey::reserved_keys::NOT_APPLICABLE,
};

/// The most groups of a breakdown.
const MAX_GROUPS: usize = 100;

/// The score of each group.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// What the scores measure.
    pub measure: Measure,
    /// The groups. Numbers are in the order of their scale, other values by size, largest first. The group whose value
    /// is unknown is last.
    pub groups: Vec<Group>,
    /// Whether more groups exist than are shown.
    pub cut: bool,
}

/// One group of a breakdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The value of the dimension. `None` if it is unknown.
    pub value: Option<String>,
    /// The score of the group, if it may be shown.
    pub figure: Figure,
    /// The difference from all other groups, with a verdict corrected for the number of comparisons.
    pub difference: Option<(Difference, Option<Verdict>)>,
    /// The distribution of the scores. `None` if the group is withheld.
    scores: Option<Distribution>,
}

/// Two groups and their difference.
pub struct Pair<'a> {
    /// The first group.
    pub first: &'a Group,
    /// The group it is compared with.
    pub second: &'a Group,
    /// First minus second.
    pub difference: Difference,
    /// The verdict, corrected for all pairs that could have been chosen.
    pub verdict: Option<Verdict>,
}

impl Breakdown {
    /// The breakdown of a score.
    pub fn of(measure: Measure, counts: &[GroupCount], minimum: u64) -> Self {
        let (min, max) = measure.scores();
        let empty = || Distribution::new(min, max);
        let mut by_value: BTreeMap<Option<&str>, Distribution> = BTreeMap::new();
        let mut total = empty();
        for count in counts {
            let Some(score) = count.score else { continue };
            if total.add(score, count.count).is_ok() {
                let added = by_value.entry(count.group.as_deref()).or_insert_with(empty).add(score, count.count);
                debug_assert!(added.is_ok(), "both have the same scale");
            }
        }
        let mut groups: Vec<_> = by_value.into_iter().collect();
        put_in_order(&mut groups);
        // The decision covers all groups, because groups beyond the limit are also in the total.
        let sizes: Vec<u64> = groups.iter().map(|(_, scores)| scores.n()).collect();
        let withheld = suppression::withhold(&sizes, minimum);
        let shown = || groups.iter().zip(&withheld).filter(|(_, withheld)| !**withheld);
        let differences: Vec<Option<Difference>> =
            shown().map(|((_, scores), _)| measure.difference(scores, &total.without(scores)?)).collect();
        let p_values: Vec<f64> = differences.iter().filter_map(|difference| difference.as_ref()?.p).collect();
        let mut corrected = statistics::holm(&p_values).into_iter();
        let mut differences = differences.into_iter().map(|difference| {
            let difference = difference?;
            let verdict = difference.p.and_then(|_| corrected.next()).map(Verdict::of);
            Some((difference, verdict))
        });
        let mut rows = Vec::with_capacity(groups.len());
        for ((value, scores), withheld) in groups.iter().zip(&withheld) {
            let (figure, difference) = match withheld {
                true => (Figure::TooFew, None),
                false => (measure.estimate(scores).map_or(Figure::Nobody, Figure::Score), differences.next().flatten()),
            };
            let scores = (!withheld).then(|| scores.clone());
            rows.push(Group { value: value.map(str::to_owned), figure, difference, scores });
        }
        let cut = rows.len() > MAX_GROUPS;
        if cut {
            let mut sizes: Vec<u64> = groups.iter().filter(|(value, _)| value.is_some()).map(|(_, scores)| scores.n()).collect();
            sizes.sort_unstable_by(|a, b| b.cmp(a));
            let least = sizes.get(MAX_GROUPS - 1).copied().unwrap_or(0);
            let mut left = MAX_GROUPS;
            let mut is_kept = groups.iter().map(|(value, scores)| value.is_none() || scores.n() >= least);
            rows.retain(|row| {
                is_kept.next() == Some(true) && (row.value.is_none() || left.checked_sub(1).map(|rest| left = rest).is_some())
            });
        }
        Self { measure, groups: rows, cut }
    }

    /// The breakdown with all withheld groups merged into one group without a name. A value of a single respondent,
    /// such as a customer number, would identify that respondent. `hides` says whether other groups are withheld that
    /// were not counted here.
    pub fn without_small_names(mut self, hides: bool) -> Self {
        let before = self.groups.len();
        self.groups.retain(|group| group.figure != Figure::TooFew);
        if hides || self.groups.len() < before {
            self.groups.push(Group { value: None, figure: Figure::TooFew, difference: None, scores: None });
        }
        self
    }

    /// Two shown groups and the difference of the first from the second. `None` if either group is not shown.
    pub fn pair(&self, [a, b]: &[String; 2]) -> Option<Pair<'_>> {
        let find = |value: &str| self.groups.iter().find(|group| group.value.as_deref() == Some(value));
        let (first, second) = (find(a)?, find(b)?);
        let difference = self.measure.difference(first.scores.as_ref()?, second.scores.as_ref()?)?;
        // An analyst who chooses two groups has seen all of them and may choose the largest difference.
        let named = self.groups.iter().filter(|group| group.value.is_some());
        let shown: Vec<&Distribution> = named.filter_map(|group| group.scores.as_ref()).collect();
        let others = shown.iter().enumerate().flat_map(|(at, one)| shown[at + 1..].iter().map(move |other| (*one, *other)));
        let p_values: Vec<f64> = others.filter_map(|(one, other)| self.measure.difference(one, other)?.p).collect();
        let corrected = statistics::holm(&p_values);
        let same = |p: &f64| difference.p.is_some_and(|own| (own - p).abs() <= own * 1e-9);
        let verdict = p_values.iter().position(same).map(|at| Verdict::of(corrected[at]));
        Some(Pair { first, second, difference, verdict })
    }

    /// Whether a group is withheld.
    pub fn withholds(&self) -> bool {
        self.groups.iter().any(|group| group.figure == Figure::TooFew)
    }
}

/// Sorts groups. Numbers are in the order of their scale, other values by size, largest first. The group whose value is
/// unknown is last.
pub fn put_in_order(groups: &mut [(Option<&str>, Distribution)]) {
    match groups.iter().flat_map(|(value, _)| *value).all(is_number_or_none) {
        // Scores in the order of their scale; "not applicable" after them.
        true => groups.sort_by_key(|(value, _)| (value.is_none(), value.map(|text| text.parse::<i64>().unwrap_or(i64::MAX)))),
        false => groups.sort_by(|(a, x), (b, y)| (a.is_none(), y.n(), *a).cmp(&(b.is_none(), x.n(), *b))),
    }
}

fn is_number_or_none(value: &str) -> bool {
    value == NOT_APPLICABLE || value.parse::<i64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(groups: &[(Option<&str>, u8, u64)]) -> Vec<GroupCount> {
        let count = |(group, score, count): &(Option<&str>, u8, u64)| GroupCount {
            group: group.map(str::to_owned),
            score: Some(*score),
            count: *count,
        };
        groups.iter().map(count).collect()
    }

    fn breakdown(groups: &[(Option<&str>, u8, u64)]) -> Breakdown {
        Breakdown::of(Measure::Nps, &counts(groups), 5)
    }

    #[test]
    fn the_largest_first_and_the_unknown_last() {
        let broken = breakdown(&[(None, 9, 90), (Some("a"), 9, 10), (Some("b"), 3, 20), (Some("c"), 10, 20)]);
        let values: Vec<_> = broken.groups.iter().map(|group| group.value.as_deref()).collect();
        assert_eq!(values, [Some("b"), Some("c"), Some("a"), None]);
    }

    #[test]
    fn scores_stand_in_their_order() {
        let broken = breakdown(&[(Some("10"), 9, 10), (Some("na"), 9, 30), (Some("9"), 3, 20), (Some("2"), 10, 20)]);
        let values: Vec<_> = broken.groups.iter().map(|group| group.value.as_deref()).collect();
        assert_eq!(values, [Some("2"), Some("9"), Some("10"), Some("na")]);
    }

    #[test]
    fn no_small_group_is_the_total_less_the_others() {
        let broken = breakdown(&[(Some("a"), 9, 30), (Some("b"), 3, 20), (Some("c"), 3, 2)]);
        let withheld: Vec<_> = broken.groups.iter().map(|group| group.figure == Figure::TooFew).collect();
        assert_eq!(withheld, [false, true, true], "c is small, b would give it away");
        assert!(broken.groups[1].difference.is_none() && broken.withholds());
    }

    #[test]
    fn two_groups_are_compared_where_both_are_shown() {
        let pair = |broken: &Breakdown, a: &str, b: &str| {
            broken.pair(&[a.to_owned(), b.to_owned()]).map(|pair| (pair.difference.tenths(), pair.verdict))
        };
        let broken =
            breakdown(&[(Some("a"), 10, 30), (Some("a"), 3, 10), (Some("b"), 10, 20), (Some("b"), 3, 20), (Some("c"), 3, 2)]);
        assert_eq!(pair(&broken, "a", "c"), None, "c is small");
        assert_eq!(pair(&broken, "a", "nothing"), None);
        let two = breakdown(&[(Some("a"), 10, 30), (Some("a"), 3, 10), (Some("b"), 10, 20), (Some("b"), 3, 20)]);
        assert_eq!(pair(&two, "a", "b"), Some((500, Some(Verdict::ProbablyReal))));
        assert_eq!(pair(&two, "b", "a").unwrap().0, -500);
        // The two groups of ten with the largest difference. A single comparison would be significant (p = 0.02); among
        // 45 pairs it may be chance.
        let groups: Vec<String> = (0..10).map(|group| format!("g{group}")).collect();
        let high = [34, 22, 25, 25, 25, 25, 25, 25, 25, 25];
        let counts: Vec<_> = groups
            .iter()
            .zip(high)
            .flat_map(|(name, high)| [(Some(name.as_str()), 10, high), (Some(name.as_str()), 3, 50 - high)])
            .collect();
        let many = breakdown(&counts);
        assert!(pair(&breakdown(&counts[..4]), "g0", "g1").unwrap().1 == Some(Verdict::ProbablyReal));
        assert_eq!(pair(&many, "g0", "g1").unwrap().1, Some(Verdict::CouldBeChance));
    }

    #[test]
    fn each_is_compared_with_the_rest_and_corrected_for_many() {
        // 40 promoters against 60 detractors and passives.
        let broken = breakdown(&[(Some("late"), 3, 60), (Some("on time"), 10, 40)]);
        let (difference, verdict) = broken.groups[1].difference.as_ref().unwrap();
        assert!((difference.value - 200.0).abs() < 1e-9, "{difference:?}");
        assert_eq!(*verdict, Some(Verdict::ProbablyReal));
        // A single comparison would be significant (p = 0.03); among ten it may be chance.
        let mut groups: Vec<(Option<String>, u8, u64)> = Vec::new();
        for group in 0..10 {
            groups.push((Some(format!("g{group}")), 10, if group == 0 { 34 } else { 25 }));
            groups.push((Some(format!("g{group}")), 3, if group == 0 { 16 } else { 25 }));
        }
        let groups: Vec<_> = groups.iter().map(|(name, score, n)| (name.as_deref(), *score, *n)).collect();
        let broken = breakdown(&groups);
        let odd = broken.groups.iter().find(|group| group.value.as_deref() == Some("g0")).unwrap();
        let (difference, verdict) = odd.difference.as_ref().unwrap();
        assert!(difference.p.unwrap() < 0.05 && *verdict == Some(Verdict::CouldBeChance), "{difference:?}");
    }

    #[test]
    fn the_smallest_are_left_out_where_there_are_many() {
        let names: Vec<String> = (0..120).map(|number| number.to_string()).collect();
        let mut groups: Vec<_> = names.iter().enumerate().map(|(at, name)| (Some(name.as_str()), 9, 10 + at as u64)).collect();
        groups.push((None, 9, 5));
        let broken = breakdown(&groups);
        let shown: Vec<_> = broken.groups.iter().map(|group| group.value.as_deref()).collect();
        assert!(broken.cut && shown.len() == 101);
        assert_eq!((shown[0], shown[99], shown[100]), (Some("20"), Some("119"), None));
    }

    #[test]
    fn what_is_withheld_can_do_without_names() {
        let broken =
            breakdown(&[(Some("a"), 9, 30), (Some("b"), 3, 1), (Some("c"), 3, 2), (Some("d"), 3, 9)]).without_small_names(false);
        let shown: Vec<_> = broken.groups.iter().map(|group| (group.value.as_deref(), group.figure == Figure::TooFew)).collect();
        assert_eq!(shown, [(Some("a"), false), (None, true)]);
    }

    #[test]
    fn a_group_of_the_loyalty_index_has_the_index() {
        // The index is a third of the sum of the items.
        let counts = counts(&[(Some("a"), 27, 6), (Some("b"), 12, 6)]);
        let broken = Breakdown::of(Measure::Loyalty, &counts, 5);
        let scores: Vec<_> = broken
            .groups
            .iter()
            .map(|group| match group.figure {
                Figure::Score(estimate) => estimate.tenths(),
                _ => panic!("{group:?}"),
            })
            .collect();
        assert_eq!((broken.measure, scores), (Measure::Loyalty, vec![90, 40]));
    }

    #[test]
    fn one_group_has_no_rest() {
        let broken = breakdown(&[(Some("a"), 9, 30)]);
        assert!(broken.groups[0].difference.is_none());
        assert!(breakdown(&[]).groups.is_empty());
    }
}
