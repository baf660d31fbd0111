//! Websites: access to notices and decisions, and the outcome of decisions.

use reqwest::Method;
use serde_json::{Value, json};
use server::http::guard::rate_limit::RateLimit;

use crate::support::app::{Fields, Reply, TestApp, arguments, on_postgres, spawn_app, spawn_with};

pub(super) const PAGE: (&str, &str) = ("origin", "http://127.0.0.1:4811");
pub(super) const ELSEWHERE: (&str, &str) = ("origin", "https://elders.example");
const NOTICE: &str = "/api/v1/sites/demo/notice";
const DECISIONS: &str = "/api/v1/sites/demo/decisions";

pub(super) fn decision(number: u8, control: &str, granted: &[&str]) -> Value {
    let purposes: std::collections::BTreeMap<_, _> =
        ["preferences", "analytics", "marketing"].into_iter().map(|name| (name, granted.contains(&name))).collect();
    json!({
        "idempotency_key": format!("{number:032x}"), "notice_version": 1, "locale": "nl", "control": control,
        "gpc": control == "gpc", "purposes": purposes,
    })
}

pub(super) fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

pub(super) async fn post(app: &TestApp, path: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
    let headers = [&[("content-type", "application/json")], headers].concat();
    app.send(Method::POST, path, &headers, body.to_string().into_bytes()).await
}

pub(super) async fn decide(app: &TestApp, body: &Value) -> Reply {
    post(app, DECISIONS, &[PAGE], body).await
}

pub(super) fn path_of(receipt_url: &Value) -> String {
    receipt_url.as_str().unwrap().splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap()
}

/// The types and tests of `consent.js` use this file, so that server and script change together. It is rewritten if
/// `UPDATE_GOLDEN` is set.
#[tokio::test]
async fn the_notice_is_the_one_that_the_script_is_tried_against() {
    let app = spawn_app().await;
    let mut notices = json!({});
    for locale in ["nl", "en"] {
        let reply = app.get_with(&format!("{NOTICE}?locale={locale}"), &[PAGE]).await;
        notices[locale] = serde_json::from_str(&reply.body.replace(&app.address, "{HOST}")).unwrap();
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../embed/mock/notices.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&notices).unwrap() + "\n").unwrap();
    }
    let stored: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(stored, notices, "embed is tried against another notice than is served");
}

#[tokio::test]
async fn a_notice_says_all_that_the_script_shows() {
    let app = spawn_app().await;
    let reply = app.get_with(&format!("{NOTICE}?locale=en-GB"), &[PAGE]).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/json"));
    assert_eq!(reply.header("cache-control"), "public, max-age=300");
    assert_eq!(reply.header("access-control-allow-origin"), PAGE.1);
    assert!(reply.headers.get_all("vary").iter().any(|value| value == "Origin"));
    let notice = reply.json();
    let head = ["site", "version", "ask", "locale", "locales", "validity_months", "mode", "position", "colours", "controller"];
    assert_eq!(
        head.map(|name| notice[name].clone()),
        [
            json!("demo"),
            json!(1),
            json!(1),
            json!("en"),
            json!(["nl", "en"]),
            json!(6),
            json!("basic"),
            json!("bottom"),
            json!({ "accent": "#0b5cab", "on_accent": "#ffffff" }),
            json!("Bakkerij Van Dam"),
        ]
    );
    assert_eq!(notice["privacy_url"], format!("{}/privacy/demo?lang=en", app.address));
    let purposes = notice["purposes"].as_array().unwrap();
    let keys: Vec<_> =
        purposes.iter().map(|p| format!("{} {}", p["key"].as_str().unwrap(), p["basis"].as_str().unwrap())).collect();
    assert_eq!(keys, ["necessary exempt", "measurement exempt", "preferences consent", "analytics consent", "marketing consent"]);
    assert_eq!(
        purposes[3]["items"][0],
        json!({ "name": "_fa", "kind": "cookie", "provider": "Fakelytics", "duration": "2 years", "text": "Recognises your browser at a next visit." })
    );
    assert_eq!(purposes[3]["vendors"], json!(["Fakelytics Ltd"]));
    assert!(reply.body.len() < 8_000, "{} bytes", reply.body.len());
    for (locale, expected) in [("nl", "nl"), ("fr", "nl"), ("", "nl"), ("EN", "en")] {
        assert_eq!(app.get(&format!("{NOTICE}?locale={locale}")).await.json()["locale"], expected, "{locale}");
    }
    assert_eq!(app.get("/api/v1/sites/none/notice").await.status, 404);
}

