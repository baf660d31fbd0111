//! The check of what people were told and asked: versions of notices and questionnaires against their hashes.

use std::collections::HashMap;

use domain::{
    consent::{ConsentEvent, SubjectMatter},
    hash::Sha256Hash,
    id::{OrganisationId, SiteId, SurveyId},
    notice::Notice,
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use super::record::Faults;
use crate::{
    clock::time_of,
    entity::{notice_version, survey::survey_version},
    error::StoreError,
};

/// Versions per page: each holds all words of a notice or questionnaire.
const VERSIONS_PER_PAGE: u64 = 100;

/// What a version of a notice is known by, without its words. There are few, so all of them are held.
struct KnownNotice {
    organisation: OrganisationId,
    about: Option<SubjectMatter>,
    number: i32,
    hash: Vec<u8>,
    is_light: bool,
}

/// The versions of notices, by their ids.
pub(super) struct Versions {
    notices: HashMap<Uuid, KnownNotice>,
    questionnaires: u64,
}

impl Versions {
    /// Checks every version: its content has its hash, and its id its time.
    pub(super) async fn check(snapshot: &DatabaseTransaction, faults: &mut Faults) -> Result<Self, StoreError> {
        let mut versions = Self { notices: HashMap::new(), questionnaires: 0 };
        let mut after = Uuid::nil();
        loop {
            let rows = notice_version::Entity::find()
                .filter(notice_version::Column::Id.gt(after))
                .order_by_asc(notice_version::Column::Id)
                .limit(VERSIONS_PER_PAGE)
                .all(snapshot)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in rows {
                if hash_of(&row.content).is_none_or(|hash| hash.0.as_slice() != row.hash) {
                    faults.add("notice_version", row.id, "its words are not those of its hash");
                }
                if time_of(row.id).0 != row.published_at.max(0) {
                    faults.add("notice_version", row.id, "its time is not that of its id");
                }
                let known = KnownNotice {
                    organisation: OrganisationId(row.organisation_id),
                    about: match (row.survey_id, row.site_id) {
                        (Some(survey), None) => Some(SubjectMatter::Survey(SurveyId(survey))),
                        (None, Some(site)) => Some(SubjectMatter::Site(SiteId(site))),
                        _ => None,
                    },
                    number: row.number,
                    hash: row.hash,
                    is_light: serde_json::from_str::<Notice>(&row.content).is_ok_and(|notice| notice.is_light()),
                };
                versions.notices.insert(row.id, known);
            }
        }
        versions.check_questionnaires(snapshot, faults).await?;
        Ok(versions)
    }

    async fn check_questionnaires(&mut self, snapshot: &DatabaseTransaction, faults: &mut Faults) -> Result<(), StoreError> {
        let mut after = Uuid::nil();
        loop {
            let rows: Vec<(Uuid, String, Vec<u8>)> = survey_version::Entity::find()
                .select_only()
                .columns([survey_version::Column::Id, survey_version::Column::Content, survey_version::Column::ContentHash])
                .filter(survey_version::Column::Id.gt(after))
                .order_by_asc(survey_version::Column::Id)
                .limit(VERSIONS_PER_PAGE)
                .into_tuple()
                .all(snapshot)
                .await?;
            let Some((last, ..)) = rows.last() else { return Ok(()) };
            after = *last;
            self.questionnaires += rows.len() as u64;
            for (id, content, hash) in rows {
                if hash_of(&content).is_none_or(|found| found.0.as_slice() != hash) {
                    faults.add("survey_version", id, "its questions are not those of its hash");
                }
            }
        }
    }

    /// How many versions there are.
    pub(super) fn count(&self) -> u64 {
        self.notices.len() as u64 + self.questionnaires
    }

    /// Whether this is a notice of light mode, whose answers belong to nobody.
    pub(super) fn is_light(&self, notice: Uuid) -> bool {
        self.notices.get(&notice).is_some_and(|known| known.is_light)
    }

    /// Compares the notice that an event names with the stored one.
    pub(super) fn compare(&self, event: &ConsentEvent, faults: &mut Faults) {
        let named = &event.notice;
        let Some(known) = self.notices.get(&named.id.0) else {
            return faults.add("notice_version", named.id.0, "an event names it, and it is gone");
        };
        let wrong = if known.hash != named.hash.0 {
            "its hash is not the one that its events name"
        } else if u32::try_from(known.number) != Ok(named.version) {
            "its number is not the one that its events name"
        } else if known.organisation != event.organisation {
            "it belongs to another organisation than its events"
        } else if known.about != Some(event.about) {
            "it belongs to another survey or website than its events"
        } else {
            return;
        };
        faults.add("notice_version", named.id.0, wrong);
    }
}

/// The hash of a stored content, as it is: also with members that this version does not know.
fn hash_of(content: &str) -> Option<Sha256Hash> {
    serde_json::from_str::<serde_json::Value>(content).ok().map(|value| Sha256Hash::of_json(&value))
}
