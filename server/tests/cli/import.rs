//! Tests of `import`: generated files, and the real input.

mod command;
mod formats;
mod olist;
mod steps;
