//! The check that responses, and what stands for them, agree with their events. Results and exports read both.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    consent::{ConsentEvent, State, Subject, SubjectMatter},
    id::SurveyId,
    notice::purpose,
};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::{record::Faults, versions::Versions};
use crate::{
    clock::time_of,
    entity::{
        consent::{consent_event, event_subject, standing},
        response::{self, response_handling},
    },
    error::StoreError,
};

/// Responses per page.
const RESPONSES_PER_PAGE: u64 = 500;

/// How long after its event a response may be marked as erased: both are in one transaction.
const ERASED_WITHIN: i64 = 60 * 60 * 1000;

/// What was checked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Checked {
    pub(super) checked: u64,
    /// How many links from events lead to responses.
    pub(super) links: u64,
}

/// Checks every response.
pub(super) async fn check_responses(
    snapshot: &DatabaseTransaction,
    versions: &Versions,
    faults: &mut Faults,
    watch: &mut impl FnMut(u64),
) -> Result<Checked, StoreError> {
    let (mut after, mut done) = (Uuid::nil(), Checked::default());
    loop {
        let rows: Vec<StoredResponse> = response::Entity::find()
            .select_only()
            .columns([
                response::Column::Id,
                response::Column::Subject,
                response::Column::Included,
                response::Column::SurveyId,
                response::Column::NoticeVersionId,
                response::Column::Locale,
                response::Column::SubmittedAt,
                response::Column::ErasedAt,
            ])
            .filter(response::Column::Id.gt(after))
            .order_by_asc(response::Column::Id)
            .limit(RESPONSES_PER_PAGE)
            .into_model()
            .all(snapshot)
            .await?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = last.id;
        done.checked += rows.len() as u64;
        done.links += check_page(snapshot, rows, versions, faults).await?;
        watch(done.checked);
    }
}

/// What is checked of a response. Texts are read as they are: one that no version writes is a fault to report, and not an
/// error.
#[derive(FromQueryResult)]
struct StoredResponse {
    id: Uuid,
    subject: Option<Uuid>,
    standing: i16,
    survey_id: Uuid,
    notice_version_id: Uuid,
    locale: String,
    submitted_at: i64,
    erased_at: Option<i64>,
}

/// Per purpose its basis, its state, the event that decided and when.
type Standing = BTreeMap<String, (String, String, Uuid, i64)>;

/// Returns how many links lead to the responses of the page.
async fn check_page(
    snapshot: &DatabaseTransaction,
    rows: Vec<StoredResponse>,
    versions: &Versions,
    faults: &mut Faults,
) -> Result<u64, StoreError> {
    let mut events = list_events(snapshot, rows.iter().filter_map(|row| row.subject)).await?;
    let mut stored = list_standing(snapshot, rows.iter().map(|row| row.id)).await?;
    let handled = list_handled(snapshot, rows.iter().map(|row| row.id)).await?;
    let links: u64 = events.values().map(|events| events.len() as u64).sum();
    for row in rows {
        if time_of(row.id).0 != row.submitted_at.max(0) {
            faults.add("response", row.id, "its time is not that of its id");
        }
        let stored = stored.remove(&row.id).unwrap_or_default();
        let Some(pseudonym) = row.subject else {
            check_light(&row, &stored, versions, faults);
            continue;
        };
        let Some(events) = events.remove(&pseudonym) else {
            faults.add("response", row.id, "it has no event");
            continue;
        };
        let Some(expected) = expect(&row, pseudonym, events, versions, faults) else { continue };
        compare_standing(&row, &stored, &expected, faults);
        let base = expected.get(purpose::ANALYSIS);
        let state = base.and_then(|(_, state, ..)| state.parse::<State>().ok());
        let restricted = handled.get(&row.id).copied();
        let counts = state.is_some_and(State::stands) && restricted != Some(true);
        if i16::from(counts) != row.standing {
            let wrong = "it counts, or does not, against what stands for its base purpose, or against a restriction";
            faults.add("response", row.id, wrong);
            if restricted.is_some() {
                faults.add("response_handling", row.id, "a restriction and whether the response counts disagree");
            }
        }
        if let (Some(state), Some((.., since))) = (state, base) {
            let is_right = match row.erased_at {
                Some(at) => state == State::Erased && (at - since).abs() < ERASED_WITHIN,
                None => state != State::Erased,
            };
            if !is_right {
                faults.add("response", row.id, "its erasure is not that of its events");
            }
        }
    }
    Ok(links)
}

/// A response of light mode belongs to nobody: it has no event and no state, and always counts.
fn check_light(row: &StoredResponse, stored: &Standing, versions: &Versions, faults: &mut Faults) {
    if !versions.is_light(row.notice_version_id) {
        faults.add("response", row.id, "it has lost its subject: nothing says who agreed to what");
    } else if row.standing != 1 || row.erased_at.is_some() {
        faults.add("response", row.id, "it does not count, though nobody can have taken it back");
    }
    for purpose in stored.keys() {
        faults.add("standing", format_args!("{} {purpose}", row.id), "no event is behind it");
    }
}

