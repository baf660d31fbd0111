//! The check that the table `standing` agrees with the events. Results and exports read `standing`, so it must agree
//! with the log.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    consent::{ConsentEvent, State, Subject},
    id::{EventId, ResponseId},
    notice::purpose,
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    entity::{
        consent::{consent_event, event_subject, standing},
        response::{self, response_handling},
    },
    error::StoreError,
    store::Store,
};

/// Responses per page.
const RESPONSES_PER_PAGE: u64 = 500;

/// The first response whose stored states its events contradict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandingFault {
    /// The states of purposes disagree with the events.
    #[error("what stands for response {0} is not what its events say")]
    Purposes(ResponseId),
    /// Whether the answers are included disagrees with the base purpose or a restriction.
    #[error("response {0} counts, or does not, against what stands for its base purpose")]
    Counted(ResponseId),
    /// An event is linked to a person for whom it was not recorded.
    #[error("event {event} of response {response} was recorded for someone else, or its salt was changed")]
    Subject {
        /// The response.
        response: ResponseId,
        /// The event.
        event: EventId,
    },
    /// A response without its required event.
    #[error("response {0} has no event")]
    NoEvent(ResponseId),
}

impl Store {
    /// Checks every response with a receipt, in constant memory. `watch` receives the number of checked responses.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn verify_standing(&self, mut watch: impl FnMut(u64)) -> Result<(u64, Option<StandingFault>), StoreError> {
        let snapshot = self.snapshot().await?;
        let (mut after, mut checked) = (Uuid::nil(), 0);
        loop {
            let rows: Vec<StoredResponse> = response::Entity::find()
                .select_only()
                .columns([response::Column::Id, response::Column::Subject, response::Column::Included])
                .filter(response::Column::Id.gt(after))
                .order_by_asc(response::Column::Id)
                .limit(RESPONSES_PER_PAGE)
                .into_tuple()
                .all(&snapshot)
                .await?;
            let Some((last, ..)) = rows.last() else { break };
            after = *last;
            checked += rows.len() as u64;
            if let Some(fault) = check(&snapshot, rows).await? {
                return Ok((checked, Some(fault)));
            }
            watch(checked);
        }
        snapshot.commit().await?;
        Ok((checked, None))
    }
}

/// Id, subject and inclusion state of a response.
type StoredResponse = (Uuid, Option<Uuid>, i16);

/// Per purpose its basis, its state and the event that decided.
type Standing = BTreeMap<String, (String, String, Uuid)>;

async fn check(snapshot: &DatabaseTransaction, rows: Vec<StoredResponse>) -> Result<Option<StandingFault>, StoreError> {
    // In light mode there is no subject, no event and no state.
    let rows: Vec<(Uuid, Uuid, i16)> =
        rows.into_iter().filter_map(|(id, subject, counted)| Some((id, subject?, counted))).collect();
    let mut events = list_events(snapshot, rows.iter().map(|row| row.1)).await?;
    let mut stored = list_standing(snapshot, rows.iter().map(|row| row.0)).await?;
    let restricted = list_restricted(snapshot, rows.iter().map(|row| row.0)).await?;
    for (id, pseudonym, counted) in rows {
        let response = ResponseId(id);
        let Some(events) = events.remove(&pseudonym) else { return Ok(Some(StandingFault::NoEvent(response))) };
        let mut expected = Standing::new();
        for (event_id, salt, leaf) in events {
            let Some(event) = event_about(event_id, pseudonym, salt, &leaf) else {
                return Ok(Some(StandingFault::Subject { response, event: EventId(event_id) }));
            };
            for decision in event.decisions {
                let purpose = decision.purpose.to_string();
                if decision.state.stands() || expected.contains_key(&purpose) {
                    let state = (decision.basis.name().to_owned(), decision.state.name().to_owned(), event_id);
                    expected.insert(purpose, state);
                }
            }
        }
        let stands = expected.get(purpose::ANALYSIS).is_some_and(|(_, state, _)| state.parse::<State>().is_ok_and(State::stands));
        let counts = stands && !restricted.contains(&id);
        if stored.remove(&id).unwrap_or_default() != expected {
            return Ok(Some(StandingFault::Purposes(response)));
        }
        if counts != (counted == 1) {
            return Ok(Some(StandingFault::Counted(response)));
        }
    }
    Ok(None)
}

/// The event in a leaf, if it has this id and was recorded for this person.
fn event_about(id: Uuid, pseudonym: Uuid, salt: Vec<u8>, leaf: &[u8]) -> Option<ConsentEvent> {
    let subject = Subject { pseudonym, salt: salt.try_into().ok()? };
    ConsentEvent::from_leaf(leaf).ok().filter(|event| event.id.0 == id && event.subject == subject.commitment())
}

/// Id, salt and leaf of an event.
type EventRow = (Uuid, Vec<u8>, Vec<u8>);

/// The events of each subject, the oldest first.
async fn list_events(
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
    let rows: Vec<(Uuid, String, String, String, Uuid)> = standing::Entity::find()
        .select_only()
        .columns([
            standing::Column::ResponseId,
            standing::Column::Purpose,
            standing::Column::Basis,
            standing::Column::State,
            standing::Column::EventId,
        ])
        .filter(standing::Column::ResponseId.is_in(responses))
        .into_tuple()
        .all(snapshot)
        .await?;
    let mut all: HashMap<Uuid, Standing> = HashMap::new();
    for (response, purpose, basis, state, event) in rows {
        all.entry(response).or_default().insert(purpose, (basis, state, event));
    }
    Ok(all)
}

/// Those whose answers are restricted.
async fn list_restricted(
    snapshot: &DatabaseTransaction,
    responses: impl Iterator<Item = Uuid>,
) -> Result<HashSet<Uuid>, StoreError> {
    let rows: Vec<Uuid> = response_handling::Entity::find()
        .select_only()
        .column(response_handling::Column::ResponseId)
        .filter(response_handling::Column::ResponseId.is_in(responses))
        .filter(response_handling::Column::RestrictedAt.is_not_null())
        .into_tuple()
        .all(snapshot)
        .await?;
    Ok(rows.into_iter().collect())
}
