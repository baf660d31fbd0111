//! Organisations, surveys and their published versions.

pub(crate) mod link_secrets;

use std::{collections::HashMap, sync::Arc, time::Instant};

use domain::{
    calendar::Millis,
    id::{Key, OrganisationId, Slug, SurveyId, SurveyVersionId},
    notice::Notice,
    organisation::{Organisation, OrganisationProfile},
    survey::{
        Questionnaire, Survey, SurveyStatus, SurveyVersion,
        published::{PublishedSurvey, SurveySummary},
    },
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _,
    sea_query::{Expr, ExprTrait as _},
};
use uuid::Uuid;

use crate::{
    cache::{LoadedOrganisation, LoadedVersion},
    clock::{id_at, now},
    database::column::{Text, from_json, hash, number, to_json},
    entity::{
        notice_version, organisation,
        survey::{self, question, survey_version},
    },
    error::{StoreError, is_duplicate},
    notice::{notice_of, publish_notice},
    organisation::{load_organisation, time_zone},
    store::Store,
};

impl Store {
    /// The organisation of this installation. The oldest one, if there are several.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_organisation(&self) -> Result<Option<Organisation>, StoreError> {
        let found = organisation::Entity::find().order_by_asc(organisation::Column::Id).one(self.read()).await?;
        Ok(found.map(load_organisation).transpose()?.map(|loaded| (*loaded.organisation).clone()))
    }

    /// Creates an organisation.
    ///
    /// # Errors
    /// [`StoreError::Broken`] for an unknown time zone; otherwise [`StoreError::Unavailable`].
    pub async fn create_organisation(&self, profile: &OrganisationProfile) -> Result<Organisation, StoreError> {
        time_zone(profile)?;
        let created_at = now();
        let id = id_at(created_at);
        let transaction = self.begin().await?;
        let row = organisation::ActiveModel {
            id: Set(id),
            profile: Set(to_json(profile)),
            tombstone_key: Set(rand::random::<[u8; 32]>().to_vec()),
            created_at: Set(created_at.0),
        };
        organisation::Entity::insert(row).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        Ok(Organisation { id: OrganisationId(id), profile: profile.clone() })
    }

    /// Creates a survey, publishes its content as version 1 with a drafted notice, and opens it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] (`slug`) when the slug is taken.
    pub async fn create_survey(
        &self,
        organisation: &Organisation,
        slug: &Slug,
        questionnaire: &Questionnaire,
    ) -> Result<PublishedSurvey, StoreError> {
        let created_at = now();
        let id = SurveyId(id_at(created_at));
        let transaction = self.begin().await?;
        let row = survey::ActiveModel {
            id: Set(id.0),
            organisation_id: Set(organisation.id.0),
            slug: Set(Text(slug.clone())),
            status: Set(Text(SurveyStatus::Open)),
            current_version_id: Set(None),
            created_at: Set(created_at.0),
            closed_at: Set(None),
            link_secret: Set(None),
        };
        match survey::Entity::insert(row).exec_without_returning(&*transaction).await {
            Err(error) if is_duplicate(&error) => return Err(StoreError::Conflict("slug")),
            other => other?,
        };
        publish(&transaction, organisation, id, questionnaire).await?;
        transaction.commit().await?;
        self.get_fresh_survey(slug).await
    }

    /// Publishes new content as the next version, which is the current one from now on.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown survey.
    pub async fn publish_version(&self, slug: &Slug, questionnaire: &Questionnaire) -> Result<PublishedSurvey, StoreError> {
        let published = self.get_fresh_survey(slug).await?;
        let transaction = self.begin().await?;
        publish(&transaction, &published.organisation, published.survey.id, questionnaire).await?;
        transaction.commit().await?;
        self.get_fresh_survey(slug).await
    }

    /// Closes a survey: it accepts no answers from now on. Closing a closed one changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown survey.
    pub async fn close_survey(&self, slug: &Slug) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let closed = survey::Entity::update_many()
            .col_expr(survey::Column::Status, Expr::value(SurveyStatus::Closed.name()))
            .col_expr(survey::Column::ClosedAt, Expr::col(survey::Column::ClosedAt).if_null(now().0))
            .filter(survey::Column::Slug.eq(slug.as_str()))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        self.inner.cache.forget_survey(slug);
        if closed.rows_affected == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// The survey with this slug, whatever its status. It may be a second old.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_survey(&self, slug: &Slug) -> Result<Option<PublishedSurvey>, StoreError> {
        if let Some(survey) = self.inner.cache.survey(slug) {
            return Ok(Some(survey));
        }
        match self.get_fresh_survey(slug).await {
            Err(StoreError::NotFound) => Ok(None),
            other => other.map(Some),
        }
    }

    /// A published version with all its declarations. Versions are immutable, so the cache keeps them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_version(&self, id: SurveyVersionId) -> Result<Option<Arc<SurveyVersion>>, StoreError> {
        match self.load_version(self.read(), id).await {
            Err(StoreError::NotFound) => Ok(None),
            other => Ok(Some(Arc::clone(&other?.version))),
        }
    }

    /// Every survey, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_surveys(&self) -> Result<Vec<SurveySummary>, StoreError> {
        let rows = survey::Entity::find().order_by_desc(survey::Column::Id).all(self.read()).await?;
        let counts: HashMap<Uuid, u64> = self.read_survey_counts().await?.into_iter().collect();
        let mut surveys = Vec::with_capacity(rows.len());
        for row in rows {
            let responses = counts.get(&row.id).copied().unwrap_or(0);
            surveys.push(SurveySummary { published: self.published(row).await?, responses });
        }
        Ok(surveys)
    }

    /// The surveys of an organisation, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_published(&self, organisation: OrganisationId) -> Result<Vec<PublishedSurvey>, StoreError> {
        let of = survey::Column::OrganisationId.eq(organisation.0);
        let rows = survey::Entity::find().filter(of).order_by_desc(survey::Column::Id).all(self.read()).await?;
        let mut surveys = Vec::with_capacity(rows.len());
        for row in rows {
            surveys.push(self.published(row).await?);
        }
        Ok(surveys)
    }

    async fn get_fresh_survey(&self, slug: &Slug) -> Result<PublishedSurvey, StoreError> {
        let asked_at = Instant::now();
        let row = survey::Entity::find().filter(survey::Column::Slug.eq(slug.as_str())).one(self.read()).await?;
        let survey = self.published(row.ok_or(StoreError::NotFound)?).await?;
        self.inner.cache.keep_survey(survey.clone(), asked_at);
        Ok(survey)
    }

    pub(crate) async fn published(&self, row: survey::Model) -> Result<PublishedSurvey, StoreError> {
        let current = row.current_version_id.ok_or(StoreError::NotFound)?;
        let loaded = self.load_version(self.read(), SurveyVersionId(current)).await?;
        let organisation = self.load_organisation(self.read(), OrganisationId(row.organisation_id)).await?.organisation;
        let version = self.in_force(organisation.id, &loaded.version).await?;
        Ok(PublishedSurvey { survey: survey_of(row), organisation, version, keys: Arc::clone(&loaded.keys) })
    }

    /// A survey. Within a transaction its connection is used: waiting for a second connection could deadlock with calls
    /// that wait for the locks of the transaction. The same holds below.
    pub(crate) async fn get_survey(&self, connection: &impl ConnectionTrait, id: SurveyId) -> Result<Survey, StoreError> {
        Ok(survey_of(survey::Entity::find_by_id(id.0).one(connection).await?.ok_or(StoreError::NotFound)?))
    }

    pub(crate) async fn load_organisation(
        &self,
        connection: &impl ConnectionTrait,
        id: OrganisationId,
    ) -> Result<LoadedOrganisation, StoreError> {
        if let Some(organisation) = self.inner.cache.organisation(id) {
            return Ok(organisation);
        }
        let row = organisation::Entity::find_by_id(id.0).one(connection).await?.ok_or(StoreError::NotFound)?;
        let loaded = load_organisation(row)?;
        self.inner.cache.keep_organisation(loaded.clone());
        Ok(loaded)
    }

    pub(crate) async fn load_version(
        &self,
        connection: &impl ConnectionTrait,
        id: SurveyVersionId,
    ) -> Result<Arc<LoadedVersion>, StoreError> {
        if let Some(version) = self.inner.cache.version(id) {
            return Ok(version);
        }
        let row = survey_version::Entity::find_by_id(id.0).one(connection).await?.ok_or(StoreError::NotFound)?;
        let notice =
            notice_version::Entity::find_by_id(row.notice_version_id).one(connection).await?.ok_or(StoreError::NotFound)?;
        let question_ids = list_question_ids(connection, SurveyId(row.survey_id)).await?;
        let version = SurveyVersion {
            id,
            survey: SurveyId(row.survey_id),
            number: number(row.number),
            questionnaire: from_json(&row.content, "a questionnaire")?,
            content_hash: hash(&row.content_hash)?,
            notice: notice_of(notice)?,
            published_at: Millis(row.published_at),
        };
        let loaded = Arc::new(LoadedVersion::new(version, question_ids));
        self.inner.cache.keep_version(Arc::clone(&loaded));
        Ok(loaded)
    }
}

