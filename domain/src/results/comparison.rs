//! The comparison of a period with another period, as data for programs. The other period is the one before, unless one
//! was chosen. It has the same figures as the page and withholds the same ones.

use serde::Serialize;

use super::{
    data::Before,
    figures::{DifferenceData, FigureData, figure_of},
    measure::{Measure, MeasureName},
    series::{Figure, Series},
};
use crate::{
    id::Key,
    results::{
        counts::{LoyaltyCount, ScoreCount},
        scoring::Distribution,
    },
    statistics::{Difference, Verdict},
    survey::Questionnaire,
};

/// Two periods and the difference between them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Comparison))]
pub struct ComparisonData {
    /// The question of which this is the score; null for the loyalty index.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, required))]
    pub question: Option<Key>,
    /// What is measured.
    pub measure: MeasureName,
    /// Of the days asked for.
    pub now: FigureData,
    /// Of the days before, or of those that were chosen.
    pub before: EarlierData,
    /// Whether some days are in both periods.
    pub overlaps: bool,
    /// The first minus the second; null where one of them is not shown. Without interval, `p` and `verdict` where they overlap.
    #[cfg_attr(feature = "schema", schema(required))]
    pub difference: Option<DifferenceData>,
}

/// The score of the other days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EarlierFigure))]
pub struct EarlierData {
    /// The first day.
    #[cfg_attr(feature = "schema", schema(format = Date))]
    pub from: String,
    /// The last day.
    #[cfg_attr(feature = "schema", schema(format = Date))]
    pub to: String,
    /// The score of the period.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schema(inline))]
    pub figure: FigureData,
}

/// The first score minus the second, with its verdict. Overlapping periods get no verdict and no interval, because both
/// assume that no respondent is in both periods.
pub fn difference(
    measure: Measure,
    (now, then): (&Distribution, &Distribution),
    overlaps: bool,
) -> Option<(Difference, Option<Verdict>)> {
    let (mut difference, verdict) = measure.compared(now, then)?;
    if !overlaps {
        return Some((difference, verdict));
    }
    (difference.interval, difference.p) = (None, None);
    Some((difference, None))
}

/// The headline of these answers compared with that of the other period. `None` if the survey has no headline.
pub fn comparison(
    questionnaire: &Questionnaire,
    scores: &[ScoreCount],
    loyalty: Option<&[LoyaltyCount]>,
    before: &Before,
    minimum: u64,
) -> Option<ComparisonData> {
    let series = |scores: &[ScoreCount], loyalty: Option<&[LoyaltyCount]>| match loyalty {
        Some(sums) => Some(Series::of_loyalty(sums)),
        None => Series::of_scores(questionnaire.headline()?, scores),
    };
    let (now, then) = (series(scores, loyalty)?, series(&before.scores, before.loyalty.as_deref())?);
    let figures = (now.figure(minimum), then.figure(minimum));
    let compared = match figures {
        (Figure::Score(_), Figure::Score(_)) => difference(now.measure, (&now.total, &then.total), before.overlaps),
        _ => None,
    };
    let data = |(difference, verdict): (Difference, Option<Verdict>)| {
        let Difference { value, interval, p, .. } = difference;
        DifferenceData { value, interval, p, verdict }
    };
    Some(ComparisonData {
        question: questionnaire.headline().filter(|_| loyalty.is_none()).map(|question| question.key.clone()),
        measure: now.measure.code(),
        now: figure_of(figures.0),
        before: EarlierData { from: before.from.to_string(), to: before.to.to_string(), figure: figure_of(figures.1) },
        overlaps: before.overlaps,
        difference: compared.map(data),
    })
}