#[tokio::test]
async fn an_unchanged_notice_is_not_sent_again() {
    let app = spawn_app().await;
    let tag = app.get(NOTICE).await.header("etag").to_owned();
    let same = app.get_with(NOTICE, &[("if-none-match", tag.as_str()), PAGE]).await;
    assert_eq!((same.status, same.body.as_str(), same.header("etag")), (304, "", tag.as_str()));
    assert_eq!(same.header("access-control-allow-origin"), PAGE.1);
    assert_eq!(app.get_with(NOTICE, &[("if-none-match", "\"other\"")]).await.status, 200);
    assert_ne!(app.get(&format!("{NOTICE}?locale=en")).await.header("etag"), tag);

    let key = domain::id::Slug::parse("demo").unwrap();
    let mut notice = app.store.find_site(&key).await.unwrap().unwrap().notice.published.notice.clone();
    notice.website.as_mut().unwrap().validity_months = 12;
    app.store.publish_site_notice(&key, &notice).await.unwrap();
    let changed = app.get_with(NOTICE, &[("if-none-match", tag.as_str())]).await;
    assert_eq!((changed.status, &changed.json()["version"], &changed.json()["ask"]), (200, &json!(2), &json!(1)));
}

#[tokio::test]
async fn only_pages_of_the_site_may_ask() {
    let app = spawn_app().await;
    for own in ["http://127.0.0.1:3000", "http://127.0.0.1:1", "http://localhost:4811"] {
        let preflight =
            app.send(Method::OPTIONS, DECISIONS, &[("origin", own), ("access-control-request-method", "POST")], vec![]).await;
        assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, own));
        assert!(preflight.header("access-control-allow-methods").contains("POST"));
        assert!(preflight.header("access-control-allow-headers").contains("content-type"));
    }
    for other in ["https://127.0.0.1:3000", "https://elders.example", "null", "http://127.0.0.1.elders.example"] {
        for (method, path) in [(Method::OPTIONS, DECISIONS), (Method::GET, NOTICE), (Method::POST, DECISIONS)] {
            let body = decision(1, "accept_all", &["preferences", "analytics", "marketing"]).to_string().into_bytes();
            let headers = [("origin", other), ("content-type", "application/json")];
            let reply = app.send(method.clone(), path, &headers, body).await;
            assert!(!reply.headers.contains_key("access-control-allow-origin"), "{method} {other}");
            assert_eq!(reply.status == 403, method == Method::POST, "{method} {other}");
        }
    }
    let program = post(&app, DECISIONS, &[], &decision(1, "refuse_all", &[])).await;
    assert_eq!((program.status, program.header("content-type")), (403, "application/problem+json"));
    assert_eq!(app.send(Method::POST, "/api/v1/sites/demo/shown", &[ELSEWHERE], vec![]).await.status, 403);
}

