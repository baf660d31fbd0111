//! Retention of answers, grants, logs and messages, run by one of several servers.

use std::time::Duration;

use domain::{
    calendar::Millis,
    consent::{
        ConsentEvent, Control, State,
        change::{ConsentChange, KnownAs},
    },
    id::key,
    submission_key::SubmissionKey,
    survey::template::Template,
};
use sea_orm::ConnectionTrait as _;
use store::{Decided, Due, LogFault, LogReport, Store};

use crate::{
    contract,
    support::{
        database::TestStore,
        log::{key as signing_key, ready, seal},
        sample,
    },
};

contract!(
    answers_go_when_their_notice_says,
    an_import_of_old_answers_is_kept_as_long_as_its_notice_says,
    grants_expire,
    withdrawals_are_told_to_others,
    a_log_goes_whole_at_the_end_of_its_proof_period,
    a_log_stays_while_answers_of_its_time_do,
    a_job_is_done_by_one,
);

const ORIGIN: &str = "https://voorbeeld.nl";
const HOUR: i64 = 60 * 60 * 1000;

fn now() -> Millis {
    Millis(jiff::Timestamp::now().as_millisecond())
}

fn in_months(months: u32, hours: i64) -> Millis {
    Millis(now().plus_months(months).0 + hours * HOUR)
}

async fn changes(store: &Store) -> Vec<ConsentChange> {
    let messages = store.list_outbox(None, in_months(1, 0), 100).await.unwrap();
    messages.iter().map(|message| serde_json::from_str(&message.content).unwrap()).collect()
}

