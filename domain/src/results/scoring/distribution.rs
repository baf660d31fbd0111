//! The number of answers for each whole score of a scale.
//!
//! Must not know which question the scale belongs to, nor which respondent answered. Skipped answers and "don't know"
//! are not counted here.

use super::estimate::{Estimate, Moments, share};

/// Why a distribution rejected its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DistributionError {
    /// A score outside the scale.
    #[error("score {score} is outside {min} to {max}")]
    OutOfRange {
        /// The rejected score.
        score: u8,
        /// The lowest score of the scale.
        min: u8,
        /// The highest score of the scale.
        max: u8,
    },
    /// Another scale than expected: a 1–10 item is never scored as NPS, nor merged with one.
    #[error("a scale from {min} to {max} was given where one from {expected_min} to {expected_max} belongs")]
    OtherScale {
        /// The lowest score of the given scale.
        min: u8,
        /// The highest score of the given scale.
        max: u8,
        /// The lowest score of the expected scale.
        expected_min: u8,
        /// The highest score of the expected scale.
        expected_max: u8,
    },
}

/// Counts of whole scores from `min` to `max`, both included. Counts saturate at `u64::MAX`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    min: u8,
    max: u8,
    counts: Vec<u64>,
}

impl Distribution {
    /// An empty distribution over `min..=max`, such as 0 and 10. If `min` is above `max` it accepts no score.
    pub fn new(min: u8, max: u8) -> Self {
        Self { min, max, counts: (min..=max).map(|_| 0).collect() }
    }

    /// Adds `count` answers with this score.
    ///
    /// # Errors
    /// If the score is outside the scale; then nothing is counted.
    pub fn add(&mut self, score: u8, count: u64) -> Result<(), DistributionError> {
        let out_of_range = DistributionError::OutOfRange { score, min: self.min, max: self.max };
        let index = score.checked_sub(self.min).ok_or(out_of_range)?;
        let slot = self.counts.get_mut(usize::from(index)).ok_or(out_of_range)?;
        *slot = slot.saturating_add(count);
        Ok(())
    }

    /// The lowest score of the scale.
    pub fn min(&self) -> u8 {
        self.min
    }

    /// The highest score of the scale.
    pub fn max(&self) -> u8 {
        self.max
    }

    /// The number of answers with this score; 0 outside the scale.
    pub fn count(&self, score: u8) -> u64 {
        score.checked_sub(self.min).and_then(|index| self.counts.get(usize::from(index))).copied().unwrap_or(0)
    }

    /// Each score of the scale with its count, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = (u8, u64)> {
        (self.min..=self.max).zip(self.counts.iter().copied())
    }

    /// The number of answers.
    pub fn n(&self) -> u64 {
        self.counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The mean. `None` without answers.
    pub fn mean(&self) -> Option<f64> {
        Some(self.moments(1).exact()?.value())
    }

    /// The sample variance (divided by n − 1), in squared units of the scale. `None` below 2 answers.
    pub fn variance(&self) -> Option<f64> {
        self.moments(1).sample()?.variance
    }

    /// The number of answers of `threshold` or higher.
    pub fn count_at_least(&self, threshold: u8) -> u64 {
        self.iter().filter(|(score, _)| *score >= threshold).fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// The number of answers of `threshold` or lower.
    pub fn count_at_most(&self, threshold: u8) -> u64 {
        self.iter().filter(|(score, _)| *score <= threshold).fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// The percentage of answers of `threshold` or higher, with its Wilson interval. `None` without answers.
    pub fn share_at_least(&self, threshold: u8) -> Option<Estimate> {
        share(self.count_at_least(threshold), self.n())
    }

    /// The percentage of answers of `threshold` or lower, with its Wilson interval. `None` without answers.
    pub fn share_at_most(&self, threshold: u8) -> Option<Estimate> {
        share(self.count_at_most(threshold), self.n())
    }

    /// Adds the answers of another group on the same scale.
    ///
    /// # Errors
    /// If the scales differ; then nothing is counted.
    pub fn merge(&mut self, other: &Self) -> Result<(), DistributionError> {
        other.expect_scale(self.min, self.max)?;
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine = mine.saturating_add(*theirs);
        }
        Ok(())
    }

    /// The remaining answers when `group` is removed. `None` if `group` is not a part of these answers.
    pub fn without(&self, group: &Self) -> Option<Self> {
        group.expect_scale(self.min, self.max).ok()?;
        let counts = self.counts.iter().zip(&group.counts).map(|(all, part)| all.checked_sub(*part)).collect::<Option<_>>()?;
        Some(Self { counts, ..*self })
    }

    /// Checks that the scale is `min` to `max`.
    pub(super) fn expect_scale(&self, min: u8, max: u8) -> Result<(), DistributionError> {
        if (self.min, self.max) == (min, max) {
            return Ok(());
        }
        Err(DistributionError::OtherScale { min: self.min, max: self.max, expected_min: min, expected_max: max })
    }

    /// The sums behind the mean of `score / parts`.
    pub(super) fn moments(&self, parts: u64) -> Moments {
        let weighted =
            |weight: fn(u128) -> u128| self.iter().map(|(score, count)| weight(score.into()) * u128::from(count)).sum();
        Moments { n: self.n(), sum: weighted(|score| score), sum_sq: weighted(|score| score * score), parts }
    }

    /// The mean of `score / parts` with its t interval, clamped to the scale.
    pub(super) fn mean_estimate(&self, parts: u64) -> Option<Estimate> {
        let end = |score: u8| f64::from(score) / parts as f64;
        self.moments(parts).estimate(Some((end(self.min), end(self.max))))
    }
}
