//! Tests of responses: the form, links that bring attributes, and programs that hand in.

mod answering;
mod api;
mod links;
