//! Tests of `survey`: the surveys, and the links with attributes.

mod attribute_links;
mod command;
