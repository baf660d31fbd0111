//! Which pictures there are of results.

use domain::{
    calendar::Millis,
    results::{data::ResultsData, series::Series},
};

/// A picture of the results page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// How many gave each score.
    Distribution,
    /// The score over time.
    Trend,
    /// The score of each group.
    Breakdown,
    /// A Net Promoter Score on its whole scale.
    Gauge,
    /// The score of each cell of a crosstab.
    Crosstab,
}

impl Picture {
    /// Every picture.
    pub const ALL: [Self; 5] = [Self::Distribution, Self::Trend, Self::Breakdown, Self::Gauge, Self::Crosstab];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Distribution => "distribution",
            Self::Trend => "trend",
            Self::Breakdown => "breakdown",
            Self::Gauge => "gauge",
            Self::Crosstab => "crosstab",
        }
    }

    /// The parts of a file of figures with its values.
    pub(crate) const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Distribution => &["distribution"],
            Self::Trend => &["trend", "rolling"],
            Self::Breakdown => &["breakdown"],
            Self::Gauge => &["score"],
            Self::Crosstab => &["crosstab", "crosstab_row_total", "crosstab_column_total", "crosstab_whole"],
        }
    }

    /// Whether its values are of the headline alone, among parts that hold those of other questions.
    pub(crate) const fn is_of_headline(self) -> bool {
        matches!(self, Self::Distribution | Self::Gauge)
    }

    /// What it is drawn of: a breakdown is of the first scored question, also where the loyalty index stands for the survey.
    pub(crate) fn series(self, data: &ResultsData) -> Option<Series> {
        match self {
            Self::Breakdown | Self::Crosstab => data.series(data.published.version.questionnaire.headline()?.key.as_str()),
            Self::Distribution | Self::Trend | Self::Gauge => data.headline(),
        }
    }

    /// As of when it is; none where that is another time than that of the headline: in steps each question moves by itself.
    pub(crate) fn at(self, data: &ResultsData) -> Option<Millis> {
        let is_of_another = data.loyalty.is_some() && matches!(self, Self::Breakdown | Self::Crosstab);
        Some(data.at).filter(|_| data.steps.is_none() || !is_of_another)
    }

    /// The message that names it.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Distribution => "distribution-heading",
            Self::Trend => "trend-heading",
            Self::Breakdown => "breakdown-heading",
            Self::Gauge => "gauge-heading",
            Self::Crosstab => "crosstab-heading",
        }
    }
}
