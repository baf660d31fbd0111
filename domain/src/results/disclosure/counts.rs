//! Counts: the number of respondents in each bucket. A difference of two counts is also a count and may be negative.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The number of respondents in each bucket. Empty buckets are not stored.
///
/// Buckets whose names have the same text before a `/` form one part. A respondent is in at most one bucket of each
/// part. A question where one respondent may select several choices has one part for each choice. The bucket with the
/// empty name holds respondents for whom the figure is "not applicable".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(BTreeMap<String, i64>);

impl Counts {
    /// The buckets, ordered by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(bucket, n)| (bucket.as_str(), u64::try_from(*n).unwrap_or(0)))
    }

    /// Whether all buckets are empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds `n` respondents to a bucket.
    pub fn add(&mut self, bucket: &str, n: u64) {
        self.change(bucket, i64::try_from(n).unwrap_or(i64::MAX));
    }

    /// The sum of both counts.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        other.0.iter().for_each(|(bucket, n)| sum.change(bucket, *n));
        sum
    }

    /// These counts minus the other counts.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let mut left = self.clone();
        other.0.iter().for_each(|(bucket, n)| left.change(bucket, n.saturating_neg()));
        left
    }

    /// The smallest number of respondents that can explain these counts, or this difference of counts. A respondent who
    /// is removed from one bucket and one who is added to another may be the same respondent with a changed answer.
    pub fn people(&self) -> u64 {
        people(self.0.iter())
    }

    /// The number of respondents in the figure, without those for whom it is "not applicable".
    pub fn scored(&self) -> u64 {
        people(self.0.iter().filter(|(bucket, _)| !bucket.is_empty()))
    }

    /// Whether the number of respondents in the figure is 0 or at least `minimum`.
    pub(crate) fn scored_people_or_nobody(&self, minimum: u64) -> bool {
        self.scored() == 0 || self.scored() >= minimum
    }

    /// Whether this difference is empty, or involves at least `minimum` respondents. The same must hold without the
    /// bucket of "not applicable".
    pub(crate) fn is_of_nobody_or(&self, minimum: u64) -> bool {
        self.is_empty() || (self.people() >= minimum && self.scored_people_or_nobody(minimum))
    }

    /// Whether a bucket has fewer respondents than in `before`.
    pub(crate) fn has_lost(&self, before: &Self) -> bool {
        before.0.iter().any(|(bucket, n)| self.0.get(bucket).copied().unwrap_or(0) < *n)
    }

    fn change(&mut self, bucket: &str, by: i64) {
        let n = self.0.get(bucket).copied().unwrap_or(0).saturating_add(by);
        if n == 0 {
            self.0.remove(bucket);
        } else {
            self.0.insert(bucket.to_owned(), n);
        }
    }
}

impl<S: AsRef<str>> FromIterator<(S, u64)> for Counts {
    fn from_iter<T: IntoIterator<Item = (S, u64)>>(counts: T) -> Self {
        let mut sum = Self::default();
        counts.into_iter().for_each(|(bucket, n)| sum.add(bucket.as_ref(), n));
        sum
    }
}

fn people<'a>(counts: impl Iterator<Item = (&'a String, &'a i64)>) -> u64 {
    let mut parts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (bucket, n) in counts {
        let part = bucket.split_once('/').map_or("", |(part, _)| part);
        let (came, went) = parts.entry(part).or_default();
        let side = if *n > 0 { came } else { went };
        *side = side.saturating_add(n.unsigned_abs());
    }
    parts.into_values().map(|(came, went)| came.max(went)).max().unwrap_or(0)
}
