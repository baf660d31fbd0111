//! Reports to print or to keep, figure files and pictures that stand alone.

#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod figure_sheet;
pub mod fixed_report;
pub mod fixed_reports;
pub mod page;
#[cfg(feature = "ssr")]
pub mod picture_svg;
