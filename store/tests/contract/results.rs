//! Tests of results: counts, breakdowns, rollups, saved views, and what readers see.

mod breakdown;
mod counts;
mod disclosure;
mod rollup;
mod saved_views;
