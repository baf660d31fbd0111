//! HTTP: every route, what guards it, and what it answers. It must not know SQL or markup: it goes from a request to a
//! verb of the store to a page.

pub(crate) mod assets;
pub(crate) mod error_pages;
pub mod guard;
pub(crate) mod installation;
pub(crate) mod operations;
pub mod public_url;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod schemas;
