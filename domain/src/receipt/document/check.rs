//! Checks whether a receipt says what its leaves say, and whether its leaves are in the log. It needs only the file and
//! the trusted keys, so it runs in the visitor's browser without a network.

use std::collections::HashSet;

use serde::{Deserialize as _, Serialize};
use strum::VariantArray;

use super::{
    FORMAT, ReceiptDocument,
    members::{Facts, Header, NoticeCopy, NoticeShown, Process, Record, Times},
    terms, urn,
};
use crate::{
    consent::{ConsentEvent, Subject},
    hash::Sha256Hash,
    ledger::{Checkpoint, LedgerError, LogOrigin, SignedCheckpoint, VerifierKey, verify_inclusion},
    notice::Notice,
};

/// The checks of a record, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum CheckCode {
    /// The leaf is a consent event in its canonical form.
    Leaf,
    /// The record names the event, organisation, survey or site, control and origin of the leaf.
    Event,
    /// The record states all purposes, bases and states of the leaf, in order.
    Decisions,
    /// The record states the times of the leaf.
    Times,
    /// The record names the notice of the leaf: identifier, version, hash and language.
    Notice,
    /// The notice in the receipt has that hash, and the record uses the words of the notice.
    Words,
    /// Pseudonym and salt match the commitment in the leaf: the event is about their owner.
    Subject,
    /// The checkpoint is of the log of the leaf: its organisation and year.
    Log,
    /// The leaf is in the tree of the checkpoint.
    Inclusion,
    /// A trusted key signed the checkpoint.
    Signature,
}

impl CheckCode {
    /// Every check.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The check passed.
    Passed,
    /// The check failed: something was changed, or is not what it claims to be.
    Failed,
    /// The check could not run: the event is not sealed yet or is erased, no key is trusted, or an earlier check
    /// failed.
    NotChecked,
}

/// One check and its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The kind of check.
    pub code: CheckCode,
    /// The outcome.
    pub outcome: Outcome,
}

/// The result of checking one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordReport {
    /// The event in the leaf, independent of the record. `None` if the leaf cannot be parsed.
    pub event: Option<ConsentEvent>,
    /// The notice of the decision. `None` if the receipt does not hold it as the leaf names it ([`CheckCode::Words`]).
    pub notice: Option<Notice>,
    /// The checkpoint. It can be trusted only if [`CheckCode::Signature`] passed.
    pub checkpoint: Option<Checkpoint>,
    /// Every check, in the order of [`CheckCode`].
    pub checks: Vec<Check>,
}

/// The result of checking a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptReport {
    /// Whether the file is a receipt in the known format, named after its newest record, with a copy of the evidence of
    /// that record.
    pub form: Outcome,
    /// The records, oldest first.
    pub records: Vec<RecordReport>,
}

/// The overall result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every decision is in a log signed by a trusted key, unchanged.
    Proven,
    /// No check failed, but not every check could run.
    Incomplete,
    /// A check failed.
    Broken,
}

impl ReceiptReport {
    /// The overall result. A receipt with an erased pseudonym can still be proven, because the log only ever held its
    /// commitment.
    pub fn verdict(&self) -> Verdict {
        let checks = || self.records.iter().flat_map(|record| &record.checks);
        if self.form == Outcome::Failed || checks().any(|check| check.outcome == Outcome::Failed) {
            Verdict::Broken
        } else if checks().any(|check| check.outcome == Outcome::NotChecked && check.code != CheckCode::Subject) {
            Verdict::Incomplete
        } else {
            Verdict::Proven
        }
    }
}

/// Checks the text of a receipt against the trusted keys.
pub fn verify_receipt(text: &str, trusted: &[VerifierKey]) -> ReceiptReport {
    let Some(document) = read(text) else {
        return ReceiptReport { form: Outcome::Failed, records: Vec::new() };
    };
    let repeats = |newest: &Record| newest.evidence == document.evidence && document.header == Header::new(&newest.identifier);
    let sound = document.records.last().is_some_and(repeats) && nothing_twice(&document);
    let records = document.records.iter().map(|record| check(record, &document.notices, trusted)).collect();
    ReceiptReport { form: passed_if(sound), records }
}

/// Parses a receipt. `None` if it has other members than the format, because these would not be checked.
fn read(text: &str) -> Option<ReceiptDocument> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let document = ReceiptDocument::deserialize(&value).ok()?;
    (document.header.format == FORMAT && serde_json::to_value(&document).ok()? == value).then_some(document)
}

/// Whether each event and each notice occurs once, in the order in which the records name them.
fn nothing_twice(document: &ReceiptDocument) -> bool {
    let mut events = HashSet::new();
    let mut named = HashSet::new();
    let notices = document.records.iter().map(|record| &record.notice.id).filter(|id| named.insert(*id));
    document.records.iter().all(|record| events.insert(&record.id))
        && document.notices.iter().map(|notice| &notice.id).eq(notices)
}

