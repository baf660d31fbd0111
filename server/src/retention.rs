//! Retention: the hourly job and its command.

pub(crate) mod command;
pub(crate) mod job;
pub(crate) mod wiping_job;
