//! Tests of open answers: their list and their tags.

mod list;
mod tags;
