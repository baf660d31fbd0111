//! The sequencer: assigns places to waiting events, extends the tree and signs it, all in one transaction.

use std::collections::BTreeMap;

use domain::{
    hash::Sha256Hash,
    ledger::{Checkpoint, LastCheckpoints, LogKey, LogOrigin, Tiles, TreeBuilder, VerifierKey, append, leaf_hash},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement, Value,
    Values,
};
use uuid::Uuid;

use super::{
    continuity::first_discontinuity,
    fault::LogFault,
    keys::current_key,
    logs::{last_kept_size, list_tiles, origin_of, stored_size, write_head, write_tiles},
};
use crate::{
    database::{WriteTransaction, bulk_insert::push_places},
    entity::{consent::consent_event, ledger::log},
    error::StoreError,
    log_head::LogHead,
    store::Store,
};

/// The most events of one transaction. On SQLite submissions wait for it, so it is short.
const MAX_SEALED_EVENTS: usize = 1024;
/// The numbers of places that one statement assigns. There are few sizes, so that the databases can cache the
/// statements.
const UPDATE_SIZES: [usize; 3] = [16, 128, 1024];

/// The outcome of a call to seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// The requested events are sealed.
    Done {
        /// How many events were sealed.
        events: usize,
        /// Whether more may wait.
        more: bool,
    },
    /// The key is not, or no longer, the registered one. Nothing was sealed.
    OtherKey,
    /// The end of a log differs from its signature. Nothing was sealed, because a new signature would hide the
    /// alteration.
    Altered {
        /// The log.
        log: LogOrigin,
        /// The fault, in English.
        reason: &'static str,
    },
    /// A log does not continue its last checkpoint, which is kept outside the database. Nothing was sealed.
    Discontinued {
        /// The log.
        log: LogOrigin,
        /// What is wrong with it.
        fault: LogFault,
    },
}

/// Why nothing may be added to a log.
pub(super) type Refusal = &'static str;

impl Store {
    /// Seals waiting events, at most `MAX_SEALED_EVENTS`, in order of their ids. An event that is committed late gets
    /// the next place. One server seals at a time. Nothing is sealed unless every log continues its last checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; nothing was sealed.
    pub async fn seal(&self, key: &LogKey, last: &LastCheckpoints) -> Result<Sealing, StoreError> {
        let nothing = Sealing::Done { events: 0, more: false };
        if !self.is_waiting().await? {
            return Ok(nothing);
        }
        let transaction = self.begin_sealing().await?;
        if current_key(&*transaction).await? != Some(key.verifier()) {
            return Ok(Sealing::OtherKey);
        }
        if let Some((log, fault)) = first_discontinuity(&*transaction, last).await? {
            return Ok(Sealing::Discontinued { log, fault });
        }
        let waiting = list_waiting(&transaction).await?;
        let events = waiting.len();
        let mut logs: BTreeMap<(Uuid, i32), Vec<(Uuid, Sha256Hash)>> = BTreeMap::new();
        for (id, organisation, year, leaf) in waiting {
            logs.entry((organisation, year)).or_default().push((id, leaf_hash(&leaf)));
        }
        for ((organisation, year), events) in logs {
            let log = origin_of(organisation, year).ok_or(StoreError::unreadable("the year of a log"))?;
            if let Err(reason) = extend(&transaction, log, &events, key).await? {
                return Ok(Sealing::Altered { log, reason });
            }
        }
        transaction.commit().await?;
        Ok(Sealing::Done { events, more: events == MAX_SEALED_EVENTS })
    }

    /// Whether any event waits to be sealed. Checked before the write lock is taken, because mostly none does.
    async fn is_waiting(&self) -> Result<bool, StoreError> {
        let query = consent_event::Entity::find().select_only().column(consent_event::Column::Id);
        let first = query.filter(consent_event::Column::Seq.is_null()).limit(1);
        Ok(first.into_tuple::<Uuid>().one(self.read()).await?.is_some())
    }
}

/// Id, organisation, year and leaf of an event.
type Waiting = (Uuid, Uuid, i32, Vec<u8>);

async fn list_waiting(transaction: &WriteTransaction) -> Result<Vec<Waiting>, StoreError> {
    let columns = [
        consent_event::Column::Id,
        consent_event::Column::OrganisationId,
        consent_event::Column::LogYear,
        consent_event::Column::Leaf,
    ];
    let query = consent_event::Entity::find().select_only().columns(columns);
    let first = query.filter(consent_event::Column::Seq.is_null()).order_by_asc(consent_event::Column::Id);
    Ok(first.limit(MAX_SEALED_EVENTS as u64).into_tuple().all(&**transaction).await?)
}

