//! A period against the one before, for programs: what the page says of it, as data, withheld where the page withholds it.

use domain::{
    statistics::{Difference, Verdict},
    survey::Questionnaire,
};
use serde::Serialize;
use store::{LoyaltyCount, ScoreCount};

use super::{
    Before,
    figures::{DifferenceData, FigureData, figure_of},
    series::{Figure, Series},
};

/// A period against the one before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonData {
    /// What is measured.
    pub measure: &'static str,
    /// The score of the days asked for.
    pub now: FigureData,
    /// That of the days before.
    pub before: EarlierData,
    /// The first minus the second; null where one of them is not shown.
    pub difference: Option<DifferenceData>,
}

/// The days before, and their score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EarlierData {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Their score.
    #[serde(flatten)]
    pub figure: FigureData,
}

/// The headline of these answers against that of the period before; none of a survey without one.
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
        (Figure::Score(_), Figure::Score(_)) => now.measure.compared(&now.total, &then.total),
        _ => None,
    };
    let data = |(difference, verdict): (Difference, Option<Verdict>)| {
        let Difference { value, interval, p, .. } = difference;
        DifferenceData { value, interval, p, verdict }
    };
    Some(ComparisonData {
        measure: now.measure.code(),
        now: figure_of(figures.0),
        before: EarlierData { from: before.from.to_string(), to: before.to.to_string(), figure: figure_of(figures.1) },
        difference: compared.map(data),
    })
}
