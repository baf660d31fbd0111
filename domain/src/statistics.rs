//! Intervals, tests and corrections on plain numbers: proportions, samples, p-values.
//!
//! Must not know what a survey, a question or a score is, nor how a number is shown. Shares here run from 0 to 1;
//! [`crate::results::scoring`] turns them into percent and points.

mod fraction;
mod rank;

pub use fraction::{Fraction, percent_tenths, round_one_decimal};
pub use rank::{RankCorrelation, rank_correlation};

use serde::{Deserialize, Serialize};
use statrs::{
    distribution::{ContinuousCDF, StudentsT},
    function::erf::erfc,
};

/// The two-sided 95 % quantile of the standard normal distribution, Φ⁻¹(0.975).
pub const Z_95: f64 = 1.959_963_984_540_054;

/// The significance level: a lower p-value gives [`Verdict::ProbablyReal`].
pub const SIGNIFICANCE: f64 = 0.05;

/// Above this many degrees of freedom the t distribution is approximated by its Cornish–Fisher expansion (error below
/// 1e-10), because the incomplete beta function loses digits there.
const LARGE_FREEDOM: f64 = 10_000.0;

/// A closed interval, in the unit of the value it belongs to. All intervals of this crate are at 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "A 95 % interval."))]
pub struct Interval {
    /// The lower end; never above `high`.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether `value` is between the ends, ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// `centre` ± `margin`.
    fn around(centre: f64, margin: f64) -> Self {
        Self { low: centre - margin, high: centre + margin }
    }

    /// The interval with both ends multiplied by a positive factor.
    pub(crate) fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// The interval clamped to `min..=max`, then widened if needed to contain `value`.
    pub(crate) fn within(self, min: f64, max: f64, value: f64) -> Self {
        Self { low: self.low.clamp(min, max).min(value), high: self.high.clamp(min, max).max(value) }
    }
}

/// The figures of a sample that a mean needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The number of observations.
    pub n: u64,
    /// The mean of the observations.
    pub mean: f64,
    /// The sample variance (divided by n − 1), in squared units. `None` if `n` is below 2.
    pub variance: Option<f64>,
}

/// The result of a test in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// p is below 0.05: "probably a real difference".
    ProbablyReal,
    /// p is 0.05 or more: "could be chance".
    CouldBeChance,
}

impl Verdict {
    /// The verdict for a p-value (0 to 1). For many p-values, use those that [`holm`] returns.
    pub fn of(p: f64) -> Self {
        if p < SIGNIFICANCE { Self::ProbablyReal } else { Self::CouldBeChance }
    }
}

/// A difference between two groups, first minus second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// First minus second, in the unit of the two values (points for NPS, percentage points for shares).
    pub value: f64,
    /// The 95 % interval of `value`. `None` if it cannot be computed.
    pub interval: Option<Interval>,
    /// The z statistic (NPS, shares) or Welch's t (means). `None` if no test is possible.
    pub z_or_t: Option<f64>,
    /// The two-sided p-value, 0 to 1, not corrected for other comparisons. `None` if no test is possible.
    pub p: Option<f64>,
    /// Whether adjusted-Wald standard errors were used because a raw one was 0.
    pub adjusted: bool,
    /// `value` as an exact fraction, if it is known.
    #[serde(skip)]
    pub(crate) exact: Option<Fraction>,
}

impl Difference {
    /// The verdict for the uncorrected p-value. `None` if no test is possible.
    pub fn verdict(&self) -> Option<Verdict> {
        self.p.map(Verdict::of)
    }

    /// The value in tenths, rounded half away from zero from the exact fraction.
    pub fn tenths(&self) -> i64 {
        self.exact.map_or_else(|| (self.value * 10.0).round() as i64, |exact| exact.tenths())
    }

    /// The same difference in a unit `factor` times as small (from share to percentage point), with its exact value.
    pub(crate) fn scaled(self, factor: f64, exact: Option<Fraction>) -> Self {
        Self { value: self.value * factor, interval: self.interval.map(|i| i.scaled(factor)), exact, ..self }
    }

    /// The same difference with its interval clamped to the largest difference of two values on a scale, ±`span`.
    pub(crate) fn within(self, span: f64) -> Self {
        Self { interval: self.interval.map(|i| i.within(-span, span, self.value)), ..self }
    }
}

/// The two-sided p-value of a standard normal `z`: 2·(1 − Φ(|z|)) = erfc(|z|/√2).
pub fn normal_p(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The two-sided 95 % quantile of Student's t for `freedom` > 0 degrees of freedom, whole or not. `None` for any other
/// `freedom`.
pub fn t_95(freedom: f64) -> Option<f64> {
    if freedom > LARGE_FREEDOM {
        // Abramowitz & Stegun 26.7.5, first two terms.
        let z = Z_95;
        let first = (z.powi(3) + z) / (4.0 * freedom);
        let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * freedom * freedom);
        return Some(z + first + second);
    }
    StudentsT::new(0.0, 1.0, freedom).ok().map(|t| t.inverse_cdf(0.975))
}

