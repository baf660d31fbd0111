//! The pages of results: scores, distribution, trend, breakdown, crosstab, drivers and saved views.

pub(crate) mod axis;
pub(crate) mod breakdown;
pub(crate) mod comparison;
pub mod counting;
pub(crate) mod counts;
pub(crate) mod crosstab;
pub(crate) mod distribution;
pub mod drivers;
pub(crate) mod export_form;
pub(crate) mod figure;
pub(crate) mod files;
pub(crate) mod gauge;
pub mod page;
pub(crate) mod pair;
pub mod picture;
pub(crate) mod release_status;
pub mod saved_view;
pub(crate) mod saved_views;
pub(crate) mod trend;
