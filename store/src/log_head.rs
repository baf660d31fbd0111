//! The newest checkpoint of a log, and what of the logs may be served. It must not know how a log is stored.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use domain::{
    calendar::Millis,
    ledger::{Checkpoint, LedgerError, LogOrigin, SignedCheckpoint, VerifierKey},
};

/// The newest checkpoint of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Its content.
    pub checkpoint: Checkpoint,
    /// The whole signed note.
    pub note: String,
    /// When it was signed.
    pub sealed_at: Millis,
    /// When the log was deleted, at the end of its proof period.
    pub deleted_at: Option<Millis>,
}

impl LogHead {
    /// Checks that a trusted key signed it.
    ///
    /// # Errors
    /// As [`SignedCheckpoint::verify`].
    pub fn verify(&self, trusted: &[VerifierKey]) -> Result<(), LedgerError> {
        SignedCheckpoint::parse(&self.note)?.verify(trusted).map(drop)
    }
}

/// The newest checkpoint of each log that may be served. Until it is set, all may: commands read what is stored.
#[derive(Debug, Default)]
pub(crate) struct Served(RwLock<Option<BTreeMap<LogOrigin, LogHead>>>);

impl Served {
    /// Serves nothing that is newer than these checkpoints.
    pub(crate) fn set(&self, heads: Vec<LogHead>) {
        let heads = heads.into_iter().map(|head| (head.checkpoint.origin, head)).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(heads);
    }

    /// Whether the event at this place of a log may be served as sealed. `None` is an event that waits.
    pub(crate) fn covers(&self, log: Option<LogOrigin>, place: Option<i64>) -> bool {
        let limits = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let Some(limits) = limits.as_ref() else { return place.is_some() };
        let limit = log.and_then(|log| limits.get(&log));
        let place = place.and_then(|place| u64::try_from(place).ok());
        place.zip(limit).is_some_and(|(place, limit)| place < limit.checkpoint.size)
    }

    /// The checkpoint of a log to serve, of the newest one in the database.
    pub(crate) fn limit(&self, log: LogOrigin, head: Option<LogHead>) -> Option<LogHead> {
        let limits = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let Some(limits) = limits.as_ref() else { return head };
        let (head, limit) = (head?, limits.get(&log)?);
        // A snapshot may be older than the limit.
        Some(if head.checkpoint.size <= limit.checkpoint.size { head } else { limit.clone() })
    }
}
