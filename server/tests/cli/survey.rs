//! Tests of `survey`: the surveys, and the links that bring attributes.

mod attribute_links;
mod command;
