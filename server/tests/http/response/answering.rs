//! Answering: each response is stored once, and a refused form stores nothing.

use domain::{id::Slug, notice::purpose::Basis, survey::template::Template};
use reqwest::Method;

use crate::support::app::{FORM, Fields, TestApp, on_postgres, spawn_app};

async fn an_answer_is_stored_once(app: TestApp) {
    let fields = app.form("nps").await.with("recommend", "9").with("reason", "Vriendelijk");
    let first = app.post("/s/nps", &fields).await;
    let receipt = format!("/r/{}", app.code(&fields.key()).await);
    assert_eq!(first.location(), format!("{receipt}?thanks=1&lang=nl"));
    let second = app.post("/s/nps", &fields).await;
    assert_eq!(second.location(), first.location());
    assert_eq!(app.standing("nps").await, 1);

    let other = fields.without("recommend").without("reason").with("recommend", "2");
    let reply = app.post("/s/nps", &other).await;
    assert_eq!(reply.status, 409);
    assert!(!reply.body.contains(&receipt), "whoever has the device is not led to the receipt");
    assert!(!reply.body.contains("Vriendelijk"), "a stored answer is shown");
    assert_eq!(app.standing("nps").await, 1);
}

#[tokio::test]
async fn an_answer_is_stored_once_on_sqlite() {
    an_answer_is_stored_once(spawn_app().await).await;
}

#[tokio::test]
async fn an_answer_is_stored_once_on_postgres() {
    on_postgres(an_answer_is_stored_once).await;
}

async fn what_is_wrong_is_refused_and_spends_no_key(app: TestApp) {
    let form = app.form("nps").await;
    let good = form.with("recommend", "9").with("reason", "Om de <b>bediening</b>");
    let foreign = app.published("csat").await.version.id.to_string();
    let version = |id: &str| good.without("version").with("version", id);
    for (what, fields) in [
        ("nothing answered", form.clone()),
        ("a score of 11", form.with("recommend", "11")),
        ("NaN", form.with("recommend", "NaN")),
        ("-1", form.with("recommend", "-1")),
        ("a repeated single answer", good.with("recommend", "8")),
        ("an unknown question", good.with("recommended", "9")),
        ("an unknown purpose", good.with("purpose", "profit")),
        ("contact without an address", good.with("purpose", "contact")),
        ("too long a text", form.with("recommend", "9").with("reason", &"é".repeat(2001))),
        ("a null character", form.with("recommend", "9").with("reason", "a\0b")),
        ("a version of another survey", version(&foreign)),
        ("an unknown version", version("0198a0b0-0000-7000-8000-000000000000")),
        ("a version that is none", version("1")),
        ("no version", good.without("version")),
        ("a language that is not offered", good.without("locale").with("locale", "fr")),
        ("a key that is none", good.without("key").with("key", "x")),
        ("two keys", good.with("key", form.first("key"))),
        ("no key", good.without("key")),
    ] {
        let reply = app.post("/s/nps", &fields).await;
        assert_eq!(reply.status, 422, "{what}");
        assert!(reply.body.contains("error-summary"), "{what}: no error summary");
        assert_eq!(app.standing("nps").await, 0, "{what}");
    }
    let shown = app.post("/s/nps", &good.with("recommend", "8")).await;
    assert_eq!(shown.hidden_fields()["key"], form.first("key"), "the key stays");
    assert!(shown.body.contains("Om de &lt;b") && !shown.body.contains("<b>"), "what was typed is shown again, as text");

    assert_eq!(app.post("/s/nps", &good).await.status, 303, "the key was not spent");
    assert_eq!(app.standing("nps").await, 1);
}

#[tokio::test]
async fn what_is_wrong_is_refused_and_spends_no_key_on_sqlite() {
    what_is_wrong_is_refused_and_spends_no_key(spawn_app().await).await;
}

