//! The parts that pages are made of: fields of the answering form, notices, figures.

pub(crate) mod answers;
pub(crate) mod breakdown;
pub(crate) mod choices;
pub(crate) mod comment_filter;
pub(crate) mod comments;
pub(crate) mod comparison;
pub(crate) mod consent;
pub(crate) mod counts;
pub(crate) mod distribution;
pub(crate) mod export;
pub(crate) mod fields;
pub(crate) mod figure;
pub(crate) mod filter;
pub(crate) mod matrix;
pub(crate) mod notice;
pub(crate) mod preview;
pub(crate) mod proof;
pub(crate) mod purposes;
pub(crate) mod reader;
pub(crate) mod scale;
pub(crate) mod site_charts;
pub(crate) mod standing;
pub(crate) mod summary;
pub(crate) mod text;
pub(crate) mod trend;
pub(crate) mod website;
