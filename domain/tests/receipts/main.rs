//! Tests of receipts as files. They check the content, that every change is detected, and that a verifier in another
//! language, written from docs/ledger.md, gives the same result.

#![expect(clippy::unwrap_used, reason = "what a test prepares must succeed, or the test has failed")]

mod altered;
mod golden;
mod sample;

use domain::{
    calendar::Millis,
    error::ErrorCode,
    ledger::LogKey,
    receipt::document::{CheckCode, Outcome, ReceiptDocument, Verdict, verify_receipt},
};

/// The outcomes of the newest record, in the order of the checks.
fn outcomes(text: &str, keys: &[domain::ledger::VerifierKey]) -> Vec<(CheckCode, Outcome)> {
    let report = verify_receipt(text, keys);
    report.records.last().unwrap().checks.iter().map(|check| (check.code, check.outcome)).collect()
}

fn not_passed(text: &str, keys: &[domain::ledger::VerifierKey]) -> Vec<(CheckCode, Outcome)> {
    outcomes(text, keys).into_iter().filter(|(_, outcome)| *outcome != Outcome::Passed).collect()
}

#[test]
fn a_sealed_receipt_is_proven() {
    for receipt in [sample::survey(), sample::site()] {
        let text = receipt.to_json();
        let report = verify_receipt(&text, &[sample::key().verifier()]);
        assert_eq!((report.form, report.verdict()), (Outcome::Passed, Verdict::Proven), "{report:#?}");
        assert_eq!(not_passed(&text, &[sample::key().verifier()]), []);
        let newest = report.records.last().unwrap();
        assert_eq!(newest.checkpoint.as_ref().map(|checkpoint| checkpoint.size), Some(sample::LOG_SIZE));
        assert_eq!(newest.event.as_ref().map(|event| event.organisation), Some(sample::ORGANISATION));
    }
}

#[test]
fn without_a_trusted_key_the_signature_is_not_checked() {
    let text = sample::survey().to_json();
    for keys in [vec![], vec![LogKey::from_seed(&[9; 32]).verifier()]] {
        assert_eq!(not_passed(&text, &keys), [(CheckCode::Signature, Outcome::NotChecked)]);
        assert_eq!(verify_receipt(&text, &keys).verdict(), Verdict::Incomplete);
    }
}

#[test]
fn what_is_not_sealed_yet_is_said_to_be_so() {
    let stored: Vec<_> = sample::survey_events().into_iter().map(|event| sample::stored(&event, None)).collect();
    let text = ReceiptDocument::new(sample::CREATED, None, &[sample::survey_notice()], &stored).unwrap().to_json();
    let keys = [sample::key().verifier()];
    let missing = [CheckCode::Log, CheckCode::Inclusion, CheckCode::Signature];
    assert_eq!(not_passed(&text, &keys), missing.map(|code| (code, Outcome::NotChecked)));
    assert_eq!(verify_receipt(&text, &keys).verdict(), Verdict::Incomplete);
}

#[test]
fn an_erased_pseudonym_leaves_the_decision_proven() {
    let events = sample::survey_events();
    let mut stored = sample::sealed(&events);
    stored.iter_mut().for_each(|event| event.subject = None);
    let text = ReceiptDocument::new(sample::CREATED, None, &[sample::survey_notice()], &stored).unwrap().to_json();
    let keys = [sample::key().verifier()];
    assert_eq!(not_passed(&text, &keys), [(CheckCode::Subject, Outcome::NotChecked)]);
    assert_eq!(verify_receipt(&text, &keys).verdict(), Verdict::Proven);
    assert!(!text.contains(&sample::PERSON.to_string()), "the pseudonym is in the receipt");
}

#[test]
fn a_proof_from_another_year_or_organisation_is_refused() {
    // The log of 2026 contains a leaf of 2025: the tree is right, but the log is wrong.
    let mut events = sample::survey_events();
    events[1].time = Millis::parse_rfc3339("2025-12-31T23:59:59.999Z").unwrap();
    let stored = sample::sealed(&events);
    let text = ReceiptDocument::new(sample::CREATED, None, &[sample::survey_notice()], &stored).unwrap().to_json();
    assert_eq!(not_passed(&text, &[sample::key().verifier()]), [(CheckCode::Log, Outcome::Failed)]);
}

#[test]
fn a_receipt_needs_events_and_their_notices() {
    let stored = sample::sealed(&sample::survey_events());
    assert_eq!(ReceiptDocument::new(sample::CREATED, None, &[sample::survey_notice()], &[]), Err(ErrorCode::Required));
    assert!(ReceiptDocument::new(sample::CREATED, None, &[sample::site_notice()], &stored).is_err());
    for text in ["", "{}", "[]", "null", &sample::survey().to_json().replace(r#""format": 1"#, r#""format": 2"#)] {
        let report = verify_receipt(text, &[]);
        assert_eq!((report.form, report.verdict(), report.records.len()), (Outcome::Failed, Verdict::Broken, 0), "{text}");
    }
}
