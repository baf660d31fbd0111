//! The shapes of a crosstab.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    results::{FigureStatus, FilterInForce, Interval, Measure, ViewStatus},
    surveys::LegalBasis,
};

/// The crosstab of a survey's headline.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Crosstabs {
    survey: String,
    version: u32,
    filter: FilterInForce,
    /// What the rows have in common.
    by: String,
    /// What the columns have in common.
    across: String,
    /// The smallest group that is shown.
    minimum_group: u64,
    /// The basis of the purpose under which answers are counted; null in light mode.
    #[schema(required)]
    basis: Option<LegalBasis>,
    status: ViewStatus,
    #[schema(required)]
    crosstab: Option<Crosstab>,
    /// Whether `by` or `across` is an attribute of which values came, or may have come, by a link that nobody signed: anybody could change them.
    unverified: bool,
    #[schema(format = DateTime)]
    as_of: String,
}

/// A crosstab: at most 40 rows and 40 columns, the largest first, scores in their order, those of whom nothing is known last.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Crosstab {
    measure: Measure,
    /// What each column has in common; null where nothing is known.
    columns: Vec<Option<String>>,
    rows: Vec<CrosstabRow>,
    /// The total of each column.
    totals: Vec<CrosstabFigure>,
    /// All of them together.
    whole: CrosstabFigure,
}

/// One row.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CrosstabRow {
    /// What it has in common; null where nothing is known.
    #[schema(required)]
    group: Option<String>,
    /// One for each column.
    cells: Vec<CrosstabFigure>,
    /// All of the row.
    total: CrosstabFigure,
}

/// One cell or total.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CrosstabFigure {
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
