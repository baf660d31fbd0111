//! Tests of fixed reports and of pictures.

mod fixed_reports;
mod pictures;
