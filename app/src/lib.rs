//! What a person sees: pages, components, islands and messages in Dutch and English.
//!
//! A page is a pure, synchronous function from data to a complete HTML document. It must not know how the data were fetched
//! or how the document is sent. Everything but the islands is compiled for the server only.

pub mod islands;

#[cfg(feature = "ssr")]
mod charts;
#[cfg(feature = "ssr")]
pub mod comments;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod escape;
#[cfg(feature = "ssr")]
pub mod figure_sheet;
#[cfg(feature = "ssr")]
pub mod fixed;
#[cfg(feature = "ssr")]
mod format;
#[cfg(feature = "ssr")]
pub mod messages;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod pictures;
#[cfg(feature = "ssr")]
pub mod register;
#[cfg(feature = "ssr")]
pub mod results;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod sites;
