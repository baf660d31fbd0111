//! Exports: the standing responses page by page, each with its provenance, so that memory does not grow with rows.

use std::collections::HashMap;

use domain::{
    answer::Answers,
    calendar::Millis,
    consent::State,
    id::{EventId, Key, NoticeVersionId, ResponseId, SurveyId, SurveyVersionId},
    locale::Locale,
    purpose,
    receipt::Sha256Hash,
    results::{Channel, ResultsFilter},
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Condition, Expr, ExprTrait as _},
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    answers::answers_of,
    cache::LoadedVersion,
    entity::{answer, notice_version, response, standing},
    results::responses,
};

/// One response with its provenance.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRow {
    /// The response.
    pub response: ResponseId,
    /// Its day in the organisation's time zone; an export is ordered by it.
    pub(crate) day: i32,
    /// Its id in the source it was imported from.
    pub external_id: Option<String>,
    /// When it was sent.
    pub submitted_at: Millis,
    /// The language of the form.
    pub locale: Locale,
    /// How it arrived.
    pub channel: Channel,
    /// The answers.
    pub answers: Answers,
    /// The event by which the base purpose stands; none in light mode.
    pub consent_event: Option<EventId>,
    /// The number of the notice version.
    pub notice_version: u32,
    /// The hash of the notice version.
    pub notice_hash: Sha256Hash,
    /// The purposes that stand, the base purpose first.
    pub purposes: Vec<Key>,
    /// When the base purpose was decided; none in light mode.
    pub decided_at: Option<Millis>,
}

impl Store {
    /// The next standing responses after one, ordered by day and id; fewer than the limit at the end.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the response to go on from is gone; [`StoreError::Unavailable`].
    pub async fn list_export_rows(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
        after: Option<&ExportRow>,
        limit: u32,
    ) -> Result<Vec<ExportRow>, StoreError> {
        let after = after.map(|row| {
            let place = Expr::tuple([Expr::col(response::Column::Day), Expr::col(response::Column::Id)]);
            place.gt(Expr::tuple([Expr::value(row.day), Expr::value(row.response.0)]))
        });
        let rows = response::Entity::find()
            .filter(
                responses(filter)
                    .add(response::Column::SurveyId.eq(survey.0))
                    .add(response::Column::Standing.eq(1))
                    .add_option(after),
            )
            .order_by_asc(response::Column::Day)
            .order_by_asc(response::Column::Id)
            .limit(u64::from(limit))
            .all(self.read())
            .await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut answers = self.answers_by_response(&ids).await?;
        let mut standing = self.standing_by_response(&ids).await?;
        let mut exported = Vec::with_capacity(rows.len());
        for row in rows {
            let version = self.load_version(SurveyVersionId(row.survey_version_id)).await?;
            let notice = self.notice_of(&row, &version).await?;
            let of_row = answers.remove(&row.id).unwrap_or_default();
            let standing = standing.remove(&row.id).unwrap_or_default();
            exported.push(export_row(row, &version, notice, &of_row, standing)?);
        }
        Ok(exported)
    }

    async fn answers_by_response(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<answer::Model>>, StoreError> {
        let mut by_response: HashMap<Uuid, Vec<answer::Model>> = HashMap::with_capacity(ids.len());
        let Some(of) = between(answer::Column::ResponseId, ids) else { return Ok(by_response) };
        let rows = answer::Entity::find()
            .filter(of)
            .order_by_asc(answer::Column::ResponseId)
            .order_by_asc(answer::Column::Item)
            .all(self.read())
            .await?;
        for row in rows {
            by_response.entry(row.response_id).or_default().push(row);
        }
        Ok(by_response)
    }

    async fn standing_by_response(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<standing::Model>>, StoreError> {
        let mut by_response: HashMap<Uuid, Vec<standing::Model>> = HashMap::with_capacity(ids.len());
        let Some(of) = between(standing::Column::ResponseId, ids) else { return Ok(by_response) };
        for row in standing::Entity::find().filter(of).all(self.read()).await? {
            by_response.entry(row.response_id).or_default().push(row);
        }
        Ok(by_response)
    }

    /// The notice of a response: that of its version, or for an import the one its provenance states.
    async fn notice_of(&self, row: &response::Model, version: &LoadedVersion) -> Result<(u32, Sha256Hash), StoreError> {
        let id = NoticeVersionId(row.notice_version_id);
        if version.version.notice.id == id {
            return Ok((version.version.notice.number, version.version.notice.hash));
        }
        if let Some(known) = self.inner.cache.notice(id) {
            return Ok(known);
        }
        let notice = notice_version::Entity::find_by_id(id.0).one(self.read()).await?.ok_or(StoreError::NotFound)?;
        let found = (crate::surveys::number(notice.number), crate::surveys::hash(&notice.hash)?);
        self.inner.cache.keep_notice(id, found);
        Ok(found)
    }
}

/// The rows of these responses: as their ids are time-ordered, a page of them lies together, with next to nothing between.
fn between(column: impl sea_orm::ColumnTrait, ids: &[Uuid]) -> Option<Condition> {
    let (first, last) = (ids.iter().min()?, ids.iter().max()?);
    Some(Condition::all().add(column.gte(*first)).add(column.lte(*last)).add(column.is_in(ids.iter().copied())))
}

fn export_row(
    row: response::Model,
    version: &LoadedVersion,
    (notice_version, notice_hash): (u32, Sha256Hash),
    answers: &[answer::Model],
    mut standing: Vec<standing::Model>,
) -> Result<ExportRow, StoreError> {
    let unreadable = |_| StoreError::unreadable("a response");
    standing.retain(|s| s.state.parse::<State>().is_ok_and(State::stands));
    standing.sort_by(|a, b| (a.purpose != purpose::ANALYSIS, &a.purpose).cmp(&(b.purpose != purpose::ANALYSIS, &b.purpose)));
    let base = standing.first().filter(|s| s.purpose == purpose::ANALYSIS);
    Ok(ExportRow {
        response: ResponseId(row.id),
        day: row.day,
        external_id: row.external_id,
        submitted_at: Millis(row.submitted_at),
        locale: row.locale.parse().map_err(unreadable)?,
        channel: row.channel.parse().map_err(unreadable)?,
        answers: answers_of(&version.version.questionnaire, &version.question_ids, answers)?,
        consent_event: base.map(|s| EventId(s.event_id)),
        notice_version,
        notice_hash,
        decided_at: base.map(|s| Millis(s.since)),
        purposes: standing.iter().map(|s| Key::parse(&s.purpose)).collect::<Result<_, _>>().map_err(unreadable)?,
    })
}