fn check(record: &Record, notices: &[NoticeCopy], trusted: &[VerifierKey]) -> RecordReport {
    let leaf = record.evidence.leaf();
    let event = leaf.as_ref().and_then(|leaf| ConsentEvent::from_leaf(leaf).ok().filter(|event| event.leaf() == *leaf));
    let Some((leaf, event)) = leaf.zip(event) else {
        let checks = checks([Outcome::Failed], Outcome::NotChecked);
        return RecordReport { event: None, notice: None, checkpoint: None, checks };
    };
    let signed = record.evidence.checkpoint.as_ref().map(|text| SignedCheckpoint::parse(text));
    let notice = words(record, &event, notices);
    let [log, inclusion, signature] = sealed(record, &leaf, &event, signed.as_ref(), trusted);
    let outcomes = [
        Outcome::Passed,
        passed_if(same_event(record, &event)),
        passed_if(same_decisions(record, &event)),
        passed_if(record.times == Times::new(&event)),
        passed_if(record.notice == NoticeShown::new(&event)),
        passed_if(notice.is_some()),
        subject(record, &event),
        log,
        inclusion,
        signature,
    ];
    let checkpoint = signed.and_then(Result::ok).map(|signed| signed.checkpoint().clone());
    RecordReport { event: Some(event), notice, checkpoint, checks: checks(outcomes, Outcome::NotChecked) }
}

/// The outcomes of log, inclusion and signature.
fn sealed(
    record: &Record,
    leaf: &[u8],
    event: &ConsentEvent,
    signed: Option<&Result<SignedCheckpoint, LedgerError>>,
    trusted: &[VerifierKey],
) -> [Outcome; 3] {
    let evidence = &record.evidence;
    let (index, proof, signed) = match (evidence.sealed, evidence.leaf_index, evidence.proof(), signed) {
        (true, Some(index), Some(proof), Some(Ok(signed))) => (index, proof, signed),
        (false, None, None, None) if evidence.proof.is_none() => return [Outcome::NotChecked; 3],
        _ => return [Outcome::Failed; 3],
    };
    let checkpoint = signed.checkpoint();
    let signature = match signed.verify(trusted) {
        Ok(_) => Outcome::Passed,
        Err(LedgerError::UnknownKey) => Outcome::NotChecked,
        Err(_) => Outcome::Failed,
    };
    [
        passed_if(checkpoint.origin == LogOrigin::of(event)),
        passed_if(verify_inclusion(leaf, index, checkpoint.size, &proof, checkpoint.root).is_ok()),
        signature,
    ]
}

fn same_event(record: &Record, event: &ConsentEvent) -> bool {
    record.id == urn(event.id.0)
        && record.kind == terms::RECORD
        && record.conforms_to == terms::RECORD_PROFILES
        && record.identifier == event.id.to_string()
        && record.facts.organisation() == urn(event.organisation.0)
        && record.about == event.about
        && record.control == event.control
        && record.origin == event.origin
        && record.consent_control.as_ref().is_none_or(|control| control.kind == terms::CONSENT_CONTROL)
}

fn same_decisions(record: &Record, event: &ConsentEvent) -> bool {
    record.processes.len() == event.decisions.len()
        && record.processes.iter().zip(&event.decisions).all(|(process, decision)| process.states(event, decision))
}

/// The notice that the leaf names, if the receipt holds it and the record uses its words.
fn words(record: &Record, event: &ConsentEvent, notices: &[NoticeCopy]) -> Option<Notice> {
    let copy = notices.iter().find(|notice| notice.is(event.notice.id))?;
    if hash(&copy.content) != Some(event.notice.hash) {
        return None;
    }
    let notice: Notice = serde_json::from_value(copy.content.clone()).ok()?;
    let told = event.decisions.iter().map(|decision| Process::new(event, &notice, decision).words);
    let same = copy.kind == terms::NOTICE
        && (copy.version, copy.hash) == (event.notice.version, event.notice.hash)
        && told.eq(record.processes.iter().map(|process| process.words.clone()))
        && record.facts == Facts::new(event, &notice);
    same.then_some(notice)
}

/// SHA-256 over the RFC 8785 form. `None` for content without such a form, which a file from elsewhere may hold.
fn hash(content: &serde_json::Value) -> Option<Sha256Hash> {
    serde_json_canonicalizer::to_vec(content).ok().map(|bytes| Sha256Hash::of(&bytes))
}

fn subject(record: &Record, event: &ConsentEvent) -> Outcome {
    let claimed = &record.data_subject;
    if claimed.commitment != event.subject || claimed.kind != terms::DATA_SUBJECT {
        return Outcome::Failed;
    }
    match (claimed.pseudonym, claimed.salt) {
        (Some(pseudonym), Some(salt)) => passed_if(Subject { pseudonym, salt: salt.0 }.commitment() == event.subject),
        (None, None) => Outcome::NotChecked,
        _ => Outcome::Failed,
    }
}

/// Every check: the first ones with these outcomes, the others with `rest`.
fn checks(outcomes: impl IntoIterator<Item = Outcome>, rest: Outcome) -> Vec<Check> {
    let outcomes = outcomes.into_iter().chain(std::iter::repeat(rest));
    CheckCode::ALL.iter().copied().zip(outcomes).map(|(code, outcome)| Check { code, outcome }).collect()
}

fn passed_if(so: bool) -> Outcome {
    if so { Outcome::Passed } else { Outcome::Failed }
}
