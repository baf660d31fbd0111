//! Counts: how many people are in each bucket. A difference of two is one, too, and may be negative.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many people are in each bucket; no bucket has none.
///
/// A person is in one bucket of all that have the same text before a `/` in their names, or none; of choices of which one person may give
/// several each has such a part of its own. The bucket without a name is of those who are beside the figure ("not applicable").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(BTreeMap<String, i64>);

impl Counts {
    /// The buckets, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(bucket, n)| (bucket.as_str(), u64::try_from(*n).unwrap_or(0)))
    }

    /// Whether nobody is in any bucket.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds so many to a bucket.
    pub fn add(&mut self, bucket: &str, n: u64) {
        self.change(bucket, i64::try_from(n).unwrap_or(i64::MAX));
    }

    /// Of these and those together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        other.0.iter().for_each(|(bucket, n)| sum.change(bucket, *n));
        sum
    }

    /// What is left without the others.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let mut left = self.clone();
        other.0.iter().for_each(|(bucket, n)| left.change(bucket, n.saturating_neg()));
        left
    }

    /// The fewest people that make up these counts, or this difference of counts: who came and who went may be the same, having said
    /// something else.
    pub fn people(&self) -> u64 {
        people(self.0.iter())
    }

    /// How many are in the figure.
    pub fn scored(&self) -> u64 {
        people(self.0.iter().filter(|(bucket, _)| !bucket.is_empty()))
    }

    /// Whether nobody is in the figure, or at least so many.
    pub(crate) fn scored_people_or_nobody(&self, minimum: u64) -> bool {
        self.scored() == 0 || self.scored() >= minimum
    }

    /// Whether this difference is of nobody, or of at least so many people, also without those who are beside the figure.
    pub(crate) fn is_of_nobody_or(&self, minimum: u64) -> bool {
        self.is_empty() || (self.people() >= minimum && self.scored_people_or_nobody(minimum))
    }

    /// Whether a bucket has fewer than it had.
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
