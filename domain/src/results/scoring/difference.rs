//! Differences between two groups or two periods, in the unit of the score: first minus second.
//!
//! Must not know whether the periods overlap; the caller gives no verdict between overlapping ones. A group is compared
//! with the rest (`without`), never with a whole that contains it. For many comparisons, correct the p-values with
//! [`crate::statistics::holm`].

use super::{NpsCounts, distribution::Distribution, estimate::share};
use crate::statistics::{self, Difference};

/// The difference between two Net Promoter Scores, −200 to 200 points. z uses the two standard errors, and the
/// adjusted-Wald ones if a raw one is 0. `None` if a group has no answers.
pub fn nps_difference(a: &NpsCounts, b: &NpsCounts) -> Option<Difference> {
    let counts = |group: &NpsCounts| [group.promoters, group.passives, group.detractors];
    let exact = a.exact()?.minus(&b.exact()?);
    Some(statistics::net_difference(counts(a), counts(b))?.scaled(100.0, exact))
}

/// The difference between two shares, each as `(part, n)`, −100 to 100 percentage points. p is from the pooled
/// two-proportion test, the interval is Newcombe's hybrid score. `None` if a group has no answers or a part exceeds its
/// n.
pub fn share_difference(a: (u64, u64), b: (u64, u64)) -> Option<Difference> {
    let exact = share(a.0, a.1)?.exact().minus(&share(b.0, b.1)?.exact());
    Some(statistics::share_difference(a, b)?.scaled(100.0, exact))
}

/// The difference between two means of the same scale, in its unit, by Welch's test. `None` if a group has no answers
/// or the scales differ. No interval and no p below 2 answers in a group, or if neither group has any spread.
pub fn mean_difference(a: &Distribution, b: &Distribution) -> Option<Difference> {
    difference_of_means(a, b, 1)
}

/// The difference between two loyalty indexes, −9 to 9, by Welch's test, from the 3–30 distributions of sums that
/// [`super::LoyaltyIndex::from_sums`] takes. `None` in the cases of [`mean_difference`].
pub fn loyalty_difference(a: &Distribution, b: &Distribution) -> Option<Difference> {
    a.expect_scale(3, 30).ok()?;
    difference_of_means(a, b, 3)
}

fn difference_of_means(a: &Distribution, b: &Distribution, parts: u64) -> Option<Difference> {
    b.expect_scale(a.min(), a.max()).ok()?;
    let (moments_a, moments_b) = (a.moments(parts), b.moments(parts));
    let exact = moments_a.exact()?.minus(&moments_b.exact()?);
    let span = f64::from(a.max() - a.min()) / parts as f64;
    Some(statistics::welch(moments_a.sample()?, moments_b.sample()?)?.scaled(1.0, exact).within(span))
}
