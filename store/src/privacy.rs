//! The list of notices in use. It has the notices that are shown, and those under which personal data are still stored:
//! of surveys that were closed, of earlier versions, of imports, and of website notices that were replaced. It must not
//! read the data.

use std::{collections::HashSet, sync::Arc};

use domain::{
    calendar::Millis,
    id::{Key, NoticeVersionId},
    privacy::{NoticeInUse, NoticeSubject},
    retention::newest_ended_log,
    site::published::PublishedSite,
    survey::{SurveyStatus, published::PublishedSurvey},
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, ExprTrait as _, Query},
};
use uuid::Uuid;

use crate::{
    entity::{consent::standing, ledger::log, notice_version, response, site::decision_count, survey},
    error::StoreError,
    notice::notice_of,
    store::Store,
};

impl Store {
    /// Every notice that is shown now, and every notice under which data are stored. For surveys the answers themselves
    /// decide. Websites store only proof, so two facts decide: decisions were counted under the notice, and the logs of
    /// its time still exist. So a website notice stays in the list even if every visitor had everything erased.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_notices_in_use(&self, now: Millis) -> Result<Vec<NoticeInUse>, StoreError> {
        let rows = survey::Entity::find()
            .filter(survey::Column::CurrentVersionId.is_not_null())
            .order_by_desc(survey::Column::Id)
            .all(self.read())
            .await?;
        let keeping = self.list_keeping().await?;
        let mut notices = Vec::new();
        for row in rows {
            self.push_survey(&self.published(row).await?, &keeping, &mut notices).await?;
        }
        for site in self.list_sites().await? {
            self.push_site(&site, now, &mut notices).await?;
        }
        Ok(notices)
    }

    /// The purposes for which the answers of an import may or might be used. All answers under a notice of an import have
    /// the same. `None` if nothing of it is stored any more.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_import_purposes(&self, notice: NoticeVersionId) -> Result<Option<Vec<Key>>, StoreError> {
        let one = response::Entity::find()
            .select_only()
            .column(response::Column::Id)
            .filter(response::Column::NoticeVersionId.eq(notice.0))
            .filter(response::Column::ErasedAt.is_null())
            .filter(response::Column::Subject.is_not_null());
        let Some(one) = one.into_tuple::<Uuid>().one(self.read()).await? else { return Ok(None) };
        let purposes = standing::Entity::find().filter(standing::Column::ResponseId.eq(one)).all(self.read()).await?;
        Ok(Some(purposes.into_iter().map(|row| row.purpose.0).collect()))
    }

    async fn push_survey(
        &self,
        published: &PublishedSurvey,
        keeping: &HashSet<Uuid>,
        notices: &mut Vec<NoticeInUse>,
    ) -> Result<(), StoreError> {
        let open = published.survey.status == SurveyStatus::Open;
        let versions = notice_version::Entity::find()
            .filter(notice_version::Column::SurveyId.eq(published.survey.id.0))
            .order_by_desc(notice_version::Column::Number)
            .all(self.read())
            .await?;
        let mut light_before = false;
        for row in versions {
            let published_at = Millis(row.published_at);
            let notice = notice_of(row)?;
            let current = open && notice.id == published.version.notice.id;
            let kept = match notice.notice.is_light() {
                // Light answers have no index by version, and versions do not differ for them.
                true => !std::mem::replace(&mut light_before, true) && self.has_light_answers(published).await?,
                false => keeping.contains(&notice.id.0),
            };
            if current || kept {
                let of = NoticeSubject::Survey { title: published.version.questionnaire.title.clone(), open };
                let organisation = Arc::clone(&published.organisation);
                notices.push(NoticeInUse { of, organisation, notice, published_at, current });
            }
        }
        Ok(())
    }

    async fn push_site(&self, site: &PublishedSite, now: Millis, notices: &mut Vec<NoticeInUse>) -> Result<(), StoreError> {
        let mut replaced_at = None;
        for version in self.list_site_notices(site.site.id).await?.into_iter().rev() {
            let kept = match replaced_at {
                None => true,
                Some(until) => {
                    self.has_proof(site, version.published_at, until, now).await?
                        && self.has_decisions(site, version.published.id).await?
                }
            };
            if kept {
                notices.push(NoticeInUse {
                    of: NoticeSubject::Site { key: site.site.key.clone(), name: site.site.settings.name.clone() },
                    organisation: Arc::clone(&site.organisation),
                    notice: version.published,
                    published_at: version.published_at,
                    current: replaced_at.is_none(),
                });
            }
            replaced_at = Some(version.published_at);
        }
        Ok(())
    }

    /// The notices of surveys with stored answers that belong to a person. One lookup in the index `response_kept` for
    /// each.
    async fn list_keeping(&self) -> Result<HashSet<Uuid>, StoreError> {
        let kept = Query::select()
            .expr(Expr::value(1))
            .from(response::Entity)
            .and_where(
                Expr::col((response::Entity, response::Column::NoticeVersionId))
                    .equals((notice_version::Entity, notice_version::Column::Id)),
            )
            .and_where(response::Column::ErasedAt.is_null())
            .and_where(response::Column::Subject.is_not_null())
            .to_owned();
        let ids: Vec<Uuid> = notice_version::Entity::find()
            .select_only()
            .column(notice_version::Column::Id)
            .filter(notice_version::Column::SurveyId.is_not_null())
            .filter(Expr::exists(kept))
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(ids.into_iter().collect())
    }

    /// Whether a survey stores answers of light mode, which belong to no person. Remains of other, erased answers do
    /// belong to one.
    async fn has_light_answers(&self, published: &PublishedSurvey) -> Result<bool, StoreError> {
        let of_survey = response::Entity::find()
            .select_only()
            .column(response::Column::Id)
            .filter(response::Column::SurveyId.eq(published.survey.id.0))
            .filter(response::Column::Subject.is_null());
        Ok(of_survey.into_tuple::<Uuid>().one(self.read()).await?.is_some())
    }

    /// Whether recorded decisions were counted under a notice: all except signals of a browser.
    async fn has_decisions(&self, site: &PublishedSite, notice: NoticeVersionId) -> Result<bool, StoreError> {
        let counted = decision_count::Entity::find()
            .filter(decision_count::Column::SiteId.eq(site.site.id.0))
            .filter(decision_count::Column::NoticeVersionId.eq(notice.0))
            .filter(decision_count::Column::Kind.is_not_in(["shown", "gpc"]));
        Ok(counted.one(self.read()).await?.is_some())
    }

    /// Whether events of the time in which a notice was shown may still exist.
    async fn has_proof(&self, site: &PublishedSite, from: Millis, until: Millis, now: Millis) -> Result<bool, StoreError> {
        if until.utc_year() > newest_ended_log(now) {
            return Ok(true);
        }
        let years = Condition::all()
            .add(log::Column::OrganisationId.eq(site.organisation.id.0))
            .add(log::Column::Year.between(i32::from(from.utc_year()), i32::from(until.utc_year())))
            .add(log::Column::DeletedAt.is_null());
        Ok(log::Entity::find().filter(years).one(self.read()).await?.is_some())
    }
}
