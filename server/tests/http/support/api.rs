//! The program of a test: its key and its requests.

use domain::{
    account::api_key::{ApiKeyName, Scope},
    calendar::Millis,
    id::{OrganisationId, Slug},
};
use reqwest::Method;
use serde_json::{Value, json};
use server::account::api_secret::ApiSecret;
use store::NewApiKey;

use crate::support::app::{Reply, TestApp};

pub(crate) const NPS: &str = "/api/v1/surveys/nps";

/// A key of an organisation, as a request header.
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

pub(crate) async fn get(app: &TestApp, path: &str, key: &str) -> Reply {
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
