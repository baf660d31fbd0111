//! Decisions on websites: grants, mixed choices and withdrawals are events of the visitor; refusals are only counted.

use std::sync::Arc;

use domain::{
    consent::{ConsentEvent, Control, State, SubjectMatter},
    id::EventId,
    site::published::PublishedSite,
    submission_key::SubmissionKey,
};
use store::{Decided, NewDecision};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_grant_is_an_event_with_a_subject,
    a_refusal_is_counted_and_nothing_else,
    a_refusal_is_recorded_for_who_asks,
    a_later_decision_is_of_the_same_visitor,
    a_withdrawal_names_what_it_takes_back,
    an_unknown_subject_loses_no_decision,
    sent_again,
    another_content_under_the_same_key,
    many_at_once,
    a_batch_of_both_kinds,
    shown_without_a_choice,
);

async fn event(store: &TestStore, decided: Decided) -> (EventId, ConsentEvent) {
    let Decided::Recorded(id) = decided else { panic!("{decided:?}") };
    use sea_orm::ConnectionTrait as _;
    let statement =
        sea_orm::Statement::from_string(store.raw.get_database_backend(), "SELECT leaf FROM consent_event ORDER BY id");
    let rows = store.raw.query_all_raw(statement).await.unwrap();
    let events = rows.iter().map(|row| ConsentEvent::from_leaf(&row.try_get_by_index::<Vec<u8>>(0).unwrap()).unwrap());
    (id, events.into_iter().find(|event| event.id == id).unwrap())
}

fn states(event: &ConsentEvent) -> Vec<(&str, State)> {
    event.decisions.iter().map(|d| (d.purpose.as_str(), d.state)).collect()
}

async fn count(store: &TestStore, kind: &str) -> i64 {
    store.number(&format!("SELECT coalesce(CAST(sum(n) AS bigint), 0) FROM decision_count WHERE kind = '{kind}'")).await
}

async fn events(store: &TestStore) -> i64 {
    store.number("SELECT count(*) FROM consent_event").await
}

async fn submit(store: &TestStore, new: NewDecision) -> Decided {
    store.submit_decision(new).await.unwrap()
}

async fn a_grant_is_an_event_with_a_subject(store: TestStore) {
    let site = sample::site(&store).await;
    let decided = submit(&store, sample::decision(&site, 1, "own_choice", &["analytics"])).await;
    let (id, event) = event(&store, decided).await;
    assert_eq!(event.about, SubjectMatter::Site(site.site.id));
    assert_eq!(
        states(&event),
        [
            ("necessary", State::Asserted),
            ("measurement", State::Asserted),
            ("preferences", State::Refused),
            ("analytics", State::Given),
            ("marketing", State::Refused)
        ]
    );
    assert_eq!((event.control, event.origin.as_str()), (Control::OwnChoice, "https://vandam.nl"));
    assert_eq!(event.notice, site.notice.published.reference());
    assert_eq!(event.valid_until, Some(event.time.plus_months(6)));
    for (sql, expected) in [
        ("SELECT count(*) FROM event_subject", 1),
        ("SELECT count(*) FROM decision d JOIN event_subject s ON s.subject = d.subject AND s.event_id = d.event_id", 1),
        ("SELECT count(*) FROM site_standing WHERE purpose = 'analytics' AND state = 'given'", 1),
        ("SELECT count(*) FROM site_standing", 1),
        ("SELECT n FROM decision_count WHERE kind = 'own_choice' AND locale = 'nl'", 1),
        ("SELECT offered * 10 + granted FROM purpose_count WHERE purpose = 'analytics'", 11),
        ("SELECT offered * 10 + granted FROM purpose_count WHERE purpose = 'marketing'", 10),
        ("SELECT count(*) FROM purpose_count", 3),
    ] {
        assert_eq!(store.number(sql).await, expected, "{sql}");
    }
    assert_eq!(store.number("SELECT valid_until - decided_at FROM decision").await, event.valid_until.unwrap().0 - event.time.0);
    assert_eq!(id, event.id);
}