/// What stands by the events of a response. `None` if one of them is not about it.
fn expect(
    row: &StoredResponse,
    pseudonym: Uuid,
    events: Vec<EventRow>,
    versions: &Versions,
    faults: &mut Faults,
) -> Option<Standing> {
    let mut expected = Standing::new();
    for (event_id, salt, leaf) in events {
        let Some(event) = event_about(event_id, pseudonym, salt, &leaf) else {
            faults.add("event_subject", event_id, OTHER_PERSON);
            return None;
        };
        versions.compare(&event, faults);
        if event.about != SubjectMatter::Survey(SurveyId(row.survey_id)) {
            faults.add("response", row.id, "its survey is not that of its events");
        }
        if event.notice.id.0 != row.notice_version_id {
            faults.add("response", row.id, "its notice is not that of its events");
        }
        if event.locale.tag() != row.locale {
            faults.add("response", row.id, "its locale is not that of its events");
        }
        let since = event.decided_at().0;
        for decision in event.decisions {
            let purpose = decision.purpose.to_string();
            if decision.state.stands() || expected.contains_key(&purpose) {
                let state = (decision.basis.name().to_owned(), decision.state.name().to_owned(), event_id, since);
                expected.insert(purpose, state);
            }
        }
    }
    Some(expected)
}

fn compare_standing(row: &StoredResponse, stored: &Standing, expected: &Standing, faults: &mut Faults) {
    let purposes: BTreeSet<&String> = stored.keys().chain(expected.keys()).collect();
    for purpose in purposes {
        let wrong = match (stored.get(purpose), expected.get(purpose)) {
            (Some(stored), Some(expected)) if stored == expected => continue,
            (Some(_), Some(_)) => "what stands for the purpose is not what its events say",
            (Some(_), None) => "no event is behind it",
            _ => "what its events say stands nowhere",
        };
        faults.add("standing", format_args!("{} {purpose}", row.id), wrong);
    }
}

/// A link that the commitment in the event contradicts.
pub(super) const OTHER_PERSON: &str = "its event is gone or was recorded for someone else, or its salt was changed";

/// The event in a leaf, if it has this id and was recorded for this person.
pub(super) fn event_about(id: Uuid, pseudonym: Uuid, salt: Vec<u8>, leaf: &[u8]) -> Option<ConsentEvent> {
    let subject = Subject { pseudonym, salt: salt.try_into().ok()? };
    ConsentEvent::from_leaf(leaf).ok().filter(|event| event.id.0 == id && event.subject == subject.commitment())
}

/// Id, salt and leaf of an event.
pub(super) type EventRow = (Uuid, Vec<u8>, Vec<u8>);

/// The events of each subject, the oldest first.
pub(super) async fn list_events(
    snapshot: &DatabaseTransaction,
    subjects: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<EventRow>>, StoreError> {
    let links: Vec<(Uuid, Uuid, Vec<u8>)> = event_subject::Entity::find()
        .select_only()
        .columns([event_subject::Column::Subject, event_subject::Column::EventId, event_subject::Column::Salt])
        .filter(event_subject::Column::Subject.is_in(subjects))
        .order_by_asc(event_subject::Column::EventId)
        .into_tuple()
        .all(snapshot)
        .await?;
    let leaves: Vec<(Uuid, Vec<u8>)> = consent_event::Entity::find()
        .select_only()
        .columns([consent_event::Column::Id, consent_event::Column::Leaf])
        .filter(consent_event::Column::Id.is_in(links.iter().map(|link| link.1)))
        .into_tuple()
        .all(snapshot)
        .await?;
    let mut leaves: HashMap<Uuid, Vec<u8>> = leaves.into_iter().collect();
    let mut events: HashMap<Uuid, Vec<EventRow>> = HashMap::new();
    for (subject, event, salt) in links {
        // A link to a deleted event has no leaf. The check of the salt detects that.
        events.entry(subject).or_default().push((event, salt, leaves.remove(&event).unwrap_or_default()));
    }
    Ok(events)
}

async fn list_standing(
    snapshot: &DatabaseTransaction,
    responses: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Standing>, StoreError> {
    // Read as texts, because a text that no version of the program writes is a fault to report and not an error.
    let rows: Vec<(Uuid, String, String, String, Uuid, i64)> = standing::Entity::find()
        .select_only()
        .columns([
            standing::Column::ResponseId,
            standing::Column::Purpose,
            standing::Column::Basis,
            standing::Column::State,
            standing::Column::EventId,
            standing::Column::Since,
        ])
        .filter(standing::Column::ResponseId.is_in(responses))
        .into_tuple()
        .all(snapshot)
        .await?;
    let mut all: HashMap<Uuid, Standing> = HashMap::new();
    for (response, purpose, basis, state, event, since) in rows {
        all.entry(response).or_default().insert(purpose, (basis, state, event, since));
    }
    Ok(all)
}

/// Those about which a person asked something, and whether their answers are restricted.
async fn list_handled(
    snapshot: &DatabaseTransaction,
    responses: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, bool>, StoreError> {
    let rows = response_handling::Entity::find().filter(response_handling::Column::ResponseId.is_in(responses)).all(snapshot);
    Ok(rows.await?.into_iter().map(|row| (row.response_id, row.restricted_at.is_some())).collect())
}
