//! Pages about surveys: the overview, and the pages of surveys that accept no responses.

pub mod overview;
pub mod state;
