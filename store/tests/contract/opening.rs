//! Opening a database: two at once, repeatedly, and with invalid addresses.

use domain::survey::template::Template;
use store::{Store, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(again_keeps_everything, several_at_once, closing_writes_what_waits);

async fn again_keeps_everything(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    store.submit_response(sample::response(&survey, 1, 9, "", &[])).await.unwrap();
    let again = Store::open(&store.url).await.unwrap();
    assert_eq!(again.list_surveys().await.unwrap()[0].responses, 1);
    again.ping().await.unwrap();
}

async fn several_at_once(store: TestStore) {
    // The tables are dropped so that each caller finds a new database.
    let url = match store.backend() {
        store::Backend::Sqlite => store.url.replace("test.db", "new.db"),
        store::Backend::Postgres => {
            use sea_orm::ConnectionTrait as _;
            store.raw.execute_unprepared("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
            store.url.clone()
        }
    };
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = url.clone();
        tasks.spawn(async move { Store::open(&url).await.map(|_| ()) });
    }
    for opened in tasks.join_all().await {
        opened.unwrap();
    }
}

async fn closing_writes_what_waits(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..50 {
        let (store, response) = (store.store.clone(), sample::response(&survey, number, 9, "", &[]));
        tasks.spawn(async move { store.submit_response(response).await });
    }
    tokio::task::yield_now().await;
    store.store.clone().close().await;
    let acknowledged = tasks.join_all().await.into_iter().filter(Result::is_ok).count();
    assert_eq!(store.number("SELECT count(*) FROM response").await, i64::try_from(acknowledged).unwrap());
}

#[tokio::test]
async fn an_address_that_is_none() {
    for url in ["", "klankbord.db", "mysql://127.0.0.1/x", "http://127.0.0.1"] {
        assert!(matches!(Store::open(url).await.err(), Some(StoreError::Broken(_))), "{url}");
    }
    let nowhere = Store::open("postgres://127.0.0.1:1/x").await.err();
    assert!(matches!(nowhere, Some(StoreError::Unavailable(_))), "{nowhere:?}");
}
