//! Receipts of decisions: the states, withdrawal, and erasure of the visitor.

use domain::{
    consent::{Control, State},
    id::{EventId, key},
    receipt::{decision::DecisionReceipt, response::Withdrawal},
    submission_key::ReceiptCode,
};
use store::{Decided, NewDecision, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_receipt_shows_the_whole_history,
    withdrawing_one_purpose,
    erasing_leaves_the_log,
    unknown_codes,
    an_event_id_opens_one_decision,
    a_receipt_of_one_decision_opens_no_more,
    what_stands_is_told_by_an_event_id,
);

const ORIGIN: &str = "https://voorbeeld.nl";

/// A visitor who granted two purposes, and later one of them again. Returns the codes of both decisions.
async fn decided(store: &TestStore) -> [ReceiptCode; 2] {
    let site = sample::site(store).await;
    let first = sample::decision(&site, 1, "own_choice", &["marketing", "analytics"]);
    let one = sample::code(store, first.decision.key).await;
    let Decided::Recorded(event) = store.submit_decision(first).await.unwrap() else { panic!() };
    let mut second = sample::decision_of(&site, 2, "own_choice", &["marketing"], Some(event), false);
    second.decision.subject_receipt = Some(one);
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

/// Stores a decision. Returns its event and the code of its receipt.
async fn record(store: &TestStore, new: NewDecision) -> (EventId, ReceiptCode) {
    let code = sample::code(store, new.decision.key).await;
    let Decided::Recorded(event) = store.submit_decision(new).await.unwrap() else { panic!() };
    (event, code)
}

/// A visitor with a grant, and a later decision of someone who knows the event id of that grant only.
async fn followed_by_id(store: &TestStore) -> [(EventId, ReceiptCode); 2] {
    let site = sample::site(store).await;
    let first = record(store, sample::decision(&site, 1, "own_choice", &["marketing", "analytics"])).await;
    let second = sample::decision_of(&site, 2, "own_choice", &["marketing", "preferences"], Some(first.0), true);
    [first, record(store, second).await]
}

async fn an_event_id_opens_one_decision(store: TestStore) {
    let [(_, whole), (event, code)] = followed_by_id(&store).await;
    let one = receipt(&store, &code).await;
    assert_eq!(one.history.iter().map(|recorded| recorded.id).collect::<Vec<_>>(), [event]);
    let shown: Vec<_> = one.standing.iter().map(|s| (s.purpose.as_str(), s.state)).collect();
    let made = [("preferences", State::Given), ("analytics", State::Withdrawn), ("marketing", State::Renewed)];
    assert_eq!((shown.as_slice(), one.covers_one), (made.as_slice(), true));
    assert_eq!(store.find_receipt_evidence(&code).await.unwrap().unwrap().events.len(), 1);
    let all = receipt(&store, &whole).await;
    assert_eq!((all.history.len(), all.standing.len(), all.covers_one), (2, 3, false), "who has the first receipt sees all");
    assert_eq!(store.find_receipt_evidence(&whole).await.unwrap().unwrap().events.len(), 2);

    // Its receipt may take back, which is in both; and what it took back is shown by it.
    assert_eq!(store.withdraw_decision(&code, &key("preferences"), ORIGIN).await.unwrap(), Withdrawal::Done);
    assert_eq!((receipt(&store, &code).await.history.len(), receipt(&store, &whole).await.history.len()), (2, 3));
    assert_eq!(store.withdraw_decision(&whole, &key("marketing"), ORIGIN).await.unwrap(), Withdrawal::Done);
    let one = receipt(&store, &code).await;
    assert!(one.history.len() == 2 && one.standing.iter().all(|s| s.state == State::Withdrawn), "{one:?}");

    // It erases what it covers, and leaves the rest to the first receipt.
    store.erase_decision(&code, ORIGIN).await.unwrap();
    assert!(store.find_decision_receipt(&code).await.unwrap().is_none());
    let left = receipt(&store, &whole).await;
    assert_eq!(left.history.len(), 3, "the grant, its own withdrawal, and that the rest was erased");
    assert_eq!(store.number("SELECT count(*) FROM event_subject").await, 3);
    assert_eq!(store.verify_records(&[], |_| {}).await.unwrap().faults, []);
    store.erase_decision(&whole, ORIGIN).await.unwrap();
    for table in ["event_subject", "site_standing", "decision"] {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
}

async fn a_receipt_of_one_decision_opens_no_more(store: TestStore) {
    let [(_, whole), (event, code)] = followed_by_id(&store).await;
    let site = store.find_site(&sample::site_key()).await.unwrap().unwrap();
    let following = |number, shown: ReceiptCode| {
        let mut new = sample::decision_of(&site, number, "own_choice", &["marketing"], Some(event), true);
        new.decision.subject_receipt = Some(shown);
        new
    };
    let (_, third) = record(&store, following(3, code)).await;
    for code in [&code, &third] {
        assert_eq!(receipt(&store, code).await.history.len(), 2, "the two that were made with an id, not the first");
    }
    let stranger = record(&store, sample::decision(&site, 4, "own_choice", &["analytics"])).await.1;
    let (_, alone) = record(&store, following(5, stranger)).await;
    assert_eq!(receipt(&store, &alone).await.history.len(), 1, "the code of another visitor opens nothing");
    let (_, joined) = record(&store, following(6, whole)).await;
    for code in [&joined, &whole] {
        assert_eq!(receipt(&store, code).await.history.len(), 5);
    }
    // The same decision may be sent again without the code: its receipt stays what it is.
    let again = sample::decision_of(&site, 6, "own_choice", &["marketing"], Some(event), true);
    record(&store, again).await;
    assert_eq!(receipt(&store, &joined).await.history.len(), 5);
    store.erase_decision(&whole, ORIGIN).await.unwrap();
    assert!(store.find_decision_receipt(&third).await.unwrap().is_none(), "the whole visitor is erased");
}

async fn what_stands_is_told_by_an_event_id(store: TestStore) {
    let [(first, whole), (second, code)] = followed_by_id(&store).await;
    let site = store.find_site(&sample::site_key()).await.unwrap().unwrap();
    let granted = async |event: EventId| {
        let granted = store.list_granted(&site, event).await.unwrap();
        granted.map(|keys| keys.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    for event in [first, second] {
        assert_eq!(granted(event).await.unwrap(), ["marketing", "preferences"], "what stands, whichever decision is named");
    }
    store.withdraw_decision(&whole, &key("marketing"), ORIGIN).await.unwrap();
    assert_eq!(granted(second).await.unwrap(), ["preferences"]);
    store.expire_decisions(sample::at("2099-01-01T00:00:00Z")).await.unwrap();
    assert_eq!(granted(second).await, Some(Vec::new()), "nothing stands any more");
    store.erase_decision(&code, ORIGIN).await.unwrap();
    store.erase_decision(&whole, ORIGIN).await.unwrap();
    for event in [first, second] {
        assert_eq!(granted(event).await, Some(Vec::new()), "an erasure is known");
    }
    assert_eq!(granted(EventId(uuid::Uuid::now_v7())).await, None, "what never was is not");
    let (key, settings) = (domain::id::Slug::parse("other").unwrap(), sample::settings());
    let notice = domain::notice::Notice::draft_for_site(&sample::profile(), &key, "other.nl");
    let other = store.create_site(&site.organisation, &key, &settings, &notice).await.unwrap();
    let (event, _) = record(&store, sample::decision(&other, 7, "own_choice", &["analytics"])).await;
    assert_eq!(store.list_granted(&site, event).await.unwrap(), None, "nor what is another website's");
}
