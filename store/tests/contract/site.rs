//! Tests of websites: notices, decisions, visitors and numbers.

mod decisions;
mod notices;
mod numbers;
mod visitors;
