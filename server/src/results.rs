//! Results: the page, the figures behind it, drivers, saved views, and the API.

pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod drivers;
pub(crate) mod gather;
pub(crate) mod page;
pub(crate) mod saved_views;
