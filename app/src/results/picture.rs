//! The kinds of pictures of results.

use domain::{
    calendar::Millis,
    results::{data::ResultsData, series::Series},
};

/// A picture of the results page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The number of answers by score.
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

    /// The name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Distribution => "distribution",
            Self::Trend => "trend",
            Self::Breakdown => "breakdown",
            Self::Gauge => "gauge",
            Self::Crosstab => "crosstab",
        }
    }

    /// The parts of a figure file with its values.
    pub(crate) const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Distribution => &["distribution"],
            Self::Trend => &["trend", "rolling"],
            Self::Breakdown => &["breakdown"],
            Self::Gauge => &["score"],
            Self::Crosstab => &["crosstab", "crosstab_row_total", "crosstab_column_total", "crosstab_whole"],
        }
    }

    /// Whether its values are those of the headline only, in parts that also hold other questions.
    pub(crate) const fn is_of_headline(self) -> bool {
        matches!(self, Self::Distribution | Self::Gauge)
    }

    /// The series of the picture. A breakdown is of the first scored question, even if the headline is the loyalty
    /// index.
    pub(crate) fn series(self, data: &ResultsData) -> Option<Series> {
        match self {
            Self::Breakdown | Self::Crosstab => data.series(data.published.version.questionnaire.headline()?.key.as_str()),
            Self::Distribution | Self::Trend | Self::Gauge => data.headline(),
        }
    }

    /// The time of the picture. `None` if it differs from that of the headline, because each question is released on
    /// its own.
    pub(crate) fn at(self, data: &ResultsData) -> Option<Millis> {
        let is_of_another = data.loyalty.is_some() && matches!(self, Self::Breakdown | Self::Crosstab);
        Some(data.at).filter(|_| data.steps.is_none() || !is_of_another)
    }

    /// The id of the message that names it.
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
