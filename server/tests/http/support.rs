//! The support of several rooms: a server, a browser, accounts, keys and generated answers.

pub(crate) mod accounts;
pub(crate) mod analyst;
pub(crate) mod api;
pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod days;
pub(crate) mod made_up;
pub(crate) mod sites;
