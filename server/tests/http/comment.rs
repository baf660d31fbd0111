//! Tests of open answers: their page and their tags.

mod page;
mod tags;
