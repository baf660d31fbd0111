//! Tests of `import`: files that were made up, and the real input.

mod command;
mod olist;
