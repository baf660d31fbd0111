//! Exports: the standing responses page by page, each with its provenance, so that memory does not grow with rows.

use std::{borrow::Cow, collections::HashMap};

use domain::{
    answer::{Answer, Answers},
    attribute::Attributes,
    calendar::{Day, Millis},
    consent::State,
    error::ErrorCode,
    id::{EventId, Key, NoticeVersionId, ResponseId, SurveyId, SurveyVersionId},
    locale::Locale,
    mask::mask,
    purpose,
    receipt::Sha256Hash,
    results::{Channel, ResultsFilter},
};
use jiff::tz::TimeZone;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, Order,
    sea_query::{Expr, ExprTrait as _, Query},
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    answers::{StoredAnswer, answers_of, attributes_of, list_stored},
    cache::LoadedVersion,
    clock::first_id_at,
    entity::{notice_version, response, standing},
    packed::{self, Column},
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
    /// The answers; contact details that someone typed are masked, unless consent to being contacted stands.
    pub answers: Answers,
    /// The attributes.
    pub attributes: Attributes,
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

/// Where a response stands in the order of exports, written as `DAY.ID`: the number of its day and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponsePlace {
    day: Day,
    response: ResponseId,
}

impl ExportRow {
    /// Where it stands.
    pub const fn place(&self) -> ResponsePlace {
        ResponsePlace { day: Day(self.day), response: self.response }
    }
}

impl std::fmt::Display for ResponsePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.day.0, self.response)
    }
}

impl std::str::FromStr for ResponsePlace {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        let wrong = || ErrorCode::Invalid { expected: "the cursor of an earlier answer" };
        let (day, response) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Self { day: Day(day.parse().map_err(|_| wrong())?), response: response.parse().map_err(|_| wrong())? })
    }
}

