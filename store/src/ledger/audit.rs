//! The audit of a whole log: every event against the stored tree, the tree against the signed checkpoints. It reads one
//! snapshot of the database page by page, changes nothing, and reports the first fault.

use std::collections::{BTreeSet, VecDeque};

use domain::{
    calendar::Millis,
    consent::ConsentEvent,
    hash::Sha256Hash,
    id::EventId,
    ledger::{
        Checkpoint, HASH_BYTES, LedgerError, LogOrigin, SignedCheckpoint, TILE_WIDTH, Tile, TileCoordinate, Tiles, TreeBuilder,
        VerifierKey, leaf_hash,
    },
    retention::{PROOF_YEARS, newest_ended_log},
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::{
    fault::LogFault,
    keys::readable_keys,
    logs::{kept_checkpoints, list_tiles, origin_of, stored_size},
    pages::{EVENTS_PER_PAGE, find_leaf, leaf_tiles_from, sealed_from},
};
use crate::{
    entity::{
        consent::consent_event,
        ledger::{log, log_checkpoint},
    },
    error::StoreError,
    store::Store,
};

/// The result of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogReport {
    /// The log.
    pub log: LogOrigin,
    /// The number of its events, as its newest checkpoint says; 0 without one.
    pub size: u64,
    /// How many events wait to be sealed in it.
    pub waiting: u64,
    /// When it was deleted, at the end of its proof period. Then only its checkpoint is checked.
    pub deleted_at: Option<Millis>,
    /// The first fault. `None` if there is no fault.
    pub fault: Option<LogFault>,
}

impl Store {
    /// Every log, by organisation and year, including logs of which only events are left.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_logs(&self) -> Result<Vec<LogOrigin>, StoreError> {
        let known = log::Entity::find().select_only().columns([log::Column::OrganisationId, log::Column::Year]);
        let mut names: Vec<(Uuid, i32)> = known.into_tuple().all(self.read()).await?;
        let columns = [consent_event::Column::OrganisationId, consent_event::Column::LogYear];
        let of_kept = [log_checkpoint::Column::OrganisationId, log_checkpoint::Column::Year];
        let kept = log_checkpoint::Entity::find().select_only().columns(of_kept).distinct();
        names.extend(kept.into_tuple::<(Uuid, i32)>().all(self.read()).await?);
        // Two queries, each with an index of its own, instead of one that reads every event.
        for of_events in [consent_event::Column::Seq.is_not_null(), consent_event::Column::Seq.is_null()] {
            let query = consent_event::Entity::find().select_only().columns(columns).distinct().filter(of_events);
            names.extend(query.into_tuple::<(Uuid, i32)>().all(self.read()).await?);
        }
        let logs: BTreeSet<LogOrigin> = names.into_iter().filter_map(|(id, year)| origin_of(id, year)).collect();
        Ok(logs.into_iter().collect())
    }

    /// Audits a whole log in constant memory. The newest checkpoint must be signed with a trusted key. `earlier` are
    /// checkpoints that the log must continue. `watch` receives the number of events that were checked. `now` says which
    /// logs may be deleted.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn verify_log(
        &self,
        log: LogOrigin,
        trusted: &[VerifierKey],
        earlier: &[Checkpoint],
        now: Millis,
        mut watch: impl FnMut(u64),
    ) -> Result<LogReport, StoreError> {
        let snapshot = self.snapshot().await?;
        let waiting = consent_event::Entity::find()
            .filter(consent_event::Column::Seq.is_null())
            .filter(consent_event::Column::OrganisationId.eq(log.organisation.0))
            .filter(consent_event::Column::LogYear.eq(i32::from(log.year)))
            .count(&snapshot)
            .await?;
        let row = log::Entity::find_by_id((log.organisation.0, i32::from(log.year))).one(&snapshot).await?;
        let deleted_at = row.as_ref().and_then(|row| row.deleted_at).map(Millis);
        let (size, fault) = match row {
            Some(row) if deleted_at.is_some() => audit_deleted(&row.checkpoint, log, trusted, now),
            row => audit(&snapshot, log, row, trusted, earlier, &mut watch).await?,
        };
        snapshot.commit().await?;
        Ok(LogReport { log, size, waiting, deleted_at, fault })
    }
}

