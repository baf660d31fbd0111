//! Retention of answers, grants, logs and messages, run by one of several servers.

use std::time::Duration;

use domain::{
    calendar::Millis,
    consent::{
        ConsentEvent, Control, State,
        change::{ConsentChange, KnownAs},
    },
    export::job::ExportState,
    hash::Sha256Hash,
    id::key,
    receipt::response::Erasure,
    submission_key::SubmissionKey,
    survey::template::Template,
};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use store::{Decided, Due, LogFault, LogReport, RepeatKind, RepeatNote, Store};

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
    traces_of_what_was_erased_go_once_no_reader_is_in_the_way,
    prepared_exports_that_may_hold_the_person_end,
    what_people_took_back_is_noted_and_can_be_repeated,
    what_a_visitor_took_back_is_noted_under_each_decision,
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
    let report = store.verify_records(&[], |_| {}).await.unwrap();
    assert_eq!((report.responses, report.faults), (150, Vec::new()));
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
    store.verify_log(log, &[signing_key().verifier()], &[], at, |_| {}).await.unwrap()
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
    // Nothing is wrong but the time that this test gave to the erasure.
    let report = store.verify_records(&[], |_| {}).await.unwrap();
    let wrong: Vec<&str> = report.faults.iter().map(|fault| fault.wrong).collect();
    assert_eq!((report.responses, wrong), (1, vec!["its erasure is not that of its events"]));
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

/// The size of SQLite's write-ahead log.
fn log_bytes(store: &TestStore) -> Option<u64> {
    let file = store.url.strip_prefix("sqlite://")?.split('?').next()?;
    Some(std::fs::metadata(format!("{file}-wal")).map_or(0, |data| data.len()))
}

async fn traces_of_what_was_erased_go_once_no_reader_is_in_the_way(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker brood", &["analysis"]);
    let code = sample::code(&store, response.key).await;
    store.submit_response(response).await.unwrap();
    let reader = store.raw.begin_with_config(Some(sea_orm::IsolationLevel::RepeatableRead), None).await.unwrap();
    reader.execute_unprepared("SELECT COUNT(*) FROM response").await.unwrap();
    store.erase(&code, Erasure::Answers, ORIGIN).await.unwrap();
    let erased_at = store.find_receipt(&code).await.unwrap().unwrap().erased_at.unwrap();
    assert!(store.has_traces() && !store.is_wiped(erased_at).await.unwrap());
    assert!(!store.wipe_traces().await.unwrap(), "the reader still sees the answer");
    assert!(store.has_traces() && !store.is_wiped(erased_at).await.unwrap());
    assert_ne!(log_bytes(&store), Some(0), "what the test looks for can be seen");
    reader.rollback().await.unwrap();
    // On PostgreSQL there is a pause between two tries.
    store.raw.execute_unprepared("UPDATE job SET due_at = 0 WHERE name = 'wipe'").await.unwrap();
    assert!(store.wipe_traces().await.unwrap());
    assert!(!store.has_traces() && store.is_wiped(erased_at).await.unwrap());
    assert!(log_bytes(&store).is_none_or(|bytes| bytes == 0));
    // Another server, which erased nothing itself, knows it on PostgreSQL; on SQLite it looks for itself first.
    let other = Store::open(&store.url).await.unwrap();
    if log_bytes(&store).is_some() {
        assert!(!other.is_wiped(erased_at).await.unwrap() && other.wipe_traces().await.unwrap());
    }
    assert!(other.is_wiped(erased_at).await.unwrap());
    other.close().await;
}

async fn prepared_exports_that_may_hold_the_person_end(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker brood", &["analysis"]);
    let code = sample::code(&store, response.key).await;
    store.submit_response(response).await.unwrap();
    let organisation = survey.organisation.id;
    let prepared = async |survey: &str| {
        let new = store::NewExportJob {
            organisation,
            survey: domain::id::Slug::parse(survey).unwrap(),
            who: "a@b.nl".to_owned(),
            query: "format=csv".to_owned(),
            locale: domain::locale::Locale::Nl,
            file: "a.csv".to_owned(),
            total: 1,
        };
        let id = store.create_export_job(&new).await.unwrap();
        (id, store.take_export_job(Duration::from_secs(60)).await.unwrap().unwrap().holder)
    };
    let slug = survey.survey.slug.as_str();
    let (ready, holder) = prepared(slug).await;
    store.finish_export_job(holder, Some((10, 1))).await.unwrap();
    let (elsewhere, holder) = prepared("another").await;
    store.finish_export_job(holder, Some((10, 1))).await.unwrap();
    let (running, holder) = prepared(slug).await;
    store.erase(&code, Erasure::Everything, ORIGIN).await.unwrap();
    let state = async |id| store.find_export_job(organisation, id).await.unwrap().unwrap().state;
    assert_eq!(state(ready).await, ExportState::Expired);
    assert_eq!(state(elsewhere).await, ExportState::Ready, "another survey");
    assert_eq!(store.list_ended_export_jobs().await.unwrap(), [ready], "its file is deleted");
    assert!(!store.go_on_with_export_job(holder, 1, Duration::from_secs(60)).await.unwrap(), "it may have read the answer");
    assert_eq!(store.take_export_job(Duration::from_secs(60)).await.unwrap().unwrap().job.id, running, "and begins anew");
}

