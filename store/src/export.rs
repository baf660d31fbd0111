//! Exports: the responses in force page by page, each with its provenance, so that memory does not grow with rows.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use domain::{
    calendar::{Day, Millis},
    channel::Channel,
    consent::State,
    hash::Sha256Hash,
    id::{EventId, Key, NoticeVersionId, ResponseId, SurveyId, SurveyVersionId},
    locale::Locale,
    notice::purpose,
    redaction::mask,
    response::{
        answer::{Answer, Answers},
        filter::ResultsFilter,
    },
    survey::attribute::{Attributes, ReceivedBy},
};
use jiff::tz::TimeZone;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, Order,
    sea_query::{Expr, ExprTrait as _, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{
    cache::LoadedVersion,
    clock::first_id_at,
    comment::tags,
    database::{
        column::read_text,
        packed_rows::{self, Column, Packed, PackedList},
    },
    entity::{notice_version, response},
    error::StoreError,
    response::answers::{ANSWER, AnswerRow, StoredAnswer, answers_of, attributes_of, stored_answers},
    results::conditions::responses,
    store::Store,
};

pub(crate) mod jobs;
mod places;

pub use places::{PageSpan, ResponsePlace};

/// One response with its provenance.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRow {
    /// The response.
    pub response: ResponseId,
    /// Its day in the organisation's time zone. Exports are ordered by it.
    pub(crate) day: i32,
    /// Its id in the source it was imported from.
    pub external_id: Option<String>,
    /// When it was sent.
    pub submitted_at: Millis,
    /// The language of the form.
    pub locale: Locale,
    /// How it arrived.
    pub channel: Channel,
    /// The answers. Contact details in texts are masked, unless consent to being contacted is in force.
    pub answers: Answers,
    /// The attributes.
    pub attributes: Attributes,
    /// How the attributes arrived. `None` if there are none.
    pub attributes_by: Option<ReceivedBy>,
    /// The tags of its comments, in order of names, each with the question.
    pub tags: Vec<(Key, String)>,
    /// The event that allows the base purpose. `None` in light mode.
    pub consent_event: Option<EventId>,
    /// The number of the notice version.
    pub notice_version: u32,
    /// The hash of the notice version.
    pub notice_hash: Sha256Hash,
    /// The purposes in force, the base purpose first.
    pub purposes: Vec<Key>,
    /// When the base purpose was decided. `None` in light mode.
    pub decided_at: Option<Millis>,
}

/// Some responses in stored form. The conversion is left to [`ExportPage::into_rows`], so that the next page can be
/// queried at the same time.
pub struct ExportPage {
    responses: Vec<PackedResponse>,
    answers: Packed,
    standing: Packed,
    versions: HashMap<Uuid, Arc<LoadedVersion>>,
    notices: HashMap<Uuid, (u32, Sha256Hash)>,
    tags: HashMap<Uuid, Vec<(i32, String)>>,
    is_last: bool,
}

impl ExportPage {
    /// The number of responses.
    pub fn len(&self) -> usize {
        self.responses.len()
    }

    /// Whether there are no responses.
    pub fn is_empty(&self) -> bool {
        self.responses.is_empty()
    }

    /// Whether this page is the last one.
    pub const fn is_last(&self) -> bool {
        self.is_last
    }

    /// Converts the stored rows to responses.
    ///
    /// # Errors
    /// [`StoreError::Broken`].
    pub fn into_rows(mut self) -> Result<Vec<ExportRow>, StoreError> {
        let mut answers = by_response(self.answers.read()?, |row: &AnswerRow| row.0);
        let mut standing = by_response(self.standing.read()?, |row: &PackedState| row.0);
        let row = |row: PackedResponse| {
            let unknown = || StoreError::unreadable("a response");
            let version = self.versions.get(&row.6).ok_or_else(unknown)?;
            let notice = *self.notices.get(&row.7).ok_or_else(unknown)?;
            let tags = self.tags.remove(&row.0).unwrap_or_default();
            let answers = answers.remove(&row.0).unwrap_or_default();
            let standing = standing.remove(&row.0).unwrap_or_default();
            export_row(row, version, notice, stored_answers(answers)?, standing, tags)
        };
        self.responses.into_iter().map(row).collect()
    }
}

impl ExportRow {
    /// Its place in the order of exports.
    pub const fn place(&self) -> ResponsePlace {
        ResponsePlace { day: Day(self.day), response: self.response }
    }
}

