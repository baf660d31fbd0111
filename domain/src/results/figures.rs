//! The figures of the results page as data for programs: scores, trends and breakdowns. They withhold what the page
//! withholds.

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

/// Whether a figure is shown, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureStatus {
    /// The figure is shown.
    Shown,
    /// There are no answers.
    NoAnswers,
    /// The figure has too few answers, or would reveal a figure that has too few.
    Withheld,
}

/// A score with its interval and n, or the reason why it is not shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureData {
    /// Whether the figure is shown. If it is not `shown`, all other fields are null.
    pub status: FigureStatus,
    /// The score, in the unit of its measure.
    pub value: Option<f64>,
    /// The 95 % interval; null for a mean of one answer.
    pub interval: Option<Interval>,
    /// The standard error; null for a mean of one answer.
    pub standard_error: Option<f64>,
    /// The number of answers.
    pub n: Option<u64>,
    /// Whether n is so small that the score is only indicative.
    pub indicative: bool,
}

/// The score of one question, or the loyalty index.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreData {
    /// The question; null for the loyalty index.
    pub question: Option<Key>,
    /// The measure of the score.
    pub measure: &'static str,
    /// The score.
    #[serde(flatten)]
    pub figure: FigureData,
    /// Supplementary figures of the same answers. Empty if the figure is not shown.
    #[serde(rename = "beside")]
    pub supplementary: Vec<PartData>,
    /// The number of answers by score. Empty if the figure is not shown.
    pub distribution: Vec<DistributionData>,
}

/// A supplementary figure, made from the same answers as the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartData {
    /// The name of the figure.
    pub name: Part,
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureData,
}

/// The number of answers with one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DistributionData {
    /// The score. For the loyalty index, the sum of the three items.
    pub score: u8,
    /// The number of answers.
    pub count: u64,
}

/// One bucket of a trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BucketData {
    /// The first day of the bucket.
    pub start: String,
    /// The score of the bucket.
    #[serde(flatten)]
    pub figure: FigureData,
}

/// A trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendData {
    /// The measure of the scores.
    pub measure: &'static str,
    /// The width of a bucket.
    pub period: &'static str,
    /// The buckets, oldest first, without gaps.
    pub buckets: Vec<BucketData>,
    /// Whether older buckets were left out.
    pub cut: bool,
    /// The number of buckets in a rolling score.
    pub window: usize,
    /// The score of each bucket together with those before it, named by its first day. Only present if each of these
    /// buckets is shown.
    pub rolling: Vec<BucketData>,
}

/// One group of a breakdown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupData {
    /// The value of the group; null if it is unknown.
    pub group: Option<String>,
    /// The score of the group.
    #[serde(flatten)]
    pub figure: FigureData,
    /// The difference from all other groups; null if it is withheld or if there are no others.
    pub difference: Option<DifferenceData>,
}

/// A difference and its significance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DifferenceData {
    /// The difference, in the unit of the score.
    pub value: f64,
    /// The 95 % interval.
    pub interval: Option<Interval>,
    /// The two-sided p-value, before correction.
    pub p: Option<f64>,
    /// The verdict after Holm's correction for all groups shown.
    pub verdict: Option<Verdict>,
}

/// A breakdown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BreakdownData {
    /// The measure of the scores.
    pub measure: &'static str,
    /// The groups, largest first. The group whose value is unknown is last.
    pub groups: Vec<GroupData>,
    /// Whether more groups exist than are shown.
    pub cut: bool,
}

/// The scores of a survey. The loyalty index is first, if the survey has one.
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

/// The trend of the headline: the loyalty index, otherwise the first scored question. `None` if the survey has neither.
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

/// The score of a question, grouped by a dimension. `None` for a question without a score. With `steps` (released
/// figures), the result does not contain the names of small groups.
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

/// A figure in the form for programs.
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
