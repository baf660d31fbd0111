//! A batch of submissions: responses to surveys and decisions on websites. One round trip reads what is stored under
//! their keys, and another writes their rows. It must not know what their rows hold.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

use domain::{
    hash::Sha256Hash,
    id::{EventId, SurveyId},
};
use sea_orm::{DbBackend, DbErr, Statement, Value, Values};
use uuid::Uuid;

use crate::{
    database::bulk_insert::push_list,
    error::{StoreError, is_deadlock, is_duplicate},
    group_commit::connection::Direct,
    write_set::WriteSet,
};

/// A submission ready to be written. Its rows are made before it is queued, so that only the writing is serialised.
pub(crate) struct Prepared {
    /// How it is recognised. `None` if it is only counted.
    pub(crate) key: Option<PreparedKey>,
    /// The survey that must be open. `None` for a decision on a website.
    pub(crate) survey: Option<SurveyId>,
    pub(crate) rows: WriteSet,
}

/// How a submission is recognised when it is sent again.
#[derive(Clone, Copy)]
pub(crate) struct PreparedKey {
    /// The hash under which it is stored.
    pub(crate) receipt: Sha256Hash,
    /// The hash under which it was stored before there was a secret.
    pub(crate) earlier: Sha256Hash,
    /// The hash of its content.
    pub(crate) content: Sha256Hash,
}

/// The outcome of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is on disk.
    Stored,
    /// The same content was stored before under this key, and nothing was added. For a decision, its event.
    Repeated(Option<EventId>),
    /// Other content was stored before under this key, and nothing was added.
    KeyReused,
    /// The survey is closed, and nothing was added.
    Closed,
}

/// How often a batch is tried when another server stores the same submissions, or a deadlock occurs.
const TRIES: usize = 4;

/// Stores submissions in one transaction. Tries again if another server stores one of them at the same time, or takes
/// the locks of the same counters in another order.
pub(crate) async fn store_together(direct: &mut Direct, entries: &[&Prepared]) -> Result<Vec<Outcome>, StoreError> {
    for _ in 1..TRIES {
        match try_store(direct, entries).await {
            Err(error) if is_duplicate(&error) || is_deadlock(&error) => {}
            other => return Ok(other?),
        }
    }
    match try_store(direct, entries).await {
        Err(error) if is_duplicate(&error) => Err(StoreError::Conflict("submission")),
        other => Ok(other?),
    }
}

async fn try_store(direct: &mut Direct, entries: &[&Prepared]) -> Result<Vec<Outcome>, DbErr> {
    // Held until the end of the writing, so that on SQLite no survey is closed in between.
    let _turn = direct.turn().await;
    let mut known = look_up(direct, entries).await?;
    let mut rows = WriteSet::default();
    // Insert in key order, so that two servers storing the same submissions cannot deadlock.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| entries[*at].key.map(|key| key.receipt.0));
    let mut outcomes = vec![Outcome::Closed; entries.len()];
    for at in order {
        let entry = entries[at];
        let earlier = entry.key.and_then(|key| {
            let earlier = known.contents.get(&key.receipt).or_else(|| known.contents.get(&key.earlier))?;
            Some(if earlier.content == Some(key.content) { Outcome::Repeated(earlier.event) } else { Outcome::KeyReused })
        });
        outcomes[at] = match (earlier, entry.survey) {
            (Some(earlier), _) => earlier,
            (None, Some(survey)) if !known.open.contains(&survey.0) => Outcome::Closed,
            (None, _) => {
                if let Some(key) = entry.key {
                    known.contents.insert(key.receipt, Earlier { content: Some(key.content), event: entry.rows.event() });
                }
                rows.extend(entry.rows.clone());
                Outcome::Stored
            }
        };
    }
    let statements = rows.into_statements(direct.backend(), direct.stripe())?;
    if !statements.is_empty() {
        direct.write(statements).await?;
    }
    Ok(outcomes)
}

/// The stored state that a batch depends on, read before it is written.
#[derive(Default)]
struct Known {
    /// The surveys of the batch that are open.
    open: HashSet<Uuid>,
    /// The content stored under its keys.
    contents: HashMap<Sha256Hash, Earlier>,
}

/// A submission stored earlier under a key.
struct Earlier {
    /// `None` if the response was erased.
    content: Option<Sha256Hash>,
    /// The event of a decision.
    event: Option<EventId>,
}

async fn look_up(direct: &mut Direct, entries: &[&Prepared]) -> Result<Known, DbErr> {
    let backend = direct.backend();
    let mut surveys: Vec<Uuid> = entries.iter().filter_map(|entry| Some(entry.survey?.0)).collect();
    surveys.sort_unstable();
    surveys.dedup();
    let keys = |of_surveys: bool| {
        let of = entries.iter().filter(move |entry| entry.survey.is_some() == of_surveys);
        let hashes = of.filter_map(|entry| entry.key).flat_map(|key| [key.receipt, key.earlier]);
        hashes.map(|hash| Value::from(hash.0.to_vec()))
    };
    // PostgreSQL reads a bare NULL as a text, and cannot read an id as bytes.
    let (null, id, event) = match backend {
        DbBackend::Postgres => ("NULL::bytea", "uuid_send(id)", "uuid_send(event_id)"),
        _ => ("NULL", "id", "event_id"),
    };
    let mut sql = String::new();
    let mut values: Vec<Value> = Vec::new();
    if !surveys.is_empty() {
        write!(sql, "SELECT receipt_hash, content_hash, {null} FROM response WHERE receipt_hash IN (")
            .expect("a string takes any text");
        push_list(&mut sql, &mut values, backend, keys(true));
        write!(sql, ") UNION ALL SELECT {null}, {id}, {null} FROM survey WHERE status = 'open' AND id IN (")
            .expect("a string takes any text");
        push_list(&mut sql, &mut values, backend, surveys.into_iter().map(Value::from));
        sql.push(')');
    }
    if keys(false).next().is_some() {
        sql.push_str(if sql.is_empty() { "" } else { " UNION ALL " });
        write!(sql, "SELECT receipt_hash, content_hash, {event} FROM decision WHERE receipt_hash IN (")
            .expect("a string takes any text");
        push_list(&mut sql, &mut values, backend, keys(false));
        sql.push(')');
    }
    let mut known = Known::default();
    if sql.is_empty() {
        return Ok(known);
    }
    let statement = Statement { sql, values: Some(Values(values)), db_backend: backend };
    let hash = |bytes: Vec<u8>| bytes.try_into().map(Sha256Hash).ok();
    let uuid = |bytes: Vec<u8>| Uuid::from_slice(&bytes).ok();
    for row in direct.triples(statement).await? {
        match row {
            (Some(receipt), content, event) => {
                let earlier = Earlier { content: content.and_then(hash), event: event.and_then(uuid).map(EventId) };
                known.contents.extend(hash(receipt).map(|receipt| (receipt, earlier)));
            }
            (None, id, _) => known.open.extend(id.and_then(uuid)),
        }
    }
    Ok(known)
}
