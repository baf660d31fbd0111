//! The comparison of a period with another one, as data for programs. The other one is the period before, unless one was chosen.
//! It says what the page says, and withholds what the page withholds.

use serde::Serialize;

use super::{
    data::Before,
    figures::{DifferenceData, FigureData, figure_of},
    measure::Measure,
    series::{Figure, Series},
};
use crate::{
    results::{
        counts::{LoyaltyCount, ScoreCount},
        scoring::Distribution,
    },
    statistics::{Difference, Verdict},
    survey::Questionnaire,
};

/// A period against another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonData {
    /// What is measured.
    pub measure: &'static str,
    /// The score of the days asked for.
    pub now: FigureData,
    /// That of the days before, or of those that were chosen.
    pub before: EarlierData,
    /// Whether some days are in both.
    pub overlaps: bool,
    /// The first minus the second; null where one of them is not shown. Where they overlap, the difference alone.
    pub difference: Option<DifferenceData>,
}

/// The other days, and their score.
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

/// The first less the second, with its verdict. Of periods that overlap neither verdict nor interval: both suppose that nobody is in the two.
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

/// The headline of these answers against that of the other period; none of a survey without one.
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
        measure: now.measure.code(),
        now: figure_of(figures.0),
        before: EarlierData { from: before.from.to_string(), to: before.to.to_string(), figure: figure_of(figures.1) },
        overlaps: before.overlaps,
        difference: compared.map(data),
    })
}
