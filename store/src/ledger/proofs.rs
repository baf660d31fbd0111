//! Proofs from the stored tiles, and the evidence that a receipt holds. A proof shows that an event is in its log, or
//! that a log continues an earlier one.

use std::collections::{BTreeSet, HashMap};

use domain::{
    consent::{ConsentEvent, Subject},
    hash::Sha256Hash,
    id::EventId,
    ledger::{LedgerError, LogOrigin, Tiles},
    notice::PublishedNotice,
    receipt::document::{Seal, StoredEvent},
    submission_key::ReceiptCode,
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, sea_query::Condition};
use uuid::Uuid;

use super::logs::{head_of, list_tiles, origin_of};
use crate::{
    entity::{
        consent::{consent_event, event_subject},
        notice_version, response,
        site::decision,
    },
    error::StoreError,
    log_head::{LogHead, Served},
    notice::notice_of,
    receipt::code::of_response,
    site::visitors::strand_of,
    store::Store,
};

/// The evidence of a receipt: the events of one subject and the notices that were shown.
#[derive(Clone, Debug)]
pub struct ReceiptEvidence {
    /// Every event, the oldest first.
    pub events: Vec<StoredEvent>,
    /// Every notice that one of them names.
    pub notices: Vec<PublishedNotice>,
}

impl Store {
    /// An event with the proof that it is in its log, but without its subject. `None` if there is no such event.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], and [`StoreError::Broken`] if the stored tree cannot prove it.
    pub async fn find_event(&self, id: EventId) -> Result<Option<StoredEvent>, StoreError> {
        let snapshot = self.snapshot().await?;
        let Some(row) = consent_event::Entity::find_by_id(id.0).one(&snapshot).await? else { return Ok(None) };
        let found = list_evidence(&snapshot, &self.inner.served, vec![row], &HashMap::new()).await?.pop();
        snapshot.commit().await?;
        Ok(found)
    }

    /// The proof that a log of `to` leaves begins with the log of its first `from`. Both may be any size the log once
    /// had: see [`Store::find_log`] for its current size.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the log never had these sizes in this order, [`StoreError::Unavailable`], and
    /// [`StoreError::Broken`] if the stored tree cannot prove it.
    pub async fn prove_consistency(&self, head: &LogHead, from: u64, to: u64) -> Result<Vec<Sha256Hash>, StoreError> {
        if from > to || to > head.checkpoint.size {
            return Err(StoreError::NotFound);
        }
        let needed = Tiles::needed_for_consistency(from, to);
        let tiles = list_tiles(self.read(), head.checkpoint.origin, &needed).await?;
        tiles.prove_consistency(from, to).map_err(unproven)
    }

    /// The evidence of a receipt, for answers or for a decision on a website. `None` if there is no such receipt, or
    /// its proof was erased.
    ///
    /// # Errors
    /// As [`Store::find_event`].
    pub async fn find_receipt_evidence(&self, code: &ReceiptCode) -> Result<Option<ReceiptEvidence>, StoreError> {
        let snapshot = self.snapshot().await?;
        let hash = code.lookup_hash().0.to_vec();
        let answered = response::Entity::find().filter(of_response(code)).one(&snapshot).await?;
        let covered = match answered {
            Some(row) => row.subject.map(|subject| (subject, None)),
            None => match decision::Entity::find().filter(decision::Column::ReceiptHash.eq(hash)).one(&snapshot).await? {
                Some(row) => Some((row.subject, strand_of(&snapshot, row.subject, row.event_id).await?)),
                None => None,
            },
        };
        let Some((subject, strand)) = covered else { return Ok(None) };
        let evidence = self.evidence_of(&snapshot, subject, strand).await?;
        snapshot.commit().await?;
        Ok(Some(evidence))
    }