impl Store {
    /// The next standing responses after one, ordered by day and id; fewer than the limit at the end.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_export_rows(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
        after: Option<&ExportRow>,
        limit: u32,
    ) -> Result<Vec<ExportRow>, StoreError> {
        self.list_responses(survey, filter, None, after.map(ExportRow::place), limit).await
    }

    /// The same after a place; where a time is given, only what was answered then or later.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_responses(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
        since: Option<Millis>,
        after: Option<ResponsePlace>,
        limit: u32,
    ) -> Result<Vec<ExportRow>, StoreError> {
        let after = after.map(|after| {
            let place = Expr::tuple([Expr::col(response::Column::Day), Expr::col(response::Column::Id)]);
            place.gt(Expr::tuple([Expr::value(after.day.0), Expr::value(after.response.0)]))
        });
        // One snapshot, so that an answer erased meanwhile is there whole or not at all.
        let snapshot = self.snapshot().await?;
        let query = Query::select()
            .columns([
                response::Column::Id,
                response::Column::Day,
                response::Column::ExternalId,
                response::Column::SubmittedAt,
                response::Column::Locale,
                response::Column::Channel,
                response::Column::SurveyVersionId,
                response::Column::NoticeVersionId,
            ])
            .from(response::Entity)
            .cond_where(
                responses(survey, filter)
                    .add(response::Column::SurveyId.eq(survey.0))
                    .add(response::Column::Standing.eq(1_i16))
                    .add_option(since.map(|since| response::Column::Id.gte(first_id_at(since))))
                    // No zone is further away than a day: the index need not be walked from its beginning.
                    .add_option(since.map(|since| response::Column::Day.gte(Day::of(since, &TimeZone::UTC).0 - 1)))
                    .add_option(after),
            )
            .order_by(response::Column::Day, Order::Asc)
            .order_by(response::Column::Id, Order::Asc)
            .limit(u64::from(limit))
            .to_owned();
        let mut rows: Vec<ResponseRow> = packed::list(&snapshot, query, &RESPONSE).await?;
        rows.sort_unstable_by_key(|row| (row.1, row.0));
        let ids: Vec<Uuid> = rows.iter().map(|row| row.0).collect();
        let mut answers = list_stored(&snapshot, &ids).await?;
        let mut standing = list_standing(&snapshot, &ids).await?;
        snapshot.commit().await?;
        let mut exported = Vec::with_capacity(rows.len());
        for row in rows {
            let version = self.load_version(self.read(), SurveyVersionId(row.6)).await?;
            let notice = self.notice_of(NoticeVersionId(row.7), &version).await?;
            let answers = answers.remove(&row.0).unwrap_or_default();
            let standing = standing.remove(&row.0).unwrap_or_default();
            exported.push(export_row(row, &version, notice, &answers, standing)?);
        }
        Ok(exported)
    }

    /// The notice of a response: that of its version, or for an import the one its provenance states.
    async fn notice_of(&self, id: NoticeVersionId, version: &LoadedVersion) -> Result<(u32, Sha256Hash), StoreError> {
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

/// Id, day, external id, time, locale, channel, version and notice of a response.
type ResponseRow = (Uuid, i32, Option<String>, i64, String, String, Uuid, Uuid);

const RESPONSE: [Column; 8] = [
    Column::Id("id"),
    Column::Plain("day"),
    Column::Plain("external_id"),
    Column::Plain("submitted_at"),
    Column::Plain("locale"),
    Column::Plain("channel"),
    Column::Id("survey_version_id"),
    Column::Id("notice_version_id"),
];

/// Purpose, state, event and time of what stands or stood.
type StandingRow = (String, String, Uuid, i64);

async fn list_standing(connection: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<StandingRow>>, StoreError> {
    let query = Query::select()
        .columns([
            standing::Column::ResponseId,
            standing::Column::Purpose,
            standing::Column::State,
            standing::Column::EventId,
            standing::Column::Since,
        ])
        .from(standing::Entity)
        .and_where(standing::Column::ResponseId.is_in(ids.iter().copied()))
        .to_owned();
    let columns = [
        Column::Id("response_id"),
        Column::Plain("purpose"),
        Column::Plain("state"),
        Column::Id("event_id"),
        Column::Plain("since"),
    ];
    let rows: Vec<(Uuid, String, String, Uuid, i64)> = packed::list(connection, query, &columns).await?;
    let mut by_response: HashMap<Uuid, Vec<StandingRow>> = HashMap::with_capacity(ids.len());
    for (response, purpose, state, event, since) in rows {
        by_response.entry(response).or_default().push((purpose, state, event, since));
    }
    Ok(by_response)
}

fn export_row(
    (id, day, external_id, submitted_at, locale, channel, _, _): ResponseRow,
    version: &LoadedVersion,
    (notice_version, notice_hash): (u32, Sha256Hash),
    answers: &[StoredAnswer],
    mut standing: Vec<StandingRow>,
) -> Result<ExportRow, StoreError> {
    let unreadable = |_| StoreError::unreadable("a response");
    standing.retain(|(_, state, ..)| state.parse::<State>().is_ok_and(State::stands));
    standing.sort_by(|(a, ..), (b, ..)| (a != purpose::ANALYSIS, a).cmp(&(b != purpose::ANALYSIS, b)));
    let base = standing.first().filter(|(purpose, ..)| purpose == purpose::ANALYSIS);
    let questionnaire = &version.version.questionnaire;
    let attributes = attributes_of(questionnaire, &version.question_ids, answers);
    let mut answers = answers_of(questionnaire, &version.question_ids, answers)?;
    if !standing.iter().any(|(purpose, ..)| purpose == purpose::CONTACT) {
        mask_texts(&mut answers);
    }
    Ok(ExportRow {
        response: ResponseId(id),
        day,
        external_id,
        submitted_at: Millis(submitted_at),
        locale: locale.parse().map_err(unreadable)?,
        channel: channel.parse().map_err(unreadable)?,
        answers,
        attributes,
        consent_event: base.map(|(_, _, event, _)| EventId(*event)),
        notice_version,
        notice_hash,
        decided_at: base.map(|(.., since)| Millis(*since)),
        purposes: standing.iter().map(|(purpose, ..)| Key::parse(purpose)).collect::<Result<_, _>>().map_err(unreadable)?,
    })
}

fn mask_texts(answers: &mut Answers) {
    for (_, answer) in answers {
        if let Answer::Text(text) = answer {
            let masked = match mask(text) {
                Cow::Owned(masked) => masked,
                Cow::Borrowed(_) => continue,
            };
            *text = masked;
        }
    }
}