/// The two-sided p-value of `t` with `freedom` > 0 degrees of freedom. `None` for any other `freedom`.
pub fn t_p(t: f64, freedom: f64) -> Option<f64> {
    if freedom > LARGE_FREEDOM {
        // Abramowitz & Stegun 26.7.8: the normal deviate with the same tail.
        let square = t * t;
        return Some(normal_p(t * (1.0 - 1.0 / (4.0 * freedom)) / (1.0 + square / (2.0 * freedom)).sqrt()));
    }
    StudentsT::new(0.0, 1.0, freedom).ok().map(|student| (2.0 * student.sf(t.abs())).min(1.0))
}

/// The score interval of the share `hits / n` (0 to 1), without continuity correction. `None` if `n` is 0 or `hits`
/// exceeds it.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209–212.
pub fn wilson(hits: u64, n: u64) -> Option<Interval> {
    if n == 0 || hits > n {
        return None;
    }
    let (count, z2) = (n as f64, Z_95 * Z_95);
    let share = hits as f64 / count;
    let centre = (share + z2 / (2.0 * count)) / (1.0 + z2 / count);
    let margin = Z_95 / (1.0 + z2 / count) * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt();
    let mut interval = Interval::around(centre, margin).within(0.0, 1.0, share);
    // At the ends the formula gives 0 and 1 exactly, but floating point does not.
    if hits == 0 {
        interval.low = 0.0;
    }
    if hits == n {
        interval.high = 1.0;
    }
    Some(interval)
}

/// A net share (share up − share down, −1 to 1) after the adjustment of the adjusted Wald method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdjustedWald {
    /// The net share after the adjustment: the centre of the interval.
    pub centre: f64,
    /// The standard error after the adjustment; never 0.
    pub standard_error: f64,
}

impl AdjustedWald {
    /// centre ± z·standard error, not clamped.
    pub fn interval(&self) -> Interval {
        Interval::around(self.centre, Z_95 * self.standard_error)
    }
}

/// The adjusted Wald method for a net share: ¾ added to `up` and to `down`, 3 to the total of the three counts.
///
/// B. Rocks, "Interval estimation for the 'net promoter score'", The American Statistician 70 (2016) 365–372.
pub fn adjusted_wald(up: u64, same: u64, down: u64) -> AdjustedWald {
    let n = up as f64 + same as f64 + down as f64 + 3.0;
    let (up, down) = ((up as f64 + 0.75) / n, (down as f64 + 0.75) / n);
    AdjustedWald { centre: up - down, standard_error: net_standard_error(up, down, n) }
}

/// The standard error of a net share, √((p + d − (p − d)²) / n), with `up` and `down` as shares of `n` observations (>
/// 0).
pub fn net_standard_error(up: f64, down: f64, n: f64) -> f64 {
    ((up + down - (up - down).powi(2)).max(0.0) / n).sqrt()
}

/// The difference between two net shares, each as counts `[up, same, down]`: z on the two standard errors, or on the
/// two adjusted-Wald ones (see [`adjusted_wald`]) if either raw one is 0. Value and interval are from −2 to 2. `None`
/// if a group is empty.
pub fn net_difference(a: [u64; 3], b: [u64; 3]) -> Option<Difference> {
    let (net_a, mut error_a) = net_share(a)?;
    let (net_b, mut error_b) = net_share(b)?;
    let adjusted = error_a == 0.0 || error_b == 0.0;
    if adjusted {
        error_a = adjusted_wald(a[0], a[1], a[2]).standard_error;
        error_b = adjusted_wald(b[0], b[1], b[2]).standard_error;
    }
    let (value, error) = (net_a - net_b, error_a.hypot(error_b));
    let z = value / error;
    let interval = Interval::around(value, Z_95 * error).within(-2.0, 2.0, value);
    Some(Difference { value, interval: Some(interval), z_or_t: Some(z), p: Some(normal_p(z)), adjusted, exact: None })
}

/// The net share and its raw standard error. `None` without observations.
fn net_share([up, same, down]: [u64; 3]) -> Option<(f64, f64)> {
    let n = up as f64 + same as f64 + down as f64;
    if n == 0.0 {
        return None;
    }
    // A group with all answers in one class has no spread. This case is explicit, because the formula may leave a
    // rounding error instead of 0.
    let uniform = [up, same, down].iter().filter(|count| **count > 0).count() == 1;
    let error = if uniform { 0.0 } else { net_standard_error(up as f64 / n, down as f64 / n, n) };
    Some(((up as f64 - down as f64) / n, error))
}