async fn events(store: &TestStore) -> Vec<ConsentEvent> {
    let sql = "SELECT leaf FROM consent_event ORDER BY id";
    let rows = store.raw.query_all_raw(sea_orm::Statement::from_string(store.raw.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| ConsentEvent::from_leaf(&row.try_get_by_index::<Vec<u8>>(0).unwrap()).unwrap()).collect()
}

async fn answers_go_when_their_notice_says(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let months = survey.version.notice.notice.retention_months;
    for number in 0..150 {
        store.submit_response(sample::response(&survey, number, 9, "Lekker brood", &["contact"])).await.unwrap();
    }
    let (early, late) = (in_months(months, -1), in_months(months, 1));
    assert_eq!(store.list_due(early).await.unwrap(), Due::default());
    assert_eq!(store.erase_retained(early).await.unwrap(), 0);
    assert_eq!(store.list_due(late).await.unwrap(), Due { retained: 150, ..Due::default() });
    let mut erased = 0;
    while let some @ 1.. = store.erase_retained(late).await.unwrap() {
        erased += some;
    }
    assert_eq!((erased, store.list_due(late).await.unwrap().retained), (150, 0));
    for table in ["answer", "contact"] {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    let receipt = store.find_receipt(&sample::code(&store, SubmissionKey(0_u128.to_be_bytes())).await).await.unwrap().unwrap();
    assert!(receipt.erased_at.is_some() && receipt.answers.is_empty());
    let last = receipt.history.last().unwrap();
    assert_eq!((last.control, last.origin.as_str()), (Control::Erasure, "retention"));
    assert_eq!(store.verify_standing(|_| {}).await.unwrap(), (150, None));
}

async fn an_import_of_old_answers_is_kept_as_long_as_its_notice_says(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let mut old = sample::response(&survey, 1, 9, "", &[]);
    old.submitted_at = Some(sample::at("2016-01-01T00:00:00Z"));
    store.submit_response(old).await.unwrap();
    assert_eq!(store.erase_retained(now()).await.unwrap(), 0, "counted from when it came here");
    let months = survey.version.notice.notice.retention_months;
    assert_eq!(store.erase_retained(in_months(months, 1)).await.unwrap(), 1);
}

async fn grants_expire(store: TestStore) {
    let site = sample::site(&store).await;
    let granted = sample::decision(&site, 1, "own_choice", &["analytics", "marketing"]);
    let Decided::Recorded(first) = store.submit_decision(granted).await.unwrap() else { panic!("not recorded") };
    store.submit_decision(sample::decision(&site, 2, "refuse_all", &[])).await.unwrap();
    let (early, late) = (in_months(6, -1), in_months(6, 1));
    assert_eq!((store.list_due(early).await.unwrap().expired, store.expire_decisions(early).await.unwrap()), (0, 0));
    assert_eq!(store.list_due(late).await.unwrap().expired, 1);
    assert_eq!(store.expire_decisions(late).await.unwrap(), 1);
    assert_eq!(store.expire_decisions(late).await.unwrap(), 0, "once");
    let expiry = events(&store).await.pop().unwrap();
    assert_eq!((expiry.control, expiry.notice), (Control::Expiry, site.notice.published.reference()));
    let states: Vec<_> = expiry.decisions.iter().map(|d| (d.purpose.as_str(), d.state)).collect();
    assert_eq!(states, [("analytics", State::Expired), ("marketing", State::Expired)]);
    assert_eq!(store.number("SELECT count(*) FROM site_standing WHERE state = 'expired'").await, 2);
    let told = changes(&store).await;
    assert_eq!((told.len(), told[0].known_as, told[0].control), (1, KnownAs::Earlier(first), Control::Expiry));
    // A visitor who grants again renews the grant.
    store.submit_decision(sample::decision_of(&site, 3, "own_choice", &["analytics"], Some(first), false)).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM site_standing WHERE state = 'renewed'").await, 1);
}

async fn withdrawals_are_told_to_others(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    store.submit_response(sample::response(&survey, 1, 9, "", &["contact"])).await.unwrap();
    let code = sample::code(&store, SubmissionKey(1_u128.to_be_bytes())).await;
    assert_eq!(changes(&store).await, [], "an answer ends nothing");
    store.withdraw(&code, &key("contact"), ORIGIN).await.unwrap();
    store.withdraw(&code, &key("contact"), ORIGIN).await.unwrap();
    let response = store.find_receipt(&code).await.unwrap().unwrap().response;
    let told = changes(&store).await;
    assert_eq!((told.len(), told[0].known_as), (1, KnownAs::Response(response)), "once, however often it is asked");
    assert_eq!((told[0].decisions.len(), told[0].decisions[0].state), (1, State::Withdrawn));
    store.erase(&code, domain::receipt::response::Erasure::Everything, ORIGIN).await.unwrap();
    let messages = store.list_outbox(None, in_months(1, 0), 100).await.unwrap();
    assert_eq!((messages.len(), store.list_outbox(Some(messages[0].id), in_months(1, 0), 100).await.unwrap().len()), (2, 1));
    assert_eq!(store.list_outbox(None, Millis(now().0 - HOUR), 100).await.unwrap(), [], "none of an hour ago");
    assert_eq!(store.delete_told(Millis(now().0 + 89 * 24 * HOUR)).await.unwrap(), 0);
    assert_eq!(store.delete_told(Millis(now().0 + 91 * 24 * HOUR)).await.unwrap(), 2);
}

/// A time after the proof period of this year's log.
fn years_later() -> Millis {
    in_months(12 * 7, 0)
}

async fn report(store: &Store, at: Millis) -> LogReport {
    let log = store.list_logs().await.unwrap()[0];
    store.verify_log(log, &[signing_key().verifier()], None, at, |_| {}).await.unwrap()
}

async fn a_log_goes_whole_at_the_end_of_its_proof_period(store: TestStore) {
    let survey = ready(&store).await;
    let organisation = store.find_organisation().await.unwrap().unwrap();
    let site = store.create_site(&organisation, &sample::site_key(), &sample::settings(), &sample::site_notice()).await.unwrap();
    for number in 0..3 {
        store.submit_response(sample::response(&survey, number, 9, "Lekker", &["contact"])).await.unwrap();
    }
    for number in 3..2_100 {
        let granted = sample::decision(&site, number, "own_choice", &["analytics"]);
        store.submit_decision(granted).await.unwrap();
    }
    let late = years_later();
    assert_eq!(store.erase_retained(late).await.unwrap(), 3);
    while store.expire_decisions(late).await.unwrap() > 0 {}
    let sealed = seal(&store).await;
    assert_eq!(sealed, 3 + 3 + 2_097 * 2);
    assert_eq!(store.delete_ended_logs(now()).await.unwrap(), 0, "not before its time");
    assert_eq!(store.list_due(late).await.unwrap().logs, [(report(&store, late).await.log, sealed as u64)]);
    while store.delete_ended_logs(late).await.unwrap() > 0 {}
    for table in
        ["consent_event", "event_subject", "decision", "site_standing", "standing", "response", "log_tile", "log_checkpoint"]
    {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(store.list_due(late).await.unwrap().logs, []);
    let checked = report(&store, late).await;
    assert_eq!((checked.size, checked.fault), (sealed as u64, None));
    assert_eq!(checked.deleted_at, Some(late));
    let early = report(&store, now()).await;
    assert!(matches!(early.fault, Some(LogFault::DeletedEarly { .. })), "a mark hides nothing: {early:?}");
}

async fn a_log_stays_while_answers_of_its_time_do(store: TestStore) {
    let survey = ready(&store).await;
    store.submit_response(sample::response(&survey, 1, 9, "", &[])).await.unwrap();
    seal(&store).await;
    let late = years_later();
    let log = report(&store, late).await.log;
    assert_eq!(store.delete_ended_logs(late).await.unwrap(), 0);
    let due = store.list_due(late).await.unwrap();
    assert_eq!((due.logs, due.needed_logs), (vec![], vec![log]));
    // Erased recently, so the proof is still needed.
    store.erase_retained(late).await.unwrap();
    let erased_at = format!("UPDATE response SET erased_at = {}", late.0 - 24 * HOUR);
    store.raw.execute_unprepared(&erased_at).await.unwrap();
    assert_eq!(store.list_due(late).await.unwrap().needed_logs, [log]);
    assert_eq!(store.delete_ended_logs(late).await.unwrap(), 0);
    assert_eq!(store.verify_standing(|_| {}).await.unwrap(), (1, None));
}

async fn a_job_is_done_by_one(store: TestStore) {
    let hold = Duration::from_secs(60);
    let second = Store::open(&store.url).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..8 {
        let store = if number % 2 == 0 { store.store.clone() } else { second.clone() };
        tasks.spawn(async move { store.take_job("sweep", hold).await.unwrap() });
    }
    assert_eq!(tasks.join_all().await.into_iter().filter(|taken| *taken).count(), 1);
    store.finish_job("sweep", hold).await.unwrap();
    assert!(!second.take_job("sweep", hold).await.unwrap(), "done, and not due again");
    store.finish_job("sweep", Duration::ZERO).await.unwrap();
    assert!(second.take_job("sweep", Duration::ZERO).await.unwrap());
    let taken = now();
    while now() <= taken {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(store.take_job("sweep", hold).await.unwrap(), "whoever had it was too slow");
    for column in ["held_until", "due_at"] {
        store.raw.execute_unprepared("UPDATE job SET held_until = 0, due_at = 0").await.unwrap();
        let sql = format!("UPDATE job SET {column} = {} WHERE name = 'sweep'", now().plus_months(24).0);
        store.raw.execute_unprepared(&sql).await.unwrap();
        assert!(store.take_job("sweep", hold).await.unwrap(), "{column} was set by a clock that was years ahead");
    }
    assert!(second.take_job("other", hold).await.unwrap());
}
