//! Backups: the command that makes one, the command that puts one back, the move to PostgreSQL, and what all check.

pub(crate) mod check;
pub(crate) mod command;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod make;
pub(crate) mod manifest;
pub(crate) mod migrate_to;
pub(crate) mod postgres;
pub(crate) mod restore;
