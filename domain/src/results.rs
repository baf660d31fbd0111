//! Results: scores, saved views, and what a reader may learn from figures.

pub mod arrivals;
pub mod breakdown;
pub mod comparison;
pub mod counts;
pub mod crosstab;
pub mod data;
pub mod dimensions;
pub mod disclosure;
pub mod drivers;
pub mod figures;
pub mod headline;
pub mod measure;
pub mod query;
pub mod reader;
pub mod release_status;
pub mod saved_view;
pub mod scoring;
pub mod series;
pub mod span;
pub mod view_list;
