//! Tests of API keys.

use domain::{
    account::api_key::{ApiKeyName, Scope},
    calendar::Millis,
    hash::Sha256Hash,
    id::ApiKeyId,
};
use store::{NewApiKey, StoreError};
use uuid::Uuid;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(a_key_works_until_it_is_revoked, an_expired_key_does_not_work, a_key_is_one_organisations);

fn secret(text: &str) -> Sha256Hash {
    Sha256Hash::of(text.as_bytes())
}

async fn key(store: &TestStore, expires_at: Option<Millis>) -> NewApiKey {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap().id;
    let name = ApiKeyName::parse("Power BI").unwrap();
    NewApiKey {
        organisation,
        secret: secret("a"),
        name,
        scopes: vec![Scope::Submit, Scope::Results],
        expires_at,
        made_by: "anna".to_owned(),
    }
}

async fn a_key_works_until_it_is_revoked(store: TestStore) {
    let new = key(&store, None).await;
    let id = store.create_api_key(&new).await.unwrap();
    let listed = store.list_api_keys(new.organisation).await.unwrap();
    assert_eq!((listed.len(), listed[0].id, listed[0].name.as_str(), listed[0].last_used_at), (1, id, "Power BI", None));
    assert_eq!(listed[0].scopes, [Scope::Results, Scope::Submit]);
    assert_eq!(store.find_api_key(&secret("a")).await.unwrap().unwrap().id, id);
    assert_eq!(store.find_api_key(&secret("b")).await.unwrap(), None);
    store.note_api_key_use(&listed[0]).await.unwrap();
    let used = store.list_api_keys(new.organisation).await.unwrap()[0].last_used_at.unwrap();
    assert!(used >= listed[0].created_at);
    store.note_api_key_use(&listed[0]).await.unwrap();
    assert_eq!(store.list_api_keys(new.organisation).await.unwrap()[0].last_used_at, Some(used), "not a write for each request");

    store.revoke_api_key(new.organisation, id, "bert").await.unwrap();
    let revoked = store.list_api_keys(new.organisation).await.unwrap()[0].revoked_at;
    assert!(revoked.is_some());
    store.revoke_api_key(new.organisation, id, "clara").await.unwrap();
    let again = store.list_api_keys(new.organisation).await.unwrap().remove(0);
    assert_eq!(again.revoked_at, revoked);
    assert_eq!((again.made_by.as_str(), again.revoked_by.as_deref()), ("anna", Some("bert")), "whoever did it first");
    assert_eq!(store.find_api_key(&secret("a")).await.unwrap(), None);
}

async fn an_expired_key_does_not_work(store: TestStore) {
    let new = key(&store, Some(Millis(1))).await;
    store.create_api_key(&new).await.unwrap();
    assert_eq!(store.find_api_key(&secret("a")).await.unwrap(), None);
    let later = NewApiKey { secret: secret("b"), expires_at: Some(Millis(i64::MAX)), ..new };
    store.create_api_key(&later).await.unwrap();
    assert!(store.find_api_key(&secret("b")).await.unwrap().is_some());
}

async fn a_key_is_one_organisations(store: TestStore) {
    let new = key(&store, None).await;
    let id = store.create_api_key(&new).await.unwrap();
    let other = store.create_organisation(&sample::profile()).await.unwrap().id;
    assert_eq!(store.list_api_keys(other).await.unwrap(), []);
    assert!(matches!(store.revoke_api_key(other, id, "mallory").await, Err(StoreError::NotFound)));
    let unknown = ApiKeyId(Uuid::nil());
    assert!(matches!(store.revoke_api_key(new.organisation, unknown, "bert").await, Err(StoreError::NotFound)));
    assert!(store.find_api_key(&secret("a")).await.unwrap().is_some());
}
