//! Responses in the API: page by page, each once.

use domain::account::api_key::Scope;
use serde_json::{Value, json};

use crate::support::{
    api::{get, own_key, post, response},
    app::{TestApp, on_postgres, spawn_app},
};

async fn responses_come_page_by_page(app: TestApp) {
    let key = own_key(&app, Scope::ALL).await;
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
