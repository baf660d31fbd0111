//! Imports: many responses from another source in one transaction, each with an event that states its provenance.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use domain::{
    calendar::Millis,
    channel::Channel,
    consent::{Control, Decision},
    hash::{Sha256Hash, tombstone},
    id::SurveyId,
    import::Provenance,
    locale::Locale,
    notice::{Notice, NoticeReference, PublishedNotice},
    response::answer::Answers,
    survey::{
        attribute::{Attributes, ReceivedBy},
        published::PublishedSurvey,
    },
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    cache::{LoadedOrganisation, LoadedVersion},
    database::WriteTransaction,
    entity::{notice_version, response::import_reference},
    error::StoreError,
    notice::{notice_of, publish_notice},
    store::Store,
    write_set::{
        ResponseRow, WriteSet,
        event::Expression,
        rollup::{Rollups, Stripe},
    },
};

/// A response from another source.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// Its id in its source. A second import of the same id adds nothing.
    pub external_id: String,
    /// When it was sent.
    pub submitted_at: Millis,
    /// Its language.
    pub locale: Locale,
    /// The answers.
    pub answers: Answers,
    /// The attributes, as the survey declares them.
    pub attributes: Attributes,
}

/// The outcome of the rows of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Added.
    pub added: u64,
    /// Stored already, by this or an earlier import.
    pub present: u64,
    /// Withdrawn or erased before: never revived.
    pub erased: u64,
}

/// A running import. Its rows are visible after [`Import::commit`] only. Dropping it rolls it back.
pub struct Import {
    transaction: WriteTransaction,
    organisation: LoadedOrganisation,
    version: Arc<LoadedVersion>,
    notice: NoticeReference,
    decisions: Vec<Decision>,
    decided_at: Option<Millis>,
    /// Written last, because other writers of these counts wait until the commit.
    rollups: Rollups,
}

impl Store {
    /// The notices of imports into a survey, as stated by their provenance, the oldest first, each with the time of its
    /// first import.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_import_notices(&self, survey: SurveyId) -> Result<Vec<(PublishedNotice, Millis)>, StoreError> {
        let rows = notice_version::Entity::find()
            .filter(notice_version::Column::SurveyId.eq(survey.0))
            .order_by_asc(notice_version::Column::Number)
            .all(self.read())
            .await?;
        let mut notices = Vec::new();
        for row in rows {
            let published_at = Millis(row.published_at);
            let published = notice_of(row)?;
            if published.notice.stated.is_some() {
                notices.push((published, published_at));
            }
        }
        Ok(notices)
    }

    /// Starts an import into a survey. The notice that the provenance states is published with it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn begin_import(&self, published: &PublishedSurvey, provenance: &Provenance) -> Result<Import, StoreError> {
        let version = self.load_version(self.read(), published.version.id).await?;
        let organisation = self.load_organisation(self.read(), published.organisation.id).await?;
        let questionnaire = &version.version.questionnaire;
        let notice = Notice::of_import(&organisation.organisation.profile, questionnaire, provenance);
        questionnaire.check_notice(&notice).map_err(StoreError::Invalid)?;
        let decisions = provenance.decisions(questionnaire);
        let transaction = self.begin().await?;
        let notice = publish_notice(&transaction, organisation.organisation.id, published.survey.id, &notice).await?.reference();
        Ok(Import {
            transaction,
            organisation,
            version,
            notice,
            decisions,
            decided_at: provenance.decided_at,
            rollups: Rollups::default(),
        })
    }
}

impl Import {
    /// Adds rows, preferably some hundreds at a time.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn add(&mut self, rows: Vec<ImportRow>) -> Result<ImportCounts, StoreError> {
        let hashes: Vec<Sha256Hash> =
            rows.iter().map(|row| tombstone(&self.organisation.tombstone_key, &row.external_id)).collect();
        let known = self.list_references(&hashes).await?;
        let mut counts = ImportCounts::default();
        let mut fresh = HashSet::new();
        let mut inserts = WriteSet::default();
        for (row, hash) in rows.into_iter().zip(hashes) {
            match known.get(&hash) {
                Some(Some(_)) => counts.present += 1,
                Some(None) => counts.erased += 1,
                None if !fresh.insert(hash) => counts.present += 1,
                None => {
                    self.push(&mut inserts, row, hash)?;
                    counts.added += 1;
                }
            }
        }
        self.rollups.add(std::mem::take(&mut inserts.rollups));
        inserts.insert(&*self.transaction).await?;
        Ok(counts)
    }

    /// Commits all rows.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: nothing was added.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.rollups.write(&*self.transaction, Stripe::IMPORT).await?;
        Ok(self.transaction.commit().await?)
    }

    fn push(&self, rows: &mut WriteSet, row: ImportRow, hash: Sha256Hash) -> Result<(), StoreError> {
        let response = rows.push(ResponseRow {
            organisation: &self.organisation,
            version: &self.version,
            notice: self.notice,
            locale: row.locale,
            channel: Channel::Import,
            submitted_at: row.submitted_at,
            receipt_hash: None,
            content_hash: None,
            external_id: Some(row.external_id),
            answers: &row.answers,
            attributes: &row.attributes,
            attributes_by: ReceivedBy::Stated,
            contact: None,
            expression: Some(Expression {
                decisions: self.decisions.clone(),
                control: Control::Import,
                origin: "import",
                stated_time: Some(self.decided_at.unwrap_or(row.submitted_at)),
                validity_months: None,
            }),
            body: None,
        })?;
        rows.references.push(import_reference::ActiveModel {
            survey_id: Set(self.version.version.survey.0),
            external_hash: Set(hash.0.to_vec()),
            response_id: Set(Some(response.0)),
        });
        Ok(())
    }

    /// The responses of external ids that were imported before. The response is `None` if it was erased since.
    async fn list_references(&self, hashes: &[Sha256Hash]) -> Result<HashMap<Sha256Hash, Option<Uuid>>, StoreError> {
        let rows: Vec<(Vec<u8>, Option<Uuid>)> = import_reference::Entity::find()
            .select_only()
            .columns([import_reference::Column::ExternalHash, import_reference::Column::ResponseId])
            .filter(import_reference::Column::SurveyId.eq(self.version.version.survey.0))
            .filter(import_reference::Column::ExternalHash.is_in(hashes.iter().map(|hash| hash.0.to_vec())))
            .into_tuple()
            .all(&*self.transaction)
            .await?;
        rows.into_iter().map(|(hash, response)| Ok((crate::database::column::hash(&hash)?, response))).collect()
    }
}
