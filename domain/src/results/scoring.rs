//! What the scores mean: NPS, satisfaction, effort, the report mark, the loyalty index, and rates of behaviour.
//!
//! Must not know where answers are stored, how a score is worded, or who may see it (that is
//! [`crate::results::disclosure::suppression`]).
//!
//! The denominator is always the number of respondents who answered that question. Skipped answers and "don't know" are
//! in no count given to this module. Without answers there is no score: `None`, never 0 and never NaN. The formulas
//! come from [`crate::statistics`], which names their sources.

mod difference;
mod distribution;
mod estimate;

use serde::{Deserialize, Serialize};

use crate::statistics::{adjusted_wald, net_standard_error};

use estimate::Moments;

pub use difference::{loyalty_difference, mean_difference, nps_difference, share_difference};
pub use distribution::{Distribution, DistributionError};
pub use estimate::{Estimate, INDICATIVE_BELOW, share};

pub use crate::statistics::{Difference, Fraction, Interval, Verdict, percent_tenths, round_one_decimal};

/// The answers to one 0–10 recommendation question, in the three groups of NPS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NpsCounts {
    /// The number of answers of 9 or 10.
    pub promoters: u64,
    /// The number of answers of 7 or 8.
    pub passives: u64,
    /// The number of answers of 0 to 6.
    pub detractors: u64,
}

impl NpsCounts {
    /// Counts the three groups of a 0–10 distribution.
    ///
    /// # Errors
    /// If the scale is not 0–10: a 1–10 item is never scored as NPS.
    pub fn from_distribution(scores: &Distribution) -> Result<Self, DistributionError> {
        scores.expect_scale(0, 10)?;
        let (promoters, detractors) = (scores.count_at_least(9), scores.count_at_most(6));
        Ok(Self { promoters, passives: scores.count(7).saturating_add(scores.count(8)), detractors })
    }

    /// The number of answers.
    pub fn n(&self) -> u64 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
    }

    /// The Net Promoter Score, 100·(promoters − detractors)/n, −100 to 100; `None` without answers.
    ///
    /// The interval is the adjusted Wald one (Rocks 2016), clamped to ±100 and widened where needed to contain the
    /// score. The standard error is the raw √((p + d − (p − d)²)/n), in points.
    pub fn score(&self) -> Option<Estimate> {
        let n = self.n();
        let exact = self.exact()?;
        let interval = adjusted_wald(self.promoters, self.passives, self.detractors).interval();
        let interval = interval.scaled(100.0).within(-100.0, 100.0, exact.value());
        let count = n as f64;
        let standard_error = 100.0 * net_standard_error(self.promoters as f64 / count, self.detractors as f64 / count, count);
        Some(Estimate::new(exact, n, Some(interval), Some(standard_error)))
    }

    /// The remaining answers when `group` is removed. `None` if `group` is not a part of these answers.
    pub fn without(&self, group: &Self) -> Option<Self> {
        Some(Self {
            promoters: self.promoters.checked_sub(group.promoters)?,
            passives: self.passives.checked_sub(group.passives)?,
            detractors: self.detractors.checked_sub(group.detractors)?,
        })
    }

    /// The score as an exact fraction; `None` without answers.
    fn exact(&self) -> Option<Fraction> {
        Fraction::new(100 * (i128::from(self.promoters) - i128::from(self.detractors)), u128::from(self.n()))
    }
}

/// CSAT: the percentage satisfied, 0 to 100, with its Wilson interval. `None` if `n` is 0 or `satisfied` exceeds it.
///
/// The published question defines which answers are satisfied: 1–5 from 4, 1–7 from 6, 1–10 from 8, yes/no: yes.
/// [`Distribution::share_at_least`] does the same for a distribution.
pub fn share_satisfied(satisfied: u64, n: u64) -> Option<Estimate> {
    estimate::share(satisfied, n)
}

/// The mean of a scale with its t interval, clamped to the scale. `None` without answers. No interval below 2 answers.
pub fn mean_estimate(scores: &Distribution) -> Option<Estimate> {
    scores.mean_estimate(1)
}

