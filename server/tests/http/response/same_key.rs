//! A key is one answer: the same form sends that answer again, improves it, or sends another person's.

use domain::{account::api_key::Scope, id::Slug, response::sending::echo};
use serde_json::json;

use crate::support::{
    api::{own_key, post},
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

const SCRIPT: [(&str, &str); 1] = [("accept", "application/json")];

/// The fields of one form on the page, by the id of its button.
fn offered(page: &Reply, button: &str) -> Option<Fields> {
    let mut forms = page.body.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next());
    let form = forms.find(|form| form.contains(&format!("id=\"{button}\"")))?;
    let form = Reply { status: page.status, headers: page.headers.clone(), body: form.to_owned() };
    let fields = form.hidden_fields();
    Some(Fields::new(&fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>()))
}

async fn answer_of(app: &TestApp, fields: &Fields) -> String {
    app.get(&format!("/r/{}", app.code(&fields.key()).await)).await.body
}

async fn who_sends_again_is_asked_and_shown_nothing(app: TestApp) {
    let form = app.form("nps").await;
    let first = form.with("recommend", "9").with("reason", "Vriendelijk");
    let receipt = format!("/r/{}", app.code(&first.key()).await);
    assert_eq!(app.post("/s/nps", &first).await.status, 303);
    let second = form.with("recommend", "2").with("reason", "Koud\r\nbrood");
    let page = app.post("/s/nps", &second).await;
    assert_eq!((page.status, page.header("cache-control")), (409, "no-store"));
    for hidden in ["Vriendelijk", &receipt, "value=\"9\""] {
        assert!(!page.body.contains(hidden), "{hidden} is shown");
    }
    assert!(page.body.contains(">Verbeteren</button>") && page.body.contains(">Iemand anders</button>"), "{}", page.body);
    assert_eq!(app.standing("nps").await, 1);

    let another = offered(&page, "another").unwrap();
    assert_ne!(another.first("key"), form.first("key"));
    for _ in 0..2 {
        let sent = app.post("/s/nps", &another).await;
        assert_eq!(
            sent.location(),
            format!("/r/{}?thanks=1&lang=nl", app.code(&another.key()).await),
            "pressed twice, stored once"
        );
    }
    assert_eq!(app.standing("nps").await, 2);
    assert!(answer_of(&app, &first).await.contains("Vriendelijk"), "the first answer stays");

    for _ in 0..2 {
        let sent = app.post("/s/nps", &offered(&page, "improve").unwrap()).await;
        assert_eq!(sent.location(), format!("{receipt}?thanks=1&lang=nl"));
    }
    assert_eq!(app.standing("nps").await, 2);
    let improved = answer_of(&app, &first).await;
    assert!(improved.contains("Koud") && !improved.contains("Vriendelijk"), "{improved}");
    // The key of the other answer is signed as well, so that it can be improved in its turn.
    let page = app.post("/s/nps", &another.without("recommend").with("recommend", "5")).await;
    assert!(offered(&page, "improve").is_some());
}

#[tokio::test]
async fn who_sends_again_is_asked_and_shown_nothing_on_sqlite() {
    who_sends_again_is_asked_and_shown_nothing(spawn_app().await).await;
}

#[tokio::test]
async fn who_sends_again_is_asked_and_shown_nothing_on_postgres() {
    on_postgres(who_sends_again_is_asked_and_shown_nothing).await;
}

#[tokio::test]
async fn only_a_key_that_the_form_page_signed_improves_an_answer() {
    let app = spawn_app().await;
    let form = app.form("nps").await;
    let other = app.form("nps").await;
    let foreign = app.form("csat").await;
    app.post("/s/nps", &form.with("recommend", "9")).await;
    let again = form.with("recommend", "2").with("form_choice", "improve");
    let signed = |signature: &str| again.without("form_signature").with("form_signature", signature);
    for unsigned in [
        again.without("form_signature"),
        signed(""),
        signed(&"0".repeat(32)),
        signed(other.first("form_signature")),
        signed(foreign.first("form_signature")),
    ] {
        let page = app.post("/s/nps", &unsigned).await;
        assert_eq!(page.status, 409);
        assert!(offered(&page, "improve").is_none() && offered(&page, "another").is_some());
    }
    // A form with errors does not sign a key that another program chose.
    let page = app.post("/s/nps", &again.without("form_signature").without("recommend")).await;
    assert_eq!((page.status, page.hidden_fields()["form_signature"].as_str()), (422, ""));
    let page = app.post("/s/nps", &again.without("recommend")).await;
    assert_eq!(page.hidden_fields()["form_signature"], form.first("form_signature"));
    assert!(answer_of(&app, &form).await.contains("9 van 10"));
    app.post("/s/nps", &again).await.location();
    assert!(answer_of(&app, &form).await.contains("2 van 10"));
}

