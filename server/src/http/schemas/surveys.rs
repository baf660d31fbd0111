//! The shapes of surveys and responses.

#![expect(dead_code, reason = "they are described, never made")]

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A language of forms (BCP 47).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Language {
    Nl,
    En,
}

/// How a response arrived.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Arrival {
    Link,
    Import,
    Api,
    Demo,
}

/// A page of responses.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Responses {
    items: Vec<Response>,
    /// For the next page; null where this is the last.
    #[schema(required)]
    next_cursor: Option<String>,
    /// When this was so (RFC 3339).
    #[schema(format = DateTime)]
    as_of: String,
}

/// A response with its provenance.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    response_id: Uuid,
    /// Its id in the source it was imported from.
    #[schema(required)]
    external_id: Option<String>,
    #[schema(format = DateTime)]
    submitted_at: String,
    locale: Language,
    channel: Arrival,
    /// By the key of the question: a score, a number, a text, a code, a list of codes, or for a matrix an object of scores.
    answers: BTreeMap<String, Value>,
    /// The questions answered with "don't know / not applicable".
    not_applicable: Vec<String>,
    /// By the key of the attribute.
    attributes: BTreeMap<String, String>,
    /// How they came: `import`, `api` or `demo`, by a link that nobody checked (`link`), or by a `signed_link`; null where there are none.
    #[schema(required)]
    attributes_by: Option<String>,
    /// The names of the tags of its comments, in their order; empty where it has none.
    tags: Vec<String>,
    /// The event by which it may be used; null in light mode.
    #[schema(required)]
    consent_event_id: Option<Uuid>,
    notice_version: u32,
    /// SHA-256 of the notice, hexadecimal.
    notice_hash: String,
    /// The purposes that stand, the base purpose first.
    purposes_given: Vec<String>,
    /// When the base purpose was decided; null in light mode.
    #[schema(required, format = DateTime)]
    decided_at: Option<String>,
}

/// A response to be stored.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "idempotency_key": "0123456789abcdef0123456789abcdef", "version": "019a9a2e-7d1c-7c3a-9a51-0d5f3e8a6b11", "locale": "nl",
    "answers": { "recommend": 9, "reason": "Vers brood." }, "purposes": [],
}))]
#[serde(deny_unknown_fields)]
pub(crate) struct NewResponse {
    /// 128 random bits in hexadecimal; the same key may be sent any number of times with the same content. Whoever has it has the receipt.
    #[schema(pattern = "^[0-9a-fA-F]{32}$")]
    idempotency_key: String,
    /// The `version.id` of the survey that the respondent answered.
    version: Uuid,
    /// The language in which it was asked.
    locale: Language,
    /// By the key of the question: a score, a number, a text, a code, a list of codes, for a matrix an object of scores, or `na`.
    #[schema(required = false, nullable = false)]
    answers: Option<BTreeMap<String, Value>>,
    /// The keys of the optional purposes that the respondent ticked.
    #[schema(required = false, nullable = false)]
    purposes: Option<Vec<String>>,
    /// How to reach the respondent, with the purpose `contact` only.
    #[schema(required = false, nullable = false)]
    contact: Option<ContactDetails>,
    /// By the key of the attribute: a text or a number.
    #[schema(required = false, nullable = false)]
    attributes: Option<BTreeMap<String, Value>>,
}

/// An e-mail address, a telephone number, or both.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactDetails {
    #[schema(required = false, nullable = false)]
    email: Option<String>,
    #[schema(required = false, nullable = false)]
    phone: Option<String>,
}

/// A response that is on disk.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stored {
    /// The secret address of the receipt, for the respondent; null in light mode.
    #[schema(required)]
    receipt_url: Option<String>,
    /// The attributes that were not kept.
    dropped_attributes: Vec<String>,
}
