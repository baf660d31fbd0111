//! The overview of all surveys, `/admin`.

use leptos::prelude::*;
use store::{LoyaltyCount, ScoreCount, SurveySummary};

use crate::page::PageContext;

/// One survey with what its headline is made from.
#[derive(Clone, Debug)]
pub struct OverviewSurvey {
    /// The survey with its number of answers.
    pub summary: SurveySummary,
    /// The scores given to its headline question; empty where it has none.
    pub scores: Vec<ScoreCount>,
    /// The sums over the three loyalty items, where it has them.
    pub loyalty: Option<Vec<LoyaltyCount>>,
}

/// What the overview shows.
#[derive(Clone, Copy, Debug)]
pub struct OverviewPage<'a> {
    /// The surveys, the newest first.
    pub surveys: &'a [OverviewSurvey],
}

/// The page.
pub fn render(cx: &PageContext, page: &OverviewPage<'_>) -> String {
    crate::shell::plain(cx, (&page.surveys.len().to_string()).to_string(), |_| ().into_any())
}
