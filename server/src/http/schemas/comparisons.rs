//! The shapes of a period against another.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    results::{FigureStatus, FilterInForce, Interval, Measure, Verdict, ViewStatus},
    surveys::LegalBasis,
};

/// A period of a survey against the one before, or another.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Comparisons {
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
    /// Whether both views are shown.
    status: ViewStatus,
    #[schema(required)]
    comparison: Option<Comparison>,
    #[schema(format = DateTime)]
    as_of: String,
}

/// Two periods and the difference between them.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Comparison {
    measure: Measure,
    /// Of the days asked for.
    now: PeriodFigure,
    /// Of the days before, or of those that were chosen.
    before: EarlierFigure,
    /// Whether some days are in both.
    overlaps: bool,
    /// The first minus the second; null where one of them is not shown. Without interval, `p` and `verdict` where they overlap.
    #[schema(required)]
    difference: Option<PeriodDifference>,
}

/// The score of the days asked for.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeriodFigure {
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

/// The score of the other days.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierFigure {
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    to: String,
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

/// How the two differ.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeriodDifference {
    value: f64,
    #[schema(required)]
    interval: Option<Interval>,
    /// Two-sided.
    #[schema(required)]
    p: Option<f64>,
    /// Below 0.05 `probably_real`.
    #[schema(required)]
    verdict: Option<Verdict>,
}
