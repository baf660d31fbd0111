//! The same figures for programs: what a page says of a score, a trend or a breakdown, as data. What a page withholds is withheld here.

use serde::Serialize;

use super::{
    breakdown::{Breakdown, Group},
    measure::{Measure, Part},
    release_status::Steps,
    series::{Figure, Series},
};
use crate::{
    calendar::{Day, Period},
    id::Key,
    results::{
        counts::{GroupCount, LoyaltyCount, ScoreCount},
        scoring::{Distribution, Estimate},
    },
    statistics::{Difference, Interval, Verdict},
    survey::{Questionnaire, question::Question},
};

/// Why a figure is there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureStatus {
    /// It is there.
    Shown,
    /// Nobody answered.
    NoAnswers,
    /// So few answered that it would tell about persons, or about those who were withheld for that.
    Withheld,
}

/// A score with its interval and n, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureData {
    /// Why it is there or not; without `shown` the rest is null.
    pub status: FigureStatus,
    /// The score, in the unit of its measure.
    pub value: Option<f64>,
    /// Its 95 % interval; null for a mean of one answer.
    pub interval: Option<Interval>,
    /// Its standard error; null for a mean of one answer.
    pub standard_error: Option<f64>,
    /// On how many answers.
    pub n: Option<u64>,
    /// Whether these are so few that it is an indication only.
    pub indicative: bool,
}

/// The score of one question, or the loyalty index.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreData {
    /// The question; null for the loyalty index.
    pub question: Option<Key>,
    /// What it measures.
    pub measure: &'static str,
    /// The score.
    #[serde(flatten)]
    pub figure: FigureData,
    /// The figures of the same answers that explain it, with the figure only.
    #[serde(rename = "beside")]
    pub supplementary: Vec<PartData>,
    /// How many gave each score, with the figure only.
    pub distribution: Vec<DistributionData>,
}

/// A figure beside a score, of the same answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartData {
    /// What it is.
    pub name: Part,
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureData,
}

/// How many gave one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DistributionData {
    /// The score; of the loyalty index the sum of the three items.
    pub score: u8,
    /// How many.
    pub count: u64,
}

/// One bucket of a trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BucketData {
    /// Its first day.
    pub start: String,
    /// Its score.
    #[serde(flatten)]
    pub figure: FigureData,
}

/// A trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendData {
    /// What is measured.
    pub measure: &'static str,
    /// The width of a bucket.
    pub period: &'static str,
    /// The oldest first, without gaps.
    pub buckets: Vec<BucketData>,
    /// Whether older buckets were left out.
    pub cut: bool,
    /// How many buckets the rolling scores take together.
    pub window: usize,
    /// The score of each bucket and those before it together, named by its first day; only where each of them is shown.
    pub rolling: Vec<BucketData>,
}

/// One group of a breakdown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupData {
    /// What it has in common; null where nothing is known.
    pub group: Option<String>,
    /// Its score.
    #[serde(flatten)]
    pub figure: FigureData,
    /// How it differs from all others; null where it is withheld or there are no others.
    pub difference: Option<DifferenceData>,
}

/// A difference with what may be said of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DifferenceData {
    /// In the unit of the score.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// The two-sided p-value, before correction.
    pub p: Option<f64>,
    /// After Holm's correction for all groups shown.
    pub verdict: Option<Verdict>,
}

/// A breakdown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BreakdownData {
    /// What is measured.
    pub measure: &'static str,
    /// The largest first, those of whom nothing is known last.
    pub groups: Vec<GroupData>,
    /// Whether there are more groups than are shown.
    pub cut: bool,
}

/// The scores of a survey, the loyalty index first where it has one.
pub fn scores(
    questionnaire: &Questionnaire,
    scores: &[(Key, Vec<ScoreCount>)],
    loyalty: Option<&[LoyaltyCount]>,
    minimum: u64,
    steps: Option<&Steps>,
) -> Vec<ScoreData> {
    let waiting = |question| steps.and_then(|steps| steps.waiting(question));
    let index = loyalty.map(|sums| score_of(None, &Series::of_loyalty(sums).waiting(waiting(None)), minimum));
    let questions = scores.iter().filter_map(|(key, counts)| {
        let series = Series::of_scores(questionnaire.question(key.as_str())?, counts)?;
        Some(score_of(Some(key.clone()), &series.waiting(waiting(Some(key))), minimum))
    });
    index.into_iter().chain(questions).collect()
}

