//! A survey with the version that is asked now, its notice and its organisation.

use std::{collections::HashSet, sync::Arc};

use crate::{
    id::Key,
    organisation::Organisation,
    survey::{Survey, SurveyVersion},
};

/// A survey as it is asked now.
#[derive(Clone, Debug)]
pub struct PublishedSurvey {
    /// The survey.
    pub survey: Survey,
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// The version that is asked.
    pub version: Arc<SurveyVersion>,
    /// Every question and attribute of it and of the versions before it.
    pub keys: Arc<HashSet<Key>>,
}

/// A survey with its number of answers.
#[derive(Clone, Debug)]
pub struct SurveySummary {
    /// The survey as it is asked now.
    pub published: PublishedSurvey,
    /// The responses whose base purpose stands.
    pub responses: u64,
}
