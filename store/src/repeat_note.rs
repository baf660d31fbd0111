//! Notes of what people took back or had erased, to repeat it on an older copy. It must not
//! know how, nor where the notes are kept.

use domain::{calendar::Millis, hash::Sha256Hash, id::Key};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    clock::{first_id_at, id_at, now, time_of},
    database::column::hash,
    entity::{consent::repeat_note, response::import_reference, site::decision},
    error::StoreError,
    store::Store,
};

/// The origin of events that are recorded while notes are repeated. Those of the retention are repeated by the retention.
pub(crate) const REPEATED: &str = "restore";
const RETENTION: &str = "retention";
/// The origin of events of an import that is undone: an act of the organisation, which can be done again.
pub(crate) const UNDONE: &str = "import";

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepeatKind {
    /// One purpose was withdrawn or objected to.
    Withdrawn,
    /// The answers were erased.
    Erased,
    /// Everything was erased, the proof too.
    Forgotten,
}

/// A note: ids, and the keyed hash under which an imported response is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatNote {
    /// Its id: later ones are greater.
    pub id: Uuid,
    /// What was done.
    pub kind: RepeatKind,
    /// The response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Uuid>,
    /// Or the event of a website's visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Uuid>,
    /// The purpose that was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// The survey of an imported response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey: Option<Uuid>,
    /// The keyed hash of its external id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<Sha256Hash>,
}

impl RepeatNote {
    /// When it was done.
    pub fn time(&self) -> Millis {
        time_of(self.id)
    }

    pub(crate) fn of_response(kind: RepeatKind, response: Uuid, purpose: Option<&Key>) -> Self {
        Self { response: Some(response), purpose: purpose.map(ToString::to_string), ..Self::new(kind) }
    }

    fn new(kind: RepeatKind) -> Self {
        Self { id: id_at(now()), kind, response: None, event: None, purpose: None, survey: None, external: None }
    }
}

impl Store {
    /// Notes made at `since` or later, at most `limit`, the oldest first. Notes are in order of creation, not of commit.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_repeat_notes(&self, since: Millis, limit: u64) -> Result<Vec<RepeatNote>, StoreError> {
        let rows = repeat_note::Entity::find()
            .filter(repeat_note::Column::Id.gte(first_id_at(since)))
            .order_by_asc(repeat_note::Column::Id)
            .limit(limit)
            .all(self.read())
            .await?;
        Ok(rows.into_iter().filter_map(note_of).collect())
    }
}

/// Notes what is done to a response, in its transaction.
pub(crate) async fn note_response(
    transaction: &impl ConnectionTrait,
    mut note: RepeatNote,
    origin: &str,
) -> Result<(), StoreError> {
    if [REPEATED, RETENTION, UNDONE].contains(&origin) {
        return Ok(());
    }
    if note.kind != RepeatKind::Withdrawn {
        let of_response = import_reference::Column::ResponseId.eq(note.response);
        if let Some(row) = import_reference::Entity::find().filter(of_response).one(transaction).await? {
            (note.survey, note.external) = (Some(row.survey_id), Some(hash(&row.external_hash)?));
        }
    }
    insert(transaction, note).await
}

/// Notes what is done to a visitor, in its transaction: under each of the visitor's decisions, because an older copy
/// may hold only the first. If only these of the visitor's events are erased, under each of them.
pub(crate) async fn note_visitor(
    transaction: &impl ConnectionTrait,
    subject: Uuid,
    purpose: Option<&Key>,
    covered: Option<&[Uuid]>,
    origin: &str,
) -> Result<(), StoreError> {
    if [REPEATED, RETENTION, UNDONE].contains(&origin) {
        return Ok(());
    }
    let kind = if purpose.is_some() { RepeatKind::Withdrawn } else { RepeatKind::Forgotten };
    let events = decision::Entity::find().select_only().column(decision::Column::EventId);
    let events: Vec<Uuid> = events.filter(decision::Column::Subject.eq(subject)).into_tuple().all(transaction).await?;
    for event in events.into_iter().filter(|event| covered.is_none_or(|covered| covered.contains(event))) {
        let note = RepeatNote { event: Some(event), purpose: purpose.map(ToString::to_string), ..RepeatNote::new(kind) };
        insert(transaction, note).await?;
    }
    Ok(())
}

async fn insert(transaction: &impl ConnectionTrait, note: RepeatNote) -> Result<(), StoreError> {
    let row = repeat_note::ActiveModel {
        id: Set(note.id),
        kind: Set(name_of(note.kind).to_owned()),
        response_id: Set(note.response),
        event_id: Set(note.event),
        purpose: Set(note.purpose),
        survey_id: Set(note.survey),
        external_hash: Set(note.external.map(|hash| hash.0.to_vec())),
    };
    repeat_note::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

const fn name_of(kind: RepeatKind) -> &'static str {
    match kind {
        RepeatKind::Withdrawn => "withdrawn",
        RepeatKind::Erased => "erased",
        RepeatKind::Forgotten => "forgotten",
    }
}

fn note_of(row: repeat_note::Model) -> Option<RepeatNote> {
    let kind =
        [RepeatKind::Withdrawn, RepeatKind::Erased, RepeatKind::Forgotten].into_iter().find(|k| name_of(*k) == row.kind)?;
    Some(RepeatNote {
        id: row.id,
        kind,
        response: row.response_id,
        event: row.event_id,
        purpose: row.purpose,
        survey: row.survey_id,
        external: row.external_hash.and_then(|bytes| hash(&bytes).ok()),
    })
}
