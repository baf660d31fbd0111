//! The shapes of requests and answers, as they are documented. The tests hold real answers against them.

#![expect(dead_code, reason = "they are described, never made")]

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a visitor decided about the purposes of a website's notice.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "idempotency_key": "0123456789abcdef0123456789abcdef", "notice_version": 1, "locale": "nl", "control": "own_choice",
    "gpc": false, "purposes": { "preferences": true, "analytics": true, "marketing": false },
}))]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionRequest {
    /// 128 random bits in hexadecimal; the same key may be sent any number of times with the same content.
    #[schema(pattern = "^[0-9a-fA-F]{32}$")]
    idempotency_key: String,
    /// The version of the notice that was shown.
    #[schema(minimum = 1)]
    notice_version: u32,
    /// The language it was shown in (BCP 47).
    #[schema(max_length = 35)]
    locale: String,
    /// What was pressed.
    control: Control,
    /// Whether the browser sends Global Privacy Control.
    gpc: bool,
    /// Every purpose of that version which needs consent, and whether it is granted; a withdrawal may name some.
    purposes: BTreeMap<String, bool>,
    /// The `event_id` of an earlier record of the same visitor: both join in one history.
    #[schema(required = false, nullable = false)]
    subject: Option<Uuid>,
    /// Whether a refusal is recorded too, with a receipt.
    #[schema(required = false, nullable = false)]
    receipt: Option<bool>,
}

/// A control of a website's notice.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Control {
    AcceptAll,
    RefuseAll,
    OwnChoice,
    Withdraw,
    Gpc,
}

/// A decision that is recorded.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recorded {
    /// The event in the log.
    event_id: Uuid,
    /// The visitor's receipt: a secret address.
    receipt_url: String,
}

/// A refusal that is counted: there is nothing more to say.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {}

/// The purpose that is taken back.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({ "purpose": "analytics" }))]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawalRequest {
    /// Its key.
    purpose: String,
}

/// What became of a withdrawal.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdrawal {
    /// The key of the purpose.
    purpose: String,
    /// Whether it stood until now.
    changed: bool,
}

/// The notice of a website in one language, with all that its layers show.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    /// The key of the website.
    site: String,
    /// Rises with each publication.
    #[schema(minimum = 1)]
    version: u32,
    /// Rises when those who decided before must be asked again.
    #[schema(minimum = 1)]
    ask: u32,
    /// Its language.
    locale: String,
    /// The languages there are.
    locales: Vec<String>,
    /// How long a choice is valid.
    #[schema(minimum = 6, maximum = 24)]
    validity_months: u32,
    /// The form of Google's Consent Mode.
    mode: Mode,
    /// Where it stands on the page.
    position: Position,
    colours: Colours,
    /// Who is responsible.
    controller: String,
    /// All that the notice says.
    privacy_url: String,
    /// Every visible text.
    texts: BTreeMap<String, String>,
    purposes: Vec<Purpose>,
}

/// The form of Google's Consent Mode.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mode {
    Basic,
    Advanced,
}

/// Where the notice stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Position {
    Bottom,
    Center,
}

/// Colours whose contrast was checked, as `#rrggbb`.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Colours {
    accent: String,
    on_accent: String,
}

/// A purpose.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Purpose {
    key: String,
    /// `exempt` needs no consent.
    basis: Basis,
    name: String,
    text: String,
    /// What is stored in the browser for it.
    items: Vec<Item>,
    vendors: Vec<String>,
}

/// The basis of a purpose of a website.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Basis {
    Consent,
    Exempt,
}

/// A cookie, or an item of the browser's storage.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    /// May end in `*`.
    name: String,
    kind: Kind,
    provider: String,
    duration: String,
    text: String,
}

/// Where an item is stored.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Cookie,
    Local,
    Session,
}

/// That an event is in its log. The last three are null while it is not sealed, which takes two seconds.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Inclusion {
    event: Uuid,
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
    checkpoint: Option<String>,
}

/// That a log of `to` events begins with the log of its first `from`.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Consistency {
    /// The origin of the log.
    log: String,
    from: u64,
    to: u64,
    /// Hashes in base64.
    proof: Vec<String>,
}