/// The trend of what stands for the survey: the loyalty index, else its first scored question; none without either.
pub fn trend(
    questionnaire: &Questionnaire,
    scores: &[(Key, Vec<ScoreCount>)],
    loyalty: Option<&[LoyaltyCount]>,
    period: Period,
    minimum: u64,
    steps: Option<&Steps>,
) -> Option<TrendData> {
    let series = match loyalty {
        Some(sums) => Series::of_loyalty(sums),
        None => {
            let headline = questionnaire.headline()?;
            let (_, counts) = scores.iter().find(|(key, _)| *key == headline.key)?;
            Series::of_scores(headline, counts)?
        }
    };
    let series = steps.map_or_else(|| series.clone(), |steps| series.of_months(steps));
    let trend = series.trend(period, minimum);
    let bucket = |start: Day, figure| BucketData { start: start.to_string(), figure: figure_of(figure) };
    Some(TrendData {
        measure: series.measure.code(),
        period: period.name(),
        buckets: trend.buckets.iter().map(|one| bucket(one.start, one.figure)).collect(),
        cut: trend.cut,
        window: trend.window,
        rolling: trend.buckets.iter().filter_map(|one| Some(bucket(one.start, Figure::Score(one.rolling?)))).collect(),
    })
}

/// The score of a question, told apart; none for a question without a score. Who sees figures only, in steps, is not told the names of small
/// groups.
pub fn breakdown(question: &Question, counts: &[GroupCount], minimum: u64, steps: Option<&Steps>) -> Option<BreakdownData> {
    let broken = Breakdown::of(question, counts, minimum)?;
    let broken = match steps {
        Some(steps) => broken.without_small_names(steps.hides_groups),
        None => broken,
    };
    let groups = broken.groups.iter().map(group_of).collect();
    Some(BreakdownData { measure: broken.measure.code(), groups, cut: broken.cut })
}

fn score_of(question: Option<Key>, series: &Series, minimum: u64) -> ScoreData {
    let figure = series.figure(minimum);
    let (supplementary, distribution) = match figure {
        Figure::Score(_) => (series.measure.supplementary(&series.total), distribution_of(series.measure, &series.total)),
        Figure::Nobody | Figure::TooFew | Figure::Withdrawn => Default::default(),
    };
    let of_part = |(name, estimate)| PartData { name, figure: figure_of(Figure::Score(estimate)) };
    let supplementary = supplementary.into_iter().map(of_part).collect();
    ScoreData { question, measure: series.measure.code(), figure: figure_of(figure), supplementary, distribution }
}

fn distribution_of(measure: Measure, scores: &Distribution) -> Vec<DistributionData> {
    let (min, max) = measure.scores();
    (min..=max).map(|score| DistributionData { score, count: scores.count(score) }).collect()
}

/// A figure as it is written for programs.
pub fn figure_of(figure: Figure) -> FigureData {
    let without = |status| FigureData { status, value: None, interval: None, standard_error: None, n: None, indicative: false };
    match figure {
        Figure::Nobody => without(FigureStatus::NoAnswers),
        Figure::TooFew | Figure::Withdrawn => without(FigureStatus::Withheld),
        Figure::Score(Estimate { value, interval, standard_error, n, .. }) => FigureData {
            status: FigureStatus::Shown,
            value: Some(value),
            interval,
            standard_error,
            n: Some(n),
            indicative: n < crate::results::scoring::INDICATIVE_BELOW,
        },
    }
}

fn group_of(group: &Group) -> GroupData {
    let difference = group.difference.as_ref().map(|(difference, verdict)| {
        let Difference { value, interval, p, .. } = *difference;
        DifferenceData { value, interval, p, verdict: *verdict }
    });
    GroupData { group: group.value.clone(), figure: figure_of(group.figure), difference }
}
