//! The output and progress of commands.

pub(crate) mod acts;
pub(crate) mod output;
pub(crate) mod progress;
