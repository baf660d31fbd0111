//! Sessions, and the browsers in which accounts signed in.

use domain::{
    account::{
        role::{Rights, Role},
        user::User,
    },
    calendar::Millis,
    contact::EmailAddress,
    hash::Sha256Hash,
};
use store::NewSession;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_session_ends_when_it_is_over_or_idle,
    signing_in_replaces_the_session_of_the_browser,
    a_browser_is_known_to_its_accounts
);

const MINUTE: i64 = 60_000;
const LATER: Millis = Millis(i64::MAX);

fn token(text: &str) -> Sha256Hash {
    Sha256Hash::of(text.as_bytes())
}

async fn user(store: &TestStore, name: &str) -> User {
    let organisation = match store.find_organisation().await.unwrap() {
        Some(organisation) => organisation,
        None => store.create_organisation(&sample::profile()).await.unwrap(),
    };
    let email = EmailAddress::parse(&format!("{name}@voorbeeld.nl")).unwrap();
    store.create_user(organisation.id, &email, "hash", &Rights::of(Role::Owner)).await.unwrap()
}

fn session(name: &str, user: &User) -> NewSession {
    let (token, device) = (token(name), (token("browser"), LATER));
    NewSession { token, user: user.id, at: Millis(0), expires_at: LATER, replaced: None, device }
}

async fn a_session_ends_when_it_is_over_or_idle(store: TestStore) {
    let ada = user(&store, "ada").await;
    store.create_session(&session("a", &ada)).await.unwrap();
    store.create_session(&session("b", &ada)).await.unwrap();
    store.create_session(&NewSession { expires_at: Millis(20 * MINUTE), ..session("short", &ada) }).await.unwrap();
    let found = async |name: &str, minutes: i64| store.find_session(&token(name), Millis(minutes * MINUTE)).await.unwrap();
    let first = found("a", 4).await.unwrap();
    assert_eq!((first.user, first.is_due), (ada.clone(), false));
    assert!(found("short", 19).await.is_some() && found("short", 20).await.is_none());
    assert!(found("a", 50).await.unwrap().is_due);
    store.note_session_use(&token("a"), Millis(50 * MINUTE)).await.unwrap();
    assert!(!found("a", 52).await.unwrap().is_due);
    assert!(found("b", 59).await.is_some() && found("b", 60).await.is_none(), "idle");
    assert!(found("a", 109).await.is_some() && found("a", 110).await.is_none(), "an hour after its last use");
    store.delete_expired(Millis(61 * MINUTE)).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM session").await, 1);
    store.delete_session(&token("a")).await.unwrap();
    assert!(found("a", 60).await.is_none());
    store.create_session(&session("c", &ada)).await.unwrap();
    store.delete_sessions(ada.id).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM session").await, 0);
}

async fn signing_in_replaces_the_session_of_the_browser(store: TestStore) {
    let ada = user(&store, "ada").await;
    for name in ["here", "elsewhere"] {
        store.create_session(&session(name, &ada)).await.unwrap();
    }
    store.create_session(&NewSession { replaced: Some(token("here")), ..session("again", &ada) }).await.unwrap();
    for (name, lives) in [("here", false), ("elsewhere", true), ("again", true)] {
        assert_eq!(store.find_session(&token(name), Millis(1)).await.unwrap().is_some(), lives, "{name}");
    }
}

async fn a_browser_is_known_to_its_accounts(store: TestStore) {
    let (ada, eve) = (user(&store, "ada").await, user(&store, "eve").await);
    let known = async |at: i64| store.list_device_users(&token("browser"), Millis(at)).await.unwrap();
    assert!(known(0).await.is_empty());
    for until in [10, 20] {
        let device = (token("browser"), Millis(until));
        store.create_session(&NewSession { device, ..session(&format!("{until}"), &ada) }).await.unwrap();
    }
    store.create_session(&session("e", &eve)).await.unwrap();
    let mut both = [ada.id, eve.id];
    let mut found = known(19).await;
    both.sort();
    found.sort();
    assert_eq!(found, both);
    assert_eq!(known(20).await, [eve.id], "a sign-in extends it, and it ends");
    store.delete_expired(Millis(20)).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM known_device").await, 1);
}