#[tokio::test]
async fn a_key_of_a_program_stays_a_conflict() {
    let app = spawn_app().await;
    let key = own_key(&app, &[Scope::Submit]).await;
    let form = app.form("nps").await;
    let send = async |score: u8| {
        let body = json!({
            "idempotency_key": form.first("key"), "version": form.first("version"), "locale": "nl",
            "answers": { "recommend": score },
        });
        post(&app, "/api/v1/surveys/nps/responses", &key, &body).await
    };
    assert_eq!(send(9).await.status, 201);
    assert_eq!(send(2).await.status, 409);
    let page = app.post("/s/nps", &form.with("recommend", "2").with("form_choice", "improve")).await;
    assert_eq!(page.status, 409, "the form does not change what a program sent");
    assert!(offered(&page, "improve").is_none());
    // A program may choose a key that others can predict. Who guesses the answers too learns nothing, and gets no receipt.
    let guessed = form.without("form_signature").with("recommend", "9");
    let page = app.post("/s/nps", &guessed).await;
    assert!(page.status == 409 && !page.body.contains("/r/"), "{} {}", page.status, page.body);
    assert!(answer_of(&app, &form).await.contains("9 van 10"));
}

async fn the_script_is_told_what_became_of_each_body(app: TestApp) {
    let form = app.form("nps").await;
    let hash = echo(&form.key()).to_string();
    let receipt = format!("/r/{}?thanks=1&lang=nl", app.code(&form.key()).await);
    let send = async |score: &str, number: &str| {
        let reply = app.post_with("/s/nps", &form.with("recommend", score).with("form_body", number), &SCRIPT).await;
        let json = reply.json();
        assert_eq!(json["key_hash"], hash, "{json}");
        assert_eq!(reply.header("cache-control"), "no-store");
        (reply.status, json["outcome"].as_str().unwrap().to_owned(), json["location"].as_str().map(str::to_owned))
    };
    let done = |outcome: &str| (200, outcome.to_owned(), Some(receipt.clone()));
    let failed = |status: u16, outcome: &str| (status, outcome.to_owned(), None);
    assert_eq!(send("11", "0000000a.1").await, failed(422, "refused"));
    assert_eq!(send("9", "0000000a.2").await, done("stored"));
    assert_eq!(send("9", "0000000a.2").await, done("repeated"));
    assert_eq!(send("2", "0000000a.3").await, done("improved"));
    assert_eq!(send("9", "0000000a.2").await, done("superseded"));
    assert_eq!(send("5", "0000000b.1").await, failed(409, "conflict"));
    assert!(answer_of(&app, &form).await.contains("2 van 10"));
    assert_eq!(app.standing("nps").await, 1);
    app.store.close_survey(&Slug::parse("nps").unwrap()).await.unwrap();
    assert_eq!(send("4", "0000000a.4").await, done("improved"), "a closed survey keeps what it has, as its sender says it");
    let late = app.form("csat").await.with("satisfaction", "4");
    let reply = app.post_with("/s/nps", &late, &SCRIPT).await;
    assert_eq!((reply.status, reply.json()["outcome"].as_str()), (410, Some("closed")));
    let reply = app.post_with("/s/nergens", &late, &SCRIPT).await;
    assert_eq!((reply.status, reply.json()["outcome"].as_str()), (404, Some("unknown")));
}

#[tokio::test]
async fn the_script_is_told_what_became_of_each_body_on_sqlite() {
    the_script_is_told_what_became_of_each_body(spawn_app().await).await;
}

#[tokio::test]
async fn the_script_is_told_what_became_of_each_body_on_postgres() {
    on_postgres(the_script_is_told_what_became_of_each_body).await;
}

#[tokio::test]
async fn going_back_shows_the_same_form_and_a_visit_makes_a_new_one() {
    let app = spawn_app().await;
    for slug in ["nps", "helpful"] {
        let page = app.get(&format!("/s/{slug}")).await;
        assert_eq!(page.header("cache-control"), "private, no-cache", "{slug}");
        assert_eq!((page.header("etag"), page.header("last-modified")), ("", ""), "{slug}");
        assert!(page.body.contains("autocomplete=\"off\""), "{slug}");
        assert_ne!(page.hidden_fields()["key"], app.get(&format!("/s/{slug}")).await.hidden_fields()["key"]);
    }
    let refused = app.post("/s/nps", &app.form("nps").await).await;
    assert_eq!((refused.status, refused.header("cache-control")), (422, "no-store"));
}
