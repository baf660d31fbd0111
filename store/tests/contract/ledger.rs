//! Tests of the log: sealing, and audits.

mod columns;
mod faults;
mod last;
mod sealing;

use domain::{id::EventId, survey::published::PublishedSurvey};
use sea_orm::{ConnectionTrait as _, Statement};
use store::{LogHead, Store};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{database::TestStore, sample};

/// Submits responses with these numbers, all at once.
pub(crate) async fn submit(store: &Store, survey: &PublishedSurvey, numbers: std::ops::Range<u128>) {
    let mut tasks = JoinSet::new();
    for number in numbers {
        let (store, response) = (store.clone(), sample::response(survey, number, 9, "", &["publish"]));
        tasks.spawn(async move { store.submit_response(response).await.unwrap() });
    }
    tasks.join_all().await;
}

pub(crate) async fn head(store: &Store) -> LogHead {
    let logs = store.list_logs().await.unwrap();
    assert_eq!(logs.len(), 1);
    store.find_log(logs[0]).await.unwrap().unwrap()
}

/// The ids of the sealed events, in the order of their places.
pub(crate) async fn places(store: &TestStore) -> Vec<EventId> {
    let sql = "SELECT id FROM consent_event WHERE seq IS NOT NULL ORDER BY seq";
    let statement = Statement::from_string(store.raw.get_database_backend(), sql);
    let rows = store.raw.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| EventId(row.try_get_by_index::<Uuid>(0).unwrap())).collect()
}
