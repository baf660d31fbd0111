//! Tests of concurrent and repeated actions of one website visitor. Nothing is lost or restored, and erased data stay
//! erased.

use std::sync::Arc;

use domain::{
    consent::{ConsentEvent, State},
    id::{EventId, key},
    receipt::response::Withdrawal,
    site::published::PublishedSite,
    submission_key::SubmissionKey,
};
use store::{Decided, NewDecision, Store};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_decision_during_an_erasure,
    two_decisions_at_once,
    the_same_decision_at_once,
    everything_at_once_ends,
    sent_again_after_it_was_taken_back,
    sent_again_after_another_decision,
    sent_again_after_its_end,
    a_grant_that_came_too_late_is_withdrawn_as_far_as_it_is_the_last_word,
);

const ORIGIN: &str = "https://vandam.nl";
/// Enough rounds to fail without a lock.
const ROUNDS: u128 = 20;

async fn record(store: &TestStore, new: NewDecision) -> EventId {
    let Decided::Recorded(event) = store.submit_decision(new).await.unwrap() else { panic!("not recorded") };
    event
}

fn grant(site: &Arc<PublishedSite>, number: u128, purpose: &str, subject: Option<EventId>) -> NewDecision {
    sample::decision_of(site, number, "own_choice", &[purpose], subject, false)
}

/// The state of a purpose after each event, in any order.
async fn states(store: &TestStore, purpose: &str) -> Vec<State> {
    use sea_orm::ConnectionTrait as _;
    let statement = sea_orm::Statement::from_string(store.raw.get_database_backend(), "SELECT leaf FROM consent_event");
    let rows = store.raw.query_all_raw(statement).await.unwrap();
    let events = rows.iter().map(|row| ConsentEvent::from_leaf(&row.try_get_by_index::<Vec<u8>>(0).unwrap()).unwrap());
    events.flat_map(|event| event.decisions).filter(|d| d.purpose.as_str() == purpose).map(|d| d.state).collect()
}

async fn a_decision_during_an_erasure(store: TestStore) {
    let site = sample::site(&store).await;
    for round in 0..ROUNDS {
        let first = grant(&site, 2 * round, "analytics", None);
        let code = sample::code(&store, first.decision.key).await;
        let event = record(&store, first).await;
        let later = grant(&site, 2 * round + 1, "marketing", Some(event));
        let (erased, decided) = tokio::join!(store.erase_decision(&code, ORIGIN), store.submit_decision(later));
        erased.unwrap();
        assert!(matches!(decided.unwrap(), Decided::Recorded(_)), "no decision is lost");
        // An erased visitor has no row. Later decisions belong to a new visitor without history.
        let left =
            "SELECT count(*) FROM event_subject s WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE d.event_id = s.event_id)";
        assert_eq!(store.number(left).await, 0);
        let revived = "SELECT count(*) FROM site_standing WHERE purpose = 'analytics'";
        assert_eq!(store.number(revived).await, 0, "round {round}");
    }
}

async fn two_decisions_at_once(store: TestStore) {
    let site = sample::site(&store).await;
    let mut given = 0;
    for round in 0..ROUNDS {
        let event = record(&store, grant(&site, 3 * round, "analytics", None)).await;
        let later = |number| store.submit_decision(grant(&site, 3 * round + number, "marketing", Some(event)));
        let (one, two) = tokio::join!(later(1), later(2));
        one.unwrap();
        two.unwrap();
        given += 1;
        let all = states(&store, "marketing").await;
        let count = |state| all.iter().filter(|other| **other == state).count();
        assert_eq!((count(State::Given), count(State::Renewed)), (given, given), "the second sees what the first decided");
        let all = states(&store, "analytics").await;
        assert_eq!(all.iter().filter(|state| **state == State::Withdrawn).count(), given, "it is withdrawn once");
    }
}

async fn the_same_decision_at_once(store: TestStore) {
    let site = sample::site(&store).await;
    let event = record(&store, grant(&site, 1, "analytics", None)).await;
    for number in 2..2 + ROUNDS {
        let again = || store.submit_decision(grant(&site, number, "marketing", Some(event)));
        let (one, two) = tokio::join!(again(), again());
        assert_eq!(one.unwrap(), two.unwrap(), "both are told the one event");
    }
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 21);
}

/// A transaction that holds the lock of a visitor waits for nothing that another such transaction holds.
async fn everything_at_once_ends(store: TestStore) {
    let site = sample::site(&store).await;
    let mut visitors = Vec::new();
    for number in 0..6 {
        visitors.push((SubmissionKey(u128::to_be_bytes(number)), record(&store, grant(&site, number, "analytics", None)).await));
    }
    let mut running = tokio::task::JoinSet::new();
    for (key, event) in visitors {
        for number in 0..4 {
            let (store, site) = (store.store.clone(), Arc::clone(&site));
            let number = u128::from_be_bytes(key.0) + 100 * (number + 1);
            running.spawn(async move { store.submit_decision(grant(&site, number, "marketing", Some(event))).await.map(drop) });
        }
        let (erasing, expiring) = (store.store.clone(), store.store.clone());
        running.spawn(async move { expiring.expire_decisions(sample::at("2099-01-01T00:00:00Z")).await.map(drop) });
        running.spawn(async move { erasing.erase_decision(&sample::code(&erasing, key).await, ORIGIN).await });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap().unwrap();
    }
    assert_eq!(store.number("SELECT count(*) FROM site_standing WHERE purpose = 'analytics' AND state = 'given'").await, 0);
}

