//! What an event id does, which every script on a page can read: it tells what stands, and opens nothing.

use serde_json::{Value, json};

use super::api::{ELSEWHERE, PAGE, decide, decision, path_of, post, with};
use crate::support::{
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
    browser::{Browser, CHOICE, RECEIPT},
};

async fn ask(app: &TestApp, event: &Value) -> Reply {
    post(app, "/api/v1/sites/demo/standing", &[PAGE], &json!({ "event_id": event })).await
}

async fn granted(app: &TestApp, event: &Value) -> Value {
    let reply = ask(app, event).await;
    assert_eq!((reply.status, reply.header("cache-control")), (200, "no-store"), "{}", reply.body);
    assert_eq!(reply.header("access-control-allow-origin"), PAGE.1);
    reply.json()
}

async fn erase(app: &TestApp, receipt: &str) {
    let sure = Fields::new(&[("scope", "everything"), ("sure", "1")]);
    assert_eq!(app.post(&format!("{receipt}/erase"), &sure).await.location(), "/erased");
}

async fn a_withdrawal_and_an_erasure_reach_the_website(app: TestApp) {
    let answer = decide(&app, &decision(1, "own_choice", &["marketing", "analytics"])).await.json();
    let (event, receipt) = (&answer["event_id"], path_of(&answer["receipt_url"]));
    assert_eq!(granted(&app, event).await, json!({ "granted": ["analytics", "marketing"] }));
    let page = app.get(&format!("{receipt}?lang=nl")).await;
    assert!(page.body.contains("Op de website zelf hoeft u niets te doen"), "nobody does it twice: {}", page.body);
    app.post(&format!("{receipt}/withdraw"), &Fields::new(&[("purpose", "analytics")])).await;
    assert_eq!(granted(&app, event).await, json!({ "granted": ["marketing"] }));
    erase(&app, &receipt).await;
    assert_eq!(granted(&app, event).await, json!({ "granted": [] }));
}

#[tokio::test]
async fn a_withdrawal_and_an_erasure_reach_the_website_on_sqlite() {
    a_withdrawal_and_an_erasure_reach_the_website(spawn_app().await).await;
}

#[tokio::test]
async fn a_withdrawal_and_an_erasure_reach_the_website_on_postgres() {
    on_postgres(a_withdrawal_and_an_erasure_reach_the_website).await;
}

#[tokio::test]
async fn an_event_that_never_was_is_a_problem_of_its_own() {
    let app = spawn_app().await;
    let unknown = ask(&app, &json!("01890a5d-ac96-774b-bcce-b302099a8057")).await;
    assert_eq!((unknown.status, unknown.header("content-type")), (404, "application/problem+json"));
    assert_eq!(unknown.json()["code"], "unknown_event");
    assert_eq!(unknown.header("access-control-allow-origin"), PAGE.1, "the script must be able to read it");
    let body = json!({ "event_id": "01890a5d-ac96-774b-bcce-b302099a8057" });
    let no_site = post(&app, "/api/v1/sites/none/standing", &[PAGE], &body).await;
    assert_eq!((no_site.status, no_site.json().get("code")), (404, None), "this says nothing about the event");
    assert_eq!(post(&app, "/api/v1/sites/demo/standing", &[ELSEWHERE], &body).await.status, 403);
    assert_eq!(ask(&app, &json!("x")).await.json()["errors"][0]["field"], "event_id");
    let by_address = app.get_with("/api/v1/sites/demo/standing?event_id=01890a5d-ac96-774b-bcce-b302099a8057", &[PAGE]).await;
    assert_eq!(by_address.status, 405, "the id must not be in an address, which proxies log");
}

/// What a script on the page can do with the id in the cookie.
async fn an_event_id_opens_neither_history_nor_receipt_nor_erasure(app: TestApp) {
    let own = decide(&app, &decision(1, "own_choice", &["analytics", "marketing"])).await.json();
    let (event, receipt) = (own["event_id"].clone(), path_of(&own["receipt_url"]));
    let stolen = with(with(decision(2, "own_choice", &["preferences"]), "subject", event.clone()), "receipt", true.into());
    let answer = decide(&app, &stolen).await;
    assert_eq!(answer.status, 201, "a changed choice is taken");
    let other = path_of(&answer.json()["receipt_url"]);
    let page = app.get(&format!("{other}?lang=en")).await;
    assert_eq!(page.body.matches("class=\"history\"").count(), 1);
    assert!(!page.body.contains("Statistics: Consent given"), "the first choice is not shown: {}", page.body);
    assert!(page.body.contains("This receipt is about this choice."), "{}", page.body);
    let document = app.get(&format!("{other}/receipt.json")).await.body;
    assert!(document.contains(answer.json()["event_id"].as_str().unwrap()) && !document.contains(event.as_str().unwrap()));
    assert_eq!(decide(&app, &stolen).await.json(), answer.json(), "sent again, the same address");
    erase(&app, &other).await;
    let page = app.get(&format!("{receipt}?lang=en")).await;
    assert!(page.status == 200 && page.body.contains("Statistics: Consent given"), "the first is not erased: {}", page.body);
}

#[tokio::test]
async fn an_event_id_opens_neither_history_nor_receipt_nor_erasure_on_sqlite() {
    an_event_id_opens_neither_history_nor_receipt_nor_erasure(spawn_app().await).await;
}

#[tokio::test]
async fn an_event_id_opens_neither_history_nor_receipt_nor_erasure_on_postgres() {
    on_postgres(an_event_id_opens_neither_history_nor_receipt_nor_erasure).await;
}

/// Our own pages have the same cookie. The visitor is asked again where the record is not known.
#[tokio::test]
async fn what_was_withdrawn_or_erased_does_not_count_on_our_own_pages_either() {
    let app = spawn_app().await;
    for erases in [false, true] {
        let mut browser = Browser::new(&app);
        browser.answer("accept_all", &[]).await;
        let receipt = format!("/r/{}", browser.value(RECEIPT));
        if erases {
            erase(&app, &receipt).await;
        } else {
            app.post(&format!("{receipt}/withdraw"), &Fields::new(&[("purpose", "preferences")])).await;
        }
        browser.get("/").await;
        assert!(browser.value(CHOICE).contains("granted="), "a page of a visit does not ask");
        browser.headers.push(("sec-fetch-site", "none"));
        browser.get("/").await;
        assert!(browser.value(CHOICE).contains("refused="), "{}", browser.value(CHOICE));
        assert_eq!(browser.names(), [CHOICE], "nothing is left that leads to a person");
    }
}
