//! Figures in the API: equal to those of the pages, and withheld in the same cases.

use domain::account::api_key::Scope;
use serde_json::{Value, json};

use crate::support::{
    accounts::signed_in,
    api::{NPS, get, own_key, post, response},
    app::{TestApp, on_postgres, spawn_app},
};

async fn figures_are_those_of_the_page(app: TestApp) {
    let key = own_key(&app, Scope::ALL).await;
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

    // A repeated request costs only the round trip. A changed document has another tag.
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
    // Ten of the eleven: without the condition the last one would be revealed.
    let condition = get(&app, "/api/v1/surveys/nps/scores?where=recommend:0", &key).await.json();
    assert_eq!((condition["status"].as_str(), &condition["scores"][0]["n"]), (Some("shown"), &Value::Null), "{condition}");
    let other = get(&app, "/api/v1/surveys/nps/scores?where=recommend:na", &key).await.json();
    assert_eq!(other["scores"][0]["status"], "no_answers");
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
    let key = own_key(&app, Scope::ALL).await;
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
    let key = own_key(&app, Scope::ALL).await;
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
    // All of them: no respondent used another channel.
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
    let key = own_key(&app, Scope::ALL).await;
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
