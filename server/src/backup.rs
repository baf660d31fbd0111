//! Backups: the command that makes one, the command that puts one back, and what both check.

pub(crate) mod check;
pub(crate) mod command;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod make;
pub(crate) mod manifest;
pub(crate) mod postgres;
pub(crate) mod restore;
