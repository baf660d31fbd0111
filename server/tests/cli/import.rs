//! Tests of `import`: generated files, and the real input.

mod command;
mod olist;
mod steps;
