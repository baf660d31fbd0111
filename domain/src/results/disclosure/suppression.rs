//! Decides which groups of a breakdown are too small to show, and which others are withheld to protect them.
//!
//! Must not know what the groups are, what is shown of them, or which reader asks. Page, API and aggregate export all
//! use these functions.
//!
//! It protects one partition whose total is shown beside it. It does not protect against two partitions of the same
//! answers. It does not protect against a comparison of the page before an answer with the page after it.

/// Whether a group of `n` answers is withheld for its own size: 0 < `n` < `minimum`. The same rule holds for a total.
///
/// An empty group is shown as empty, because it holds no answer that could identify a respondent.
pub fn is_too_small(n: u64, minimum: u64) -> bool {
    0 < n && n < minimum
}

/// Decides for each group of a partition (trend buckets, rows of a breakdown) whether it must be withheld. The total is
/// shown beside the partition.
///
/// Each group with 0 < n < `minimum` is withheld. Then other non-empty groups are withheld, smallest first, until
/// subtraction from the total reveals no small group:
/// - more than one group is withheld, because a single one is the total minus the rest;
/// - together they hold at least `minimum` answers, because subtraction gives a figure over all of them;
/// - their sizes do not follow from their sum. They would if all were 1 (they are known not to be empty) or all
///   `minimum` − 1 (the largest size of a small group).
///
/// A reader who works backwards through this rule may still narrow down the size of a small group, but never its
/// answers.
///
/// If no group is left to add, every non-empty group is withheld. A total below `minimum` is too small to show
/// ([`is_too_small`]). A `minimum` of 0 or 1 withholds nothing.
pub fn withhold(counts: &[u64], minimum: u64) -> Vec<bool> {
    let mut withheld: Vec<bool> = counts.iter().map(|n| is_too_small(*n, minimum)).collect();
    if !withheld.contains(&true) {
        return withheld;
    }
    let mut others: Vec<usize> = (0..counts.len()).filter(|index| counts[*index] > 0 && !withheld[*index]).collect();
    others.sort_by_key(|index| counts[*index]);
    for index in others {
        if !allows_differencing(counts, &withheld, minimum) {
            break;
        }
        withheld[index] = true;
    }
    withheld
}

/// Whether a figure over one group of a partition may be shown beside the figure over all answers. It may not if
/// [`withhold`] withholds the group in a table of the same partition, because the table and the figure could be
/// subtracted.
pub fn is_safe_group(counts: &[u64], group: usize, minimum: u64) -> bool {
    withhold(counts, minimum).get(group).is_none_or(|withheld| !withheld)
}

/// Whether a figure over a range of buckets (first bucket, and one after the last) may be shown. Figures over other
/// ranges and a table of all buckets may be shown beside it. Both must hold:
/// - the range holds all buckets that [`withhold`] withholds in that table, or none of them;
/// - moving or removing either end by one bucket changes the number of answers by 0 or by at least `minimum`.
pub fn is_safe_range(buckets: &[u64], range: std::ops::Range<usize>, minimum: u64) -> bool {
    let range = range.start.min(buckets.len())..range.end.min(buckets.len());
    let withheld = withhold(buckets, minimum);
    let hidden = withheld.iter().filter(|hidden| **hidden).count();
    let inside = withheld.get(range.clone()).unwrap_or_default().iter().filter(|hidden| **hidden).count();
    let sum = |buckets: Option<&[u64]>| buckets.unwrap_or_default().iter().sum::<u64>();
    let bucket = |at: Option<usize>| at.and_then(|at| buckets.get(at)).copied().unwrap_or(0);
    let changes = [
        sum(buckets.get(..range.start)),
        sum(buckets.get(range.end..)),
        bucket(range.start.checked_sub(1)),
        bucket(Some(range.end)),
        bucket(Some(range.start).filter(|at| *at < range.end)),
        bucket(range.end.checked_sub(1).filter(|at| *at >= range.start)),
    ];
    (inside == 0 || inside == hidden) && !changes.into_iter().any(|n| is_too_small(n, minimum))
}

/// Whether the sum of the withheld groups reveals too much about one of them.
pub(crate) fn allows_differencing(counts: &[u64], withheld: &[bool], minimum: u64) -> bool {
    let hidden = || counts.iter().zip(withheld).filter(|(_, withheld)| **withheld).map(|(n, _)| *n);
    let answers: u128 = hidden().map(u128::from).sum();
    let all_are = |size: u64| hidden().all(|n| n == size);
    hidden().count() < 2 || answers < u128::from(minimum) || all_are(1) || all_are(minimum.saturating_sub(1))
}