/// The mean of `n` whole numbers from their sum and their sum of squares, with its t interval, not clamped to a scale.
/// `None` if `n` is 0 or if no numbers can have these sums. No interval if `n` is 1.
pub fn mean_from_moments(n: u64, sum: u64, sum_sq: u64) -> Option<Estimate> {
    Moments { n, sum: sum.into(), sum_sq: sum_sq.into(), parts: 1 }.estimate(None)
}

/// The Dutch report mark, 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ReportMark {
    /// The headline: the mean mark with its t interval.
    pub mean: Estimate,
    /// The percentage that gave 8 or higher: satisfied.
    pub eight_or_higher: Estimate,
    /// The percentage that gave 5 or lower: a fail.
    pub five_or_lower: Estimate,
}

impl ReportMark {
    /// Scores a 1–10 distribution. `None` without answers.
    ///
    /// # Errors
    /// If the scale is not 1–10.
    pub fn from_distribution(scores: &Distribution) -> Result<Option<Self>, DistributionError> {
        scores.expect_scale(1, 10)?;
        let parts = mean_estimate(scores).zip(scores.share_at_least(8)).zip(scores.share_at_most(5));
        Ok(parts.map(|((mean, eight_or_higher), five_or_lower)| Self { mean, eight_or_higher, five_or_lower }))
    }
}

/// The Customer Effort Score, 1 ("it was not made easy") to 7 ("it was").
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct EffortScore {
    /// The mean with its t interval.
    pub mean: Estimate,
    /// The percentage that gave 5, 6 or 7.
    pub five_or_higher: Estimate,
}

impl EffortScore {
    /// Scores a 1–7 distribution. `None` without answers.
    ///
    /// # Errors
    /// If the scale is not 1–7.
    pub fn from_distribution(scores: &Distribution) -> Result<Option<Self>, DistributionError> {
        scores.expect_scale(1, 7)?;
        let parts = mean_estimate(scores).zip(scores.share_at_least(5));
        Ok(parts.map(|(mean, five_or_higher)| Self { mean, five_or_higher }))
    }
}

/// The loyalty index: three items on 1–10 (recommend, buy again, try new products or services).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LoyaltyIndex {
    /// The mean, over respondents, of each respondent's mean of three items, 1 to 10, with its t interval. `None` if no
    /// respondent answered all three.
    pub index: Option<Estimate>,
    /// The number of respondents who answered all three items.
    pub complete: u64,
    /// The number of respondents who answered one or two items. They are in no score.
    pub incomplete: u64,
}

impl LoyaltyIndex {
    /// The index from the distribution of *sums* of the three items (3–30), one per complete respondent, and the number
    /// of incomplete respondents.
    ///
    /// # Errors
    /// If the scale is not 3–30.
    pub fn from_sums(sums: &Distribution, incomplete: u64) -> Result<Self, DistributionError> {
        sums.expect_scale(3, 30)?;
        Ok(Self { index: sums.mean_estimate(3), complete: sums.n(), incomplete })
    }
}

/// Purchase rate in percent, 0 to 100: the part of customers with a purchase who have a second purchase. `None` without
/// customers, or if the part exceeds the whole.
pub fn purchase_rate(with_second_purchase: u64, with_purchase: u64) -> Option<f64> {
    rate(with_second_purchase, with_purchase)
}

/// Upsell rate in percent, 0 to 100: the part of customers with a purchase whose later purchase contains a product that
/// is new to them. `None` without customers, or if the part exceeds the whole.
pub fn upsell_rate(with_new_product: u64, with_purchase: u64) -> Option<f64> {
    rate(with_new_product, with_purchase)
}

/// Churn in percent, 0 to 100: the part of customers at the start of the period who were lost in it. The organisation
/// defines "lost" (no purchase for N days). `None` without customers, or if the part exceeds the whole.
pub fn churn(lost: u64, at_start: u64) -> Option<f64> {
    rate(lost, at_start)
}

/// `part` of `whole` in percent.
fn rate(part: u64, whole: u64) -> Option<f64> {
    (part <= whole).then(|| Fraction::new(100 * i128::from(part), u128::from(whole))).flatten().map(|fraction| fraction.value())
}
