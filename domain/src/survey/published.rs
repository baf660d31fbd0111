//! A survey with its current version, notice and organisation.

use std::{collections::HashSet, sync::Arc};

use crate::{
    id::Key,
    organisation::Organisation,
    survey::{Survey, SurveyVersion},
};

/// A survey with its current version.
#[derive(Clone, Debug)]
pub struct PublishedSurvey {
    /// The survey.
    pub survey: Survey,
    /// The organisation that owns the survey.
    pub organisation: Arc<Organisation>,
    /// The current version.
    pub version: Arc<SurveyVersion>,
    /// The keys of all questions and attributes of this and earlier versions.
    pub keys: Arc<HashSet<Key>>,
}

/// A survey with its number of responses.
#[derive(Clone, Debug)]
pub struct SurveySummary {
    /// The survey with its current version.
    pub published: PublishedSurvey,
    /// The number of responses whose base purpose is in force.
    pub responses: u64,
}