/// Appends events to one log and signs it.
async fn extend(
    transaction: &WriteTransaction,
    log: LogOrigin,
    events: &[(Uuid, Sha256Hash)],
    key: &LogKey,
) -> Result<Result<(), Refusal>, StoreError> {
    let edge = match edge_of(&**transaction, log, &key.verifier()).await? {
        Ok(edge) => edge,
        Err(reason) => return Ok(Err(reason)),
    };
    give_places(transaction, edge.size(), events).await?;
    let hashes: Vec<Sha256Hash> = events.iter().map(|(_, hash)| *hash).collect();
    let appended = append(edge, &hashes);
    let checkpoint = Checkpoint { origin: log, size: appended.size, root: appended.root };
    write_head(&**transaction, &checkpoint.sign(key)).await?;
    write_tiles(&**transaction, log, &appended.tiles).await?;
    Ok(Ok(()))
}

/// The right edge of a log, if it matches the log's newest checkpoint.
pub(super) async fn edge_of(
    connection: &impl ConnectionTrait,
    log: LogOrigin,
    key: &VerifierKey,
) -> Result<Result<TreeBuilder, Refusal>, StoreError> {
    let row = log::Entity::find_by_id((log.organisation.0, i32::from(log.year))).one(connection).await?;
    let Some(row) = row else {
        // The first event of this log. If an event was sealed before, the log has lost its end.
        let sealed = consent_event::Entity::find()
            .filter(consent_event::Column::OrganisationId.eq(log.organisation.0))
            .filter(consent_event::Column::LogYear.eq(i32::from(log.year)))
            .filter(consent_event::Column::Seq.gte(0));
        let is_new = sealed.limit(1).one(connection).await?.is_none();
        return Ok(if is_new { Ok(TreeBuilder::default()) } else { Err("its newest checkpoint is gone") });
    };
    let Some(head) = LogHead::of(row) else { return Ok(Err("its newest checkpoint cannot be read")) };
    let signed = domain::ledger::SignedCheckpoint::parse(&head.note).map_err(|_| StoreError::unreadable("a checkpoint"))?;
    if signed.verify(std::slice::from_ref(key)).is_err() {
        return Ok(Err("its newest checkpoint is not signed with the registered key"));
    }
    let size = head.checkpoint.size;
    if last_kept_size(connection, log).await?.is_some_and(|kept| kept > stored_size(size)) {
        return Ok(Err("a longer log was signed before"));
    }
    let tiles = list_tiles(connection, log, &Tiles::needed_for_root(size)).await?;
    Ok(match TreeBuilder::resume(size, &tiles) {
        Ok(edge) if edge.root() == head.checkpoint.root => Ok(edge),
        Ok(_) => Err("its tree does not lead to the root that was signed"),
        Err(_) => Err("a part of its tree is gone"),
    })
}

/// Writes the places of events, from the first free one on.
async fn give_places(transaction: &WriteTransaction, first: u64, events: &[(Uuid, Sha256Hash)]) -> Result<(), StoreError> {
    let backend = transaction.get_database_backend();
    let mut place = stored_size(first);
    let mut given = 0;
    for chunk in events.chunks(UPDATE_SIZES[UPDATE_SIZES.len() - 1]) {
        let size = UPDATE_SIZES.into_iter().find(|size| *size >= chunk.len()).unwrap_or(chunk.len());
        let mut sql = "UPDATE consent_event SET seq = given.column2 FROM (VALUES ".to_owned();
        let mut values = Vec::with_capacity(2 * size);
        for row in 0..size {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            push_places(&mut sql, backend, 2 * row + 1, 2);
            sql.push(')');
            // No event has the id null, so the rows that fill up the statement change nothing.
            let (id, its_place) = chunk.get(row).map_or((None, None), |(id, _)| (Some(*id), Some(place + row as i64)));
            values.extend([Value::Uuid(id), Value::BigInt(its_place)]);
        }
        sql.push_str(") AS given WHERE consent_event.id = given.column1");
        let statement = Statement { sql, values: Some(Values(values)), db_backend: backend };
        given += transaction.execute_raw(statement).await?.rows_affected();
        place += chunk.len() as i64;
    }
    if given == events.len() as u64 { Ok(()) } else { Err(StoreError::Broken("an event vanished while it was sealed".into())) }
}