async fn what_people_took_back_is_noted_and_can_be_repeated(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let mut codes = Vec::new();
    for number in 1..=4 {
        let response = sample::response(&survey, number, 9, "Lekker brood", &["analysis"]);
        codes.push(sample::code(&store, response.key).await);
        store.submit_response(response).await.unwrap();
    }
    let id = async |code| store.find_receipt(code).await.unwrap().unwrap().response.0;
    let ids = [id(&codes[0]).await, id(&codes[1]).await, id(&codes[2]).await, id(&codes[3]).await];
    store.withdraw(&codes[0], &key("analysis"), ORIGIN).await.unwrap();
    store.erase(&codes[1], Erasure::Everything, ORIGIN).await.unwrap();
    let notes = store.list_repeat_notes(Millis(0), 100).await.unwrap();
    let said: Vec<_> = notes.iter().map(|note| (note.kind, note.response, note.purpose.as_deref())).collect();
    assert_eq!(said[0], (RepeatKind::Withdrawn, Some(ids[0]), Some("analysis")));
    // Those of one erasure may have been made in one millisecond.
    assert!(
        said.contains(&(RepeatKind::Erased, Some(ids[1]), None)) && said.contains(&(RepeatKind::Forgotten, Some(ids[1]), None))
    );
    assert_eq!(said.len(), 3);
    for note in &notes {
        assert_eq!(serde_json::from_str::<RepeatNote>(&serde_json::to_string(note).unwrap()).unwrap(), *note);
        // On the database in which it was done there is little left to do.
        store.repeat(note).await.unwrap();
    }

    // The same on responses that are as they were: an older copy.
    let on = |response, note: &RepeatNote| RepeatNote { response: Some(response), ..note.clone() };
    let forgotten = notes.iter().find(|note| note.kind == RepeatKind::Forgotten).unwrap();
    assert!(store.repeat(&on(ids[2], forgotten)).await.unwrap());
    assert!(store.find_receipt(&codes[2]).await.unwrap().is_none());
    assert!(!store.repeat(&on(ids[2], forgotten)).await.unwrap(), "it is done once");
    // Withdrawn so long ago that it was erased since.
    let long_ago = uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 1_700_000_000, 0));
    assert!(store.repeat(&RepeatNote { id: long_ago, ..on(ids[3], &notes[0]) }).await.unwrap());
    assert!(store.find_receipt(&codes[3]).await.unwrap().unwrap().erased_at.is_some());
    assert_eq!(store.list_repeat_notes(Millis(0), 100).await.unwrap(), notes, "what is repeated is not noted again");
    assert_eq!(store.check_rollups(survey.survey.id).await.unwrap(), []);

    // An import after the restore does not bring an erased answer back.
    let imported = RepeatNote { survey: Some(survey.survey.id.0), external: Some(Sha256Hash([7; 32])), ..on(ids[1], &notes[1]) };
    assert!(!store.repeat(&imported).await.unwrap());
    assert_eq!(store.number("SELECT COUNT(*) FROM import_reference WHERE response_id IS NULL").await, 1);
    store.delete_told(in_months(4, 0)).await.unwrap();
    assert_eq!(store.list_repeat_notes(Millis(0), 100).await.unwrap(), []);
}

async fn what_a_visitor_took_back_is_noted_under_each_decision(store: TestStore) {
    let site = sample::site(&store).await;
    let decision = sample::decision(&site, 1, "accept_all", &["preferences", "analytics", "marketing"]);
    let code = sample::code(&store, SubmissionKey(1_u128.to_be_bytes())).await;
    store.submit_decision(decision).await.unwrap();
    let event = store.find_decision_receipt(&code).await.unwrap().unwrap().event.0;
    store.erase_decision(&code, ORIGIN).await.unwrap();
    let notes = store.list_repeat_notes(Millis(0), 100).await.unwrap();
    let [note] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!((note.kind, note.event), (RepeatKind::Forgotten, Some(event)));
    let second = sample::decision(&site, 2, "accept_all", &["preferences", "analytics", "marketing"]);
    let code = sample::code(&store, SubmissionKey(2_u128.to_be_bytes())).await;
    store.submit_decision(second).await.unwrap();
    let event = store.find_decision_receipt(&code).await.unwrap().unwrap().event.0;
    assert!(store.repeat(&RepeatNote { event: Some(event), ..note.clone() }).await.unwrap());
    assert!(store.find_decision_receipt(&code).await.unwrap().is_none());
}
