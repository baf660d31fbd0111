//! The website whose notice governs our own pages. Every page needs it, also those shown while the database is
//! unavailable. So the last known one is cached, and one request at a time refreshes it.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use domain::{id::Slug, site::published::PublishedSite};
use store::Store;

/// The longest age of the cached website.
const MAX_AGE: Duration = Duration::from_secs(1);

/// The website whose notice governs our own pages, cached.
pub struct OwnSite {
    key: Slug,
    known: RwLock<LastSite>,
    looking: tokio::sync::Mutex<()>,
}

#[derive(Clone, Default)]
struct LastSite {
    at: Option<Instant>,
    site: Option<Arc<PublishedSite>>,
}

impl OwnSite {
    /// A cache for the website with this key, still empty.
    pub fn new(key: Slug) -> Self {
        Self { key, known: RwLock::default(), looking: tokio::sync::Mutex::default() }
    }

    /// The website. `None` if it does not exist.
    pub async fn current(&self, store: &Store) -> Option<Arc<PublishedSite>> {
        let known = self.known();
        if known.at.is_some_and(|at| at.elapsed() < MAX_AGE) {
            return known.site;
        }
        let Ok(_looking) = self.looking.try_lock() else { return known.site };
        let site = match store.find_site(&self.key).await {
            Ok(site) => site,
            Err(error) => {
                tracing::debug!(%error, "the website of our own pages is shown as it was last known");
                known.site
            }
        };
        let known = LastSite { at: Some(Instant::now()), site };
        self.known.write().unwrap_or_else(PoisonError::into_inner).clone_from(&known);
        known.site
    }

    fn known(&self) -> LastSite {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
