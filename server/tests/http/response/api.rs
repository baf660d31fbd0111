//! A response submitted by a program: stored once, with the attributes that may be stored.

use domain::{
    account::api_key::Scope,
    id::{Slug, key},
    locale::LocalizedText,
    notice::purpose::Basis,
    submission_key::SubmissionKey,
    survey::{attribute::Attribute, template::Template},
};
use reqwest::Method;
use serde_json::json;

use crate::support::{
    api::{get, own_key, post},
    app::spawn_app,
};

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
    // Whoever can predict the key cannot compute the address.
    let key = SubmissionKey::parse("0123456789abcdef0123456789abcdef").unwrap();
    assert_eq!(app.get(&format!("/r/{}", key.guessable_code())).await.status, 404);
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
