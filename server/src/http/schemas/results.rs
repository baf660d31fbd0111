//! The shapes of figures.

#![expect(dead_code, reason = "they are described, never made")]

use serde::Serialize;
use utoipa::ToSchema;

use super::surveys::{Arrival, Language, LegalBasis};

/// A question that is answered with a choice or a score, an attribute or `version`, a colon and a value; of a question that is answered with a number only `na`.
#[derive(Serialize, ToSchema)]
#[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}:[^\\s\\u0000-\\u001f\\u007f-\\u009f][^\\u0000-\\u001f\\u007f-\\u009f]{0,79}$", example = "recommend:9")]
pub(crate) struct Condition(String);

/// Which answers count.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilterInForce {
    #[schema(required, format = Date)]
    from: Option<String>,
    #[schema(required, format = Date)]
    to: Option<String>,
    #[schema(required)]
    locale: Option<Language>,
    #[schema(required)]
    channel: Option<Arrival>,
    r#where: Vec<String>,
}

/// Why a figure is there or not: `no_answers`, or `withheld` because it would tell about persons.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FigureStatus {
    Shown,
    NoAnswers,
    Withheld,
}

/// Whether the view is shown: `withheld` where lifting one condition would add fewer than the minimum.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ViewStatus {
    Shown,
    Withheld,
}

/// What a score measures: `nps` −100 to 100; `csat` in percent; `report_mark`, `loyalty_item` and `loyalty` 1 to 10; `ces` 1 to 7.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Measure {
    Nps,
    Csat,
    ReportMark,
    Ces,
    LoyaltyItem,
    Loyalty,
}

/// A 95 % interval.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Interval {
    low: f64,
    high: f64,
}

/// The width of a bucket.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Period {
    Day,
    Week,
    Month,
    Quarter,
}

/// The scores of a survey.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scores {
    survey: String,
    version: u32,
    filter: FilterInForce,
    /// Always null.
    #[schema(required)]
    by: Option<String>,
    /// The smallest group that is shown.
    minimum_group: u64,
    /// The basis of the purpose under which answers are counted; null in light mode.
    #[schema(required)]
    basis: Option<LegalBasis>,
    status: ViewStatus,
    scores: Vec<Score>,
    #[schema(format = DateTime)]
    as_of: String,
}

/// The score of one question, or the loyalty index.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Score {
    /// Null for the loyalty index.
    #[schema(required)]
    question: Option<String>,
    measure: Measure,
    status: FigureStatus,
    #[schema(required)]
    value: Option<f64>,
    #[schema(required)]
    interval: Option<Interval>,
    #[schema(required)]
    standard_error: Option<f64>,
    /// On how many answers.
    #[schema(required)]
    n: Option<u64>,
    /// Whether these are fewer than 30: an indication only.
    indicative: bool,
    /// The figures that stand beside it, of the same answers; empty without a figure.
    beside: Vec<Part>,
    /// Empty without a figure.
    distribution: Vec<ScoreCount>,
}

/// A figure beside a score: shares of a Net Promoter Score, a report mark and effort in percent, the mean of a satisfaction in points of its scale.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    name: PartName,
    status: FigureStatus,
    #[schema(required)]
    value: Option<f64>,
    #[schema(required)]
    interval: Option<Interval>,
    #[schema(required)]
    standard_error: Option<f64>,
    #[schema(required)]
    n: Option<u64>,
    indicative: bool,
}

/// What stands beside a score.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartName {
    Promoters,
    Passives,
    Detractors,
    Mean,
    EightOrHigher,
    FiveOrLower,
    FiveOrHigher,
}

/// How many gave one score.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScoreCount {
    /// Of the loyalty index the sum of its three items.
    score: u8,
    count: u64,
}

/// The trend of a survey.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trends {
    survey: String,
    version: u32,
    filter: FilterInForce,
    /// Always null.
    #[schema(required)]
    by: Option<String>,
    /// The smallest group that is shown.
    minimum_group: u64,
    /// The basis of the purpose under which answers are counted; null in light mode.
    #[schema(required)]
    basis: Option<LegalBasis>,
    status: ViewStatus,
    #[schema(required)]
    trend: Option<Trend>,
    #[schema(format = DateTime)]
    as_of: String,
}

/// A trend.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trend {
    measure: Measure,
    period: Period,
    buckets: Vec<Bucket>,
    /// Whether older buckets were left out.
    cut: bool,
    /// How many buckets the rolling scores take together.
    window: usize,
    /// The score of each bucket and those before it together, named by its first day; only where each of them is shown.
    rolling: Vec<Bucket>,
}

/// One bucket of a trend.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bucket {
    /// Its first day.
    #[schema(format = Date)]
    start: String,
    status: FigureStatus,
    #[schema(required)]
    value: Option<f64>,
    #[schema(required)]
    interval: Option<Interval>,
    #[schema(required)]
    standard_error: Option<f64>,
    #[schema(required)]
    n: Option<u64>,
    indicative: bool,
}

/// The breakdown of a survey's headline.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Breakdowns {
    survey: String,
    version: u32,
    filter: FilterInForce,
    /// By what.
    #[schema(required)]
    by: Option<String>,
    /// The smallest group that is shown.
    minimum_group: u64,
    /// The basis of the purpose under which answers are counted; null in light mode.
    #[schema(required)]
    basis: Option<LegalBasis>,
    status: ViewStatus,
    #[schema(required)]
    breakdown: Option<Breakdown>,
    /// Whether `by` is an attribute of which values came, or may have come, by a link that nobody signed: anybody could change them.
    unverified: bool,
    #[schema(format = DateTime)]
    as_of: String,
}

/// A breakdown.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Breakdown {
    measure: Measure,
    /// The largest first, those of whom nothing is known last; at most a hundred.
    groups: Vec<Group>,
    /// Whether there are more groups.
    cut: bool,
}

/// One group.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    /// The value, code or score it has in common; null where nothing is known, and for groups that are withheld together.
    #[schema(required)]
    group: Option<String>,
    status: FigureStatus,
    #[schema(required)]
    value: Option<f64>,
    #[schema(required)]
    interval: Option<Interval>,
    #[schema(required)]
    standard_error: Option<f64>,
    #[schema(required)]
    n: Option<u64>,
    indicative: bool,
    /// From all other answers together.
    #[schema(required)]
    difference: Option<GroupDifference>,
}

/// A difference with what may be said of it.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupDifference {
    value: f64,
    #[schema(required)]
    interval: Option<Interval>,
    /// Two-sided, not corrected.
    #[schema(required)]
    p: Option<f64>,
    /// After Holm's correction for all groups shown; below 0.05 `probably_real`.
    #[schema(required)]
    verdict: Option<Verdict>,
}

/// What a test says in words.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    ProbablyReal,
    CouldBeChance,
}
