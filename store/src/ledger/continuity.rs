//! Whether logs continue their last checkpoints, which are kept outside the database. It must not know where.

use domain::{
    ledger::{Checkpoint, LastCheckpoints, LogOrigin, Tiles, VerifierKey, verify_consistency},
    retention::newest_ended_log,
};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryOrder as _};

use super::{
    fault::LogFault,
    logs::{head_of, list_tiles},
};
use crate::{clock::now, entity::ledger::log, error::StoreError, log_head::LogHead, store::Store};

impl Store {
    /// From now on checkpoints and proofs are served up to these checkpoints only, which were written down elsewhere.
    /// An event that is sealed after them is served as one that waits. Else a log could be cut off, and continued in
    /// another way behind what somebody holds.
    pub fn serve_up_to(&self, heads: Vec<LogHead>) {
        self.inner.served.set(heads);
    }

    /// The newest checkpoint of every log, by organisation and year, also of deleted ones. It is what is stored, not
    /// what may be served.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], and [`StoreError::Broken`] if a stored text is not a checkpoint of its log.
    pub async fn list_log_heads(&self) -> Result<Vec<LogHead>, StoreError> {
        let query = log::Entity::find().order_by_asc(log::Column::OrganisationId).order_by_asc(log::Column::Year);
        let rows = query.all(self.read()).await?;
        rows.into_iter().map(|row| LogHead::of(row).ok_or(StoreError::unreadable("a checkpoint"))).collect()
    }

    /// The first log that does not continue its last checkpoint, with the fault. `heads` are those of the database.
    /// Each must be signed with the key. `None` if every log does.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_discontinuity(
        &self,
        heads: &[LogHead],
        last: &LastCheckpoints,
        key: &VerifierKey,
    ) -> Result<Option<(LogOrigin, LogFault)>, StoreError> {
        for head in heads {
            let log = head.checkpoint.origin;
            let is_kept = last.note(log) == Some(head.note.as_str());
            if !is_kept && let Err(error) = head.verify(std::slice::from_ref(key)) {
                return Ok(Some((log, LogFault::Checkpoint(error))));
            }
        }
        for kept in last.iter() {
            let head = heads.iter().find(|head| head.checkpoint.origin == kept.origin);
            if let Some(fault) = discontinuity(self.read(), head, kept).await? {
                return Ok(Some((kept.origin, fault)));
            }
        }
        Ok(None)
    }
}

/// The fault if a log does not continue its last checkpoint. `head` is its newest one in the database.
pub(super) async fn discontinuity(
    connection: &impl ConnectionTrait,
    head: Option<&LogHead>,
    kept: &Checkpoint,
) -> Result<Option<LogFault>, StoreError> {
    let size = head.map_or(0, |head| head.checkpoint.size);
    let Some(head) = head.filter(|_| size >= kept.size) else {
        return Ok(Some(LogFault::Shorter { signed: kept.size, size }));
    };
    if size == kept.size {
        let is_same = head.checkpoint.root == kept.root;
        return Ok((!is_same).then_some(LogFault::Inconsistent { size }));
    }
    // At the end of its proof period the tree is deleted, and nothing is left to compare.
    if head.deleted_at.is_some() && kept.origin.year <= newest_ended_log(now()) {
        return Ok(None);
    }
    let tiles = list_tiles(connection, kept.origin, &Tiles::needed_for_consistency(kept.size, size)).await?;
    let is_continued = tiles
        .prove_consistency(kept.size, size)
        .is_ok_and(|proof| verify_consistency((kept.size, kept.root), (size, head.checkpoint.root), &proof).is_ok());
    Ok((!is_continued).then_some(LogFault::Inconsistent { size: kept.size }))
}

/// As [`discontinuity`], of every log, within a transaction that writes.
pub(super) async fn first_discontinuity(
    connection: &impl ConnectionTrait,
    last: &LastCheckpoints,
) -> Result<Option<(LogOrigin, LogFault)>, StoreError> {
    for kept in last.iter() {
        let head = head_of(connection, kept.origin).await?;
        if let Some(fault) = discontinuity(connection, head.as_ref(), kept).await? {
            return Ok(Some((kept.origin, fault)));
        }
    }
    Ok(None)
}