async fn a_grant_is_recorded_and_leads_to_its_receipt(app: TestApp) {
    let body = decision(1, "own_choice", &["analytics"]);
    let reply = decide(&app, &body).await;
    assert_eq!((reply.status, reply.header("cache-control")), (201, "no-store"));
    let answer = reply.json();
    assert_eq!(decide(&app, &body).await.json(), answer, "sent again, the same answer");
    let receipt = path_of(&answer["receipt_url"]);
    assert!(answer["receipt_url"].as_str().unwrap().starts_with(&format!("{}/r/", app.address)));
    let page = app.get(&format!("{receipt}?lang=nl")).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert!(page.header("x-robots-tag").contains("noindex"));
    assert!(page.body.contains("Statistieken") && page.body.contains("Toestemming gegeven"), "{}", page.body);

    let withdraw = |purpose: &str| Fields::new(&[("purpose", purpose), ("lang", "nl")]);
    let address = format!("{receipt}/withdraw");
    assert_eq!(app.post(&address, &withdraw("profit")).await.status, 422);
    for _ in 0..2 {
        assert_eq!(app.post(&address, &withdraw("analytics")).await.location(), format!("{receipt}?lang=nl"));
    }
    let page = app.get(&format!("{receipt}?lang=nl")).await;
    assert!(
        page.body.contains("Toestemming ingetrokken")
            && page.body.contains("volgt dit uiterlijk")
            && !page.body.contains("/withdraw\""),
        "{}",
        page.body
    );

    let erase = |scope: &str| Fields::new(&[("scope", scope)]);
    assert_eq!(app.post(&format!("{receipt}/erase"), &erase("answers")).await.status, 404, "it holds none");
    let unsure = app.post(&format!("{receipt}/erase"), &erase("everything").with("lang", "nl")).await;
    assert_eq!(unsure.status, 422, "one tap erases nothing");
    assert!(unsure.body.contains("Zet eerst het vinkje.") && unsure.body.contains("id=\"e-sure\""), "{}", unsure.body);
    assert_eq!(app.post(&format!("{receipt}/erase"), &erase("everything").with("sure", "1")).await.location(), "/erased");
    assert_eq!(app.get(&receipt).await.status, 404);
}

#[tokio::test]
async fn a_grant_is_recorded_and_leads_to_its_receipt_on_sqlite() {
    a_grant_is_recorded_and_leads_to_its_receipt(spawn_app().await).await;
}

#[tokio::test]
async fn a_grant_is_recorded_and_leads_to_its_receipt_on_postgres() {
    on_postgres(a_grant_is_recorded_and_leads_to_its_receipt).await;
}

#[tokio::test]
async fn a_refusal_is_accepted_without_a_record() {
    let app = spawn_app().await;
    for (number, control) in [(1, "refuse_all"), (2, "gpc"), (3, "own_choice")] {
        let reply = decide(&app, &decision(number, control, &[])).await;
        assert_eq!((reply.status, reply.body.as_str()), (202, "{}"), "{control}");
        assert!(!reply.headers.contains_key("set-cookie"));
    }
    let asked = decide(&app, &with(decision(4, "refuse_all", &[]), "receipt", true.into())).await;
    assert_eq!(asked.status, 201);
    assert_eq!(app.get(&path_of(&asked.json()["receipt_url"])).await.status, 200);
}

