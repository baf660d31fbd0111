//! Tests of responses: the form, links with attributes, and submissions by programs.

mod answering;
mod api;
mod language;
mod links;
mod same_key;
