//! The user interface: pages, components, islands and messages in Dutch and English.
//!
//! A page is a pure, synchronous function from data to a complete HTML document. It must not know how the data were
//! fetched or how the document is sent. Everything but the islands is compiled for the server only.

pub mod islands;

#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod api_docs;
#[cfg(feature = "ssr")]
pub mod api_problem;
#[cfg(feature = "ssr")]
mod charts;
#[cfg(feature = "ssr")]
pub mod comment;
#[cfg(feature = "ssr")]
pub mod error_text;
#[cfg(feature = "ssr")]
mod escape;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
mod filter;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod format;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod hub;
#[cfg(feature = "ssr")]
mod importing;
#[cfg(feature = "ssr")]
mod measure_words;
#[cfg(feature = "ssr")]
pub mod message;
#[cfg(feature = "ssr")]
pub mod messages;
#[cfg(feature = "ssr")]
mod notice;
#[cfg(feature = "ssr")]
pub mod organisation;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod privacy;
#[cfg(feature = "ssr")]
pub mod receipt;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod response;
#[cfg(feature = "ssr")]
pub mod results;
#[cfg(feature = "ssr")]
pub mod rights;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod survey;
