//! The documents of figures: what a program gets of scores, a trend, a breakdown, a crosstab or a comparison.

use domain::{
    calendar::Day,
    channel::Channel,
    id::Slug,
    locale::Locale,
    notice::purpose::{Basis, LegalBasis},
    response::filter::ResultsFilter,
    results::{
        comparison::ComparisonData,
        crosstab::CrosstabData,
        figures::{BreakdownData, ScoreData, TrendData},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

/// What stands around figures: of which survey and version, which answers count, and on what basis.
#[derive(Serialize, ToSchema)]
pub(crate) struct About<'a> {
    #[schema(value_type = String)]
    pub(crate) survey: &'a Slug,
    pub(crate) version: u32,
    pub(crate) filter: FilterInForce,
    /// The smallest group that is shown.
    pub(crate) minimum_group: u64,
    /// The basis of the purpose under which answers are counted; null in light mode.
    #[schema(value_type = Option<LegalBasis>, required)]
    pub(crate) basis: Option<Basis>,
    /// Whether an import of the survey is running, interrupted or being undone: the figures hold a part of its rows. Without the scope
    /// responses:read they are those of before the import.
    pub(crate) importing: bool,
    #[schema(value_type = String, required, format = DateTime)]
    pub(crate) as_of: Option<String>,
}

/// Which answers count.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilterInForce {
    #[schema(required, format = Date)]
    from: Option<String>,
    #[schema(required, format = Date)]
    to: Option<String>,
    #[schema(required)]
    locale: Option<Locale>,
    #[schema(required)]
    channel: Option<Channel>,
    r#where: Vec<String>,
}

impl FilterInForce {
    pub(crate) fn of(filter: &ResultsFilter) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        Self {
            from: day(filter.from),
            to: day(filter.to),
            locale: filter.locale,
            channel: filter.channel,
            r#where: filter.conditions.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Whether the view is shown: `withheld` where lifting one condition would add fewer than the minimum.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ViewStatus {
    Shown,
    Withheld,
}

/// The scores of a survey.
#[derive(Serialize, ToSchema)]
pub(crate) struct Scores<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    pub(crate) about: About<'a>,
    /// Always null.
    #[schema(required)]
    pub(crate) by: Option<&'a str>,
    pub(crate) status: ViewStatus,
    pub(crate) scores: Vec<ScoreData>,
}

/// The trend of a survey.
#[derive(Serialize, ToSchema)]
pub(crate) struct Trends<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    pub(crate) about: About<'a>,
    /// Always null.
    #[schema(required)]
    pub(crate) by: Option<&'a str>,
    pub(crate) status: ViewStatus,
    #[schema(required)]
    pub(crate) trend: Option<TrendData>,
}

/// The breakdown of a survey's headline.
#[derive(Serialize, ToSchema)]
pub(crate) struct Breakdowns<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    pub(crate) about: About<'a>,
    /// By what.
    #[schema(required)]
    pub(crate) by: Option<&'a str>,
    pub(crate) status: ViewStatus,
    #[schema(required)]
    pub(crate) breakdown: Option<BreakdownData>,
    /// Whether `by` is an attribute of which values came, or may have come, by a link that nobody signed: anybody could change them.
    pub(crate) unverified: bool,
}

/// The crosstab of a survey's headline.
#[derive(Serialize, ToSchema)]
pub(crate) struct Crosstabs<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    pub(crate) about: About<'a>,
    /// What the rows have in common.
    #[schema(value_type = String)]
    pub(crate) by: Option<&'a str>,
    /// What the columns have in common.
    #[schema(value_type = String)]
    pub(crate) across: Option<&'a str>,
    pub(crate) status: ViewStatus,
    #[schema(required)]
    pub(crate) crosstab: Option<CrosstabData>,
    /// Whether `by` or `across` is an attribute of which values came, or may have come, by a link that nobody signed: anybody could change them.
    pub(crate) unverified: bool,
}

/// A period of a survey against the one before, or another.
#[derive(Serialize, ToSchema)]
pub(crate) struct Comparisons<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    pub(crate) about: About<'a>,
    /// Always null.
    #[schema(required)]
    pub(crate) by: Option<&'a str>,
    /// Whether both views are shown.
    pub(crate) status: ViewStatus,
    #[schema(required)]
    pub(crate) comparison: Option<ComparisonData>,
}
