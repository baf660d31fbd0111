//! The programming interface: who may use it, and that it says what the pages say.

use domain::{
    account::api_key::{ApiKeyName, Scope},
    calendar::Millis,
    id::{OrganisationId, Slug, key},
    locale::LocalizedText,
    notice::purpose::Basis,
    organisation::OrganisationProfile,
    survey::{attribute::Attribute, template::Template},
};
use reqwest::Method;
use serde_json::{Value, json};
use server::{account::api_secret::ApiSecret, http::guard::rate_limit::RateLimit};
use store::NewApiKey;

use crate::{
    accounts::signed_in,
    app::{Reply, TestApp, arguments, on_postgres, spawn_app, spawn_with},
};

const NPS: &str = "/api/v1/surveys/nps";

/// A key of an organisation, as the header that carries it.
pub(crate) async fn key_of(app: &TestApp, organisation: OrganisationId, scopes: &[Scope], expires_at: Option<Millis>) -> String {
    let secret = ApiSecret::random();
    let name = ApiKeyName::parse("Power BI").unwrap();
    let new = NewApiKey {
        organisation,
        secret: secret.hash(),
        name,
        scopes: scopes.to_vec(),
        expires_at,
        made_by: "a test".to_owned(),
    };
    app.store.create_api_key(&new).await.unwrap();
    format!("Bearer {secret}")
}

/// A key of the organisation of the demo surveys.
pub(crate) async fn own_key(app: &TestApp, scopes: &[Scope]) -> String {
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    key_of(app, organisation, scopes, None).await
}

async fn get(app: &TestApp, path: &str, key: &str) -> Reply {
    app.get_with(path, &[("authorization", key)]).await
}

pub(crate) async fn post(app: &TestApp, path: &str, key: &str, body: &Value) -> Reply {
    let headers = [("authorization", key), ("content-type", "application/json")];
    app.send(Method::POST, path, &headers, body.to_string().into_bytes()).await
}

/// A response to the NPS survey.
pub(crate) async fn response(app: &TestApp, number: u8, score: u8) -> Value {
    let published = app.store.find_survey(&Slug::parse("nps").unwrap()).await.unwrap().unwrap();
    json!({
        "idempotency_key": format!("{number:032x}"), "version": published.version.id, "locale": "nl",
        "answers": { "recommend": score, "reason": format!("Reden {number}") },
    })
}

