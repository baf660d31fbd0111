//! The receipt as a JSON-LD file, and the check of such a file. It follows W3C DPV's guide to ISO/IEC TS 27560, and
//! adds the proof of each decision. The format is published in docs/ledger.md. The words for the outcomes are in `app`.

mod check;
mod members;
mod statements;
mod terms;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use uuid::Uuid;

use crate::{
    calendar::Millis,
    consent::{ConsentEvent, Subject},
    error::{ErrorCode, expected::Expected},
    hash::Sha256Hash,
    id::NoticeVersionId,
    notice::PublishedNotice,
};

use members::{Evidence, Header, NoticeCopy, Record};

pub use check::{Check, CheckCode, Outcome, ReceiptReport, RecordReport, Verdict, verify_receipt};
pub use members::ReceiptDocument;

/// The number of the format that docs/ledger.md describes. It increases with a change that an older verifier would
/// misread.
const FORMAT: u32 = 1;

/// A stored event of one data subject.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// The bytes of its leaf.
    pub leaf: Vec<u8>,
    /// Pseudonym and salt, unless erased. They prove that the event is about their owner.
    pub subject: Option<Subject>,
    /// The position in the log. `None` if the event is not in the log yet.
    pub seal: Option<Seal>,
}

/// The proof that a leaf is in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The index of the leaf in the log, from 0.
    pub leaf_index: u64,
    /// The inclusion proof up to the root of the checkpoint.
    pub proof: Vec<Sha256Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

impl ReceiptDocument {
    /// The receipt of the events of one data subject, oldest first, with the words of every notice that was shown.
    ///
    /// `address` is the page for viewing, withdrawal, objection and erasure.
    ///
    /// # Errors
    /// [`ErrorCode::Required`] without an event, [`ErrorCode::Invalid`] for a leaf that is no event or for a missing
    /// notice.
    pub fn new(
        created: Millis,
        address: Option<&str>,
        notices: &[PublishedNotice],
        events: &[StoredEvent],
    ) -> Result<Self, ErrorCode> {
        let mut records = Vec::new();
        let mut shown: Vec<&PublishedNotice> = Vec::new();
        for stored in events {
            let event = ConsentEvent::from_leaf(&stored.leaf)?;
            let notice = notices
                .iter()
                .find(|notice| notice.reference() == event.notice)
                .ok_or(ErrorCode::Invalid { expected: Expected::NoticeOfEachEvent })?;
            if !shown.iter().any(|known| known.id == notice.id) {
                shown.push(notice);
            }
            records.push(Record::new(&event, &notice.notice, stored, address));
        }
        let newest = records.last().ok_or(ErrorCode::Required)?;
        Ok(Self {
            header: Header::new(&newest.identifier),
            created: created.rfc3339(),
            evidence: newest.evidence.clone(),
            records,
            notices: shown.into_iter().map(NoticeCopy::new).collect(),
        })
    }

    /// The content of the file, formatted for reading.
    ///
    /// # Panics
    /// Never: every part of the document has a JSON form.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a receipt has a JSON form")
    }
}

impl Header {
    /// The header of the receipt whose newest event is `newest`.
    fn new(newest: &str) -> Self {
        Self {
            context: terms::context(),
            id: format!("urn:uuid:{newest}#receipt"),
            kind: "dpv:ConsentReceipt".into(),
            identifier: newest.to_owned(),
            conforms_to: terms::RECEIPT_PROFILES.map(Into::into).to_vec(),
            format: FORMAT,
        }
    }
}

impl Evidence {
    fn new(stored: &StoredEvent) -> Self {
        let seal = stored.seal.as_ref();
        Self {
            leaf: STANDARD.encode(&stored.leaf),
            sealed: seal.is_some(),
            leaf_index: seal.map(|seal| seal.leaf_index),
            proof: seal.map(|seal| seal.proof.iter().map(|hash| STANDARD.encode(hash.0)).collect()),
            checkpoint: seal.map(|seal| seal.checkpoint.clone()),
        }
    }
}

impl NoticeCopy {
    fn new(notice: &PublishedNotice) -> Self {
        let content = serde_json::to_value(&notice.notice).expect("a notice has a JSON form");
        Self { id: urn(notice.id.0), kind: terms::NOTICE.into(), version: notice.number, hash: notice.hash, content }
    }

    fn is(&self, id: NoticeVersionId) -> bool {
        self.id == urn(id.0)
    }
}

/// The URN of a UUID.
fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}