async fn sent_again_after_it_was_taken_back(store: TestStore) {
    let site = sample::site(&store).await;
    let first = || sample::decision(&site, 1, "own_choice", &["analytics", "marketing"]);
    let (code, event) = (sample::code(&store, first().decision.key).await, record(&store, first()).await);
    assert_eq!(record(&store, first()).await, event, "as long as it holds it is the same");
    store.withdraw_decision(&code, &key("marketing"), ORIGIN).await.unwrap();
    assert_eq!(store.submit_decision(first()).await.unwrap(), Decided::Superseded(event), "also in part");
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 2, "nothing was added");
    store.erase_decision(&code, ORIGIN).await.unwrap();
    assert_ne!(record(&store, first()).await, event, "nothing is known of it any more");
}

async fn sent_again_after_another_decision(store: TestStore) {
    let site = sample::site(&store).await;
    let first = || grant(&site, 1, "analytics", None);
    let event = record(&store, first()).await;
    let back = || sample::decision_of(&site, 2, "withdraw", &[], Some(event), false);
    let withdrawn = record(&store, back()).await;
    assert_eq!(record(&store, back()).await, withdrawn);
    assert_eq!(store.submit_decision(first()).await.unwrap(), Decided::Superseded(event));
    let anew = || grant(&site, 3, "analytics", Some(withdrawn));
    let granted = record(&store, anew()).await;
    assert_eq!(record(&store, anew()).await, granted);
    assert_eq!(store.submit_decision(first()).await.unwrap(), Decided::Superseded(event), "it stands by another event");
    assert_eq!(store.submit_decision(back()).await.unwrap(), Decided::Superseded(withdrawn), "a withdrawal has its time too");
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 3);
    let refused = || sample::decision_of(&site, 4, "refuse_all", &[], None, true);
    let refusal = record(&store, refused()).await;
    assert_eq!(record(&store, refused()).await, refusal, "a refusal with a receipt takes nothing back and stays");
}

async fn sent_again_after_its_end(store: TestStore) {
    let site = sample::site(&store).await;
    let first = || grant(&site, 1, "analytics", None);
    let event = record(&store, first()).await;
    assert_eq!(store.expire_decisions(sample::at("2099-01-01T00:00:00Z")).await.unwrap(), 1);
    assert_eq!(store.submit_decision(first()).await.unwrap(), Decided::Superseded(event));
}

/// The second grant is late: the visitor of the first was informed that it is not recorded.
async fn a_grant_that_came_too_late_is_withdrawn_as_far_as_it_is_the_last_word(store: TestStore) {
    let site = sample::site(&store).await;
    // With another server.
    let other = Store::open(&store.url).await.unwrap();
    let back = |number| sample::decision_of(&site, number, "withdraw", &[], None, false);
    let late = |number, first| sample::decision_of(&site, number, "own_choice", &["analytics", "marketing"], Some(first), false);
    let stands = async |purpose: &str| {
        let sql = format!("SELECT count(*) FROM site_standing WHERE state IN ('given', 'renewed') AND purpose = '{purpose}'");
        store.number(&sql).await > 0
    };

    let first = record(&store, grant(&site, 1, "preferences", None)).await;
    let event = record(&store, late(2, first)).await;
    let newer = record(&store, grant(&site, 3, "analytics", Some(first))).await;
    assert_eq!(other.withdraw_grant(event, back(4)).await.unwrap(), Withdrawal::NotStanding);
    assert!(stands("analytics").await, "what the visitor decided since holds");
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 3, "nothing was added");

    let event = record(&store, late(5, newer)).await;
    let code = sample::code(&store, late(5, newer).decision.key).await;
    store.withdraw_decision(&code, &key("marketing"), ORIGIN).await.unwrap();
    for expected in [Withdrawal::Done, Withdrawal::NotStanding] {
        assert_eq!(other.withdraw_grant(event, back(6)).await.unwrap(), expected);
        assert!(!stands("analytics").await);
        assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 6, "withdrawn once, the rest by the visitor before");
    }
    let withdrawn = |states: Vec<State>| states.into_iter().filter(|state| *state == State::Withdrawn).count();
    assert_eq!(withdrawn(states(&store, "marketing").await), 2, "by the third decision and on the receipt");

    store.erase_decision(&code, ORIGIN).await.unwrap();
    assert_eq!(other.withdraw_grant(event, back(7)).await.unwrap(), Withdrawal::NotStanding, "nothing is known of it any more");
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 7);
}
