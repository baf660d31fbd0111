//! A document as JSON, and nothing around it.

use axum::Json;
use serde::Serialize;
use serde_json::Value;

/// The document, its members in the order of their names.
///
/// # Panics
/// Never for our own types: they hold no map with keys that are not text.
pub(crate) fn plain_json(document: &impl Serialize) -> Json<Value> {
    Json(serde_json::to_value(document).expect("our own types have a JSON form"))
}
