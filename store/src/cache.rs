//! The caches of frequent reads: published versions, and the surveys and websites of the last second.
//!
//! A published version never changes, so it is kept for as long as there is room. Each cache has room for a limited
//! number of entries. An entry that is evicted is read from the database again.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    hash::Sha256Hash,
    id::{Key, NoticeVersionId, OrganisationId, SiteId, Slug, SurveyVersionId},
    organisation::Organisation,
    site::{SiteNotice, published::PublishedSite},
    survey::{SurveyVersion, published::PublishedSurvey},
};
use jiff::tz::TimeZone;
use moka::sync::Cache as Bounded;

/// The longest age of a cached survey or website. Whether a survey is open is checked again when an answer is written.
const MAX_AGE: Duration = Duration::from_secs(1);

/// The most organisations in the cache. An installation has one or a few.
const MAX_ORGANISATIONS: u64 = 1_024;
/// The most surveys, versions, websites and website notices in the cache, each. One takes some tens of kilobytes.
const MAX_DOCUMENTS: u64 = 4_096;
/// The most notices in the cache with number and hash only. One takes some hundreds of bytes.
const MAX_NOTICE_HASHES: u64 = 16_384;

/// A published version with the numbers of its questions.
pub(crate) struct LoadedVersion {
    pub(crate) version: Arc<SurveyVersion>,
    pub(crate) question_ids: HashMap<Key, i32>,
    /// The keys of these numbers, including questions and attributes of earlier versions.
    pub(crate) keys: Arc<HashSet<Key>>,
}

impl LoadedVersion {
    pub(crate) fn new(version: SurveyVersion, question_ids: HashMap<Key, i32>) -> Self {
        let keys = Arc::new(question_ids.keys().cloned().collect());
        Self { version: Arc::new(version), question_ids, keys }
    }
}

/// An organisation with what is needed to store its answers.
#[derive(Clone)]
pub(crate) struct LoadedOrganisation {
    pub(crate) organisation: Arc<Organisation>,
    pub(crate) zone: TimeZone,
    pub(crate) tombstone_key: Arc<[u8]>,
}

/// A value that changes, with the time of the query that read it.
#[derive(Clone)]
struct Aging<T> {
    value: T,
    asked_at: Instant,
}

impl<T> Aging<T> {
    /// The value. `None` if it is too old.
    fn fresh(self) -> Option<T> {
        (self.asked_at.elapsed() < MAX_AGE).then_some(self.value)
    }
}

/// Only existing values are cached: an unknown slug or identifier takes no room.
pub(crate) struct Cache {
    organisations: Bounded<OrganisationId, LoadedOrganisation>,
    surveys: Bounded<Slug, Aging<PublishedSurvey>>,
    versions: Bounded<SurveyVersionId, Arc<LoadedVersion>>,
    notices: Bounded<NoticeVersionId, (u32, Sha256Hash)>,
    /// Websites stay in the cache when they are too old to be shown, so that the store knows which keys exist.
    sites: Bounded<Slug, Aging<Arc<PublishedSite>>>,
    site_notices: Bounded<(SiteId, u32), Arc<SiteNotice>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self {
            organisations: Bounded::new(MAX_ORGANISATIONS),
            surveys: Bounded::new(MAX_DOCUMENTS),
            versions: Bounded::new(MAX_DOCUMENTS),
            notices: Bounded::new(MAX_NOTICE_HASHES),
            sites: Bounded::new(MAX_DOCUMENTS),
            site_notices: Bounded::new(MAX_DOCUMENTS),
        }
    }
}

impl Cache {
    pub(crate) fn survey(&self, slug: &Slug) -> Option<PublishedSurvey> {
        self.surveys.get(slug)?.fresh()
    }

    /// Caches a survey. Its age counts from `asked_at`, the start of the query and not its end.
    pub(crate) fn keep_survey(&self, survey: PublishedSurvey, asked_at: Instant) {
        self.surveys.insert(survey.survey.slug.clone(), Aging { value: survey, asked_at });
    }

    pub(crate) fn forget_survey(&self, slug: &Slug) {
        self.surveys.invalidate(slug);
    }

    /// Removes all surveys, after a change that affects all surveys of an organisation.
    pub(crate) fn forget_surveys(&self) {
        self.surveys.invalidate_all();
    }

    pub(crate) fn version(&self, id: SurveyVersionId) -> Option<Arc<LoadedVersion>> {
        self.versions.get(&id)
    }

    pub(crate) fn keep_version(&self, version: Arc<LoadedVersion>) {
        self.versions.insert(version.version.id, version);
    }

    pub(crate) fn organisation(&self, id: OrganisationId) -> Option<LoadedOrganisation> {
        self.organisations.get(&id)
    }

    pub(crate) fn keep_organisation(&self, organisation: LoadedOrganisation) {
        self.organisations.insert(organisation.organisation.id, organisation);
    }

    pub(crate) fn forget_organisation(&self, id: OrganisationId) {
        self.organisations.invalidate(&id);
    }

    pub(crate) fn notice(&self, id: NoticeVersionId) -> Option<(u32, Sha256Hash)> {
        self.notices.get(&id)
    }

    pub(crate) fn keep_notice(&self, id: NoticeVersionId, numbered: (u32, Sha256Hash)) {
        self.notices.insert(id, numbered);
    }

    pub(crate) fn site(&self, key: &Slug) -> Option<Arc<PublishedSite>> {
        self.sites.get(key)?.fresh()
    }

    /// Whether a website with this key is in the cache, whatever its age.
    pub(crate) fn knows_site(&self, key: &Slug) -> bool {
        self.sites.contains_key(key)
    }

    /// As [`Cache::keep_survey`].
    pub(crate) fn keep_site(&self, site: Arc<PublishedSite>, asked_at: Instant) {
        self.sites.insert(site.site.key.clone(), Aging { value: site, asked_at });
    }

    pub(crate) fn site_notice(&self, site: SiteId, version: u32) -> Option<Arc<SiteNotice>> {
        self.site_notices.get(&(site, version))
    }

    pub(crate) fn keep_site_notice(&self, site: SiteId, notice: Arc<SiteNotice>) {
        self.site_notices.insert((site, notice.published.number), notice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_counts_from_the_question() {
        let asked = |ago: Duration| Aging { value: "found", asked_at: Instant::now().checked_sub(ago).unwrap() };
        assert_eq!(asked(Duration::ZERO).fresh(), Some("found"));
        assert_eq!(asked(MAX_AGE).fresh(), None);
    }

    #[test]
    fn memory_does_not_grow_without_end() {
        let cache = Cache::default();
        let id = |number: u64| NoticeVersionId(uuid::Uuid::from_u64_pair(0, number));
        for number in 0..2 * MAX_NOTICE_HASHES {
            cache.keep_notice(id(number), (1, Sha256Hash::of(b"")));
        }
        cache.notices.run_pending_tasks();
        assert!(cache.notices.entry_count() <= MAX_NOTICE_HASHES);
    }
}
