//! The figures of the results page as data for programs: scores, trends and breakdowns. They withhold what the page
//! withholds.

use serde::Serialize;

use super::{
    breakdown::{Breakdown, Group},
    headline::Headline,
    measure::{Measure, MeasureName, Part},
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
    survey::Questionnaire,
};

/// Whether a figure is shown, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "schema",
    derive(utoipa::ToSchema),
    schema(description = "Why a figure is there or not: `no_answers`, or `withheld` because it would tell about persons.")
)]
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
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Figure))]
pub struct FigureData {
    /// Why a figure is there or not: `no_answers`, or `withheld` because it would tell about persons.
    // Without `Shown` the rest is null.
    pub status: FigureStatus,
    /// The score, in the unit of its measure.
    #[cfg_attr(feature = "schema", schema(required))]
    pub value: Option<f64>,
    /// A 95 % interval.
    // Null for a mean of one answer.
    #[cfg_attr(feature = "schema", schema(required))]
    pub interval: Option<Interval>,
    /// Its standard error; null for a mean of one answer.
    #[cfg_attr(feature = "schema", schema(required))]
    pub standard_error: Option<f64>,
    /// On how many answers.
    #[cfg_attr(feature = "schema", schema(required))]
    pub n: Option<u64>,
    /// Whether these are fewer than 30: an indication only.
    pub indicative: bool,
}

/// The score of one question, or the loyalty index.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Score))]
pub struct ScoreData {
    /// Null for the loyalty index.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, required))]
    pub question: Option<Key>,
    /// What it measures.
    pub measure: MeasureName,
    /// The score.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schema(inline))]
    pub figure: FigureData,
    /// The figures that stand beside it, of the same answers; empty without a figure.
    #[serde(rename = "beside")]
    pub supplementary: Vec<PartData>,
    /// Empty without a figure.
    // How many gave each score.
    pub distribution: Vec<DistributionData>,
}

/// A figure beside a score: shares of a Net Promoter Score, a report mark and effort in percent, the mean of a satisfaction in points of its scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Part))]
pub struct PartData {
    /// What stands beside a score.
    pub name: Part,
    /// The figure.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schema(inline))]
    pub figure: FigureData,
}

/// The number of answers with one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ScoreCount))]
pub struct DistributionData {
    /// Of the loyalty index the sum of its three items.
    pub score: u8,
    /// The number of answers.
    pub count: u64,
}

/// One bucket of a trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Bucket))]
pub struct BucketData {
    /// Its first day.
    #[cfg_attr(feature = "schema", schema(format = Date))]
    pub start: String,
    /// The score of the bucket.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schema(inline))]
    pub figure: FigureData,
}

/// A trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Trend))]
pub struct TrendData {
    /// The question of which this is the score; null for the loyalty index.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, required))]
    pub question: Option<Key>,
    /// What is measured.
    pub measure: MeasureName,
    /// The width of a bucket.
    pub period: Period,
    /// The oldest first, without gaps.
    pub buckets: Vec<BucketData>,
    /// Whether older buckets were left out.
    pub cut: bool,
    /// The number of buckets in a rolling score.
    pub window: usize,
    /// The score of each bucket together with those before it, named by its first day. Only present if each of these
    /// buckets is shown.
    pub rolling: Vec<BucketData>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Group))]
pub struct GroupData {
    /// The value, code or score it has in common; null where nothing is known, and for groups that are withheld together.
    #[cfg_attr(feature = "schema", schema(required))]
    pub group: Option<String>,
    /// The score of the group.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schema(inline))]
    pub figure: FigureData,
    /// From all other answers together.
    // None where it is withheld or there are no others.
    #[cfg_attr(feature = "schema", schema(required))]
    pub difference: Option<DifferenceData>,
}

/// A difference and its significance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Difference))]
pub struct DifferenceData {
    /// The difference, in the unit of the score.
    pub value: f64,
    /// A 95 % interval.
    #[cfg_attr(feature = "schema", schema(required))]
    pub interval: Option<Interval>,
    /// Two-sided, not corrected.
    #[cfg_attr(feature = "schema", schema(required))]
    pub p: Option<f64>,
    /// Below 0.05 `probably_real`; of a breakdown after Holm's correction for all groups shown.
    #[cfg_attr(feature = "schema", schema(required))]
    pub verdict: Option<Verdict>,
}

/// A breakdown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Breakdown))]
pub struct BreakdownData {
    /// The question of which this is the score; null for the loyalty index.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, required))]
    pub question: Option<Key>,
    /// What is measured.
    pub measure: MeasureName,
    /// The largest first, those of whom nothing is known last; at most a hundred.
    pub groups: Vec<GroupData>,
    /// Whether there are more groups.
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
        question: questionnaire.headline().filter(|_| loyalty.is_none()).map(|question| question.key.clone()),
        measure: series.measure.code(),
        period,
        buckets: trend.buckets.iter().map(|one| bucket(one.start, one.figure)).collect(),
        cut: trend.cut,
        window: trend.window,
        rolling: trend.buckets.iter().filter_map(|one| Some(bucket(one.start, Figure::Score(one.rolling?)))).collect(),
    })
}

/// The headline, grouped by a dimension. With `steps` (released figures), the result does not contain the names of small
/// groups.
pub fn breakdown(headline: &Headline<'_>, counts: &[GroupCount], minimum: u64, steps: Option<&Steps>) -> BreakdownData {
    let broken = Breakdown::of(headline.measure, counts, minimum);
    let broken = match steps {
        Some(steps) => broken.without_small_names(steps.hides_groups),
        None => broken,
    };
    let groups = broken.groups.iter().map(group_of).collect();
    let question = headline.question().map(|question| question.key.clone());
    BreakdownData { question, measure: broken.measure.code(), groups, cut: broken.cut }
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
