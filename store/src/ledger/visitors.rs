//! The check that the records of visitors of websites agree with their events: each decision, and what stands by them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::{
    consent::{ConsentEvent, State, SubjectMatter},
    id::SiteId,
    notice::purpose::Basis,
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use super::{
    record::Faults,
    standing::{EventRow, OTHER_PERSON, event_about, list_events},
    versions::Versions,
};
use crate::{
    entity::site::{decision, site_standing},
    error::StoreError,
};

/// Visitors per page.
const VISITORS_PER_PAGE: u64 = 500;

/// What is checked of a decision: event, website, notice, visitor, locale, time, end of validity.
type StoredDecision = (Uuid, Uuid, Uuid, Uuid, String, i64, i64);
/// What is checked of a state, beside its purpose: basis, state, event, time, end of validity.
type StoredState = (String, String, Uuid, i64, i64);

/// Checks every visitor of whom there is a record, and returns their number.
pub(super) async fn check_visitors(
    snapshot: &DatabaseTransaction,
    versions: &Versions,
    faults: &mut Faults,
    mut watch: impl FnMut(u64),
) -> Result<u64, StoreError> {
    let (mut after, mut checked) = (Uuid::nil(), 0);
    loop {
        let subjects = next_subjects(snapshot, after).await?;
        let Some(last) = subjects.last() else { return Ok(checked) };
        after = *last;
        checked += subjects.len() as u64;
        check_page(snapshot, subjects, versions, faults).await?;
        watch(checked);
    }
}

/// The next visitors, by pseudonym: those with a decision, and those for whom something stands.
async fn next_subjects(snapshot: &DatabaseTransaction, after: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let decided: Vec<Uuid> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Subject)
        .distinct()
        .filter(decision::Column::Subject.gt(after))
        .order_by_asc(decision::Column::Subject)
        .limit(VISITORS_PER_PAGE)
        .into_tuple()
        .all(snapshot)
        .await?;
    let standing: Vec<Uuid> = site_standing::Entity::find()
        .select_only()
        .column(site_standing::Column::Subject)
        .distinct()
        .filter(site_standing::Column::Subject.gt(after))
        .order_by_asc(site_standing::Column::Subject)
        .limit(VISITORS_PER_PAGE)
        .into_tuple()
        .all(snapshot)
        .await?;
    let both: BTreeSet<Uuid> = decided.into_iter().chain(standing).collect();
    Ok(both.into_iter().take(VISITORS_PER_PAGE as usize).collect())
}

async fn check_page(
    snapshot: &DatabaseTransaction,
    subjects: Vec<Uuid>,
    versions: &Versions,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let mut events = list_events(snapshot, subjects.iter().copied()).await?;
    let mut decisions = list_decisions(snapshot, &subjects).await?;
    let mut standing = list_standing(snapshot, &subjects).await?;
    for subject in subjects {
        let decisions = decisions.remove(&subject).unwrap_or_default();
        let standing = standing.remove(&subject).unwrap_or_default();
        let Some(events) = read_events(subject, events.remove(&subject).unwrap_or_default(), faults) else { continue };
        for event in &events {
            versions.compare(event, faults);
        }
        compare_decisions(&decisions, &events, faults);
        compare_standing(&standing, &events, faults);
    }
    Ok(())
}

/// The events of a visitor, the oldest first. `None` if one of them is of somebody else.
fn read_events(subject: Uuid, rows: Vec<EventRow>, faults: &mut Faults) -> Option<Vec<ConsentEvent>> {
    let mut events = Vec::with_capacity(rows.len());
    for (id, salt, leaf) in rows {
        let Some(event) = event_about(id, subject, salt, &leaf) else {
            faults.add("event_subject", id, OTHER_PERSON);
            return None;
        };
        events.push(event);
    }
    Some(events)
}

