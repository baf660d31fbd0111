//! The kinds of pictures of results.

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