/// Publishes the next version of a survey, with its notice.
async fn publish(
    transaction: &DatabaseTransaction,
    organisation: &Organisation,
    survey: SurveyId,
    questionnaire: &Questionnaire,
) -> Result<(), StoreError> {
    let published_at = now();
    let questionnaire = &questionnaire.whole();
    let notice = Notice::draft(&organisation.profile, questionnaire);
    questionnaire.check_notice(&notice).map_err(StoreError::Invalid)?;
    let notice = publish_notice(transaction, organisation.id, survey, &notice).await?;
    let keys = questionnaire.questions().map(|q| &q.key).chain(questionnaire.attributes.iter().map(|a| &a.key));
    let numbers = keys.map(|key| question::ActiveModel { id: NotSet, survey_id: Set(survey.0), key: Set(Text(key.clone())) });
    question::Entity::insert_many(numbers)
        .on_conflict_do_nothing_on([question::Column::SurveyId, question::Column::Key])
        .exec_without_returning(transaction)
        .await?;
    let earlier = survey_version::Entity::find().filter(survey_version::Column::SurveyId.eq(survey.0)).count(transaction).await?;
    let id = id_at(published_at);
    let row = survey_version::ActiveModel {
        id: Set(id),
        survey_id: Set(survey.0),
        number: Set(i32::try_from(earlier).unwrap_or(i32::MAX - 1) + 1),
        content_hash: Set(questionnaire.content_hash().0.to_vec()),
        content: Set(to_json(questionnaire)),
        notice_version_id: Set(notice.id.0),
        published_at: Set(published_at.0),
    };
    survey_version::Entity::insert(row).exec_without_returning(transaction).await?;
    survey::Entity::update_many()
        .col_expr(survey::Column::CurrentVersionId, Expr::value(id))
        .filter(survey::Column::Id.eq(survey.0))
        .exec(transaction)
        .await?;
    Ok(())
}

pub(crate) async fn list_question_ids(
    connection: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<HashMap<Key, i32>, StoreError> {
    let rows = question::Entity::find().filter(question::Column::SurveyId.eq(survey.0)).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.key.0, row.id)).collect())
}

fn survey_of(row: survey::Model) -> Survey {
    Survey {
        id: SurveyId(row.id),
        organisation: OrganisationId(row.organisation_id),
        slug: row.slug.0,
        status: row.status.0,
        current_version: row.current_version_id.map(SurveyVersionId),
        created_at: Millis(row.created_at),
    }
}
