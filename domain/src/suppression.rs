//! Which groups of a breakdown are too small to show, and which others must be withheld with them.
//!
//! Must not know what the groups are, what is shown of them, or who is looking. Page, API and aggregate export ask here and nowhere else.
//!
//! It guards one partition whose total is shown beside it. It does not guard against the same answers cut two ways, nor against
//! comparing a page from before an answer with one from after it.

/// Whether a group of `n` answers is withheld for its own size: it holds someone, but fewer than `minimum`. Also the rule for a total.
///
/// An empty group is shown as empty: it holds nobody's answer, so there is nobody to recognise in it.
pub fn is_too_small(n: u64, minimum: u64) -> bool {
    0 < n && n < minimum
}

/// For every group of a partition (trend buckets, rows of a breakdown) whose total is shown beside it: whether it must be withheld.
///
/// Withheld is every group with 0 < n < `minimum`, and, smallest first, as many other non-empty groups as it takes until shown groups and
/// total give nothing away by subtraction:
/// - more than one group is withheld, for a single one is the total minus the rest;
/// - together they hold at least `minimum` answers, for subtraction gives a figure over all of them;
/// - their sizes do not follow from their sum, as they would if all were 1 (they are known not to be empty) or all `minimum` − 1 (as large
///   as a small group can be).
///
/// A reader who works backwards through this rule may still narrow down how large a small group is, never what it answered.
///
/// Where no group is left to add, everything non-empty is withheld. A total below `minimum` is itself too small to show
/// ([`is_too_small`]). A `minimum` of 0 or 1 withholds nothing.
pub fn withhold(counts: &[u64], minimum: u64) -> Vec<bool> {
    let mut withheld: Vec<bool> = counts.iter().map(|n| is_too_small(*n, minimum)).collect();
    if !withheld.contains(&true) {
        return withheld;
    }
    let mut others: Vec<usize> = (0..counts.len()).filter(|index| counts[*index] > 0 && !withheld[*index]).collect();
    others.sort_by_key(|index| counts[*index]);
    for index in others {
        if !gives_away(counts, &withheld, minimum) {
            break;
        }
        withheld[index] = true;
    }
    withheld
}

/// Whether the sum of the withheld groups says too much about them.
fn gives_away(counts: &[u64], withheld: &[bool], minimum: u64) -> bool {
    let hidden = || counts.iter().zip(withheld).filter(|(_, withheld)| **withheld).map(|(n, _)| *n);
    let answers: u128 = hidden().map(u128::from).sum();
    let all_are = |size: u64| hidden().all(|n| n == size);
    hidden().count() < 2 || answers < u128::from(minimum) || all_are(1) || all_are(minimum.saturating_sub(1))
}
