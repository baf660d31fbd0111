//! Accounts, set-up links and sessions.

use domain::{
    account::{
        api_key::{ApiKeyName, Scope},
        role::{Rights, Role},
        user::User,
    },
    calendar::Millis,
    contact::EmailAddress,
    hash::Sha256Hash,
    response::filter::Condition,
};
use store::{KeysOfRemoved, NewApiKey, NewSession, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    an_address_has_one_account,
    a_link_works_once,
    a_newer_link_replaces_an_older_one,
    keys_of_a_removed_account_end_or_are_handed_over,
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

fn session(name: &str, user: &User, at: Millis) -> NewSession {
    NewSession { token: token(name), user: user.id, at, expires_at: LATER, replaced: None, device: (token("browser"), LATER) }
}

async fn remove(store: &TestStore, address: &str, keys: KeysOfRemoved<'_>) -> Result<(), StoreError> {
    store.remove_user(&email(address), keys, "klankbord user").await
}

async fn an_address_has_one_account(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap();
    let user = store.create_user(organisation.id, &email("Ada@Voorbeeld.nl"), "hash", &OWNER).await.unwrap();
    let again = store.create_user(organisation.id, &email("ada@voorbeeld.NL"), "hash", &OWNER).await;
    assert!(matches!(again, Err(StoreError::Conflict("email"))));
    assert_eq!(store.find_user(&email("ADA@voorbeeld.nl")).await.unwrap(), Some(user.clone()));
    assert_eq!(store.list_users().await.unwrap(), [user]);
    remove(&store, "ada@voorbeeld.nl", KeysOfRemoved::NotChosen).await.unwrap();
    assert!(matches!(remove(&store, "ada@voorbeeld.nl", KeysOfRemoved::NotChosen).await, Err(StoreError::NotFound)));
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
    store.delete_expired(Millis(1)).await.unwrap();
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
    store.create_session(&session("s", &user, Millis(0))).await.unwrap();
    store.create_setup_link(&token("a"), organisation.id, Some(&ada), &Rights::of(Role::Reader), LATER).await.unwrap();
    assert!(store.use_setup_link(&token("a"), &email("eve@voorbeeld.nl"), "eve").await.is_err());
    store.use_setup_link(&token("a"), &ada, "new").await.unwrap();
    assert_eq!(store.find_user(&ada).await.unwrap().unwrap().password_hash, "new");
    assert!(store.find_session(&token("s"), Millis(1)).await.unwrap().is_none(), "a new password ends sessions");
    assert!(store.list_device_users(&token("browser"), Millis(1)).await.unwrap().is_empty(), "and forgets browsers");
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
    assert!(
        matches!(remove(&store, "ada@voorbeeld.nl", KeysOfRemoved::NotChosen).await, Err(StoreError::Conflict("owner"))),
        "eve would be alone"
    );
    store.set_rights(&eve, &OWNER).await.unwrap();
    store.set_rights(&ada, &reader).await.unwrap();
    assert_eq!(store.find_user(&ada).await.unwrap().unwrap().rights, reader);
    assert_eq!(store.find_user(&eve).await.unwrap().unwrap().rights, OWNER);
    assert!(matches!(store.set_rights(&email("none@voorbeeld.nl"), &OWNER).await, Err(StoreError::NotFound)));
}

async fn keys_of_a_removed_account_end_or_are_handed_over(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap().id;
    let key = async |made_by: &str, name: &str, expires_at| {
        let new = NewApiKey {
            organisation,
            secret: token(&format!("{made_by} {name}")),
            name: ApiKeyName::parse(name).unwrap(),
            scopes: vec![Scope::Results],
            expires_at,
            made_by: made_by.to_owned(),
        };
        store.create_api_key(&new).await.unwrap()
    };
    for name in ["ada", "eve", "bob", "cor"] {
        store.create_user(organisation, &email(&format!("{name}@voorbeeld.nl")), "hash", &OWNER).await.unwrap();
    }
    let (of_ada, of_eve) = (key("ada@voorbeeld.nl", "a", None).await, key("eve@voorbeeld.nl", "e", None).await);
    key("cor@voorbeeld.nl", "expired", Some(Millis(1))).await;
    let unsaid = remove(&store, "ada@voorbeeld.nl", KeysOfRemoved::NotChosen).await;
    assert!(matches!(unsaid, Err(StoreError::Conflict("keys"))));
    for heir in ["nobody@voorbeeld.nl", "ada@voorbeeld.nl"] {
        let refused = remove(&store, "ada@voorbeeld.nl", KeysOfRemoved::HandOver(&email(heir))).await;
        assert!(matches!(refused, Err(StoreError::Conflict("heir"))), "{heir}");
    }
    assert!(store.find_user(&email("ada@voorbeeld.nl")).await.unwrap().is_some(), "nothing was changed");
    remove(&store, "ada@voorbeeld.nl", KeysOfRemoved::HandOver(&email("bob@voorbeeld.nl"))).await.unwrap();
    remove(&store, "eve@voorbeeld.nl", KeysOfRemoved::End).await.unwrap();
    remove(&store, "cor@voorbeeld.nl", KeysOfRemoved::NotChosen).await.unwrap();
    let keys = store.list_api_keys(organisation).await.unwrap();
    let found = |id| keys.iter().find(|key| key.id == id).unwrap();
    assert_eq!((found(of_ada).made_by.as_str(), found(of_ada).revoked_at), ("bob@voorbeeld.nl", None));
    assert_eq!(found(of_eve).revoked_by.as_deref(), Some("klankbord user"));
}