/// For a deleted log, checks its checkpoint and that its proof period was over.
fn audit_deleted(checkpoint: &str, log: LogOrigin, trusted: &[VerifierKey], now: Millis) -> (u64, Option<LogFault>) {
    match read_checkpoint(checkpoint, log, trusted) {
        Err(error) => (0, Some(LogFault::Checkpoint(error))),
        Ok(head) if log.year > newest_ended_log(now) => {
            (head.size, Some(LogFault::DeletedEarly { year: log.year, years: PROOF_YEARS }))
        }
        Ok(head) => (head.size, None),
    }
}

async fn audit(
    snapshot: &DatabaseTransaction,
    log: LogOrigin,
    row: Option<log::Model>,
    trusted: &[VerifierKey],
    earlier: &[Checkpoint],
    watch: &mut impl FnMut(u64),
) -> Result<(u64, Option<LogFault>), StoreError> {
    let head = match row {
        Some(row) => match read_checkpoint(&row.checkpoint, log, trusted) {
            Ok(head) => head,
            Err(error) => return Ok((0, Some(LogFault::Checkpoint(error)))),
        },
        // A log with waiting events only has no checkpoint yet, and has no fault.
        None if earlier.is_empty()
            && sealed_from(snapshot, log, 0).await?.is_empty()
            && kept_checkpoints(snapshot, log).await?.is_empty() =>
        {
            return Ok((0, None));
        }
        None => return Ok((0, Some(LogFault::Checkpoint(LedgerError::Malformed { expected: "a signed checkpoint" })))),
    };
    let mut marks = Vec::new();
    let all_keys = [trusted, &readable_keys(snapshot).await?].concat();
    for kept in kept_checkpoints(snapshot, log).await? {
        let size = u64::try_from(kept.size).unwrap_or_default();
        match read_checkpoint(&kept.checkpoint, log, &all_keys) {
            Ok(checkpoint) if checkpoint.size == size => marks.push(checkpoint),
            Ok(_) => return Ok((head.size, Some(LogFault::KeptCheckpoint { size, error: LedgerError::WrongSignature }))),
            Err(error) => return Ok((head.size, Some(LogFault::KeptCheckpoint { size, error }))),
        }
    }
    marks.extend_from_slice(earlier);
    marks.sort_by_key(|mark| mark.size);
    if let Some(longer) = marks.last().filter(|mark| mark.size > head.size) {
        return Ok((head.size, Some(LogFault::Shorter { signed: longer.size, size: head.size })));
    }
    let mut walk = Walk::new(snapshot, log, marks);
    let gap = walk.run(head.size, watch).await?;
    Ok((head.size, walk.verdict(&head, gap).await?))
}

fn read_checkpoint(note: &str, log: LogOrigin, keys: &[VerifierKey]) -> Result<Checkpoint, LedgerError> {
    let signed = SignedCheckpoint::parse(note)?;
    let checkpoint = signed.verify(keys)?;
    if checkpoint.origin == log { Ok(checkpoint.clone()) } else { Err(LedgerError::UnknownKey) }
}

/// An event that differs from the stored tree at its place.
struct Difference {
    place: u64,
    event: EventId,
    /// The event before it, if it is on the same page.
    after: Option<EventId>,
    found: Sha256Hash,
    /// The hash in the tree. `None` if that part of it is missing.
    sealed: Option<Sha256Hash>,
}

/// A place without an event.
struct Gap {
    place: u64,
    after: Option<EventId>,
}

/// The walk over the events of a log, which keeps the first fault of each kind.
struct Walk<'a> {
    snapshot: &'a DatabaseTransaction,
    log: LogOrigin,
    builder: TreeBuilder,
    /// The checkpoints still to be compared, the smallest first.
    marks: VecDeque<Checkpoint>,
    /// The size of the last checkpoint that matches.
    holds: u64,
    /// The size of the first one that does not.
    fails: Option<u64>,
    tile: Option<TileCoordinate>,
    difference: Option<Difference>,
    mislabelled: Option<LogFault>,
}

impl<'a> Walk<'a> {
    fn new(snapshot: &'a DatabaseTransaction, log: LogOrigin, marks: Vec<Checkpoint>) -> Self {
        let builder = TreeBuilder::default();
        let marks = marks.into();
        Self { snapshot, log, builder, marks, holds: 0, fails: None, tile: None, difference: None, mislabelled: None }
    }

