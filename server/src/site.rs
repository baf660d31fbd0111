//! Websites: their notices, decisions of visitors, our own cookie page, and their commands.

pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod cookies;
pub(crate) mod cross_origin;
pub(crate) mod notice;
pub mod notice_cache;
pub mod numbers_csv;
pub(crate) mod own_site;
pub(crate) mod pages;
pub(crate) mod record;
pub(crate) mod script;
pub(crate) mod visit;