fn compare_decisions(decisions: &[StoredDecision], events: &[ConsentEvent], faults: &mut Faults) {
    let by_id: HashMap<Uuid, &ConsentEvent> = events.iter().map(|event| (event.id.0, event)).collect();
    let mut recorded = HashSet::new();
    for (id, site, notice, _, locale, decided_at, valid_until) in decisions {
        let Some(event) = by_id.get(id) else {
            faults.add("decision", id, "no event of this visitor is behind it");
            continue;
        };
        recorded.insert(*id);
        let wrong = if event.about != SubjectMatter::Site(SiteId(*site)) {
            "its website is not that of its event"
        } else if event.notice.id.0 != *notice {
            "its notice is not that of its event"
        } else if event.locale.tag() != locale {
            "its locale is not that of its event"
        } else if event.time.0 != *decided_at {
            "its time is not that of its event"
        } else if event.valid_until.unwrap_or(event.time).0 != *valid_until {
            "its validity is not that of its event"
        } else {
            continue;
        };
        faults.add("decision", id, wrong);
    }
    // What ends in time and what is withdrawn on the receipt has no validity and no record of its own.
    for event in events.iter().filter(|event| event.valid_until.is_some() && !recorded.contains(&event.id.0)) {
        faults.add("decision", event.id.0, "the record of this event is gone");
    }
}

/// The last decision about a purpose.
struct LastWord<'a> {
    event: &'a ConsentEvent,
    state: State,
}

fn compare_standing(standing: &[(String, StoredState)], events: &[ConsentEvent], faults: &mut Faults) {
    let mut words: BTreeMap<String, LastWord<'_>> = BTreeMap::new();
    for event in events {
        for decided in event.decisions.iter().filter(|decided| decided.basis == Basis::Consent) {
            let purpose = decided.purpose.to_string();
            words.insert(purpose, LastWord { event, state: decided.state });
        }
    }
    for (purpose, (basis, state, event, since, valid_until)) in standing {
        let Some(word) = words.remove(purpose) else {
            faults.add("site_standing", format_args!("{event} {purpose}"), "no event decides on this purpose");
            continue;
        };
        let is_right = basis == Basis::Consent.name()
            && state == word.state.name()
            && *event == word.event.id.0
            && *since == word.event.time.0
            // What was taken back or erased keeps the validity of a decision that may be erased itself.
            && word.event.valid_until.is_none_or(|end| end.0 == *valid_until);
        if !is_right {
            let wrong = "what stands for the purpose is not what the last event about it says";
            faults.add("site_standing", format_args!("{event} {purpose}"), wrong);
        }
    }
    // What was only ever refused has no row; and what was decided in a log that is deleted has none either.
    let missing = words.iter().filter(|(_, word)| word.state != State::Refused && word.event.valid_until.is_some());
    for (purpose, word) in missing {
        let row = format_args!("{} {purpose}", word.event.id.0).to_string();
        faults.add("site_standing", row, "what the last event about the purpose says stands nowhere");
    }
}

async fn list_decisions(
    snapshot: &DatabaseTransaction,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<StoredDecision>>, StoreError> {
    let rows: Vec<StoredDecision> = decision::Entity::find()
        .select_only()
        .columns([
            decision::Column::EventId,
            decision::Column::SiteId,
            decision::Column::NoticeVersionId,
            decision::Column::Subject,
            decision::Column::Locale,
            decision::Column::DecidedAt,
            decision::Column::ValidUntil,
        ])
        .filter(decision::Column::Subject.is_in(subjects.iter().copied()))
        .into_tuple()
        .all(snapshot)
        .await?;
    let mut all: HashMap<Uuid, Vec<StoredDecision>> = HashMap::new();
    for row in rows {
        all.entry(row.3).or_default().push(row);
    }
    Ok(all)
}

async fn list_standing(
    snapshot: &DatabaseTransaction,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(String, StoredState)>>, StoreError> {
    let rows: Vec<(Uuid, String, String, String, Uuid, i64, i64)> = site_standing::Entity::find()
        .select_only()
        .columns([
            site_standing::Column::Subject,
            site_standing::Column::Purpose,
            site_standing::Column::Basis,
            site_standing::Column::State,
            site_standing::Column::EventId,
            site_standing::Column::Since,
            site_standing::Column::ValidUntil,
        ])
        .filter(site_standing::Column::Subject.is_in(subjects.iter().copied()))
        .into_tuple()
        .all(snapshot)
        .await?;
    let mut all: HashMap<Uuid, Vec<(String, StoredState)>> = HashMap::new();
    for (subject, purpose, basis, state, event, since, valid_until) in rows {
        all.entry(subject).or_default().push((purpose, (basis, state, event, since, valid_until)));
    }
    Ok(all)
}