    /// Reads every event up to the size of the log, or up to the first place without an event.
    async fn run(&mut self, size: u64, watch: &mut impl FnMut(u64)) -> Result<Option<Gap>, StoreError> {
        self.pass_marks();
        let mut after = None;
        while self.builder.size() < size {
            let start = self.builder.size();
            let rows = sealed_from(self.snapshot, self.log, start).await?;
            let width = TILE_WIDTH as u64;
            let tiles = (start / width..size.min(start + EVENTS_PER_PAGE).div_ceil(width))
                .map(|index| TileCoordinate { level: 0, index });
            let stored = list_tiles(self.snapshot, self.log, &tiles.collect()).await?;
            for row in rows.iter().take(usize::try_from(size - start).unwrap_or(usize::MAX)) {
                let place = self.builder.size();
                if row.seq != Some(stored_size(place)) {
                    self.compare_edge(&stored, &rows, start).await?;
                    return Ok(Some(Gap { place, after }));
                }
                self.check_label(row, place);
                for tile in self.builder.push(leaf_hash(&row.leaf)) {
                    self.compare(&tile, &stored, &rows, start).await?;
                }
                self.pass_marks();
                after = Some(EventId(row.id));
            }
            let passed = self.builder.size();
            if passed < size.min(start + EVENTS_PER_PAGE) {
                self.compare_edge(&stored, &rows, start).await?;
                return Ok(Some(Gap { place: passed, after }));
            }
            if passed == size {
                self.compare_edge(&stored, &rows, start).await?;
            }
            watch(passed);
        }
        Ok(None)
    }

    fn pass_marks(&mut self) {
        while let Some(mark) = self.marks.pop_front_if(|mark| mark.size == self.builder.size()) {
            if mark.root != self.builder.root() {
                self.fails.get_or_insert(mark.size);
            } else if self.fails.is_none() {
                self.holds = mark.size;
            }
        }
    }

    fn check_label(&mut self, row: &consent_event::Model, place: u64) {
        let is_right =
            ConsentEvent::from_leaf(&row.leaf).is_ok_and(|event| event.id.0 == row.id && LogOrigin::of(&event) == self.log);
        if !is_right {
            self.mislabelled.get_or_insert(LogFault::Mislabelled { event: EventId(row.id), place });
        }
    }

    /// Compares the tiles that are not full.
    async fn compare_edge(&mut self, stored: &Tiles, rows: &[consent_event::Model], start: u64) -> Result<(), StoreError> {
        for tile in self.builder.edge().collect::<Vec<_>>() {
            self.compare(&tile, stored, rows, start).await?;
        }
        Ok(())
    }

    /// Compares a tile of the walk with the stored one. `rows` are the events of the page that starts at `start`.
    async fn compare(
        &mut self,
        tile: &Tile,
        stored: &Tiles,
        rows: &[consent_event::Model],
        start: u64,
    ) -> Result<(), StoreError> {
        let fetched;
        let stored = if tile.coordinate.level == 0 {
            stored.get(tile.coordinate)
        } else {
            fetched = list_tiles(self.snapshot, self.log, &BTreeSet::from([tile.coordinate])).await?;
            fetched.get(tile.coordinate)
        };
        let bytes = stored.map_or(&[][..], Tile::bytes);
        let Some(place) = tile.first_difference(bytes) else { return Ok(()) };
        self.tile.get_or_insert(tile.coordinate);
        let row = usize::try_from(place.saturating_sub(start)).ok().and_then(|index| rows.get(index));
        if let (0, None, Some(row)) = (tile.coordinate.level, &self.difference, row) {
            let (event, found, sealed) = (EventId(row.id), leaf_hash(&row.leaf), hash_at(bytes, place));
            let after = place.checked_sub(start + 1).and_then(|index| rows.get(usize::try_from(index).ok()?));
            let after = after.map(|row| EventId(row.id));
            self.difference = Some(Difference { place, event, after, found, sealed });
        }
        Ok(())
    }