#[tokio::test]
async fn a_later_decision_joins_the_history() {
    let app = spawn_app().await;
    let first = decide(&app, &decision(1, "own_choice", &["analytics"])).await.json();
    let mut later = with(decision(2, "withdraw", &[]), "subject", first["event_id"].clone());
    later["subject_receipt"] = path_of(&first["receipt_url"]).rsplit('/').next().into();
    let second = decide(&app, &later).await;
    assert_eq!(second.status, 201);
    for answer in [&first, &second.json()] {
        let page = app.get(&format!("{}?lang=en", path_of(&answer["receipt_url"]))).await;
        assert_eq!(page.body.matches("Statistics: Consent").count(), 2, "given and withdrawn: {}", page.body);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once_and_readable_by_the_page() {
    let app = spawn_app().await;
    let mut body = decision(1, "accept_all", &["analytics", "preferences"]);
    body["purposes"]["profit"] = true.into();
    body["time"] = "2020-01-01T00:00:00Z".into();
    let reply = decide(&app, &body).await;
    assert_eq!((reply.status, reply.header("content-type")), (422, "application/problem+json"));
    assert_eq!(reply.header("access-control-allow-origin"), PAGE.1, "a page must see that it is final");
    let fields: Vec<_> =
        reply.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap().to_owned()).collect();
    assert_eq!(fields, ["time", "purposes.profit", "purposes.marketing"]);

    let unknown = decide(&app, &with(decision(1, "refuse_all", &[]), "notice_version", 9.into())).await;
    assert_eq!((unknown.status, &unknown.json()["errors"][0]["field"]), (422, &json!("notice_version")));
    let raw = |kind: &'static str, body: Vec<u8>| {
        let app = &app;
        async move { app.send(Method::POST, DECISIONS, &[PAGE, ("content-type", kind)], body).await.status }
    };
    assert_eq!(raw("application/json", b"{".to_vec()).await, 400);
    assert_eq!(raw("application/json", vec![b' '; 20_000]).await, 413);
    assert_eq!(raw("text/plain", b"{}".to_vec()).await, 415);
    assert_eq!(decide(&app, &decision(2, "own_choice", &["analytics"])).await.status, 201);
    assert_eq!(decide(&app, &decision(2, "own_choice", &["marketing"])).await.status, 409);
    assert_eq!(decide(&app, &decision(3, "refuse_all", &[])).await.status, 202);
    assert_eq!(decide(&app, &decision(3, "own_choice", &["marketing"])).await.status, 409);
}

#[tokio::test]
async fn rule_18_what_was_taken_back_is_not_granted_by_sending_it_again() {
    let app = spawn_app().await;
    let grant = decision(1, "own_choice", &["analytics"]);
    let first = decide(&app, &grant).await.json();
    assert_eq!(decide(&app, &grant).await.json(), first, "as long as it is the last word");
    let back = with(decision(2, "withdraw", &[]), "subject", first["event_id"].clone());
    assert_eq!(decide(&app, &back).await.status, 201);
    let again = decide(&app, &grant).await;
    assert_eq!((again.status, again.header("content-type")), (409, "application/problem+json"));
    assert_eq!(again.json()["event_id"], first["event_id"], "what comes after it in the queue belongs to that record");
    assert_eq!(again.header("access-control-allow-origin"), PAGE.1, "the script must be able to read it");
    let receipt = app.get(&path_of(&first["receipt_url"])).await;
    assert!(!receipt.body.contains("/withdraw\""), "nothing is left to withdraw: {}", receipt.body);
}

#[tokio::test]
async fn an_older_version_is_decided_on_as_it_was_shown() {
    let app = spawn_app().await;
    let key = domain::id::Slug::parse("demo").unwrap();
    let mut notice = app.store.find_site(&key).await.unwrap().unwrap().notice.published.notice.clone();
    notice.purposes.pop();
    notice.website.as_mut().unwrap().purposes.pop();
    app.store.publish_site_notice(&key, &notice).await.unwrap();
    let old = decision(1, "own_choice", &["marketing"]);
    assert_eq!(decide(&app, &old).await.status, 201);
    let new = with(decision(2, "own_choice", &["marketing"]), "notice_version", 2.into());
    let refused = decide(&app, &new).await;
    assert_eq!((refused.status, &refused.json()["errors"][0]["field"]), (422, &json!("purposes.marketing")));
}