    /// The evidence about a subject, or about a strand of its events.
    pub(crate) async fn evidence_of(
        &self,
        connection: &impl ConnectionTrait,
        pseudonym: Uuid,
        strand: Option<Uuid>,
    ) -> Result<ReceiptEvidence, StoreError> {
        let events = events_of(connection, &self.inner.served, pseudonym, strand).await?;
        let notices = notices_of(connection, &events).await?;
        Ok(ReceiptEvidence { events, notices })
    }
}

/// The events about a subject, or of a strand of them, the oldest first, each with its proof.
async fn events_of(
    connection: &impl ConnectionTrait,
    served: &Served,
    pseudonym: Uuid,
    strand: Option<Uuid>,
) -> Result<Vec<StoredEvent>, StoreError> {
    let of_subject = event_subject::Entity::find().filter(event_subject::Column::Subject.eq(pseudonym));
    let of_strand = Condition::all().add_option(strand.map(|strand| event_subject::Column::Strand.eq(strand)));
    let rows = of_subject.filter(of_strand).all(connection).await?;
    let mut subjects = HashMap::with_capacity(rows.len());
    for row in rows {
        let salt = row.salt.try_into().map_err(|_| StoreError::unreadable("a salt"))?;
        subjects.insert(row.event_id, Subject { pseudonym, salt });
    }
    let events = consent_event::Entity::find()
        .filter(consent_event::Column::Id.is_in(subjects.keys().copied()))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    list_evidence(connection, served, events, &subjects).await
}

/// Events with their proofs up to the newest checkpoint of their log that may be served.
async fn list_evidence(
    connection: &impl ConnectionTrait,
    served: &Served,
    rows: Vec<consent_event::Model>,
    subjects: &HashMap<Uuid, Subject>,
) -> Result<Vec<StoredEvent>, StoreError> {
    let mut logs: HashMap<LogOrigin, (LogHead, BTreeSet<u64>)> = HashMap::new();
    for row in &rows {
        let (Some(log), Some(place)) = (origin_of(row.organisation_id, row.log_year), place_of(row)) else { continue };
        if let Some((_, places)) = logs.get_mut(&log) {
            places.insert(place);
        } else if let Some(head) = served.limit(log, head_of(connection, log).await?) {
            logs.insert(log, (head, BTreeSet::from([place])));
        }
    }
    let mut provers = HashMap::with_capacity(logs.len());
    for (log, (head, places)) in logs {
        let size = head.checkpoint.size;
        let needed = places.into_iter().filter(|place| *place < size).flat_map(|place| Tiles::needed_for_inclusion(place, size));
        provers.insert(log, (head, list_tiles(connection, log, &needed.collect()).await?));
    }
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let prover = origin_of(row.organisation_id, row.log_year).and_then(|log| provers.get(&log));
        let seal = match (place_of(&row), prover) {
            (Some(leaf_index), Some((head, tiles))) if leaf_index < head.checkpoint.size => {
                let proof = tiles.prove_inclusion(leaf_index, head.checkpoint.size).map_err(unproven)?;
                Some(Seal { leaf_index, proof, checkpoint: head.note.clone() })
            }
            _ => None,
        };
        events.push(StoredEvent { subject: subjects.get(&row.id).copied(), leaf: row.leaf, seal });
    }
    Ok(events)
}

fn place_of(row: &consent_event::Model) -> Option<u64> {
    row.seq.and_then(|seq| u64::try_from(seq).ok())
}

async fn notices_of(connection: &impl ConnectionTrait, events: &[StoredEvent]) -> Result<Vec<PublishedNotice>, StoreError> {
    let mut ids = BTreeSet::new();
    for event in events {
        let event = ConsentEvent::from_leaf(&event.leaf).map_err(|_| StoreError::unreadable("a consent event"))?;
        ids.insert(event.notice.id.0);
    }
    let rows = notice_version::Entity::find().filter(notice_version::Column::Id.is_in(ids)).all(connection).await?;
    rows.into_iter().map(notice_of).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands the error over")]
fn unproven(error: LedgerError) -> StoreError {
    StoreError::Broken(format!("the log cannot prove what it holds: {error}"))
}
