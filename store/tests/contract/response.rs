//! Submissions are stored once, with their event, whatever happens at the same time.

use domain::{
    id::Slug,
    survey::{SurveyStatus, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::{Backend, Submitted};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    stored_once,
    closed,
    closed_elsewhere,
    closed_under_load,
    nothing_to_store,
    concurrent,
    light_mode_has_no_event,
    every_answer_has_its_event,
    many_at_once,
    within_one_batch
);

async fn stored_once(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker brood", &["publish"]);
    assert_eq!(store.submit_response(response.clone()).await.unwrap(), Submitted::Stored);
    assert_eq!(store.submit_response(response).await.unwrap(), Submitted::Repeated);
    let other = sample::response(&survey, 1, 3, "", &[]);
    assert_eq!(store.submit_response(other).await.unwrap(), Submitted::KeyReused);
    assert_eq!(store.number("SELECT count(*) FROM response").await, 1);
    assert_eq!(store.number("SELECT count(*) FROM answer").await, 2);
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 1);
}

async fn closed(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let stored = sample::response(&survey, 1, 9, "", &[]);
    store.submit_response(stored.clone()).await.unwrap();
    store.close_survey(&survey.survey.slug).await.unwrap();
    assert_eq!(store.submit_response(sample::response(&survey, 2, 9, "", &[])).await.unwrap(), Submitted::Closed);
    assert_eq!(store.submit_response(stored).await.unwrap(), Submitted::Repeated, "what was acknowledged before stays so");
    assert_eq!(store.number("SELECT count(*) FROM response").await, 1);
}

async fn closed_elsewhere(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let slug = &survey.survey.slug;
    assert_eq!(store.find_survey(slug).await.unwrap().unwrap().survey.status, SurveyStatus::Open);
    // Changed as by another process, so the cache of this one is not updated.
    store.raw.execute_unprepared("UPDATE survey SET status = 'closed'").await.unwrap();
    assert_eq!(store.submit_response(sample::response(&survey, 1, 9, "", &[])).await.unwrap(), Submitted::Closed);
    let found = store.find_survey(slug).await.unwrap().unwrap();
    assert_eq!(found.survey.status, SurveyStatus::Closed, "who was turned away is not shown the form again");
}

async fn closed_under_load(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..600 {
        let (store, response) = (store.store.clone(), sample::response(&survey, number, 9, "", &[]));
        tasks.spawn(async move { store.submit_response(response).await.unwrap() });
    }
    // Some are stored, and some wait.
    while store.number("SELECT count(*) FROM response").await == 0 {}
    store.close_survey(&survey.survey.slug).await.unwrap();
    let at_closing = store.number("SELECT count(*) FROM response").await;
    let outcomes = tasks.join_all().await;
    let stored = i64::try_from(outcomes.iter().filter(|o| **o == Submitted::Stored).count()).unwrap();
    assert_eq!(stored, store.number("SELECT count(*) FROM response").await);
    assert_eq!(outcomes.iter().filter(|o| **o == Submitted::Closed).count(), 600 - usize::try_from(stored).unwrap());
    // On PostgreSQL the batches that are being written may still be added.
    if store.backend() == Backend::Sqlite {
        assert_eq!(stored, at_closing);
    }
}

async fn nothing_to_store(store: TestStore) {
    assert_eq!(store.submit_responses(Vec::new()).await.unwrap(), []);
}

async fn concurrent(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let mut tasks = tokio::task::JoinSet::new();
    // Each of 200 keys is sent twice at about the same time.
    for number in 0..400_u128 {
        let (store, response) = (store.store.clone(), sample::response(&survey, number / 2, 9, "", &[]));
        tasks.spawn(async move { store.submit_response(response).await.unwrap() });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|o| **o == Submitted::Stored).count(), 200);
    assert_eq!(outcomes.iter().filter(|o| **o == Submitted::Repeated).count(), 200);
    assert_eq!(store.number("SELECT count(*) FROM response").await, 200);
}

async fn light_mode_has_no_event(store: TestStore) {
    let survey = sample::survey(&store, Template::Helpful).await;
    let response = sample::response(&survey, 1, 1, "", &[]);
    let code = sample::code(&store, response.key).await;
    assert_eq!(store.submit_response(response).await.unwrap(), Submitted::Stored);
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 0);
    assert_eq!(store.number("SELECT count(*) FROM response WHERE notice_version_id IS NOT NULL AND subject IS NULL").await, 1);
    assert!(store.find_receipt(&code).await.unwrap().is_none());
}

async fn every_answer_has_its_event(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    for number in 0..10 {
        store.submit_response(sample::response(&survey, number, 7, "", &["connect"])).await.unwrap();
    }
    let without = "SELECT count(*) FROM answer WHERE response_id NOT IN (SELECT s.response_id FROM standing s \
                   JOIN consent_event e ON e.id = s.event_id WHERE s.purpose = 'analysis')";
    assert_eq!(store.number(without).await, 0);
    assert_eq!(store.number("SELECT count(*) FROM standing").await, 20);
    assert_eq!(store.number("SELECT count(*) FROM consent_event WHERE seq IS NULL").await, 10);
}

async fn many_at_once(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let responses = (0..3000).map(|n| sample::response(&survey, n, 9, "Goed", &["publish", "contact"])).collect();
    let outcomes = store.submit_responses(responses).await.unwrap();
    assert!(outcomes.iter().all(|o| *o == Submitted::Stored));
    assert_eq!(store.number("SELECT count(*) FROM contact").await, 3000);
}

async fn within_one_batch(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = |score| sample::response(&survey, 1, score, "", &[]);
    let outcomes = store.submit_responses(vec![response(9), response(9), response(2)]).await.unwrap();
    assert_eq!(outcomes, [Submitted::Stored, Submitted::Repeated, Submitted::KeyReused]);
    assert!(store.find_survey(&Slug::parse("geen").unwrap()).await.unwrap().is_none());
}
