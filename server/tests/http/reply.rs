//! Replies to programs: JSON, and problem documents (RFC 9457).

use domain::account::api_key::Scope;
use reqwest::Method;
use serde_json::{Value, json};
use server::http::guard::rate_limit::RateLimit;

use crate::support::{
    api::{NPS, get, own_key, response},
    app::{FORM, Reply, TestApp, arguments, spawn_app, spawn_with},
};

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

const NL: (&str, &str) = ("accept-language", "nl-NL,nl;q=0.9,en;q=0.5");
const RESPONSES: &str = "/api/v1/surveys/nps/responses";

async fn refused(app: &TestApp, method: Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Value {
    problem(&app.send(method, path, headers, body.to_vec()).await)
}

#[tokio::test]
async fn programs_are_refused_in_english_unless_they_ask_and_in_words_of_the_interface() {
    let app = spawn_app().await;
    let key = own_key(&app, Scope::ALL).await;
    let send = async |method: Method, path: &str, kind: &str, body: &[u8], status: u16, title: &str, dutch: &str| {
        let headers = [("authorization", key.as_str()), ("content-type", kind)];
        let english = refused(&app, method.clone(), path, &headers, body).await;
        assert_eq!((&english["status"], &english["title"]), (&status.into(), &title.into()), "{path}: {english}");
        assert_eq!(english["instance"], path.split('?').next().unwrap(), "{english}");
        let asked = refused(&app, method, path, &[&headers[..], &[NL]].concat(), body).await;
        assert_eq!((&asked["title"], &asked["instance"]), (&dutch.into(), &english["instance"]), "{asked}");
        let said = english.to_string().replace("well formed", "");
        assert!(!said.contains("form") && !said.contains("page"), "{english}");
    };
    let json = "application/json";
    let large = format!("\"{}\"", "a".repeat(300_000));
    let (get, post) = (Method::GET, Method::POST);
    send(get.clone(), "/api/v1/surveys/none", json, b"", 404, "Not found.", "Niet gevonden.").await;
    send(get.clone(), "/api/v1/none?a=b", json, b"", 404, "Not found.", "Niet gevonden.").await;
    send(Method::PUT, RESPONSES, json, b"{}", 405, "The method is not allowed.", "De methode is niet toegestaan.").await;
    send(post.clone(), RESPONSES, json, large.as_bytes(), 413, "The body is too large.", "De inhoud is te groot.").await;
    let media = ("The media type is not supported.", "Dit soort inhoud wordt niet ondersteund.");
    send(post.clone(), RESPONSES, FORM, b"a=1", 415, media.0, media.1).await;
    let no_json = ("The body is not valid JSON.", "De inhoud is geen geldige JSON.");
    send(post.clone(), RESPONSES, json, b"{\n\"locale\": nl}", 400, no_json.0, no_json.1).await;
    let parameters = ("A parameter is missing or wrong.", "Er ontbreekt een parameter, of een parameter klopt niet.");
    send(get, "/api/v1/surveys/nps/scores?colour=red", json, b"", 400, parameters.0, parameters.1).await;
    let content = ("The response cannot be taken as it is.", "De reactie kan zo niet worden opgeslagen.");
    send(post, RESPONSES, json, b"{}", 422, content.0, content.1).await;

    let place =
        refused(&app, Method::POST, RESPONSES, &[("authorization", &key), ("content-type", json)], b"{\n\"a\": nl}").await;
    assert!(place["detail"].as_str().unwrap().contains("line 2, column "), "{place}");
    let put = app.send(Method::PUT, RESPONSES, &[("authorization", key.as_str())], vec![]).await;
    assert!(put.header("allow").contains("POST"), "{}", put.header("allow"));
    let no_key = refused(&app, Method::GET, "/api/v1/surveys", &[NL], b"").await;
    assert_eq!((&no_key["status"], &no_key["title"]), (&401.into(), &"Er is een sleutel nodig.".into()));
    let code = "0pJ3bXh0tq2m8mN1wB5l0aKk6cS1q7yYk2oVb0xXh0s";
    let secret =
        refused(&app, Method::POST, &format!("/api/v1/receipts/{code}/withdraw"), &[("content-type", json)], b"{}").await;
    assert_eq!(secret["instance"], "/api/v1/receipts/-/withdraw", "a code opens a receipt, and problems are logged");
}

#[tokio::test]
async fn a_program_over_its_quota_is_told_in_its_own_words() {
    let mut args = arguments();
    args.rate_limit = RateLimit::PerMinute { posts: 60, reads: 2 };
    let app = spawn_with(args).await;
    let key = own_key(&app, Scope::ALL).await;
    for _ in 0..2 {
        assert_eq!(get(&app, NPS, &key).await.status, 200);
    }
    let limited = get(&app, NPS, &key).await;
    let document = problem(&limited);
    assert_eq!((&document["title"], &document["instance"]), (&"Too many requests.".into(), &NPS.into()), "{document}");
    assert!(limited.header("retry-after").parse::<u64>().unwrap() > 0);
}

#[tokio::test]
async fn each_error_of_a_body_has_its_place_there() {
    let app = spawn_app().await;
    let key = own_key(&app, Scope::ALL).await;
    let headers = [("authorization", key.as_str()), ("content-type", "application/json"), ("origin", "http://127.0.0.1:3000")];
    let places = async |path: &str, body: &str, status: u16| {
        let document = refused(&app, Method::POST, path, &headers, body.as_bytes()).await;
        assert_eq!(document["status"], status, "{document}");
        let errors = document["errors"].as_array().unwrap().iter();
        errors.map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut body = response(&app, 1, 11).await;
    body["answers"]["a.b"] = json!(1);
    body["contact"] = json!({ "fax": "1" });
    assert_eq!(places(RESPONSES, &body.to_string(), 422).await, ["/contact/fax"]);
    body["contact"] = json!({ "email": "nobody" });
    body["purposes"] = json!(["contact"]);
    let mut found = places(RESPONSES, &body.to_string(), 422).await;
    found.sort();
    assert_eq!(found, ["/answers/a.b", "/answers/recommend", "/contact/email"]);
    for pointer in &found {
        assert!(body.pointer(pointer).is_some(), "{pointer}");
    }
    assert_eq!(places(RESPONSES, "[]", 422).await, [""]);
    assert_eq!(places("/api/v1/sites/demo/decisions", "7", 422).await[0], "");

    let good = response(&app, 2, 9).await.to_string();
    let twice = good.replacen("{", "{\"locale\":\"en\",", 1).replacen("\"recommend\":9", "\"recommend\":9,\"recommend\":1", 1);
    let mut found = places(RESPONSES, &twice, 400).await;
    found.sort();
    assert_eq!(found, ["/answers/recommend", "/locale"], "the last of two is not what was meant");
    assert_eq!(app.standing("nps").await, 0);
    assert_eq!(places("/api/v1/sites/demo/decisions", r#"{"gpc":true,"gpc":false}"#, 400).await, ["/gpc"]);
    let parameters = refused(&app, Method::GET, "/api/v1/surveys/nps/scores?colour=red", &headers, b"").await;
    assert_eq!(parameters["errors"][0]["message"], "There is no `colour` here.");
    assert!(parameters["errors"][0].get("pointer").is_none(), "a parameter is not in the body: {parameters}");
}
