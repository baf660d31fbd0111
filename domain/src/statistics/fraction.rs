//! Exact fractions and their rounding to one or two decimals, half away from zero.
//!
//! Must not know what the number means or which decimal sign is shown.

/// A value as integers, so that a half is exact: 12.25 as 49/4 rounds to 12.3, independent of binary rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// `None` if the denominator is 0, or if either is too large to round exactly (beyond 2¹²⁷ / 400).
    pub fn new(numerator: i128, denominator: u128) -> Option<Self> {
        let limit = i128::MAX / 400;
        let denominator = i128::try_from(denominator).ok().filter(|d| *d > 0 && *d <= limit)?;
        (numerator.unsigned_abs() <= limit.unsigned_abs()).then_some(Self { numerator, denominator })
    }

    /// The value as the nearest binary number.
    pub fn value(&self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The value in tenths, half away from zero; clamped to the range of `i64`.
    pub fn tenths(&self) -> i64 {
        self.in_parts(10)
    }

    /// The value in hundredths, half away from zero; clamped to the range of `i64`.
    pub fn hundredths(&self) -> i64 {
        self.in_parts(100)
    }

    fn in_parts(&self, parts: u128) -> i64 {
        let (numerator, denominator) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let magnitude = i64::try_from((2 * parts * numerator + denominator) / (2 * denominator)).unwrap_or(i64::MAX);
        if self.numerator < 0 { -magnitude } else { magnitude }
    }

    /// This minus `other`. `None` if the result is too large to round exactly.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_sub(right)?, self.denominator.checked_mul(other.denominator)?.unsigned_abs())
    }
}

/// `numerator / denominator` in tenths of a percent, half away from zero: 1 of 8 is 125. `None` if the denominator is
/// 0, because without answers there is no score.
pub fn percent_tenths(numerator: i64, denominator: u64) -> Option<i64> {
    Fraction::new(100 * i128::from(numerator), u128::from(denominator)).map(|fraction| fraction.tenths())
}

/// A computed number (an interval's end, a standard error) to one decimal, half away from zero; never −0. If an exact
/// fraction exists, round that instead, with [`Fraction::tenths`].
pub fn round_one_decimal(value: f64) -> f64 {
    let scaled = value * 10.0;
    // Beyond 2⁵² a number has no decimals to round, and infinity and NaN have none.
    if scaled.abs() < 4_503_599_627_370_496.0 { scaled.round() / 10.0 + 0.0 } else { value }
}
