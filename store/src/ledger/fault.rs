//! The faults that an audit of a log can find, in words for operators. They name events and places, never a person.

use domain::{
    id::EventId,
    ledger::{LedgerError, LogOrigin, TileCoordinate},
};

/// The first fault of a log. Places count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// The leaf differs from the sealed one at its place, and the sealed one does not exist.
    #[error("event {event}, at place {place}, was changed after it was sealed")]
    Changed {
        /// The event.
        event: EventId,
        /// Its place.
        place: u64,
    },
    /// The sealed event of a place does not exist.
    #[error("the event that was sealed at place {place}{} was removed", behind(.after))]
    Removed {
        /// The place.
        place: u64,
        /// The event before it.
        after: Option<EventId>,
    },
    /// An event has a place in the log but was never sealed.
    #[error("event {event}, at place {place}, was inserted: it was never sealed")]
    Inserted {
        /// The event.
        event: EventId,
        /// The place it has.
        place: u64,
    },
    /// An event is at another place than the sealed one.
    #[error("event {event} was sealed at place {sealed_at}, but {}: the order was changed", stands(*.stands_at))]
    Moved {
        /// The event.
        event: EventId,
        /// Where it was sealed.
        sealed_at: u64,
        /// Its place now. `None` if it has lost its place.
        stands_at: Option<u64>,
    },
    /// A sealed leaf is not an event of this log, or is stored under another id.
    #[error("event {event}, at place {place}, is not what its leaf says: its id, organisation or year was changed")]
    Mislabelled {
        /// The id it is stored under.
        event: EventId,
        /// Its place.
        place: u64,
    },
    /// Every leaf matches its signature, but a part of the stored tree does not.
    #[error("every event is as it was sealed, but the stored tile {}/{} of the tree was changed or removed", .0.level, .0.index)]
    Tile(TileCoordinate),
    /// Events and tiles were altered together.
    #[error("an event sealed at a place from {from} up to {to} was altered, and the stored tree with it{}", seen(.first))]
    Rewritten {
        /// The number of leaves of the last checkpoint that matches.
        from: u64,
        /// The number of leaves of the first that does not.
        to: u64,
        /// The first event that differs from its tile, if there is one.
        first: Option<EventId>,
    },
    /// The newest checkpoint is missing, or its signature is wrong.
    #[error("its newest checkpoint is missing or was changed: {0}")]
    Checkpoint(LedgerError),
    /// A kept checkpoint cannot be read.
    #[error("the checkpoint kept of its first {size} events is not as it was signed: {error}")]
    KeptCheckpoint {
        /// The size it is kept under.
        size: u64,
        /// The error.
        error: LedgerError,
    },
    /// A checkpoint was signed over more leaves than the log has.
    #[error("a checkpoint of {signed} events was signed, but the log has only {size}: its end was cut off")]
    Shorter {
        /// The signed size.
        signed: u64,
        /// The actual size.
        size: u64,
    },
    /// A log is marked as deleted before its proof period is over.
    #[error("it is marked as deleted, but proof of {year} is to be kept for {years} years after it")]
    DeletedEarly {
        /// The year of the log.
        year: i16,
        /// How many years it must be kept.
        years: i16,
    },
    /// The log does not continue a checkpoint.
    #[error("its first {size} events are not those of the checkpoint signed over so many: the log was rewritten")]
    Inconsistent {
        /// The size of that checkpoint.
        size: u64,
    },
}

impl LogFault {
    /// The table and the row of a log that it concerns. An event is named by its id, or by its place if it has none.
    pub fn record(&self, log: LogOrigin) -> (&'static str, String) {
        match self {
            Self::Changed { event, .. }
            | Self::Inserted { event, .. }
            | Self::Moved { event, .. }
            | Self::Mislabelled { event, .. }
            | Self::Rewritten { first: Some(event), .. } => ("consent_event", event.to_string()),
            Self::Removed { place, .. } => ("consent_event", format!("{log} {place}")),
            Self::Rewritten { from, to, first: None } => ("consent_event", format!("{log} {from}-{to}")),
            Self::Tile(tile) => ("log_tile", format!("{log} {}/{}", tile.level, tile.index)),
            Self::KeptCheckpoint { size, .. } => ("log_checkpoint", format!("{log} {size}")),
            Self::Checkpoint(_) | Self::Shorter { .. } | Self::DeletedEarly { .. } | Self::Inconsistent { .. } => {
                ("log", log.to_string())
            }
        }
    }
}

fn behind(event: &Option<EventId>) -> String {
    event.map_or_else(String::new, |event| format!(", after event {event},"))
}

fn stands(place: Option<u64>) -> String {
    place.map_or_else(|| "has lost its place".to_owned(), |place| format!("stands at {place}"))
}

fn seen(event: &Option<EventId>) -> String {
    event.map_or_else(String::new, |event| format!("; the first that differs from it is event {event}"))
}
