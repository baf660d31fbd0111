//! Tests of `export`: the file with its codebook, and every format.

mod command;
mod formats;
