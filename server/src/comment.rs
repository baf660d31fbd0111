//! Comments and their tags.

pub(crate) mod page;
pub(crate) mod tags;
