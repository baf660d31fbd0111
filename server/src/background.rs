//! Work in the background: its threads and connections, and its pace beside people who are answered.

pub(crate) mod threads;
pub(crate) mod throttle;
