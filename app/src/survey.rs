//! Pages about surveys: the overview, and what is shown of one that cannot be answered.

pub mod overview;
pub mod state;
