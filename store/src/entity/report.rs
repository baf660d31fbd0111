//! Rows of fixed reports and of their audit log.

pub(crate) mod fixed_report;
pub(crate) mod report_note;
