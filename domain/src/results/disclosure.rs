//! Disclosure control: decides which figures may be shown without revealing the answers of a small group.

pub mod counts;
pub mod crosstab;
pub mod differencing;
pub mod names;
pub mod release;
pub mod suppression;
pub(crate) mod views;
