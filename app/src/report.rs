//! Reports to print or to fix, figure files and pictures without a page.

#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod figure_sheet;
pub mod fixed_report;
pub mod fixed_reports;
pub mod page;
#[cfg(feature = "ssr")]
pub mod picture_svg;
