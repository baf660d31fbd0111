//! Tests of results: counts, breakdowns, rollups, saved views, and releases for readers.

mod breakdown;
mod counts;
mod disclosure;
mod rollup;
mod saved_views;
