//! The demonstration: a fictitious organisation with a survey of every template, and generated answers. The answers are
//! the same each time. It must not know the caller.

mod answers;
pub(crate) mod command;
mod comments;
mod site;

use std::sync::Arc;

use domain::{
    id::Slug,
    notice::purpose::Basis,
    organisation::{Organisation, OrganisationProfile},
    survey::{published::PublishedSurvey, template::Template},
};
use store::{Store, StoreError, Submitted};

use answers::Answerer;

/// The name by which the demo organisation is recognised.
const NAME: &str = "Bakkerij Van Dam";

/// How many answers share a transaction.
const RESPONSES_PER_TRANSACTION: usize = 1000;

/// How many answers are sorted by time before they are stored.
const RESPONSES_PER_BLOCK: u64 = 1_000_000;

/// Creates the website of the demo organisation and an open survey of every template, unless they exist. Returns the
/// slugs of the surveys. Existing surveys are not changed. A slug of another organisation is skipped.
///
/// # Errors
/// When the database cannot be used.
pub async fn load_demo(store: &Store) -> Result<Vec<Slug>, StoreError> {
    let organisation = demo_organisation(store).await?;
    site::load(store, &organisation).await?;
    let mut slugs = Vec::new();
    for &template in Template::ALL {
        let slug = Slug::parse(template.name()).expect("the name of a template is a slug");
        let mut found = store.find_survey(&slug).await?;
        if found.is_none() {
            let questionnaire = template.questionnaire(&organisation.profile, Basis::Consent);
            found = match store.create_survey(&organisation, &slug, &questionnaire).await {
                Ok(published) => Some(published),
                // Another process created it at the same time.
                Err(StoreError::Conflict(_)) => store.find_survey(&slug).await?,
                Err(error) => return Err(error),
            };
        }
        match found {
            Some(published) if is_demo(&published) => slugs.push(slug),
            _ => tracing::warn!(survey.slug = %slug, "another organisation has the slug of a demo survey; it is left alone"),
        }
    }
    Ok(slugs)
}

/// Whether a survey is the demo organisation's, so that it may get generated answers.
pub fn is_demo(published: &PublishedSurvey) -> bool {
    published.organisation.profile.name == NAME
}

async fn demo_organisation(store: &Store) -> Result<Arc<Organisation>, StoreError> {
    let surveys = store.list_surveys().await?;
    if let Some(demo) = surveys.into_iter().map(|summary| summary.published).find(is_demo) {
        return Ok(demo.organisation);
    }
    if let Some(organisation) = store.find_organisation().await?.filter(|found| found.profile.name == NAME) {
        return Ok(Arc::new(organisation));
    }
    let profile = OrganisationProfile::new(NAME, "klantenservice@voorbeeld.nl, 010 – 000 00 00", "privacy@voorbeeld.nl");
    store.create_organisation(&profile).await.map(Arc::new)
}

/// The outcome of adding generated answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DemoCounts {
    /// Added.
    pub added: u64,
    /// Added before, from the same seed.
    pub present: u64,
}

/// Why no more answers were added.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Generated answers must not be mixed with real ones.
    #[error("the survey is not the demo organisation's: made-up answers would spoil its results")]
    NotDemo,
    /// The survey is closed.
    #[error("the survey is closed")]
    Closed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds generated answers to a demo survey: the first ones of an endless series that depends only on the seed and the
/// survey, so that adding them again changes nothing.
///
/// # Errors
/// [`DemoError`]; answers added before stay.
pub async fn add_answers(
    store: &Store,
    published: &PublishedSurvey,
    responses: u64,
    seed: u64,
    mut watch: impl FnMut(u64),
) -> Result<DemoCounts, DemoError> {
    if !is_demo(published) {
        return Err(DemoError::NotDemo);
    }
    let answerer = Answerer::new(published.clone(), seed);
    let mut counts = DemoCounts::default();
    let mut start = 0;
    while start < responses {
        let end = responses.min(start + RESPONSES_PER_BLOCK);
        // Answers are stored in order of time, as real ones, so that each page of the database is filled before the
        // next. Out of order nearly every answer would write pages of its own: a hundred times as many bytes for a
        // million answers.
        let mut order: Vec<_> = (start..end).map(|number| (answerer.time(number), number)).collect();
        order.sort_unstable();
        for (done, numbers) in order.chunks(RESPONSES_PER_TRANSACTION).enumerate() {
            let batch = numbers.iter().map(|(_, number)| answerer.response(*number)).collect();
            for outcome in store.submit_responses(batch).await? {
                match outcome {
                    Submitted::Stored => counts.added += 1,
                    Submitted::Repeated | Submitted::KeyReused => counts.present += 1,
                    Submitted::Closed => return Err(DemoError::Closed),
                }
            }
            watch(start + (done * RESPONSES_PER_TRANSACTION + numbers.len()) as u64);
        }
        start = end;
    }
    Ok(counts)
}