/// The interval of the difference between two shares, each as `(hits, n)`; −1 to 1. `None` as for [`wilson`].
///
/// The hybrid score interval without continuity correction: R. G. Newcombe, "Interval estimation for the difference
/// between independent proportions", Statistics in Medicine 17 (1998) 873–890, method 10.
pub fn newcombe(a: (u64, u64), b: (u64, u64)) -> Option<Interval> {
    let (wilson_a, wilson_b) = (wilson(a.0, a.1)?, wilson(b.0, b.1)?);
    let (share_a, share_b) = (a.0 as f64 / a.1 as f64, b.0 as f64 / b.1 as f64);
    let value = share_a - share_b;
    let low = value - (share_a - wilson_a.low).hypot(wilson_b.high - share_b);
    let high = value + (wilson_a.high - share_a).hypot(share_b - wilson_b.low);
    Some(Interval { low, high }.within(-1.0, 1.0, value))
}

/// The z of the pooled test of two equal shares, each as `(hits, n)`. `None` if a group is empty or impossible. If the
/// pooled share is 0 or 1, both groups are the same and z is 0.
pub fn pooled_z(a: (u64, u64), b: (u64, u64)) -> Option<f64> {
    if a.1 == 0 || b.1 == 0 || a.0 > a.1 || b.0 > b.1 {
        return None;
    }
    if (a.0 == 0 && b.0 == 0) || (a.0 == a.1 && b.0 == b.1) {
        return Some(0.0);
    }
    let (n_a, n_b) = (a.1 as f64, b.1 as f64);
    let pooled = (a.0 as f64 + b.0 as f64) / (n_a + n_b);
    let error = (pooled * (1.0 - pooled) * (1.0 / n_a + 1.0 / n_b)).sqrt();
    Some((a.0 as f64 / n_a - b.0 as f64 / n_b) / error)
}

/// The difference between two shares, each as `(hits, n)`: p from [`pooled_z`], interval from [`newcombe`]. Value and
/// interval are from −1 to 1. `None` if a group is empty or impossible.
pub fn share_difference(a: (u64, u64), b: (u64, u64)) -> Option<Difference> {
    let (z, interval) = (pooled_z(a, b)?, newcombe(a, b)?);
    let value = a.0 as f64 / a.1 as f64 - b.0 as f64 / b.1 as f64;
    Some(Difference { value, interval: Some(interval), z_or_t: Some(z), p: Some(normal_p(z)), adjusted: false, exact: None })
}

/// The t interval of a mean, mean ± t₀.₉₇₅(n − 1)·s/√n, not clamped to a scale. `None` if n is below 2.
pub fn mean_interval(sample: Sample) -> Option<Interval> {
    let error = mean_standard_error(sample)?;
    Some(Interval::around(sample.mean, t_95(sample.n as f64 - 1.0)? * error))
}

/// The standard error of a mean, s/√n. `None` if n is below 2.
pub fn mean_standard_error(sample: Sample) -> Option<f64> {
    sample.variance.filter(|_| sample.n >= 2).map(|variance| (variance / sample.n as f64).sqrt())
}

/// The difference between two means without assuming equal variances. `None` if a group is empty. Interval and test are
/// `None` if a group has n below 2, or if neither group has any spread.
///
/// B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved",
/// Biometrika 34 (1947) 28–35; degrees of freedom by Welch–Satterthwaite.
pub fn welch(a: Sample, b: Sample) -> Option<Difference> {
    if a.n == 0 || b.n == 0 {
        return None;
    }
    let value = a.mean - b.mean;
    let untested = Difference { value, interval: None, z_or_t: None, p: None, adjusted: false, exact: None };
    let (Some(error_a), Some(error_b)) = (mean_standard_error(a), mean_standard_error(b)) else { return Some(untested) };
    let error = error_a.hypot(error_b);
    if error == 0.0 {
        return Some(untested);
    }
    let (part_a, part_b) = ((error_a / error).powi(4) / (a.n as f64 - 1.0), (error_b / error).powi(4) / (b.n as f64 - 1.0));
    let freedom = 1.0 / (part_a + part_b);
    let t = value / error;
    let interval = t_95(freedom).map(|quantile| Interval::around(value, quantile * error));
    Some(Difference { interval, z_or_t: Some(t), p: t_p(t, freedom), ..untested })
}

/// p-values corrected for multiple comparisons, in their original order. Of m p-values, the k-th smallest is multiplied
/// by m − k + 1. A result is never below a smaller one's, and is at most 1. A NaN counts as 1.
///
/// S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979)
/// 65–70.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let p_values: Vec<f64> = p_values.iter().map(|p| if p.is_nan() { 1.0 } else { *p }).collect();
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut corrected = vec![0.0; p_values.len()];
    let mut floor: f64 = 0.0;
    for (rank, index) in order.into_iter().enumerate() {
        floor = floor.max((p_values[index] * (p_values.len() - rank) as f64).min(1.0));
        corrected[index] = floor;
    }
    corrected
}
