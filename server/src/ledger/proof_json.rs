//! Proofs as JSON, for programs and for the command line alike. It must not know where they come from.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    consent::ConsentEvent,
    error::ErrorCode,
    hash::Sha256Hash,
    id::EventId,
    ledger::{LogOrigin, leaf_hash},
    receipt::document::StoredEvent,
};
use serde::Serialize;
use utoipa::ToSchema;

/// That an event is in its log. The last three are null while it is not sealed, which takes two seconds.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Inclusion<'a> {
    #[schema(value_type = Uuid)]
    event: EventId,
    /// The origin of the log, as in its checkpoints.
    log: String,
    /// RFC 9162 hash of the leaf, base64.
    leaf_hash: String,
    sealed: bool,
    #[schema(required)]
    leaf_index: Option<u64>,
    /// Hashes in base64.
    #[schema(required)]
    proof: Option<Vec<String>>,
    /// A signed note (C2SP tlog-checkpoint).
    #[schema(required)]
    checkpoint: Option<&'a str>,
}

/// That a log of `to` events begins with the log of its first `from`.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Consistency {
    /// The origin of the log.
    log: String,
    from: u64,
    to: u64,
    /// Hashes in base64.
    proof: Vec<String>,
}

/// That an event is in its log, without the event itself: who has the leaf has its hash.
///
/// # Errors
/// When what is stored is no event.
pub fn inclusion(stored: &StoredEvent) -> Result<Inclusion<'_>, ErrorCode> {
    let event = ConsentEvent::from_leaf(&stored.leaf)?;
    let seal = stored.seal.as_ref();
    Ok(Inclusion {
        event: event.id,
        log: LogOrigin::of(&event).to_string(),
        leaf_hash: STANDARD.encode(leaf_hash(&stored.leaf).0),
        sealed: seal.is_some(),
        leaf_index: seal.map(|seal| seal.leaf_index),
        proof: seal.map(|seal| hashes(&seal.proof)),
        checkpoint: seal.map(|seal| seal.checkpoint.as_str()),
    })
}

/// That a log of `to` leaves begins with the log of its first `from`.
pub fn consistency(log: LogOrigin, from: u64, to: u64, proof: &[Sha256Hash]) -> Consistency {
    Consistency { log: log.to_string(), from, to, proof: hashes(proof) }
}

fn hashes(proof: &[Sha256Hash]) -> Vec<String> {
    proof.iter().map(|hash| STANDARD.encode(hash.0)).collect()
}
