//! A score as it may be shown: with its n, its interval, and its exact value for rounding.
//!
//! Must not know which question it came from or how it is worded.

use serde::Serialize;

use crate::statistics::{Fraction, Interval, Sample, mean_interval, mean_standard_error, wilson};

/// Below this number of answers a score is shown as "indicative".
pub const INDICATIVE_BELOW: u64 = 30;

/// A score with its n. Without answers there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The score, at full precision: −100 to 100 for NPS, percent for a share, the scale's own unit for a mean.
    pub value: f64,
    /// The 95 % interval, in the unit of `value`, containing it. `None` for a mean of fewer than 2 answers.
    pub interval: Option<Interval>,
    /// The standard error, in the unit of `value`. `None` for a mean of fewer than 2 answers.
    pub standard_error: Option<f64>,
    /// The number of answers; at least 1.
    pub n: u64,
    #[serde(skip)]
    exact: Fraction,
}

impl Estimate {
    /// An estimate whose value is an exact fraction.
    pub(super) fn new(exact: Fraction, n: u64, interval: Option<Interval>, standard_error: Option<f64>) -> Self {
        Self { value: exact.value(), interval, standard_error, n, exact }
    }

    /// Whether n is so small (below 30) that the score is shown as "indicative".
    pub fn is_indicative(&self) -> bool {
        self.n < INDICATIVE_BELOW
    }

    /// The score as an exact fraction, in the unit of `value`.
    pub fn exact(&self) -> Fraction {
        self.exact
    }

    /// The score in tenths, rounded half away from zero from the exact fraction. This is the value on screen.
    pub fn tenths(&self) -> i64 {
        self.exact.tenths()
    }
}

/// `part` of `n` as a percentage, 0 to 100, with its Wilson interval. `None` if `n` is 0 or `part` exceeds it.
pub fn share(part: u64, n: u64) -> Option<Estimate> {
    let exact = Fraction::new(100 * i128::from(part), u128::from(n))?;
    let fraction = part as f64 / n as f64;
    let interval = wilson(part, n)?.scaled(100.0).within(0.0, 100.0, exact.value());
    let standard_error = 100.0 * (fraction * (1.0 - fraction) / n as f64).sqrt();
    Some(Estimate::new(exact, n, Some(interval), Some(standard_error)))
}

/// Sums of whole numbers, from which mean and variance follow without rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moments {
    pub n: u64,
    pub sum: u128,
    pub sum_sq: u128,
    /// The divisor of each whole number: 3 for the sum of three items, otherwise 1.
    pub parts: u64,
}

impl Moments {
    /// Mean and sample variance. `None` without observations, or if no observations can have these sums.
    pub fn sample(&self) -> Option<Sample> {
        let (n, parts) = (u128::from(self.n), self.parts as f64);
        let spread = n.checked_mul(self.sum_sq)?.checked_sub(self.sum.checked_mul(self.sum)?)?;
        if self.n == 0 || (self.n == 1 && spread != 0) {
            return None;
        }
        // Divided in two steps, because n(n − 1) as an integer would overflow before the spread does.
        let variance = (self.n >= 2).then(|| spread as f64 / n as f64 / (n - 1) as f64 / (parts * parts));
        Some(Sample { n: self.n, mean: self.exact()?.value(), variance })
    }

    /// The mean as an exact fraction.
    pub fn exact(&self) -> Option<Fraction> {
        Fraction::new(i128::try_from(self.sum).ok()?, u128::from(self.n) * u128::from(self.parts))
    }

    /// The mean with its t interval, clamped to `scale` (lowest and highest possible value) if one is given.
    pub fn estimate(&self, scale: Option<(f64, f64)>) -> Option<Estimate> {
        let (sample, exact) = (self.sample()?, self.exact()?);
        let (min, max) = scale.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let interval = mean_interval(sample).map(|i| i.within(min, max, exact.value()));
        Some(Estimate::new(exact, self.n, interval, mean_standard_error(sample)))
    }
}
