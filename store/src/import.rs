//! Imports: many responses from another source, written in steps, each with an event that states its provenance.

mod erase;
mod progress;
pub(crate) mod steps;
mod undo;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use domain::{
    account::audit::{Audit, AuditAction},
    calendar::Millis,
    channel::Channel,
    consent::{Control, Decision},
    hash::{Sha256Hash, tombstone},
    id::{ImportId, Slug, SurveyId},
    import::Provenance,
    locale::Locale,
    notice::{Notice, NoticeReference, PublishedNotice},
    response::answer::Answers,
    survey::{
        attribute::{Attributes, ReceivedBy},
        published::PublishedSurvey,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    account::audit,
    cache::{LoadedOrganisation, LoadedVersion},
    entity::{notice_version, response::import_reference},
    error::StoreError,
    import::{
        progress::{Held, Progress},
        steps::Steps,
    },
    notice::{notice_of, publish_notice},
    store::Store,
    write_set::{ResponseRow, WriteSet, event::Expression, rollup::Stripe},
};

pub use steps::StepTimes;
pub use undo::Undo;

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

/// The file of an import. An unfinished import of the same hash is resumed, one of another hash is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name, without its folder.
    pub name: String,
    /// The hash of its content and of how it is read.
    pub hash: Sha256Hash,
    /// The number of its rows.
    pub rows: u64,
    /// Who imports it, for the audit log.
    pub by: String,
}

impl ImportFile {
    /// Rows that come from no file. They are known again by a name.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), hash: Sha256Hash::of(name.as_bytes()), rows: 0, by: "klankbord".to_owned() }
    }
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

/// A running import. What was added is visible at once. Dropping it leaves it unfinished.
pub struct Import {
    store: Store,
    steps: Steps,
    held: Held,
    progress: Progress,
    organisation: LoadedOrganisation,
    version: Arc<LoadedVersion>,
    /// The survey and who imports, for the audit log.
    slug: Slug,
    by: String,
    notice: NoticeReference,
    decisions: Vec<Decision>,
    decided_at: Option<Millis>,
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

    /// Starts an import into a survey, or resumes an unfinished one of the same file. The notice that the provenance
    /// states is published with it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] while another import of the survey is unfinished, or the same one still runs;
    /// [`StoreError::Unavailable`].
    pub async fn begin_import(
        &self,
        published: &PublishedSurvey,
        provenance: &Provenance,
        file: &ImportFile,
    ) -> Result<Import, StoreError> {
        let version = self.load_version(self.read(), published.version.id).await?;
        let organisation = self.load_organisation(self.read(), published.organisation.id).await?;
        let questionnaire = &version.version.questionnaire;
        let notice = Notice::of_import(&organisation.organisation.profile, questionnaire, provenance);
        questionnaire.check_notice(&notice).map_err(StoreError::Invalid)?;
        let decisions = provenance.decisions(questionnaire);
        let transaction = self.begin().await?;
        let (held, progress, action) = Held::take(&transaction, self.backend(), published.survey.id, file).await?;
        let notice = publish_notice(&transaction, organisation.organisation.id, published.survey.id, &notice).await?.reference();
        let begun = Audit::new(&file.by, action, published.survey.slug.as_str());
        let begun = begun.with(format!("import={} file={} rows={}", held.id, file.name, file.rows));
        audit::add(&*transaction, organisation.organisation.id, &begun).await?;
        transaction.commit().await?;
        Ok(Import {
            store: self.clone(),
            steps: Steps::open(&self.inner).await?,
            held,
            progress,
            organisation,
            version,
            slug: published.survey.slug.clone(),
            by: file.by.clone(),
            notice,
            decisions,
            decided_at: provenance.decided_at,
        })
    }
}

impl Import {
    /// Its id.
    pub const fn id(&self) -> ImportId {
        self.held.id
    }

    /// How many rows of the file were handled, also by earlier runs.
    pub const fn rows_done(&self) -> u64 {
        self.progress.done
    }

    /// How many rows the next step should have, so that it holds the write lock only for a moment.
    pub const fn rows_per_step(&self) -> usize {
        self.steps.rows()
    }

    /// How long the steps of this run held the write lock so far.
    pub const fn step_times(&self) -> StepTimes {
        self.steps.taken()
    }

    /// The outcome of the rows so far, also by earlier runs.
    pub const fn counts(&self) -> ImportCounts {
        self.progress.counts
    }

    /// Adds the rows that follow in the file, in one step.
    ///
    /// # Errors
    /// As [`Import::add_through`].
    pub async fn add(&mut self, rows: Vec<ImportRow>) -> Result<ImportCounts, StoreError> {
        let through = self.progress.done + rows.len() as u64;
        self.add_through(rows, through).await
    }

    /// Adds rows in one step: rows, events, counts of results and the progress in one transaction. Afterwards the first
    /// `through` rows of the file are handled. Rests while others write.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the import was taken over or undone in the meantime; [`StoreError::Unavailable`]. The
    /// rows were not added.
    pub async fn add_through(&mut self, rows: Vec<ImportRow>, through: u64) -> Result<ImportCounts, StoreError> {
        let written = rows.len();
        let hashes: Vec<Sha256Hash> =
            rows.iter().map(|row| tombstone(&self.organisation.tombstone_key, &row.external_id)).collect();
        // Nobody else adds references of this survey, so they can be read before the lock is taken.
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
        let statements = inserts.into_statements(self.store.inner.write().get_database_backend(), Stripe::IMPORT)?;
        let progress = self.progress.after(counts, through);
        let step = self.steps.begin().await?;
        self.held.write(&*step, progress).await?;
        for statement in statements {
            step.execute_raw(statement).await?;
        }
        self.steps.commit(step, written).await?;
        self.progress = progress;
        Ok(counts)
    }

    /// Ends the import: every row was handled.
    ///
    /// # Errors
    /// As [`Import::add_through`].
    pub async fn finish(mut self) -> Result<ImportCounts, StoreError> {
        let step = self.steps.begin().await?;
        self.held.finish(&*step).await?;
        audit::add(&*step, self.organisation.organisation.id, &self.noted(AuditAction::Imported)).await?;
        self.steps.commit(step, 1).await?;
        Ok(self.progress.counts)
    }

    /// Leaves the import unfinished, to be resumed or undone. Without this call others see that only after some seconds.
    ///
    /// # Errors
    /// As [`Import::add_through`].
    pub async fn interrupt(mut self) -> Result<(), StoreError> {
        let step = self.steps.begin().await?;
        self.held.interrupt(&*step).await?;
        audit::add(&*step, self.organisation.organisation.id, &self.noted(AuditAction::ImportInterrupted)).await?;
        Ok(self.steps.commit(step, 1).await?)
    }

    /// How far the import is, for the audit log.
    fn noted(&self, action: AuditAction) -> Audit {
        let ImportCounts { added, present, erased } = self.progress.counts;
        let detail = format!("import={} added={added} present={present} erased={erased}", self.held.id);
        Audit::new(&self.by, action, self.slug.as_str()).with(detail)
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
            import_id: Set(Some(self.held.id.0)),
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
            .all(self.store.read())
            .await?;
        rows.into_iter().map(|(hash, response)| Ok((crate::database::column::hash(&hash)?, response))).collect()
    }
}
