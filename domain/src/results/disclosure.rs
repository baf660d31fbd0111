//! Disclosure control: which figures may be shown without revealing what a few people answered.

pub mod counts;
pub mod crosstab;
pub mod differencing;
pub mod names;
pub mod release;
pub mod suppression;
pub(crate) mod views;
