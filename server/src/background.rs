//! Background work: its runtime, its connections, and its throttle while the server answers respondents.

pub(crate) mod threads;
pub(crate) mod throttle;
