//! Surveys: the overview, the API, and the commands.

pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod new_survey;
pub(crate) mod overview;
