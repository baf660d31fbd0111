//! Proofs as JSON, for programs and for the command line alike. It must not know where they come from.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    consent::ConsentEvent,
    error::ErrorCode,
    hash::Sha256Hash,
    ledger::{LogOrigin, leaf_hash},
    receipt::document::StoredEvent,
};
use serde_json::{Value, json};

/// That an event is in its log, without the event itself: who has the leaf has its hash.
///
/// # Errors
/// When what is stored is no event.
pub fn inclusion(stored: &StoredEvent) -> Result<Value, ErrorCode> {
    let event = ConsentEvent::from_leaf(&stored.leaf)?;
    let seal = stored.seal.as_ref();
    Ok(json!({
        "event": event.id,
        "log": LogOrigin::of(&event).to_string(),
        "leaf_hash": STANDARD.encode(leaf_hash(&stored.leaf).0),
        "sealed": seal.is_some(),
        "leaf_index": seal.map(|seal| seal.leaf_index),
        "proof": seal.map(|seal| hashes(&seal.proof)),
        "checkpoint": seal.map(|seal| &seal.checkpoint),
    }))
}

/// That a log of `to` leaves begins with the log of its first `from`.
pub fn consistency(log: LogOrigin, from: u64, to: u64, proof: &[Sha256Hash]) -> Value {
    json!({ "log": log.to_string(), "from": from, "to": to, "proof": hashes(proof) })
}

fn hashes(proof: &[Sha256Hash]) -> Vec<String> {
    proof.iter().map(|hash| STANDARD.encode(hash.0)).collect()
}
