//! Rows of fixed reports, and of who fixed or deleted one.

pub(crate) mod fixed_report;
pub(crate) mod report_note;
