//! Accounts, set-up links and sessions.

use domain::{
    account::role::{Rights, Role},
    calendar::Millis,
    contact::EmailAddress,
    hash::Sha256Hash,
    response::filter::Condition,
};
use store::StoreError;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    an_address_has_one_account,
    a_link_works_once,
    a_newer_link_replaces_an_older_one,
    sessions_end,
    a_link_for_someone_sets_a_password,
    rights_are_changed_but_an_owner_stays
);

const OWNER: Rights = Rights::of(Role::Owner);

const LATER: Millis = Millis(i64::MAX);

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn token(text: &str) -> Sha256Hash {
    Sha256Hash::of(text.as_bytes())
}

async fn an_address_has_one_account(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    let user = store.create_user(organisation.id, &email("Ada@Voorbeeld.nl"), "hash", &OWNER).await.unwrap();
    let again = store.create_user(organisation.id, &email("ada@voorbeeld.NL"), "hash", &OWNER).await;
    assert!(matches!(again, Err(StoreError::Conflict("email"))));
    assert_eq!(store.find_user(&email("ADA@voorbeeld.nl")).await.unwrap(), Some(user.clone()));
    assert_eq!(store.list_users().await.unwrap(), [user]);
    store.remove_user(&email("ada@voorbeeld.nl")).await.unwrap();
    assert!(matches!(store.remove_user(&email("ada@voorbeeld.nl")).await, Err(StoreError::NotFound)));
}

async fn a_link_works_once(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    store.create_setup_link(&token("a"), organisation.id, None, &OWNER, LATER).await.unwrap();
    assert_eq!(store.find_setup_link(&token("a")).await.unwrap(), None);
    let (first, second) = (email("a@voorbeeld.nl"), email("b@voorbeeld.nl"));
    let link = token("a");
    let both = tokio::join!(store.use_setup_link(&link, &first, "hash"), store.use_setup_link(&link, &second, "hash"));
    assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|ok| **ok).count(), 1, "{both:?}");
    assert_eq!(store.list_users().await.unwrap().len(), 1);
    store.create_setup_link(&token("old"), organisation.id, None, &OWNER, Millis(0)).await.unwrap();
    assert!(matches!(store.find_setup_link(&token("old")).await, Err(StoreError::NotFound)), "expired");
    store.delete_expired().await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM setup_link").await, 0);
}

async fn a_newer_link_replaces_an_older_one(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    store.create_setup_link(&token("a"), organisation.id, None, &OWNER, LATER).await.unwrap();
    store.create_setup_link(&token("b"), organisation.id, None, &OWNER, LATER).await.unwrap();
    assert!(store.find_setup_link(&token("a")).await.is_err());
    assert!(store.find_setup_link(&token("b")).await.is_ok());
}

async fn a_link_for_someone_sets_a_password(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    let ada = email("ada@voorbeeld.nl");
    let user = store.create_user(organisation.id, &ada, "old", &OWNER).await.unwrap();
    store.create_session(&token("s"), user.id, LATER).await.unwrap();
    store.create_setup_link(&token("a"), organisation.id, Some(&ada), &Rights::of(Role::Reader), LATER).await.unwrap();
    assert!(store.use_setup_link(&token("a"), &email("eve@voorbeeld.nl"), "eve").await.is_err());
    store.use_setup_link(&token("a"), &ada, "new").await.unwrap();
    assert_eq!(store.find_user(&ada).await.unwrap().unwrap().password_hash, "new");
    assert!(store.find_session(&token("s")).await.unwrap().is_none(), "a new password ends sessions");
}

async fn sessions_end(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    let user = store.create_user(organisation.id, &email("ada@voorbeeld.nl"), "hash", &OWNER).await.unwrap();
    for name in ["a", "b", "c"] {
        store.create_session(&token(name), user.id, LATER).await.unwrap();
    }
    store.create_session(&token("old"), user.id, Millis(0)).await.unwrap();
    assert_eq!(store.find_session(&token("a")).await.unwrap(), Some(user.clone()));
    assert!(store.find_session(&token("old")).await.unwrap().is_none());
    store.delete_session(&token("a")).await.unwrap();
    assert!(store.find_session(&token("a")).await.unwrap().is_none());
    store.delete_sessions(user.id).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM session").await, 0);
}

async fn rights_are_changed_but_an_owner_stays(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    let (ada, eve) = (email("ada@voorbeeld.nl"), email("eve@voorbeeld.nl"));
    store.create_user(organisation.id, &ada, "hash", &OWNER).await.unwrap();
    let bound = Rights::bound(Role::Reader, Some(Condition::parse("store:Den Haag: centrum").unwrap())).unwrap();
    store.create_setup_link(&token("a"), organisation.id, Some(&eve), &bound, LATER).await.unwrap();
    assert_eq!(store.use_setup_link(&token("a"), &eve, "hash").await.unwrap().rights, bound);
    // A link for an existing account sets the password and nothing else.
    store.create_setup_link(&token("b"), organisation.id, Some(&eve), &OWNER, LATER).await.unwrap();
    assert_eq!(store.use_setup_link(&token("b"), &eve, "new").await.unwrap().rights, bound);
    let reader = Rights::of(Role::Reader);
    assert!(matches!(store.set_rights(&ada, &reader).await, Err(StoreError::Conflict("owner"))));
    assert!(matches!(store.remove_user(&ada).await, Err(StoreError::Conflict("owner"))), "eve would be alone");
    store.set_rights(&eve, &OWNER).await.unwrap();
    store.set_rights(&ada, &reader).await.unwrap();
    assert_eq!(store.find_user(&ada).await.unwrap().unwrap().rights, reader);
    assert_eq!(store.find_user(&eve).await.unwrap().unwrap().rights, OWNER);
    assert!(matches!(store.set_rights(&email("none@voorbeeld.nl"), &OWNER).await, Err(StoreError::NotFound)));
}