    /// The first fault, after everything was read.
    async fn verdict(self, head: &Checkpoint, gap: Option<Gap>) -> Result<Option<LogFault>, StoreError> {
        if gap.is_some() || self.builder.root() != head.root {
            return self.name_event(head, gap).await.map(Some);
        }
        if let Some(size) = self.fails {
            return Ok(Some(LogFault::Inconsistent { size }));
        }
        if let Some(tile) = self.tile {
            return Ok(Some(LogFault::Tile(tile)));
        }
        if self.mislabelled.is_some() {
            return Ok(self.mislabelled);
        }
        let beyond = sealed_from(self.snapshot, self.log, head.size).await?;
        Ok(beyond.first().map(|row| LogFault::Inserted {
            event: EventId(row.id),
            place: row.seq.and_then(|seq| u64::try_from(seq).ok()).unwrap_or_default(),
        }))
    }

    /// The fault if the events do not lead to the signed root. If the stored leaves of the tree do, they show which
    /// event was changed.
    async fn name_event(self, head: &Checkpoint, gap: Option<Gap>) -> Result<LogFault, StoreError> {
        let wanted = self.difference.as_ref().map(|difference| difference.found);
        let (root, sealed_at) = read_leaf_tiles(self.snapshot, self.log, head.size, wanted).await?;
        let is_as_signed = root == Some(head.root);
        match (self.difference, gap) {
            (Some(Difference { place, event, after, sealed: Some(sealed), .. }), _) if is_as_signed => {
                let holder = find_leaf(self.snapshot, self.log, sealed).await?;
                Ok(match (holder, sealed_at) {
                    (Some((event, stands_at)), Some(_)) => LogFault::Moved { event, sealed_at: place, stands_at },
                    (Some(_), None) => LogFault::Inserted { event, place },
                    (None, Some(_)) => LogFault::Removed { place, after },
                    (None, None) => LogFault::Changed { event, place },
                })
            }
            (_, Some(gap)) => name_gap(self.snapshot, self.log, gap, is_as_signed).await,
            (difference, None) => {
                let to = self.fails.unwrap_or(head.size);
                Ok(LogFault::Rewritten { from: self.holds, to, first: difference.map(|difference| difference.event) })
            }
        }
    }
}

/// The fault at a place without an event: the sealed event was moved or removed.
async fn name_gap(
    snapshot: &DatabaseTransaction,
    log: LogOrigin,
    Gap { place, after }: Gap,
    is_as_signed: bool,
) -> Result<LogFault, StoreError> {
    let coordinate = TileCoordinate { level: 0, index: place / TILE_WIDTH as u64 };
    let tiles = list_tiles(snapshot, log, &BTreeSet::from([coordinate])).await?;
    let sealed = tiles.get(coordinate).and_then(|tile| hash_at(tile.bytes(), place)).filter(|_| is_as_signed);
    if let Some(sealed) = sealed
        && let Some((event, stands_at)) = find_leaf(snapshot, log, sealed).await?
    {
        return Ok(LogFault::Moved { event, sealed_at: place, stands_at });
    }
    Ok(LogFault::Removed { place, after })
}

/// The root of the stored leaves, if they are complete, and the place of one of them.
async fn read_leaf_tiles(
    snapshot: &DatabaseTransaction,
    log: LogOrigin,
    size: u64,
    wanted: Option<Sha256Hash>,
) -> Result<(Option<Sha256Hash>, Option<u64>), StoreError> {
    let mut builder = TreeBuilder::default();
    let mut found = None;
    while builder.size() < size {
        let next = builder.size() / TILE_WIDTH as u64;
        let tiles = leaf_tiles_from(snapshot, log, stored_size(next)).await?;
        for (index, tile) in (next..).zip(&tiles) {
            if tile.coordinate.index != index {
                return Ok((None, found));
            }
            for bytes in tile.bytes().as_chunks::<HASH_BYTES>().0 {
                if builder.size() == size {
                    break;
                }
                if wanted.is_some_and(|wanted| wanted.0 == *bytes) {
                    found.get_or_insert(builder.size());
                }
                builder.push(Sha256Hash(*bytes));
            }
        }
        if builder.size() < size && builder.size() / TILE_WIDTH as u64 == next {
            return Ok((None, found));
        }
    }
    Ok((Some(builder.root()), found))
}

/// The hash of the leaf at a place, from the bytes of its tile.
fn hash_at(bytes: &[u8], place: u64) -> Option<Sha256Hash> {
    let index = usize::try_from(place % TILE_WIDTH as u64).ok()?;
    bytes.as_chunks::<HASH_BYTES>().0.get(index).map(|hash| Sha256Hash(*hash))
}
