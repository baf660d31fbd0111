//! Pages about the organisation.

pub mod works_council;
