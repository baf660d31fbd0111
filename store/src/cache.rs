//! What is read again and again: published versions, which never change, and surveys, which may be a second old.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, RwLock},
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

/// How old a survey or a website may be when it is shown. Whether a survey takes answers is asked again when they are written.
const AGE: Duration = Duration::from_secs(1);

/// A published version with the numbers of its questions.
pub(crate) struct LoadedVersion {
    pub(crate) version: Arc<SurveyVersion>,
    pub(crate) question_ids: HashMap<Key, i32>,
    /// Of which these numbers are: also questions and attributes of earlier versions.
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

/// Only what exists is kept, so the cache is no larger than the surveys and versions there are.
#[derive(Default)]
pub(crate) struct Cache {
    organisations: RwLock<HashMap<OrganisationId, LoadedOrganisation>>,
    surveys: RwLock<HashMap<Slug, (Instant, PublishedSurvey)>>,
    versions: RwLock<HashMap<SurveyVersionId, Arc<LoadedVersion>>>,
    notices: RwLock<HashMap<NoticeVersionId, (u32, Sha256Hash)>>,
    sites: RwLock<HashMap<Slug, (Instant, Arc<PublishedSite>)>>,
    site_notices: RwLock<HashMap<(SiteId, u32), Arc<SiteNotice>>>,
}

impl Cache {
    pub(crate) fn survey(&self, slug: &Slug) -> Option<PublishedSurvey> {
        let surveys = self.surveys.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        surveys.get(slug).filter(|(read_at, _)| read_at.elapsed() < AGE).map(|(_, survey)| survey.clone())
    }

    /// Keeps what was asked for at `asked_at`: it is as old as the question, not as the answer.
    pub(crate) fn keep_survey(&self, survey: PublishedSurvey, asked_at: Instant) {
        let mut surveys = self.surveys.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        surveys.insert(survey.survey.slug.clone(), (asked_at, survey));
    }

    pub(crate) fn forget_survey(&self, slug: &Slug) {
        self.surveys.write().unwrap_or_else(std::sync::PoisonError::into_inner).remove(slug);
    }

    /// Where what is in force changed for all surveys of an organisation.
    pub(crate) fn forget_surveys(&self) {
        self.surveys.write().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
    }

    pub(crate) fn version(&self, id: SurveyVersionId) -> Option<Arc<LoadedVersion>> {
        self.versions.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(&id).cloned()
    }

    pub(crate) fn keep_version(&self, version: Arc<LoadedVersion>) {
        self.versions.write().unwrap_or_else(std::sync::PoisonError::into_inner).insert(version.version.id, version);
    }

    pub(crate) fn organisation(&self, id: OrganisationId) -> Option<LoadedOrganisation> {
        self.organisations.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(&id).cloned()
    }

    pub(crate) fn keep_organisation(&self, organisation: LoadedOrganisation) {
        let mut organisations = self.organisations.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        organisations.insert(organisation.organisation.id, organisation);
    }

    pub(crate) fn notice(&self, id: NoticeVersionId) -> Option<(u32, Sha256Hash)> {
        self.notices.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(&id).copied()
    }

    pub(crate) fn keep_notice(&self, id: NoticeVersionId, numbered: (u32, Sha256Hash)) {
        self.notices.write().unwrap_or_else(std::sync::PoisonError::into_inner).insert(id, numbered);
    }

    pub(crate) fn site(&self, key: &Slug) -> Option<Arc<PublishedSite>> {
        let sites = self.sites.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        sites.get(key).filter(|(read_at, _)| read_at.elapsed() < AGE).map(|(_, site)| Arc::clone(site))
    }

    /// Whether it was ever kept, however old it is by now.
    pub(crate) fn knows_site(&self, key: &Slug) -> bool {
        self.sites.read().unwrap_or_else(std::sync::PoisonError::into_inner).contains_key(key)
    }

    /// As [`Cache::keep_survey`].
    pub(crate) fn keep_site(&self, site: Arc<PublishedSite>, asked_at: Instant) {
        let mut sites = self.sites.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        sites.insert(site.site.key.clone(), (asked_at, site));
    }

    pub(crate) fn site_notice(&self, site: SiteId, version: u32) -> Option<Arc<SiteNotice>> {
        self.site_notices.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(&(site, version)).cloned()
    }

    pub(crate) fn keep_site_notice(&self, site: SiteId, notice: Arc<SiteNotice>) {
        let mut notices = self.site_notices.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        notices.insert((site, notice.published.number), notice);
    }
}
