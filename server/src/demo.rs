//! The demonstration: a made-up organisation with a survey of every template, and made-up answers. The answers are the same each
//! time they are made. It must not know who asked for them.

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

/// The name of the demo organisation, by which it is known again.
const NAME: &str = "Bakkerij Van Dam";

/// How many answers share a transaction.
const RESPONSES_PER_TRANSACTION: usize = 1000;

/// How many answers are put in the order of time before they are stored.
const RESPONSES_PER_BLOCK: u64 = 1_000_000;

/// Sees to it that the demo organisation has a website and a survey of every template, live under its name, and returns
/// their slugs. What
/// is there is left as it is; a slug that another organisation has is left to it, and not returned.
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
                // Another process was as quick as we were.
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

/// Whether a survey is the demo organisation's, so that made-up answers do no harm.
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

/// How making up answers ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DemoCounts {
    /// Added.
    pub added: u64,
    /// Added before, from the same seed.
    pub present: u64,
}

/// Why no more answers were made up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Real answers are never mixed with made-up ones.
    #[error("the survey is not the demo organisation's: made-up answers would spoil its results")]
    NotDemo,
    /// It takes no answers.
    #[error("the survey is closed")]
    Closed,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds made-up answers to a demo survey: the first so many of an endless row that depends on nothing but the seed and the
/// survey, so that making them again adds nothing.
///
/// # Errors
/// [`DemoError`]; what was added stays, and need not be added again.
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
        // As real ones they come in the order of time, each page of the database filled before the next. Out of order nearly
        // every answer writes pages of its own: a hundred times as many bytes for a million of them.
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
