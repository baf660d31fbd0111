//! Measures: which score a question has, and its range. The formulas are in `crate::results::scoring`.

use serde::Serialize;
use strum::IntoStaticStr;

use crate::{
    results::scoring::{self, Distribution, Estimate, NpsCounts},
    statistics::{Difference, Verdict},
    survey::question::{CsatScale, QuestionKind},
};

/// The meaning of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Net Promoter Score.
    Nps,
    /// The percentage of answers at or above a threshold of a scale.
    Satisfied {
        /// The lowest score that counts as satisfied.
        threshold: u8,
        /// The lowest score of the scale.
        min: u8,
        /// The highest score of the scale.
        max: u8,
    },
    /// The percentage that answered yes.
    Yes,
    /// The Dutch report mark: a mean from 1 to 10.
    ReportMark,
    /// Customer Effort Score: a mean from 1 to 7.
    Effort,
    /// The mean of an item from 1 to 10.
    Item,
    /// The loyalty index, from the sums of three items.
    Loyalty,
}

/// What a score measures: `nps` −100 to 100; `csat` in percent; `report_mark`, `loyalty_item` and `loyalty` 1 to 10; `ces` 1 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Measure))]
pub enum MeasureName {
    /// Net Promoter Score.
    Nps,
    /// Share that is satisfied, or says yes.
    Csat,
    /// The Dutch report mark.
    ReportMark,
    /// Customer Effort Score.
    Ces,
    /// One item of the loyalty index.
    LoyaltyItem,
    /// The loyalty index.
    Loyalty,
}

impl MeasureName {
    /// The name as text.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A supplementary figure, made from the same answers as the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = PartName, description = "What stands beside a score."))]
pub enum Part {
    /// The percentage that gave 9 or 10.
    Promoters,
    /// The percentage that gave 7 or 8.
    Passives,
    /// The percentage that gave 6 or less.
    Detractors,
    /// The mean of the scale.
    Mean,
    /// The percentage of report marks of 8 or higher.
    EightOrHigher,
    /// The percentage of report marks of 5 or lower.
    FiveOrLower,
    /// The percentage of effort scores of 5 or higher.
    FiveOrHigher,
}

impl Part {
    /// The name for programs.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

impl Measure {
    /// The measure of a question. `None` if the question has no score.
    pub const fn of(kind: &QuestionKind) -> Option<Self> {
        match kind {
            QuestionKind::Nps(_) => Some(Self::Nps),
            QuestionKind::Csat { scale: CsatScale::YesNo, .. } => Some(Self::Yes),
            QuestionKind::Csat { scale: CsatScale::OneToTen, .. } => Some(Self::ReportMark),
            QuestionKind::Csat { scale, threshold, .. } => {
                let (min, max) = scale.range();
                Some(Self::Satisfied { threshold: *threshold, min, max })
            }
            QuestionKind::Ces(_) => Some(Self::Effort),
            QuestionKind::Loyalty(_) => Some(Self::Item),
            _ => None,
        }
    }

    /// The lowest and the highest whole number that is counted.
    pub const fn scores(self) -> (u8, u8) {
        match self {
            Self::Nps => (0, 10),
            Self::Satisfied { min, max, .. } => (min, max),
            Self::Yes => (0, 1),
            Self::ReportMark | Self::Item => (1, 10),
            Self::Effort => (1, 7),
            Self::Loyalty => (3, 30),
        }
    }

    /// The lowest and the highest possible value of the score.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Nps => (-100.0, 100.0),
            Self::Satisfied { .. } | Self::Yes => (0.0, 100.0),
            Self::ReportMark | Self::Item | Self::Loyalty => (1.0, 10.0),
            Self::Effort => (1.0, 7.0),
        }
    }

    /// The score. `None` without answers.
    pub fn estimate(self, scores: &Distribution) -> Option<Estimate> {
        match self {
            Self::Nps => NpsCounts::from_distribution(scores).ok()?.score(),
            Self::Satisfied { threshold, .. } => scores.share_at_least(threshold),
            Self::Yes => scores.share_at_least(1),
            Self::ReportMark | Self::Effort | Self::Item => scoring::mean_estimate(scores),
            Self::Loyalty => scoring::LoyaltyIndex::from_sums(scores, 0).ok()?.index,
        }
    }

    /// The difference of two groups, the first minus the second. `None` if a group has no answers.
    pub fn difference(self, a: &Distribution, b: &Distribution) -> Option<Difference> {
        let share =
            |threshold: u8| scoring::share_difference((a.count_at_least(threshold), a.n()), (b.count_at_least(threshold), b.n()));
        match self {
            Self::Nps => {
                let counts = |scores| NpsCounts::from_distribution(scores).ok();
                scoring::nps_difference(&counts(a)?, &counts(b)?)
            }
            Self::Satisfied { threshold, .. } => share(threshold),
            Self::Yes => share(1),
            Self::ReportMark | Self::Effort | Self::Item => scoring::mean_difference(a, b),
            Self::Loyalty => scoring::loyalty_difference(a, b),
        }
    }

    /// The same difference with its verdict, if it is the only comparison.
    pub fn compared(self, a: &Distribution, b: &Distribution) -> Option<(Difference, Option<Verdict>)> {
        let difference = self.difference(a, b)?;
        let verdict = difference.p.map(Verdict::of);
        Some((difference, verdict))
    }

    /// The supplementary figures of a headline.
    pub fn supplementary(self, scores: &Distribution) -> Vec<(Part, Estimate)> {
        let n = scores.n();
        let figures = match self {
            Self::Nps => vec![
                (Part::Promoters, scores.share_at_least(9)),
                (Part::Passives, scoring::share_satisfied(scores.count(7) + scores.count(8), n)),
                (Part::Detractors, scores.share_at_most(6)),
            ],
            Self::Satisfied { .. } => vec![(Part::Mean, scoring::mean_estimate(scores))],
            Self::ReportMark => {
                vec![(Part::EightOrHigher, scores.share_at_least(8)), (Part::FiveOrLower, scores.share_at_most(5))]
            }
            Self::Effort => vec![(Part::FiveOrHigher, scores.share_at_least(5))],
            Self::Yes | Self::Item | Self::Loyalty => vec![],
        };
        figures.into_iter().filter_map(|(part, estimate)| Some((part, estimate?))).collect()
    }

    /// The tone of the bar of a score: 0 for the lowest group of scores, 2 for the highest.
    pub const fn tone(self, score: u8) -> u8 {
        match self {
            Self::Nps if score >= 9 => 2,
            Self::Nps if score >= 7 => 1,
            Self::Nps => 0,
            Self::ReportMark if score >= 8 => 2,
            Self::ReportMark if score <= 5 => 0,
            Self::ReportMark => 1,
            Self::Satisfied { threshold, .. } if score >= threshold => 2,
            Self::Satisfied { .. } => 0,
            Self::Effort if score >= 5 => 2,
            Self::Yes if score >= 1 => 2,
            Self::Effort | Self::Yes => 0,
            Self::Item | Self::Loyalty => 2,
        }
    }

    /// The name for programs.
    pub const fn code(self) -> MeasureName {
        match self {
            Self::Nps => MeasureName::Nps,
            Self::Satisfied { .. } | Self::Yes => MeasureName::Csat,
            Self::ReportMark => MeasureName::ReportMark,
            Self::Effort => MeasureName::Ces,
            Self::Item => MeasureName::LoyaltyItem,
            Self::Loyalty => MeasureName::Loyalty,
        }
    }

    /// Whether the score is a percentage.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Satisfied { .. } | Self::Yes)
    }
}
