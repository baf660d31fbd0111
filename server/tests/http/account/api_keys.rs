//! `/admin/keys`: an owner creates, uses and revokes a key, and its secret is shown once.

use domain::{
    account::role::{Rights, Role},
    contact::EmailAddress,
};

use crate::support::{
    accounts::{self, EMAIL, signed_in},
    app::{Fields, Reply, TestApp, spawn_app},
};

const KEYS: &str = "/admin/keys";

async fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.get_with(path, &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn post(app: &TestApp, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    app.post_with(path, &Fields::new(fields), &[("cookie", cookie), ("accept-language", "nl")]).await
}

/// The text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

#[tokio::test]
async fn a_key_is_made_shown_once_used_and_revoked() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    assert!(get(&app, &cookie, KEYS).await.body.contains("Er zijn nog geen API-sleutels"));
    let fields = [("name", " Power <BI> "), ("scope", "surveys:read"), ("scope", "results:read"), ("expires", "90")];
    let made = post(&app, &cookie, KEYS, &fields).await;
    assert_eq!((made.status, made.header("cache-control")), (201, "no-store"));
    let secret = between(&made.body, "<code>klankbord_", "</code>");
    let bearer = format!("Bearer klankbord_{secret}");
    assert!(
        made.body.contains(&format!("curl -H &quot;Authorization: {bearer}&quot; &quot;{}/api/v1/surveys&quot;", app.address))
            || made.body.contains(&format!("curl -H \"Authorization: {bearer}\" \"{}/api/v1/surveys\"", app.address)),
        "{}",
        made.body
    );
    let use_it = async || app.get_with("/api/v1/surveys", &[("authorization", &bearer)]).await.status;
    assert_eq!(use_it().await, 200);
    assert_eq!(app.get_with("/api/v1/surveys/nps/responses", &[("authorization", &bearer)]).await.status, 403);

    let list = get(&app, &cookie, KEYS).await.body;
    assert!(!list.contains(secret) && list.contains("Power &lt;BI&gt;"), "{list}");
    for says in ["surveys:read", "results:read", &format!("door {EMAIL}"), "Werkt tot "] {
        assert!(list.contains(says), "{says}: {list}");
    }
    let revoke = format!("{KEYS}/{}", between(&list, "action=\"/admin/keys/", "?lang"));
    assert_eq!(post(&app, &cookie, &revoke, &[]).await.status, 303);
    assert_eq!(use_it().await, 401);
    let list = get(&app, &cookie, &format!("{KEYS}?lang=en")).await.body;
    assert!(list.contains("Revoked on") && list.contains(&format!("by {EMAIL}")) && !list.contains("/revoke"), "{list}");
    assert_eq!(post(&app, &cookie, &revoke, &[]).await.status, 303, "revoking it again changes nothing");
}

#[tokio::test]
async fn what_is_wrong_with_a_key_is_said_beside_its_field() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let wrong = post(&app, &cookie, KEYS, &[("name", " "), ("expires", "7")]).await;
    assert_eq!(wrong.status, 422);
    for name in ["e-name", "e-scope", "e-expires"] {
        assert!(wrong.body.contains(&format!("id=\"{name}\"")), "{name}: {}", wrong.body);
    }
    let kept = post(&app, &cookie, KEYS, &[("name", "Kassa"), ("scope", "everything"), ("expires", "never")]).await;
    assert!(kept.status == 422 && kept.body.contains("value=\"Kassa\""), "{}", kept.body);
    assert!(get(&app, &cookie, KEYS).await.body.contains("Er zijn nog geen API-sleutels"));
}

#[tokio::test]
async fn keys_are_owners_and_another_organisations_do_not_exist() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let other = app.store.create_organisation(&domain::organisation::OrganisationProfile::new("x", "y", "z")).await.unwrap();
    let foreign = store::NewApiKey {
        organisation: other.id,
        secret: server::account::api_secret::ApiSecret::random().hash(),
        name: domain::account::api_key::ApiKeyName::parse("Vreemd").unwrap(),
        scopes: domain::account::api_key::Scope::ALL.to_vec(),
        expires_at: None,
        made_by: "ander@voorbeeld.nl".to_owned(),
    };
    let id = app.store.create_api_key(&foreign).await.unwrap();
    assert!(!get(&app, &cookie, KEYS).await.body.contains("Vreemd"));
    assert_eq!(post(&app, &cookie, &format!("{KEYS}/{id}/revoke"), &[]).await.status, 404);
    assert!(app.store.list_api_keys(other.id).await.unwrap()[0].revoked_at.is_none());
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(Role::Editor)).await.unwrap();
    let fields = [("name", "x"), ("scope", "surveys:read"), ("expires", "never")];
    assert_eq!((get(&app, &cookie, KEYS).await.status, post(&app, &cookie, KEYS, &fields).await.status), (403, 403));
}