#[tokio::test]
async fn only_a_key_that_works_comes_in() {
    let app = spawn_app().await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    let expired = key_of(&app, organisation, &Scope::ALL, Some(Millis(1))).await;
    let cookie = signed_in(&app).await;
    for headers in [
        vec![],
        vec![("authorization", "Bearer klankbord_x")],
        vec![("authorization", expired.as_str())],
        // Who is signed in has pages; a page of another website must not be able to use that.
        vec![("cookie", cookie.as_str())],
    ] {
        let reply = app.get_with("/api/v1/surveys", &headers).await;
        assert_eq!((reply.status, reply.header("www-authenticate")), (401, "Bearer"), "{headers:?}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
    let works = own_key(&app, &[Scope::Surveys]).await;
    assert_eq!(get(&app, "/api/v1/surveys", &works).await.status, 200);
    // It is noted beside the request.
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
    for scope in Scope::ALL {
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
    let key = key_of(&app, other.id, &Scope::ALL, None).await;
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

async fn figures_are_those_of_the_page(app: TestApp) {
    let key = own_key(&app, &Scope::ALL).await;
    for (number, score) in [10, 10, 10, 10, 9, 9, 8, 7, 6, 3].into_iter().enumerate() {
        let body = response(&app, u8::try_from(number).unwrap(), score).await;
        assert_eq!(post(&app, "/api/v1/surveys/nps/responses", &key, &body).await.status, 201);
    }
    let reply = get(&app, "/api/v1/surveys/nps/scores", &key).await;
    let scores = reply.json();
    let nps = &scores["scores"][0];
    assert_eq!(
        (nps["question"].as_str(), nps["measure"].as_str(), nps["n"].as_u64()),
        (Some("recommend"), Some("nps"), Some(10))
    );
    assert_eq!(nps["value"], 40.0);
    assert_eq!(nps["distribution"][10], json!({ "score": 10, "count": 4 }));
    let (low, high) = (nps["interval"]["low"].as_f64().unwrap(), nps["interval"]["high"].as_f64().unwrap());
    let cookie = signed_in(&app).await;
    let page = app.get_with("/admin/surveys/nps?lang=en&by=channel", &[("cookie", cookie.as_str())]).await.body;
    let shown = format!("{low:.1} to {high:.1}").replace('-', "\u{2212}");
    assert!(page.contains("40.0") && page.contains(&shown), "{shown}");

    // The same again costs nothing but the question; what changes has another tag.
    let tag = reply.header("etag").to_owned();
    let again = app.get_with("/api/v1/surveys/nps/scores", &[("authorization", &key), ("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", tag.as_str()));
    post(&app, "/api/v1/surveys/nps/responses", &key, &response(&app, 10, 0).await).await;
    let changed = app.get_with("/api/v1/surveys/nps/scores", &[("authorization", &key), ("if-none-match", &tag)]).await;
    assert_eq!((changed.status, changed.json()["scores"][0]["n"].as_u64()), (200, Some(11)));

    let broken = get(&app, "/api/v1/surveys/nps/breakdown?by=channel", &key).await.json();
    assert_eq!(broken["breakdown"]["groups"][0]["group"], "api");
    let trend = get(&app, "/api/v1/surveys/nps/trend?period=day", &key).await.json();
    assert_eq!(trend["trend"]["buckets"][0]["n"], 11);
    // Ten of the eleven: whoever lifts the condition has the last one.
    let condition = get(&app, "/api/v1/surveys/nps/scores?where=recommend:0", &key).await.json();
    assert_eq!((condition["status"].as_str(), &condition["scores"][0]["n"]), (Some("shown"), &Value::Null), "{condition}");
    let other = get(&app, "/api/v1/surveys/nps/scores?where=recommend:na", &key).await.json();
    assert_eq!(other["scores"][0]["status"], "no_answers");
}

async fn responses_come_page_by_page(app: TestApp) {
    let key = own_key(&app, &Scope::ALL).await;
    let mut sent = Vec::new();
    for number in 0..7 {
        post(&app, "/api/v1/surveys/nps/responses", &key, &response(&app, number, number).await).await;
        sent.push(u64::from(number));
    }
    let begun = get(&app, "/api/v1/surveys/nps/responses", &key).await.json();
    assert_eq!((begun["items"].as_array().unwrap().len(), &begun["next_cursor"]), (7, &Value::Null));
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&app, &format!("/api/v1/surveys/nps/responses?limit=3{cursor}"), &key).await.json();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 3);
        seen.extend(items.iter().map(|item| item["answers"]["recommend"].as_u64().unwrap()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, sent, "each once");
    let item = &begun["items"][0];
    assert!(item["consent_event_id"].is_string() && item["channel"] == "api" && item["purposes_given"] == json!(["analysis"]));
    let count = async |query: &str| {
        get(&app, &format!("/api/v1/surveys/nps/responses?{query}"), &key).await.json()["items"].as_array().unwrap().len()
    };
    assert_eq!(count("where=recommend:3").await, 1);
    assert_eq!(count("since=2020-01-01T00:00:00Z").await, 7);
    assert_eq!(count("since=2100-01-01T00:00:00Z").await, 0);
}

#[tokio::test]
async fn responses_come_page_by_page_on_sqlite() {
    responses_come_page_by_page(spawn_app().await).await;
}

#[tokio::test]
async fn responses_come_page_by_page_on_postgres() {
    on_postgres(responses_come_page_by_page).await;
}

#[tokio::test]
async fn figures_are_those_of_the_page_on_sqlite() {
    figures_are_those_of_the_page(spawn_app().await).await;
}

#[tokio::test]
async fn figures_are_those_of_the_page_on_postgres() {
    on_postgres(figures_are_those_of_the_page).await;
}

#[tokio::test]
async fn few_are_withheld_as_on_the_page() {
    let app = spawn_app().await;
    let key = own_key(&app, &Scope::ALL).await;
    for number in 0..4 {
        post(&app, "/api/v1/surveys/nps/responses", &key, &response(&app, number, 9).await).await;
    }
    let scores = get(&app, "/api/v1/surveys/nps/scores", &key).await.json();
    let expected = json!({
        "question": "recommend", "measure": "nps", "status": "withheld", "value": null, "interval": null, "standard_error": null, "n": null,
        "indicative": false, "beside": [], "distribution": [],
    });
    assert_eq!(scores["scores"][0], expected);
}

#[tokio::test]
async fn what_lifting_the_language_or_the_channel_would_add_is_not_told() {
    let app = spawn_app().await;
    let key = own_key(&app, &Scope::ALL).await;
    let send = async |number: u8, locale: &str| {
        let mut response = response(&app, number, 9).await;
        response["locale"] = json!(locale);
        assert_eq!(post(&app, "/api/v1/surveys/nps/responses", &key, &response).await.status, 201);
    };
    for number in 0..11 {
        send(number, if number < 9 { "nl" } else { "en" }).await;
    }
    let cookie = signed_in(&app).await;
    let page = async |path: &str| {
        let path = format!("/admin/surveys/nps{path}");
        app.get_with(&path, &[("cookie", cookie.as_str()), ("accept-language", "en")]).await.body
    };
    let is_shown = async |filter: &str| {
        let scores = get(&app, &format!("{NPS}/scores?{filter}"), &key).await.json();
        let is_shown = scores["status"] == "shown";
        assert_eq!(is_shown, !scores["scores"][0]["n"].is_null(), "{filter}: {scores}");
        for table in ["trend?", "breakdown?by=channel&", "crosstab?by=channel&across=locale&"] {
            assert_eq!(get(&app, &format!("{NPS}/{table}{filter}"), &key).await.json()["status"], scores["status"], "{table}");
        }
        for path in ["", "/report", "/drivers", "/comments"] {
            let body = page(&format!("{path}?{filter}")).await;
            assert_eq!(!body.contains("This combination is not shown"), is_shown, "{path}?{filter}: {body}");
        }
        assert_eq!(page(&format!("/figures.csv?{filter}")).await.contains("\nscore,"), is_shown, "{filter}");
        is_shown
    };
    // Nine of the eleven: without the language the two others are the difference.
    assert!(!is_shown("locale=nl").await);
    assert!(!is_shown("locale=nl&channel=api").await);
    assert!(!is_shown("locale=nl&where=recommend:9").await);
    // All of them, and those of another channel are nobody.
    assert!(is_shown("channel=api").await);
    for number in 11..14 {
        send(number, "en").await;
    }
    assert!(is_shown("locale=nl").await, "five others are no few");
    for score in ["9", "3"] {
        assert_eq!(app.post("/s/nps", &app.form("nps").await.with("recommend", score)).await.status, 303);
    }
    assert!(!is_shown("channel=api").await);
}

#[tokio::test]
async fn what_is_wrong_with_the_address_is_named() {
    let app = spawn_app().await;
    let key = own_key(&app, &Scope::ALL).await;
    for (path, field) in [
        ("scores?form=2026-01-01", "form"),
        ("scores?from=", "from"),
        ("scores?from=2026-01-01&from=2026-01-02", "from"),
        ("scores?from=2026-02-01&to=2026-01-01", "to"),
        ("scores?channel=post", "channel"),
        ("scores?where=x", "where"),
        ("scores?where=nope:1", "where"),
        ("scores?where=reason:x;y", "where"),
        ("trend?where=locale:nl", "where"),
        ("responses?where=nope:1", "where"),
        ("breakdown?by=channel&where=nope:1", "where"),
        ("scores?by=channel", "by"),
        ("trend?period=year", "period"),
        ("responses?limit=0", "limit"),
        ("responses?limit=many", "limit"),
        ("responses?cursor=x", "cursor"),
        ("responses?since=yesterday", "since"),
        ("breakdown", "by"),
        ("comparison?to=2026-01-31", "from"),
        ("comparison?from=0749-08-06&to=2026-11-30", "from"),
        ("comparison?from=2026-01-01", "to"),
        ("comparison?from=2026-02-01&to=2026-01-01", "to"),
        ("breakdown?by=reason", "by"),
        ("breakdown?by=A%20B", "by"),
    ] {
        let reply = get(&app, &format!("{NPS}/{path}"), &key).await;
        assert_eq!(reply.status, 400, "{path}: {}", reply.body);
        assert_eq!(reply.json()["errors"][0]["field"], field, "{path}");
    }
    assert_eq!(get(&app, &format!("{NPS}/scores?from=%FF"), &key).await.status, 400);
    assert_eq!(get(&app, "/api/v1/surveys/Not%20a%20slug", &key).await.status, 404);
}

#[tokio::test]
async fn a_response_is_stored_once_with_what_may_be_kept() {
    let app = spawn_app().await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    questionnaire.attributes.push(Attribute::new(key("plan"), LocalizedText::same("Plan"), vec!["gold".to_owned()]));
    let slug = Slug::parse("klanten").unwrap();
    let published = app.store.create_survey(&organisation, &slug, &questionnaire).await.unwrap();
    let secret = own_key(&app, &[Scope::Submit, Scope::Results]).await;
    let path = "/api/v1/surveys/klanten/responses";
    let mut body = json!({
        "idempotency_key": "0123456789abcdef0123456789abcdef", "version": published.version.id, "locale": "en",
        "answers": { "recommend": 9 }, "attributes": { "plan": "gold", "secret": "yes" },
    });
    let stored = post(&app, path, &secret, &body).await;
    assert_eq!((stored.status, &stored.json()["dropped_attributes"]), (201, &json!(["secret"])), "{}", stored.body);
    assert_eq!(post(&app, path, &secret, &body).await.json(), stored.json(), "sent again");
    let receipt = stored.json()["receipt_url"].as_str().unwrap().trim_start_matches(&app.address).to_owned();
    let page = app.get_with(&receipt, &[("accept-language", "en")]).await;
    assert!(page.status == 200 && page.body.contains("gold") && page.body.contains("Submitted by another program"));
    assert!(!page.body.contains("secret"));

    body["answers"]["recommend"] = json!(1);
    assert_eq!(post(&app, path, &secret, &body).await.status, 409);
    for (member, value, field) in [
        ("answers", json!({ "recommend": 11 }), "answers.recommend"),
        ("answers", json!({}), "answers.recommend"),
        ("answers", json!({ "recommend": 9, "mood": 1 }), "answers.mood"),
        ("answers", json!({ "recommend": 9, "purpose": "contact" }), "answers.purpose"),
        ("attributes", json!({ "plan": "silver" }), "attributes.plan"),
        ("purposes", json!(["marketing"]), "purposes"),
        ("idempotency_key", json!("short"), "idempotency_key"),
        ("version", json!("019a9a2e-7d1c-7c3a-9a51-0d5f3e8a6b11"), "version"),
    ] {
        let mut wrong = body.clone();
        wrong["idempotency_key"] = json!("11111111111111111111111111111111");
        wrong["answers"] = json!({ "recommend": 9 });
        wrong[member] = value;
        let reply = post(&app, path, &secret, &wrong).await;
        assert_eq!(reply.status, 422, "{member}: {}", reply.body);
        assert_eq!(reply.json()["errors"][0]["field"], field);
    }
    let no_json = [("authorization", secret.as_str()), ("content-type", "application/json")];
    assert_eq!(app.send(Method::POST, path, &no_json, b"{".to_vec()).await.status, 400);
    let text = [("authorization", secret.as_str()), ("content-type", "text/plain")];
    assert_eq!(app.send(Method::POST, path, &text, b"{}".to_vec()).await.status, 415);
    app.store.close_survey(&slug).await.unwrap();
    body["idempotency_key"] = json!("22222222222222222222222222222222");
    assert_eq!(post(&app, path, &secret, &body).await.status, 410);
    let few = get(&app, "/api/v1/surveys/klanten/breakdown?by=plan", &secret).await.json();
    assert!(few["breakdown"].is_null() && few["status"] == "withheld", "{few}");
    let all = own_key(&app, &[Scope::Results, Scope::Responses]).await;
    let broken = get(&app, "/api/v1/surveys/klanten/breakdown?by=plan", &all).await;
    assert_eq!(broken.json()["breakdown"]["groups"].as_array().unwrap().len(), 1);
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
    // Whoever tries keys is limited, too.
    let tried: Vec<_> =
        [get(&app, "/api/v1/surveys", "Bearer x").await, get(&app, "/api/v1/surveys", "").await].map(|r| r.status).into();
    assert_eq!(tried, [401, 401]);
    assert_eq!(get(&app, "/api/v1/surveys", "Bearer y").await.status, 401);
    assert_eq!(get(&app, "/api/v1/surveys", "Bearer y").await.status, 429);
}
