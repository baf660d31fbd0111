//! Comments: the search in them, tags and tag rules.

pub mod search;
pub mod tag;
