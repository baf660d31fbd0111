//! What the pages about websites are made from, for those who run them. Pure; must not know the database.

mod buckets;
pub(crate) mod charts;
pub mod cookies;
pub mod list;
pub mod notice;
pub mod numbers;
mod period;
pub(crate) mod preview;
pub mod privacy;

pub(crate) use buckets::{Bars, Bucket, as_bars};
pub use period::{PeriodQuery, USUAL_DAYS};

use domain::site::{Tally, numbers::SiteNumbers, published::PublishedSite};

/// All that the page with the numbers of a website is made from.
#[derive(Clone, Debug)]
pub struct SiteNumbersData {
    /// The website.
    pub published: PublishedSite,
    /// Which days count.
    pub query: PeriodQuery,
    /// What was counted on them.
    pub numbers: SiteNumbers,
}

/// One website of the list, with what was counted lately.
#[derive(Clone, Debug)]
pub struct SiteSummary {
    /// The website.
    pub published: PublishedSite,
    /// What was counted in the last days.
    pub tally: Tally,
}
