//! The data of the pages about websites, for accounts of the organisation. Pure; must not know the database.

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

/// The data of the page with the numbers of a website.
#[derive(Clone, Debug)]
pub struct SiteNumbersData {
    /// The website.
    pub published: PublishedSite,
    /// The requested days.
    pub query: PeriodQuery,
    /// The counts of these days.
    pub numbers: SiteNumbers,
}

/// One website of the list, with its recent counts.
#[derive(Clone, Debug)]
pub struct SiteSummary {
    /// The website.
    pub published: PublishedSite,
    /// The counts of the last days.
    pub tally: Tally,
}