impl Store {
    /// The next responses in force after a place, ordered by day and id. Fewer than the limit at the end. With a time,
    /// only responses submitted at or after it.
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
        let mut query = standing_responses(survey, filter, after, None);
        if let Some(since) = since {
            query
                .and_where(response::Column::Id.gte(first_id_at(since)))
                // Time zones differ by less than a day from UTC, so the index need not be read from its beginning.
                .and_where(response::Column::Day.gte(Day::of(since, &TimeZone::UTC).0 - 1));
        }
        in_order(&mut query).limit(u64::from(limit));
        self.page(survey, query, true).await?.into_rows()
    }

    /// The responses on one page that pass a filter.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn export_page(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
        PageSpan { after, until, is_last }: PageSpan,
    ) -> Result<ExportPage, StoreError> {
        let mut query = standing_responses(survey, filter, after, until);
        if until.is_none() {
            // At the first query there were no responses, so later ones are not read either.
            query.limit(0);
        }
        self.page(survey, query, is_last).await
    }

    /// One statement, so that a response erased at the same time is there completely or not at all. Only tags may
    /// change at any time.
    async fn page(&self, survey: SurveyId, query: SelectStatement, is_last: bool) -> Result<ExportPage, StoreError> {
        let [responses, answers, standing] = packed_rows::parts(self.read(), &query, PACKED_LISTS).await?;
        let mut responses: Vec<PackedResponse> = responses.read()?;
        responses.sort_unstable_by_key(|row| (row.1, row.0));
        let mut versions = HashMap::new();
        let mut notices = HashMap::new();
        for row in &responses {
            let version = match versions.entry(row.6) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.load_version(self.read(), SurveyVersionId(row.6)).await?),
            };
            if let Entry::Vacant(new) = notices.entry(row.7) {
                new.insert(self.notice_of(NoticeVersionId(row.7), version).await?);
            }
        }
        let ids: Vec<Uuid> = responses.iter().map(|row| row.0).collect();
        let tags = tags::of_responses(self.read(), survey, &ids).await?;
        Ok(ExportPage { responses, versions, notices, answers, standing, tags, is_last })
    }

    /// The notice of a response: that of its version, or for an import the notice in its provenance.
    async fn notice_of(&self, id: NoticeVersionId, version: &LoadedVersion) -> Result<(u32, Sha256Hash), StoreError> {
        if version.version.notice.id == id {
            return Ok((version.version.notice.number, version.version.notice.hash));
        }
        if let Some(known) = self.inner.cache.notice(id) {
            return Ok(known);
        }
        let notice = notice_version::Entity::find_by_id(id.0).one(self.read()).await?.ok_or(StoreError::NotFound)?;
        let found = (crate::database::column::number(notice.number), crate::database::column::hash(&notice.hash)?);
        self.inner.cache.keep_notice(id, found);
        Ok(found)
    }
}

/// The responses in force that pass a filter, after one place and up to another.
fn standing_responses(
    survey: SurveyId,
    filter: &ResultsFilter,
    after: Option<ResponsePlace>,
    until: Option<ResponsePlace>,
) -> SelectStatement {
    let place = || Expr::tuple([Expr::col(response::Column::Day), Expr::col(response::Column::Id)]);
    let value = |at: ResponsePlace| Expr::tuple([Expr::value(at.day.0), Expr::value(at.response.0)]);
    Query::select()
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
                .add(response::Column::Included.eq(1_i16))
                // The days are separate conditions too, because PostgreSQL cannot estimate the number of rows between
                // two pairs.
                .add_option(after.map(|after| place().gt(value(after)).and(response::Column::Day.gte(after.day.0))))
                .add_option(until.map(|until| place().lte(value(until)).and(response::Column::Day.lte(until.day.0)))),
        )
        .to_owned()
}

fn in_order(query: &mut SelectStatement) -> &mut SelectStatement {
    query.order_by(response::Column::Day, Order::Asc).order_by(response::Column::Id, Order::Asc)
}

/// Id, day, external id, time, locale, channel, version and notice of a response.
type PackedResponse = (Uuid, i32, Option<String>, i64, String, String, Uuid, Uuid);

const RESPONSE: &[Column] = &[
    Column::Id("id"),
    Column::Whole("day"),
    Column::Text("external_id"),
    Column::Whole("submitted_at"),
    Column::Text("locale"),
    Column::Text("channel"),
    Column::Id("survey_version_id"),
    Column::Id("notice_version_id"),
];

/// Response, purpose, state, event and time of a state.
type PackedState = (Uuid, String, String, Uuid, i64);

const STANDING: &[Column] =
    &[Column::Id("response_id"), Column::Text("purpose"), Column::Text("state"), Column::Id("event_id"), Column::Whole("since")];

/// Responses, their answers, and their states. SQLite executes a cross join in the written order.
const PACKED_LISTS: [PackedList; 3] = [
    PackedList { from: "packed_rows", columns: RESPONSE },
    PackedList { from: "packed_rows CROSS JOIN answer WHERE answer.response_id = packed_rows.id", columns: ANSWER },
    PackedList { from: "packed_rows CROSS JOIN standing WHERE standing.response_id = packed_rows.id", columns: STANDING },
];

fn by_response<T>(rows: Vec<T>, response: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut by_response: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        by_response.entry(response(&row)).or_default().push(row);
    }
    by_response
}

fn export_row(
    (id, day, external_id, submitted_at, locale, channel, _, _): PackedResponse,
    version: &LoadedVersion,
    (notice_version, notice_hash): (u32, Sha256Hash),
    answers: Vec<StoredAnswer>,
    mut standing: Vec<PackedState>,
    tags: Vec<(i32, String)>,
) -> Result<ExportRow, StoreError> {
    standing.retain(|(_, _, state, ..)| state.parse::<State>().is_ok_and(State::stands));
    standing.sort_by(|(_, a, ..), (_, b, ..)| (a != purpose::ANALYSIS, a).cmp(&(b != purpose::ANALYSIS, b)));
    let base = standing.first().filter(|(_, purpose, ..)| purpose == purpose::ANALYSIS);
    let questionnaire = &version.version.questionnaire;
    let (attributes, attributes_by) = attributes_of(questionnaire, &version.question_ids, &answers);
    let mut answers = answers_of(questionnaire, &version.question_ids, &answers)?;
    if !standing.iter().any(|(_, purpose, ..)| purpose == purpose::CONTACT) {
        mask_texts(&mut answers);
    }
    Ok(ExportRow {
        response: ResponseId(id),
        day,
        external_id,
        submitted_at: Millis(submitted_at),
        locale: read_text(&locale)?,
        channel: read_text(&channel)?,
        answers,
        attributes,
        attributes_by,
        tags: tags::named(version, tags),
        consent_event: base.map(|(_, _, _, event, _)| EventId(*event)),
        notice_version,
        notice_hash,
        decided_at: base.map(|(.., since)| Millis(*since)),
        purposes: standing.iter().map(|(_, purpose, ..)| read_text(purpose)).collect::<Result<_, _>>()?,
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
