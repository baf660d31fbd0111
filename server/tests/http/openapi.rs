//! The description of the programming interface: complete, and equal to the actual answers of the server.

use domain::account::api_key::Scope;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    api,
    app::{Reply, TestApp, spawn_app},
};

const PAGE: (&str, &str) = ("origin", "http://127.0.0.1:3000");

struct Described(Value);

impl Described {
    async fn of(app: &TestApp) -> Self {
        Self(app.get("/api/openapi.json").await.json())
    }

    /// Compares a reply with the description of its operation: the status, the type of the body, the body.
    fn holds(&self, method: &str, path: &str, reply: &Reply) {
        let at = format!("{method} {path} {}", reply.status);
        let answer = &self.0["paths"][path][method]["responses"][reply.status.to_string()];
        assert!(answer.is_object(), "{at} is not described: {}", reply.body);
        let Some(content) = answer["content"].as_object() else {
            assert_eq!(reply.body, "", "{at}");
            return;
        };
        let media_type = reply.header("content-type").split(';').next().unwrap();
        let schema = content.get(media_type).unwrap_or_else(|| panic!("{at}: {media_type} is not described: {content:?}"));
        if !media_type.ends_with("json") {
            return;
        }
        let mut whole = schema["schema"].clone();
        whole["components"] = self.0["components"].clone();
        let body = reply.json();
        let errors: Vec<String> = jsonschema::validator_for(&whole)
            .unwrap()
            .iter_errors(&body)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{at}: {errors:?}\n{body:#}");
    }

    async fn get(&self, app: &TestApp, path: &str, actual: &str, headers: &[(&str, &str)], status: u16) -> Reply {
        let reply = app.get_with(actual, &[headers, &[("accept", "application/json")]].concat()).await;
        assert_eq!(reply.status, status, "{actual}: {}", reply.body);
        self.holds("get", path, &reply);
        reply
    }

    async fn post(&self, app: &TestApp, path: &str, actual: &str, body: &Value, status: u16) -> Reply {
        self.post_from(app, PAGE.1, path, actual, body, status).await
    }

    async fn post_from(&self, app: &TestApp, page: &str, path: &str, actual: &str, body: &Value, status: u16) -> Reply {
        let headers = [("origin", page), ("content-type", "application/json"), ("accept", "application/json")];
        let reply = app.send(Method::POST, actual, &headers, body.to_string().into_bytes()).await;
        assert_eq!(reply.status, status, "{actual}: {}", reply.body);
        self.holds("post", path, &reply);
        reply
    }
}

fn decision(number: u8, control: &str, granted: bool) -> Value {
    json!({
        "idempotency_key": format!("{number:032x}"), "notice_version": 1, "locale": "nl", "control": control, "gpc": false,
        "purposes": { "preferences": granted, "analytics": granted, "marketing": granted },
    })
}

#[tokio::test]
async fn every_route_for_programs_is_described() {
    let app = spawn_app().await;
    let described = Described::of(&app).await.0;
    assert_eq!(described["openapi"], "3.1.0");
    let table = include_str!("../../src/router.rs");
    let routes = table.split(".route(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    // The description itself.
    let own = ["/api/docs", "/api/openapi.json"];
    let for_programs = |path: &&str| {
        path.starts_with("/api/")
            || path.starts_with("/.well-known/klankbord")
            || path.starts_with("/r/") && path.ends_with(".json")
    };
    let mut found = 0;
    for path in routes.filter(for_programs).filter(|path| !own.contains(path)) {
        assert!(described["paths"][path].is_object(), "{path} is not described");
        found += 1;
    }
    assert_eq!(described["paths"].as_object().unwrap().len(), found, "what is described is there");
}

#[tokio::test]
async fn what_websites_get_is_as_described() {
    let app = spawn_app().await;
    let described = Described::of(&app).await;
    let (notice, decisions, shown) = ("/api/v1/sites/{key}/notice", "/api/v1/sites/{key}/decisions", "/api/v1/sites/{key}/shown");
    let reply = described.get(&app, notice, "/api/v1/sites/demo/notice?locale=en", &[PAGE], 200).await;
    let tag = reply.header("etag").to_owned();
    described.get(&app, notice, "/api/v1/sites/demo/notice?locale=en", &[PAGE, ("if-none-match", &tag)], 304).await;
    described.get(&app, notice, "/api/v1/sites/none/notice", &[], 404).await;
    let actual = "/api/v1/sites/demo/decisions";
    let example = &described.0["components"]["schemas"]["DecisionRequest"]["example"];
    described.post(&app, decisions, actual, example, 201).await;
    described.post(&app, decisions, actual, &decision(1, "refuse_all", false), 202).await;
    described.post(&app, decisions, actual, &decision(2, "accept_all", true), 201).await;
    described.post(&app, decisions, actual, &decision(2, "refuse_all", false), 409).await;
    let mut back = decision(4, "withdraw", false);
    back["subject"] =
        described.post(&app, decisions, actual, &decision(5, "accept_all", true), 201).await.json()["event_id"].clone();
    described.post(&app, decisions, actual, &back, 201).await;
    described.post(&app, decisions, actual, &decision(5, "accept_all", true), 409).await;
    described.post(&app, decisions, actual, &json!({ "more": 1 }), 422).await;
    let twice = [PAGE, ("content-type", "application/json"), ("accept", "application/json")];
    described.holds("post", decisions, &app.send(Method::POST, actual, &twice, br#"{"gpc":true,"gpc":false}"#.to_vec()).await);
    described.post(&app, decisions, "/api/v1/sites/none/decisions", &decision(3, "accept_all", true), 404).await;
    let elsewhere = [("origin", "https://elders.example"), ("content-type", "application/json"), ("accept", "application/json")];
    described.holds("post", decisions, &app.send(Method::POST, actual, &elsewhere, b"{}".to_vec()).await);
    let no_json = [PAGE, ("content-type", "text/plain"), ("accept", "application/json")];
    described.holds("post", decisions, &app.send(Method::POST, actual, &no_json, b"{}".to_vec()).await);
    described.holds("post", shown, &app.send(Method::POST, "/api/v1/sites/demo/shown", &[PAGE], vec![]).await);
    described.holds("post", shown, &app.send(Method::POST, "/api/v1/sites/demo/shown", &elsewhere, vec![]).await);
    let (standing, actual) = ("/api/v1/sites/{key}/standing", "/api/v1/sites/demo/standing");
    let recorded = described.post(&app, decisions, "/api/v1/sites/demo/decisions", &decision(6, "accept_all", true), 201).await;
    described.post(&app, standing, actual, &json!({ "event_id": recorded.json()["event_id"] }), 200).await;
    let example = &described.0["components"]["schemas"]["StandingRequest"]["example"];
    described.post(&app, standing, actual, example, 404).await;
    described.post(&app, standing, actual, &json!({ "more": 1 }), 422).await;
    described.post(&app, standing, "/api/v1/sites/none/standing", example, 404).await;
    described.holds("post", standing, &app.send(Method::POST, actual, &elsewhere, b"{}".to_vec()).await);
}

#[tokio::test]
async fn what_holders_and_checkers_of_receipts_get_is_as_described() {
    let app = spawn_app().await;
    let described = Described::of(&app).await;
    let (inclusion, consistency) = ("/api/v1/ledger/inclusion", "/api/v1/ledger/consistency");
    let checkpoint = "/.well-known/klankbord/checkpoint";
    described.get(&app, checkpoint, checkpoint, &[], 404).await;
    let decisions = "/api/v1/sites/{key}/decisions";
    let recorded =
        described.post(&app, decisions, "/api/v1/sites/demo/decisions", &decision(1, "accept_all", true), 201).await.json();
    let code = recorded["receipt_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let event = format!("{inclusion}?event={}", recorded["event_id"].as_str().unwrap());
    while described.get(&app, inclusion, &event, &[], 200).await.json()["sealed"] == false {
        tokio::task::yield_now().await;
    }
    described.get(&app, inclusion, inclusion, &[], 400).await;
    described.get(&app, inclusion, "/api/v1/ledger/inclusion?event=019a9a2e-7d1c-7c3a-9a51-0d5f3e8a6b11", &[], 404).await;
    described.get(&app, consistency, "/api/v1/ledger/consistency?from=1", &[], 200).await;
    described.get(&app, consistency, "/api/v1/ledger/consistency?from=9", &[], 400).await;
    described.get(&app, consistency, "/api/v1/ledger/consistency?from=1&year=1999", &[], 404).await;
    described.get(&app, checkpoint, checkpoint, &[], 200).await;
    described.get(&app, "/.well-known/klankbord/vkey", "/.well-known/klankbord/vkey", &[], 200).await;
    let unknown = "0pJ3bXh0tq2m8mN1wB5l0aKk6cS1q7yYk2oVb0xXh0s";
    let file = "/r/{code}/receipt.json";
    described.get(&app, file, &format!("/r/{code}/receipt.json"), &[], 200).await;
    described.get(&app, file, &format!("/r/{unknown}/receipt.json"), &[], 404).await;
    let withdraw = "/api/v1/receipts/{code}/withdraw";
    let actual = format!("/api/v1/receipts/{code}/withdraw");
    let (own, analytics) = (app.address.as_str(), json!({ "purpose": "analytics" }));
    described.post_from(&app, own, withdraw, &actual, &analytics, 200).await;
    described.post_from(&app, own, withdraw, &actual, &json!({ "purpose": "unknown" }), 422).await;
    let of_nobody = format!("/api/v1/receipts/{unknown}/withdraw");
    described.post_from(&app, own, withdraw, &of_nobody, &analytics, 404).await;
    described.post_from(&app, "https://elders.example", withdraw, &actual, &analytics, 403).await;
}

#[tokio::test]
async fn what_programs_with_a_key_get_is_as_described() {
    let app = spawn_app().await;
    let described = Described::of(&app).await;
    let key = api::own_key(&app, Scope::ALL).await;
    let headers = [("authorization", key.as_str())];
    let submit = "/api/v1/surveys/{slug}/responses";
    let send = async |body: Value, key: &str, status: u16| {
        let headers = [("authorization", key), ("content-type", "application/json")];
        let reply = app.send(Method::POST, "/api/v1/surveys/nps/responses", &headers, body.to_string().into_bytes()).await;
        assert_eq!(reply.status, status, "{}", reply.body);
        described.holds("post", submit, &reply);
    };
    for (number, score) in [10, 10, 10, 9, 8, 0].into_iter().enumerate() {
        send(api::response(&app, u8::try_from(number).unwrap(), score).await, &key, 201).await;
    }
    send(api::response(&app, 0, 1).await, &key, 409).await;
    send(api::response(&app, 9, 11).await, &key, 422).await;
    send(json!({}), "Bearer x", 401).await;
    let operations = [
        ("/api/v1/surveys", vec![""]),
        ("/api/v1/surveys/{slug}", vec![""]),
        ("/api/v1/surveys/{slug}/responses", vec!["", "?limit=2", "?since=2020-01-01T00:00:00Z&locale=nl"]),
        ("/api/v1/surveys/{slug}/scores", vec!["", "?from=2020-01-01&locale=nl&where=recommend:10", "?channel=link"]),
        ("/api/v1/surveys/{slug}/trend", vec!["", "?period=day&channel=link", "?where=recommend:10"]),
        (
            "/api/v1/surveys/{slug}/comparison",
            vec![
                "?from=2020-01-01&to=2099-12-31",
                "?from=2026-01-05&to=2026-02-01&locale=nl",
                "?from=2020-01-01&to=2099-12-31&where=recommend:10",
            ],
        ),
        ("/api/v1/surveys/{slug}/crosstab", vec!["?by=channel&across=locale", "?by=recommend&across=channel&where=recommend:10"]),
        ("/api/v1/surveys/{slug}/breakdown", vec!["?by=channel", "?by=recommend", "?by=locale&where=recommend:10"]),
    ];
    for (path, queries) in operations {
        for slug in ["nps", "loyalty", "helpful", "csat10", "ces"] {
            let actual = path.replace("{slug}", slug);
            for query in &queries {
                if query.contains("recommend") && slug != "nps" {
                    continue;
                }
                let reply = described.get(&app, path, &format!("{actual}{query}"), &headers, 200).await;
                let tag = reply.header("etag").to_owned();
                let again = [("authorization", key.as_str()), ("if-none-match", tag.as_str())];
                described.get(&app, path, &format!("{actual}{query}"), &again, 304).await;
            }
        }
        let actual = path.replace("{slug}", "nps");
        described.get(&app, path, &format!("{actual}?colour=red"), &headers, 400).await;
        described.get(&app, path, &actual, &[], 401).await;
        if path.contains("{slug}") {
            described.get(&app, path, &path.replace("{slug}", "none"), &headers, 404).await;
        }
        let none = api::own_key(&app, &[Scope::Submit]).await;
        described.get(&app, path, &actual, &[("authorization", &none)], 403).await;
    }
}

#[tokio::test]
async fn what_patterns_say_of_parameters_and_keys_is_so() {
    let app = spawn_app().await;
    let described = Described::of(&app).await.0;
    let key = api::own_key(&app, Scope::ALL).await;
    let mut response = api::response(&app, 1, 9).await;
    let parameter = |path: &str, name: &str| {
        let parameters = described["paths"][path]["get"]["parameters"].as_array().unwrap();
        parameters.iter().find(|parameter| parameter["name"] == name).unwrap()["schema"].clone()
    };
    let is_valid = |schema: &Value, value: Value| jsonschema::is_valid(schema, &value);
    let schemas = &described["components"]["schemas"];
    for (idempotency_key, status) in [("0123456789ABCDEF0123456789abcdef", 201), ("0123456789ABCDEF0123456789abcdeg", 422)] {
        response["idempotency_key"] = json!(idempotency_key);
        let reply = api::post(&app, "/api/v1/surveys/nps/responses", &key, &response).await;
        assert_eq!(reply.status, status, "{}", reply.body);
        for name in ["NewResponse", "DecisionRequest"] {
            let schema = &schemas[name]["properties"]["idempotency_key"];
            assert_eq!(is_valid(schema, json!(idempotency_key)), status == 201, "{name}: {idempotency_key}");
        }
    }
    let get = async |path: &str| app.get_with(&format!("/api/v1/surveys/nps/{path}"), &[("authorization", &key)]).await;
    let condition = parameter("/api/v1/surveys/{slug}/scores", "where");
    let most = "é".repeat(80);
    for value in ["9", "\u{9f}9", "9\u{85}x", "9\u{7f}", "9\u{0}", "9\nx", "\u{2028}x", &most, &format!("{most}x")] {
        let asked = utf8_percent_encode(value, NON_ALPHANUMERIC);
        let status = get(&format!("scores?where=recommend:{asked}")).await.status;
        let is_described = is_valid(&condition, json!([format!("recommend:{value}")]));
        assert!(!is_described || status == 200, "{value:?}: {status}");
        assert!(is_described || status == 400 || value.starts_with('\u{2028}'), "{value:?}: {status}");
    }
    for (path, name) in [("breakdown", "by"), ("crosstab", "by"), ("crosstab", "across")] {
        let schema = parameter(&format!("/api/v1/surveys/{{slug}}/{path}"), name);
        assert!(is_valid(&schema, json!("channel")) && !is_valid(&schema, json!("A B")), "{path} {name}: {schema}");
    }
}

#[tokio::test]
async fn the_page_shows_every_operation_with_a_command_that_works() {
    let app = spawn_app().await;
    let described = Described::of(&app).await.0;
    let page = app.get_with("/api/docs", &[("accept-language", "nl")]).await;
    assert!(page.status == 200 && page.body.contains("API-documentatie"));
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            assert!(page.body.contains(&format!("{} {path}", method.to_uppercase())), "{method} {path}");
        }
    }
    let text = page.body.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&").replace("&#39;", "'");
    let command = text
        .split("<code>curl -X POST '")
        .find(|command| command.contains("/decisions'"))
        .unwrap()
        .split("</code>")
        .next()
        .unwrap();
    assert!(command.starts_with(&format!("{}/api/v1/sites/demo/decisions' -H 'Origin: ", app.address)), "{command}");
    let body = command.split("-d '").nth(1).unwrap().trim_end_matches('\'');
    let headers = [PAGE, ("content-type", "application/json")];
    let reply = app.send(Method::POST, "/api/v1/sites/demo/decisions", &headers, body.as_bytes().to_vec()).await;
    assert_eq!(reply.status, 201, "{body}: {}", reply.body);
}
