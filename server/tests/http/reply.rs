//! Replies to programs: JSON, and problem documents (RFC 9457).

use reqwest::Method;
use server::http::guard::rate_limit::RateLimit;

use crate::support::app::{FORM, Reply, arguments, spawn_app, spawn_with};

const JSON: (&str, &str) = ("accept", "application/json");

fn problem(reply: &Reply) -> serde_json::Value {
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let document = reply.json();
    assert_eq!(document["status"], reply.status);
    assert!(document["title"].as_str().is_some_and(|title| !title.is_empty()));
    document
}

#[tokio::test]
async fn a_submission_is_answered_with_where_to_go() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    let reply = app.post_with("/s/nps", &fields, &[JSON]).await;
    assert_eq!(reply.status, 200);
    let location = reply.json()["location"].as_str().unwrap().to_owned();
    assert_eq!(location, format!("/r/{}?thanks=1&lang=nl", app.code(&fields.key()).await));
    let reused = app.post_with("/s/nps", &fields.with("reason", "x"), &[JSON]).await;
    assert_eq!(problem(&reused)["status"], 409);
}

#[tokio::test]
async fn errors_name_field_code_and_words() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "11").with("recommended", "1");
    let reply = app.post_with("/s/nps", &fields, &[JSON]).await;
    let document = problem(&reply);
    assert_eq!(document["status"], 422);
    let errors = document["errors"].as_array().unwrap();
    assert_eq!(
        (&errors[0]["field"], &errors[0]["code"], &errors[0]["max"]),
        (&"recommend".into(), &"out_of_range".into(), &"10".into())
    );
    assert!(errors[0]["message"].as_str().is_some_and(|words| !words.is_empty()));
    assert_eq!((&errors[1]["field"], &errors[1]["code"]), (&"recommended".into(), &"unknown_field".into()));
}

#[tokio::test]
async fn whatever_goes_wrong_is_a_problem_document() {
    let mut args = arguments();
    args.rate_limit = RateLimit::PerMinute { posts: 60, reads: 4 };
    let app = spawn_with(args).await;
    let fields = app.form("nps").await.with("recommend", "9");
    let with = |header| [JSON, header];
    let forged = app.post_with("/s/nps", &fields, &with(("origin", "https://evil.example"))).await;
    assert_eq!(problem(&forged)["status"], 403);
    let large = fields.with("reason", &"a".repeat(400_000));
    assert_eq!(problem(&app.post_with("/s/nps", &large, &[JSON]).await)["status"], 413);
    assert_eq!(problem(&app.send(Method::DELETE, "/s/nps", &[JSON], vec![]).await)["status"], 405);
    let bytes = app.send(Method::POST, "/s/nps", &[JSON, ("content-type", FORM)], b"reason=%FF".to_vec()).await;
    assert_eq!(problem(&bytes)["status"], 422);
    assert_eq!(problem(&app.get_with("/s/none", &[JSON]).await)["status"], 404);
    assert_eq!(problem(&app.get_with("/none", &[JSON]).await)["status"], 404);
    app.get("/").await;
    let limited = app.get_with("/", &[JSON]).await;
    assert_eq!(problem(&limited)["status"], 429);
    assert!(limited.header("retry-after").parse::<u64>().unwrap() > 0);
}
