//! HTTP: routes, guards and replies. It must not know SQL or markup: it converts a request to a call of the store, and
//! the result to a page.

pub(crate) mod assets;
pub(crate) mod error_pages;
pub mod guard;
pub(crate) mod installation;
pub(crate) mod operations;
pub mod public_url;
pub(crate) mod reply;
pub(crate) mod request;