#[tokio::test]
async fn what_is_wrong_is_refused_and_spends_no_key_on_postgres() {
    on_postgres(what_is_wrong_is_refused_and_spends_no_key).await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_and_not_mended() {
    let app = spawn_app().await;
    let good = app.form("nps").await.with("recommend", "9");
    for bytes in [&b"%FF"[..], b"%C3%28", b"\xff\xfe", b"%ED%A0%80"] {
        let body = [good.encoded().as_bytes(), b"&reason=", bytes].concat();
        let reply = app.send(Method::POST, "/s/nps", &[("content-type", FORM)], body).await;
        assert_eq!(reply.status, 422, "{bytes:?}");
        assert_eq!(app.standing("nps").await, 0);
    }
    // The replacement character itself is a valid text.
    assert_eq!(app.post("/s/nps", &good.with("reason", "\u{fffd}")).await.status, 303);
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_form_is_refused() {
    let app = spawn_app().await;
    let good = app.form("nps").await.with("recommend", "9");
    let reply = app.post("/s/nps", &good.with("reason", &"a".repeat(10_000_000))).await;
    assert_eq!(reply.status, 413);
    assert!(reply.body.contains("<html"), "{}", reply.body);
    let expecting = [("content-type", FORM), ("expect", "100-continue")];
    assert_eq!(app.send(Method::POST, "/s/nps", &expecting, vec![b'a'; 300_000]).await.status, 413);
    let json = [("content-type", "application/json")];
    assert_eq!(app.send(Method::POST, "/s/nps", &json, b"{}".to_vec()).await.status, 415);
    let many = (0..600).map(|i| (format!("a{i}"), String::new())).collect();
    assert_eq!(app.post("/s/nps", &Fields(many)).await.status, 422);
    let put = app.send(Method::PUT, "/s/nps", &[("content-type", FORM)], good.encoded().into_bytes()).await;
    assert_eq!((put.status, put.header("allow")), (405, "GET,HEAD,POST"));
    assert_eq!(app.standing("nps").await, 0);
}

#[tokio::test]
async fn closed_and_unknown_surveys_have_a_page_of_their_own() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    let sent = app.form("nps").await.with("recommend", "8");
    assert_eq!(app.post("/s/nps", &sent).await.status, 303);
    app.store.close_survey(&Slug::parse("nps").unwrap()).await.unwrap();
    assert_eq!(app.get("/s/nps").await.status, 410);
    assert_eq!(app.post("/s/nps", &fields).await.status, 410);
    assert_eq!(app.post("/s/nps", &fields.with("recommend", "8")).await.status, 410, "nothing can be mended");
    assert_eq!(app.post("/s/nps", &sent).await.status, 303, "sent again after a lost answer");
    assert_eq!(app.standing("nps").await, 1);
    for path in ["/s/none", "/s/NPS", "/s/%FF", "/s/none/thanks", "/r/none", "/nothing", "/setup/none", "/assets/none.css"] {
        let reply = app.get(path).await;
        assert!(matches!(reply.status, 404 | 400), "{path}: {}", reply.status);
        assert!(reply.body.contains("<html"), "{path}: no page");
    }
    assert_eq!(app.post("/s/none", &fields).await.status, 404);
}

#[tokio::test]
async fn an_older_published_version_is_accepted() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    let published = app.published("nps").await;
    let mut next = Template::Nps.questionnaire(&published.organisation.profile, Basis::Consent);
    next.title = domain::locale::LocalizedText::same("Vernieuwd");
    app.store.publish_version(&Slug::parse("nps").unwrap(), &next).await.unwrap();
    assert_ne!(app.form("nps").await.first("version"), fields.first("version"));
    assert_eq!(app.post("/s/nps", &fields.with("recommend", "8")).await.hidden_fields()["version"], fields.first("version"));
    assert_eq!(app.post("/s/nps", &fields).await.status, 303);
    assert_eq!(app.standing("nps").await, 1);
}

#[tokio::test]
async fn light_mode_is_one_click_without_a_receipt() {
    let app = spawn_app().await;
    let fields = app.form("helpful").await.with("helpful", "1");
    let reply = app.post("/s/helpful", &fields).await;
    assert_eq!(reply.location(), "/s/helpful/thanks?lang=nl");
    assert_eq!(app.get(reply.location()).await.status, 200);
    assert_eq!(app.standing("helpful").await, 1);
    let receipt = format!("/r/{}", app.code(&fields.key()).await);
    assert_eq!(app.get(&receipt).await.status, 404);
    let changed = app.post("/s/helpful", &fields.without("helpful").with("helpful", "0")).await;
    assert_eq!(changed.status, 409);
    assert!(!changed.body.contains(&receipt), "no link to a receipt that is not there");
    assert_eq!(app.standing("helpful").await, 1);
}

#[tokio::test]
async fn the_page_follows_the_language_asked_for() {
    let app = spawn_app().await;
    for (path, accept, lang) in [
        ("/s/nps?lang=en", "nl", "en"),
        ("/s/nps", "en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("/s/nps", "nl-NL", "nl"),
        ("/s/nps", "fr", "nl"),
        ("/nothing?lang=en", "nl", "en"),
        ("/sign-in", "en", "en"),
    ] {
        let reply = app.get_with(path, &[("accept-language", accept)]).await;
        assert!(reply.body.contains(&format!("<html lang=\"{lang}\"")), "{path} {accept}: {:.200}", reply.body);
    }
    let refused = app.form("nps").await.without("locale").with("locale", "en");
    let reply = app.post_with("/s/nps", &refused, &[("accept-language", "nl")]).await;
    assert!(reply.body.contains("<html lang=\"en\""), "errors are in the language of the form");
}

#[tokio::test]
async fn every_form_has_a_key_of_its_own_and_no_shared_cache_keeps_it() {
    let app = spawn_app().await;
    let page = app.get("/s/nps").await;
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert!(page.header("vary").to_lowercase().contains("accept-language"));
    assert_ne!(page.hidden_fields()["key"], app.get("/s/nps").await.hidden_fields()["key"]);
}
