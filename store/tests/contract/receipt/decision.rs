//! Receipts of decisions: the states, withdrawal, and erasure of the visitor.

use domain::{
    consent::{Control, State},
    id::key,
    receipt::{decision::DecisionReceipt, response::Withdrawal},
    submission_key::ReceiptCode,
};
use store::{Decided, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(a_receipt_shows_the_whole_history, withdrawing_one_purpose, erasing_leaves_the_log, unknown_codes,);

const ORIGIN: &str = "https://voorbeeld.nl";

/// A visitor who granted two purposes, and later one of them again. Returns the codes of both decisions.
async fn decided(store: &TestStore) -> [ReceiptCode; 2] {
    let site = sample::site(store).await;
    let first = sample::decision(&site, 1, "own_choice", &["marketing", "analytics"]);
    let one = sample::code(store, first.decision.key).await;
    let Decided::Recorded(event) = store.submit_decision(first).await.unwrap() else { panic!() };
    let second = sample::decision_of(&site, 2, "own_choice", &["marketing"], Some(event), false);
    let two = sample::code(store, second.decision.key).await;
    store.submit_decision(second).await.unwrap();
    [one, two]
}

async fn receipt(store: &TestStore, code: &ReceiptCode) -> DecisionReceipt {
    store.find_decision_receipt(code).await.unwrap().unwrap()
}

async fn a_receipt_shows_the_whole_history(store: TestStore) {
    let codes = decided(&store).await;
    for code in &codes {
        let receipt = receipt(&store, code).await;
        let standing: Vec<_> = receipt.standing.iter().map(|s| (s.purpose.as_str(), s.state)).collect();
        assert_eq!(standing, [("analytics", State::Withdrawn), ("marketing", State::Renewed)]);
        assert_eq!(receipt.history.len(), 2);
        assert_eq!(receipt.valid_until, receipt.decided_at.plus_months(6));
        assert_eq!(receipt.notice.published.number, 1);
    }
    assert_eq!(receipt(&store, &codes[1]).await.event, receipt(&store, &codes[0]).await.history[1].id);
}

async fn withdrawing_one_purpose(store: TestStore) {
    let [code, other] = decided(&store).await;
    assert_eq!(store.withdraw_decision(&code, &key("marketing"), ORIGIN).await.unwrap(), Withdrawal::Done);
    assert_eq!(store.withdraw_decision(&code, &key("marketing"), ORIGIN).await.unwrap(), Withdrawal::NotStanding);
    assert_eq!(store.withdraw_decision(&other, &key("analytics"), ORIGIN).await.unwrap(), Withdrawal::NotStanding);
    assert_eq!(store.withdraw_decision(&code, &key("necessary"), ORIGIN).await.unwrap(), Withdrawal::NotStanding);
    let receipt = receipt(&store, &other).await;
    assert!(receipt.standing.iter().all(|s| s.state == State::Withdrawn));
    let event = receipt.history.last().unwrap();
    assert_eq!((receipt.history.len(), event.control, event.decisions.len()), (3, Control::Withdraw, 1));
    assert_eq!(event.origin, ORIGIN);
    assert_eq!(store.number("SELECT n FROM decision_count WHERE kind = 'withdraw'").await, 1);
}

async fn erasing_leaves_the_log(store: TestStore) {
    let [code, other] = decided(&store).await;
    store.erase_decision(&other, ORIGIN).await.unwrap();
    for code in [&code, &other] {
        assert!(store.find_decision_receipt(code).await.unwrap().is_none());
        assert!(matches!(store.erase_decision(code, ORIGIN).await, Err(StoreError::NotFound)));
    }
    for table in ["event_subject", "site_standing", "decision"] {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 3);
}

async fn unknown_codes(store: TestStore) {
    decided(&store).await;
    let unknown = sample::code(&store, domain::submission_key::SubmissionKey([9; 16])).await;
    assert!(store.find_decision_receipt(&unknown).await.unwrap().is_none());
    assert!(matches!(store.withdraw_decision(&unknown, &key("analytics"), ORIGIN).await, Err(StoreError::NotFound)));
}
