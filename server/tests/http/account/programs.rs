//! The programming interface: access and quotas.

use domain::{account::api_key::Scope, calendar::Millis, organisation::OrganisationProfile};
use serde_json::json;
use server::http::guard::rate_limit::RateLimit;

use crate::support::{
    accounts::signed_in,
    api::{NPS, get, key_of, own_key, post, response},
    app::{arguments, spawn_app, spawn_with},
};

#[tokio::test]
async fn only_a_key_that_works_comes_in() {
    let app = spawn_app().await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    let expired = key_of(&app, organisation, Scope::ALL, Some(Millis(1))).await;
    let cookie = signed_in(&app).await;
    for headers in [
        vec![],
        vec![("authorization", "Bearer klankbord_x")],
        vec![("authorization", expired.as_str())],
        // A session gives access to pages only, so that a page of another website cannot use it for the interface.
        vec![("cookie", cookie.as_str())],
    ] {
        let reply = app.get_with("/api/v1/surveys", &headers).await;
        assert_eq!((reply.status, reply.header("www-authenticate")), (401, "Bearer"), "{headers:?}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
    let works = own_key(&app, &[Scope::Surveys]).await;
    assert_eq!(get(&app, "/api/v1/surveys", &works).await.status, 200);
    // The use is recorded next to the request.
    let keys = loop {
        let keys = app.store.list_api_keys(organisation).await.unwrap();
        if keys.last().unwrap().last_used_at.is_some() {
            break keys;
        }
        tokio::task::yield_now().await;
    };
    app.store.revoke_api_key(organisation, keys.last().unwrap().id, "a test").await.unwrap();
    assert_eq!(get(&app, "/api/v1/surveys", &works).await.status, 401);
}

#[tokio::test]
async fn a_key_does_what_its_scopes_say() {
    let app = spawn_app().await;
    let wanted = [
        ("/api/v1/surveys", Scope::Surveys),
        (NPS, Scope::Surveys),
        ("/api/v1/surveys/nps/scores", Scope::Results),
        ("/api/v1/surveys/nps/trend", Scope::Results),
        ("/api/v1/surveys/nps/breakdown?by=channel", Scope::Results),
        ("/api/v1/surveys/nps/comparison?from=2026-01-01&to=2026-01-31", Scope::Results),
        ("/api/v1/surveys/nps/responses", Scope::Responses),
    ];
    for &scope in Scope::ALL {
        let key = own_key(&app, &[scope]).await;
        for (path, needed) in wanted {
            let reply = get(&app, path, &key).await;
            assert_eq!(reply.status, if scope == needed { 200 } else { 403 }, "{scope} {path}: {}", reply.body);
            if scope != needed {
                assert_eq!(reply.json()["scope"], needed.name());
            }
        }
        let reply = post(&app, "/api/v1/surveys/nps/responses", &key, &response(&app, 1, 9).await).await;
        assert_eq!(reply.status, if scope == Scope::Submit { 201 } else { 403 }, "{}", reply.body);
    }
}

#[tokio::test]
async fn what_is_another_organisations_does_not_exist() {
    let app = spawn_app().await;
    let other = app.store.create_organisation(&OrganisationProfile::new("Ander", "a", "b")).await.unwrap();
    let key = key_of(&app, other.id, Scope::ALL, None).await;
    assert_eq!(get(&app, "/api/v1/surveys", &key).await.json()["items"], json!([]));
    for path in [
        NPS,
        "/api/v1/surveys/nps/responses",
        "/api/v1/surveys/nps/scores",
        "/api/v1/surveys/nps/trend",
        "/api/v1/surveys/nps/breakdown?by=channel",
        "/api/v1/surveys/nps/crosstab?by=channel&across=locale",
        "/api/v1/surveys/nps/comparison?from=2026-01-01&to=2026-01-31",
    ] {
        assert_eq!(get(&app, path, &key).await.status, 404, "{path}");
    }
    assert_eq!(post(&app, "/api/v1/surveys/nps/responses", &key, &response(&app, 1, 9).await).await.status, 404);
}

#[tokio::test]
async fn a_key_is_told_its_quota_and_held_to_it() {
    let app =
        spawn_with(server::serve::args::ServeArgs { rate_limit: RateLimit::PerMinute { posts: 10, reads: 3 }, ..arguments() })
            .await;
    let key = own_key(&app, &[Scope::Surveys]).await;
    for left in [2, 1, 0] {
        let reply = get(&app, "/api/v1/surveys", &key).await;
        assert_eq!(reply.header("ratelimit"), format!("\"key\";r={left}"));
        assert_eq!(reply.header("ratelimit-policy"), "\"key\";q=3;w=60");
    }
    let refused = get(&app, "/api/v1/surveys", &key).await;
    assert_eq!(refused.header("ratelimit"), "\"key\";r=0");
    assert!(refused.status == 429 && refused.header("retry-after").parse::<u64>().unwrap() <= 60);
    let other = own_key(&app, &[Scope::Surveys]).await;
    assert_eq!(get(&app, "/api/v1/surveys", &other).await.status, 200);
    // A client that tries keys is limited, too.
    let tried: Vec<_> =
        [get(&app, "/api/v1/surveys", "Bearer x").await, get(&app, "/api/v1/surveys", "").await].map(|r| r.status).into();
    assert_eq!(tried, [401, 401]);
    assert_eq!(get(&app, "/api/v1/surveys", "Bearer y").await.status, 401);
    assert_eq!(get(&app, "/api/v1/surveys", "Bearer y").await.status, 429);
}
