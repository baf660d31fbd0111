//! Pages about surveys: the overview, the form for a new one, and the pages of surveys that accept no responses.

pub mod new_survey;
pub mod overview;
pub mod state;
