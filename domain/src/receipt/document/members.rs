//! The members of a receipt, as docs/ledger.md publishes them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    consent::{Control, State, SubjectMatter},
    hash::Sha256Hash,
    id::Key,
    locale::Locale,
    notice::purpose::Basis,
};

/// A receipt: the decisions of one data subject, each with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceiptDocument {
    #[serde(flatten)]
    pub(super) header: Header,
    #[serde(rename = "dct:created")]
    pub(super) created: String,
    /// A copy of the evidence of the newest record, for a check of one decision.
    #[serde(flatten)]
    pub(super) evidence: Evidence,
    #[serde(rename = "dpv:hasRecordOfActivity")]
    pub(super) records: Vec<Record>,
    pub(super) notices: Vec<NoticeCopy>,
}

/// The header of the file. Only the name differs between receipts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Header {
    #[serde(rename = "@context")]
    pub(super) context: Value,
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "dct:identifier")]
    pub(super) identifier: String,
    #[serde(rename = "dct:conformsTo")]
    pub(super) conforms_to: Vec<String>,
    pub(super) format: u32,
}

/// The proof of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Evidence {
    /// Base64 of the leaf's bytes.
    pub(super) leaf: String,
    pub(super) sealed: bool,
    pub(super) leaf_index: Option<u64>,
    /// Base64 of each hash.
    pub(super) proof: Option<Vec<String>>,
    pub(super) checkpoint: Option<String>,
}

/// The full text of a notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct NoticeCopy {
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(rename = "@type")]
    pub(super) kind: String,
    pub(super) version: u32,
    pub(super) hash: Sha256Hash,
    /// The content that the hash of the notice covers. It is kept as parsed, so that unknown members are hashed too.
    pub(super) content: Value,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "dct:identifier")]
    pub(super) identifier: String,
    #[serde(rename = "dct:conformsTo")]
    pub(super) conforms_to: Vec<String>,
    #[serde(flatten)]
    pub(super) about: SubjectMatter,
    pub(super) control: Control,
    pub(super) origin: String,
    #[serde(flatten)]
    pub(super) times: Times,
    #[serde(rename = "dpv:hasDataSubject")]
    pub(super) data_subject: DataSubject,
    #[serde(rename = "dpv:hasNotice")]
    pub(super) notice: NoticeShown,
    #[serde(rename = "dpv:hasProcess")]
    pub(super) processes: Vec<Process>,
    #[serde(flatten)]
    pub(super) facts: Facts,
    #[serde(rename = "dpv:hasConsentControl")]
    pub(super) consent_control: Option<ConsentControl>,
    #[serde(flatten)]
    pub(super) evidence: Evidence,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Times {
    pub(super) recorded_at: String,
    pub(super) decided_at: String,
    pub(super) valid_until: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct DataSubject {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    pub(super) commitment: Sha256Hash,
    /// Present together with `salt`, or both absent after erasure.
    pub(super) pseudonym: Option<Uuid>,
    /// 64 hexadecimal digits.
    pub(super) salt: Option<Sha256Hash>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct NoticeShown {
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(rename = "@type")]
    pub(super) kind: String,
    pub(super) version: u32,
    pub(super) hash: Sha256Hash,
    #[serde(rename = "dct:language")]
    pub(super) language: Locale,
}

/// One purpose: the decision on it and the words of the notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Process {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    pub(super) purpose: Key,
    pub(super) basis: Basis,
    pub(super) state: State,
    #[serde(rename = "dpv:hasLegalBasis")]
    pub(super) legal_basis: Option<String>,
    /// Present if the basis is consent.
    #[serde(rename = "dpv:hasConsentStatus", default, skip_serializing_if = "Option::is_none")]
    pub(super) consent_status: Option<Status>,
    /// Present if the basis is not consent.
    #[serde(rename = "dpv:hasStatus", default, skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<Status>,
    #[serde(rename = "dpv:hasPurpose")]
    pub(super) words: PurposeWords,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Status {
    #[serde(rename = "@type", default, skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(rename = "dpv:isIndicatedAtTime")]
    pub(super) at: String,
    #[serde(rename = "dpv:isIndicatedBy")]
    pub(super) by: String,
    #[serde(rename = "dpv:hasIndicationMethod")]
    pub(super) method: Control,
    #[serde(rename = "dpv:hasDuration")]
    pub(super) duration: Duration,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Duration {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "rdf:value")]
    pub(super) value: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PurposeWords {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    /// `None` if the notice has no such purpose.
    #[serde(rename = "dct:description")]
    pub(super) text: Option<Text>,
    #[serde(rename = "dpv:hasJustification", default, skip_serializing_if = "Option::is_none")]
    pub(super) interest: Option<Text>,
}

/// The facts of the notice that are the same for every purpose, in the language that was shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Facts {
    #[serde(rename = "dpv:hasDataController")]
    pub(super) controller: Controller,
    #[serde(rename = "dpv:hasJurisdiction")]
    pub(super) jurisdiction: String,
    #[serde(rename = "dpv:hasApplicableLaw")]
    pub(super) law: String,
    #[serde(rename = "dpv:hasPersonalData")]
    pub(super) data: Described,
    #[serde(rename = "dpv:hasRecipient")]
    pub(super) recipients: Described,
    #[serde(rename = "dpv:hasStorageCondition")]
    pub(super) storage: [Storage; 2],
    #[serde(rename = "dpv:hasRight")]
    pub(super) rights: Described,
    #[serde(rename = "dpv:hasAuthority")]
    pub(super) authority: Described,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Controller {
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "dpv:hasName")]
    pub(super) name: String,
    #[serde(rename = "dpv:hasContact")]
    pub(super) contact: String,
    #[serde(rename = "dpv:hasDataProtectionOfficer")]
    pub(super) privacy_officer: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Described {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "dct:description")]
    pub(super) text: Text,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Storage {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "dct:description", default, skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<Text>,
    #[serde(rename = "dpv:hasDuration", default, skip_serializing_if = "Option::is_none")]
    pub(super) duration: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct ConsentControl {
    #[serde(rename = "@type")]
    pub(super) kind: String,
    #[serde(rename = "dpv:isExercisedAt")]
    pub(super) address: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Text {
    #[serde(rename = "@language")]
    pub(super) language: Locale,
    #[serde(rename = "@value")]
    pub(super) value: String,
}