async fn a_refusal_is_counted_and_nothing_else(store: TestStore) {
    let site = sample::site(&store).await;
    for (number, control) in [(1, "refuse_all"), (2, "refuse_all"), (3, "own_choice"), (4, "gpc")] {
        assert_eq!(submit(&store, sample::decision(&site, number, control, &[])).await, Decided::Counted);
    }
    for table in ["consent_event", "event_subject", "decision", "site_standing"] {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!((count(&store, "refuse_all").await, count(&store, "own_choice").await, count(&store, "gpc").await), (2, 1, 1));
    let offered = store.number("SELECT offered FROM purpose_count WHERE purpose = 'marketing' AND granted = 0").await;
    assert_eq!(offered, 3, "where the browser asked, nobody chose");
}

async fn a_refusal_is_recorded_for_who_asks(store: TestStore) {
    let site = sample::site(&store).await;
    let asked = sample::decision_of(&site, 1, "refuse_all", &[], None, true);
    let code = sample::code(&store, asked.decision.key).await;
    let decided = submit(&store, asked).await;
    let (_, event) = event(&store, decided).await;
    assert!(event.decisions[2..].iter().all(|d| d.state == State::Refused));
    let receipt = store.find_decision_receipt(&code).await.unwrap().unwrap();
    assert!(receipt.standing.is_empty() && receipt.history.len() == 1);
}

async fn a_later_decision_is_of_the_same_visitor(store: TestStore) {
    let site = sample::site(&store).await;
    let (first, _) =
        event(&store, submit(&store, sample::decision(&site, 1, "own_choice", &["preferences", "analytics"])).await).await;
    let again = sample::decision_of(&site, 2, "own_choice", &["analytics", "marketing"], Some(first), false);
    let (second, later) = event(&store, submit(&store, again).await).await;
    assert_eq!(
        states(&later)[2..],
        [("preferences", State::Withdrawn), ("analytics", State::Renewed), ("marketing", State::Given)]
    );
    assert_eq!(store.number("SELECT count(DISTINCT subject) FROM event_subject").await, 1);
    assert_eq!(store.number("SELECT count(DISTINCT subject) FROM decision").await, 1);
    let gpc = sample::decision_of(&site, 3, "gpc", &[], Some(second), false);
    let (_, last) = event(&store, submit(&store, gpc).await).await;
    assert_eq!(
        states(&last)[2..],
        [("preferences", State::Refused), ("analytics", State::Withdrawn), ("marketing", State::Withdrawn)]
    );
    assert_eq!(store.number("SELECT count(*) FROM site_standing WHERE state = 'given' OR state = 'renewed'").await, 0);
    assert_eq!(store.number("SELECT count(*) FROM site_standing").await, 3);
    assert_ne!(later.subject, last.subject, "every event has a salt of its own");
}

async fn a_withdrawal_names_what_it_takes_back(store: TestStore) {
    let site = sample::site(&store).await;
    let (first, _) =
        event(&store, submit(&store, sample::decision(&site, 1, "accept_all", &["preferences", "analytics", "marketing"])).await)
            .await;
    let withdrawal = sample::decision_of(&site, 2, "withdraw", &[], Some(first), false);
    let (_, event) = event(&store, submit(&store, withdrawal).await).await;
    assert!(event.decisions[2..].iter().all(|d| d.state == State::Withdrawn));
    assert_eq!(count(&store, "withdraw").await, 1);
    assert_eq!(
        store.number("SELECT offered FROM purpose_count WHERE purpose = 'marketing'").await,
        1,
        "nothing was offered again"
    );
}

async fn an_unknown_subject_loses_no_decision(store: TestStore) {
    let site = sample::site(&store).await;
    let unknown = EventId(uuid::Uuid::now_v7());
    let decided = submit(&store, sample::decision_of(&site, 1, "withdraw", &[], Some(unknown), false)).await;
    let (_, event) = event(&store, decided).await;
    assert_eq!(event.decisions[2].state, State::Withdrawn);
    // Nor does the record of another website make its visitor known.
    let settings = sample::settings();
    let key = domain::id::Slug::parse("other").unwrap();
    let notice = domain::notice::Notice::draft_for_site(&sample::profile(), &key, "other.nl");
    let other = store.create_site(&site.organisation, &key, &settings, &notice).await.unwrap();
    submit(&store, sample::decision_of(&other, 2, "own_choice", &["analytics"], Some(event.id), false)).await;
    assert_eq!(store.number("SELECT count(DISTINCT subject) FROM event_subject").await, 2);
}

async fn sent_again(store: TestStore) {
    let site = sample::site(&store).await;
    let grant = || sample::decision(&site, 1, "own_choice", &["analytics"]);
    let first = submit(&store, grant()).await;
    assert_eq!(submit(&store, grant()).await, first);
    let refusal = || sample::decision(&site, 2, "refuse_all", &[]);
    for _ in 0..3 {
        assert_eq!(submit(&store, refusal()).await, Decided::Counted);
    }
    assert_eq!((events(&store).await, count(&store, "own_choice").await, count(&store, "refuse_all").await), (1, 1, 1));
    let (one, two) = tokio::join!(
        store.submit_decision(sample::decision(&site, 3, "own_choice", &["marketing"])),
        store.submit_decision(sample::decision(&site, 3, "own_choice", &["marketing"]))
    );
    assert_eq!(one.unwrap(), two.unwrap(), "both are told the one event");
    assert_eq!((events(&store).await, count(&store, "own_choice").await), (2, 2));
}

async fn another_content_under_the_same_key(store: TestStore) {
    let site = sample::site(&store).await;
    submit(&store, sample::decision(&site, 1, "own_choice", &["analytics"])).await;
    submit(&store, sample::decision(&site, 2, "refuse_all", &[])).await;
    for other in [
        sample::decision(&site, 1, "own_choice", &["marketing"]),
        sample::decision(&site, 1, "refuse_all", &[]),
        sample::decision(&site, 2, "own_choice", &["marketing"]),
        sample::decision(&site, 2, "own_choice", &[]),
    ] {
        assert_eq!(submit(&store, other).await, Decided::KeyReused);
    }
    assert_eq!((events(&store).await, count(&store, "own_choice").await, count(&store, "refuse_all").await), (1, 1, 1));
}

async fn many_at_once(store: TestStore) {
    let site = sample::site(&store).await;
    let mut running = tokio::task::JoinSet::new();
    for number in 0..200_u128 {
        let (store, site): (_, Arc<PublishedSite>) = (store.store.clone(), Arc::clone(&site));
        running.spawn(async move {
            let granted: &[&str] = if number % 2 == 0 { &["analytics"] } else { &[] };
            store.submit_decision(sample::decision(&site, number, "own_choice", granted)).await.unwrap()
        });
    }
    let mut recorded = std::collections::HashSet::new();
    while let Some(decided) = running.join_next().await {
        if let Decided::Recorded(event) = decided.unwrap() {
            recorded.insert(event.0);
        }
    }
    assert_eq!((recorded.len(), events(&store).await, count(&store, "own_choice").await), (100, 100, 200));
    assert_eq!(store.number("SELECT offered * 1000 + granted FROM purpose_count WHERE purpose = 'analytics'").await, 200_100);
}

async fn a_batch_of_both_kinds(store: TestStore) {
    let site = sample::site(&store).await;
    let questionnaire =
        domain::survey::template::Template::Nps.questionnaire(&sample::profile(), domain::notice::purpose::Basis::Consent);
    let slug = domain::id::Slug::parse("nps").unwrap();
    let survey = store.create_survey(&site.organisation, &slug, &questionnaire).await.unwrap();
    let mut running = tokio::task::JoinSet::new();
    for number in 0..30_u128 {
        let (store, site, survey) = (store.store.clone(), Arc::clone(&site), survey.clone());
        running.spawn(async move {
            match number % 3 {
                0 => drop(store.submit_response(sample::response(&survey, number, 9, "", &["contact"])).await.unwrap()),
                1 => drop(store.submit_decision(sample::decision(&site, number, "own_choice", &["analytics"])).await.unwrap()),
                _ => drop(store.submit_decision(sample::decision(&site, number, "refuse_all", &[])).await.unwrap()),
            }
        });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
    assert_eq!(store.number("SELECT count(*) FROM response").await, 10);
    assert_eq!((events(&store).await, count(&store, "refuse_all").await), (20, 10));
    let receipt = sample::code(&store, SubmissionKey(1_u128.to_be_bytes())).await;
    assert!(store.find_receipt(&receipt).await.unwrap().is_none(), "the receipt of a decision is no receipt of answers");
}

async fn shown_without_a_choice(store: TestStore) {
    let site = sample::site(&store).await;
    for _ in 0..3 {
        store.count_shown(&site, domain::locale::Locale::En).await.unwrap();
    }
    assert_eq!(store.number("SELECT n FROM decision_count WHERE kind = 'shown' AND locale = 'en'").await, 3);
}