#[tokio::test]
async fn a_program_withdraws_by_the_code_of_a_receipt() {
    let app = spawn_app().await;
    let answer = decide(&app, &decision(1, "own_choice", &["analytics"])).await.json();
    let address = format!("/api/v1/receipts/{}/withdraw", path_of(&answer["receipt_url"]).rsplit('/').next().unwrap());
    let withdraw = |body: Value| {
        let (app, address) = (&app, &address);
        async move { post(app, address, &[], &body).await }
    };
    let done = withdraw(json!({ "purpose": "analytics" })).await;
    assert_eq!((done.status, done.json()), (200, json!({ "purpose": "analytics", "changed": true })));
    assert_eq!(withdraw(json!({ "purpose": "analytics" })).await.json()["changed"], false);
    assert_eq!(withdraw(json!({ "purpose": "profit" })).await.status, 422);
    assert_eq!(withdraw(json!({ "purpose": "analytics", "when": 1 })).await.json()["errors"][0]["field"], "when");
    assert_eq!(withdraw(json!({})).await.status, 422);
    assert_eq!(post(&app, &address, &[ELSEWHERE], &json!({ "purpose": "analytics" })).await.status, 403);
    let unknown =
        post(&app, &format!("/api/v1/receipts/{}/withdraw", "A".repeat(43)), &[], &json!({ "purpose": "analytics" })).await;
    assert_eq!((unknown.status, unknown.header("content-type")), (404, "application/problem+json"));

    let fields = app.form("nps").await.with("recommend", "9");
    app.post("/s/nps", &fields).await;
    let survey = format!("/api/v1/receipts/{}/withdraw", app.code(&fields.key()).await);
    assert_eq!(post(&app, &survey, &[], &json!({ "purpose": "analysis" })).await.json()["changed"], true);
    assert_eq!(app.standing("nps").await, 0);
}

#[tokio::test]
async fn limits_hold_for_decisions_too() {
    let app =
        spawn_with(server::serve::args::ServeArgs { rate_limit: RateLimit::PerMinute { posts: 2, reads: 100 }, ..arguments() })
            .await;
    for number in 0..2 {
        assert_eq!(decide(&app, &decision(number, "refuse_all", &[])).await.status, 202);
    }
    let limited = decide(&app, &decision(3, "refuse_all", &[])).await;
    assert_eq!((limited.status, limited.header("access-control-allow-origin")), (429, PAGE.1));
    assert!(!limited.header("retry-after").is_empty());
    assert_eq!(app.get_with(NOTICE, &[PAGE]).await.status, 200);
    // Each kind of request has a limit of its own.
    let standing = json!({ "event_id": uuid::Uuid::nil().to_string() });
    for (path, body, expected) in
        [("shown", json!({}), [204, 204, 429]), ("standing", standing, [404, 404, 429]), ("decisions", json!({}), [429; 3])]
    {
        for status in expected {
            assert_eq!(post(&app, &format!("/api/v1/sites/demo/{path}"), &[PAGE], &body).await.status, status, "{path}");
        }
    }
    let fields = app.form("nps").await.with("recommend", "9");
    assert_eq!(app.post("/s/nps", &fields).await.status, 303, "an answer is no decision");
}

#[tokio::test]
async fn whoever_tries_keys_is_limited() {
    let app =
        spawn_with(server::serve::args::ServeArgs { rate_limit: RateLimit::PerMinute { posts: 2, reads: 3 }, ..arguments() })
            .await;
    let mut seen = Vec::new();
    for key in ["a", "b", "c", "d"] {
        seen.push(app.get_with(&format!("/api/v1/sites/{key}/notice"), &[PAGE]).await.status);
    }
    assert_eq!(seen, [404, 404, 404, 429]);
    for expected in [404, 404, 429] {
        assert_eq!(app.send(Method::POST, "/api/v1/sites/a/shown", &[PAGE], vec![]).await.status, expected);
    }
}

#[tokio::test]
async fn a_notice_that_was_shown_is_counted() {
    let app = spawn_app().await;
    let shown = app.send(Method::POST, "/api/v1/sites/demo/shown?locale=en", &[PAGE], vec![]).await;
    assert_eq!((shown.status, shown.body.as_str()), (204, ""));
    assert_eq!(app.send(Method::POST, "/api/v1/sites/none/shown", &[PAGE], vec![]).await.status, 404);
}

#[tokio::test]
async fn the_privacy_page_says_what_the_notice_says() {
    let app = spawn_app().await;
    let page = app.get("/privacy/demo?lang=nl").await;
    assert_eq!(page.status, 200);
    for said in
        ["Bakkerij Van Dam", "_fads", "Fakelytics Ltd (werkt voor de website)", "Autoriteit Persoonsgegevens", "klankbord_demo"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert_eq!(app.get("/privacy/none").await.status, 404);
}
