//! Tests of every decision about the cookies of our own pages. They follow the numbered rules of consent that can be
//! checked without a browser. The others are in end2end/flows/cookies.spec.ts, which also says which rules do not
//! concern our own pages.

use server::{http::public_url::PublicUrl, serve::args::ServeArgs};

use super::cookie_question::QUESTION;
use crate::support::{
    app::{Fields, TestApp, arguments, on_postgres, spawn_app, spawn_with},
    browser::{Browser, CHOICE, GPC, LANGUAGE, RECEIPT, form, own, publish, receipt, set_cookies, with_analytics},
};

async fn rule_18_a_grant_is_recorded_with_the_exact_version(app: TestApp) {
    let mut browser = Browser::new(&app);
    let fields = form(&browser.get("/cookies?lang=nl").await).with("control", "accept_all").with("return", "/s/nps?a=b");
    let reply = browser.post("/cookies", &fields).await;
    assert_eq!(reply.location(), "/s/nps?a=b&lang=nl");
    assert_eq!(browser.names(), [CHOICE, RECEIPT]);
    let cookie = domain::site::choice_cookie::ChoiceCookie::parse(browser.value(CHOICE)).unwrap();
    let grant = cookie.grant().unwrap();
    assert_eq!((cookie.version, cookie.ask, grant.purposes[0].as_str()), (1, 1, "preferences"));
    let lines = set_cookies(&reply).join("\n");
    assert!(lines.contains("Path=/; Max-Age=15") && lines.contains("; SameSite=Lax") && !lines.contains("Secure"), "{lines}");
    assert!(lines.contains("; Path=/cookies; ") && lines.contains("HttpOnly"), "{lines}");
    assert!(!browser.get("/s/nps").await.body.contains(QUESTION));

    let stored = receipt(&app, &format!("/r/{}", browser.value(RECEIPT))).await;
    assert_eq!((Some(stored.event), stored.notice.published.number), (grant.event, 1));
    assert_eq!(stored.history[0].origin, app.address);
    assert_eq!(stored.history[0].notice.hash, own(&app).await.notice.published.hash);
    assert_eq!(browser.post("/cookies", &fields).await.status, 303, "sent again, it is a decision like the first");

    // 14: the stored choice, its start and end, its version, the history, the receipt.
    let centre = browser.get("/cookies?lang=nl").await;
    let until = grant.until.to_string();
    let year = until.split('-').next().unwrap();
    for said in [
        "onder versie 1 van deze melding. Die geldt tot ",
        year,
        "Gekozen op ",
        "Alles geaccepteerd",
        "Voorkeuren: ",
        CHOICE,
        "/r/",
    ] {
        assert!(centre.body.contains(said), "{said}: {}", centre.body);
    }
    assert_eq!(centre.body.matches(" checked").count(), 1, "what is granted is ticked: {}", centre.body);
}

#[tokio::test]
async fn rule_18_a_grant_is_recorded_with_the_exact_version_on_sqlite() {
    rule_18_a_grant_is_recorded_with_the_exact_version(spawn_app().await).await;
}

#[tokio::test]
async fn rule_18_a_grant_is_recorded_with_the_exact_version_on_postgres() {
    on_postgres(rule_18_a_grant_is_recorded_with_the_exact_version).await;
}

#[tokio::test]
async fn a_refusal_gets_a_receipt_when_it_is_asked_for() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    browser.answer("refuse_all", &[]).await;
    let reply = browser.answer("refuse_all", &[("receipt", "1")]).await;
    assert!(reply.location().starts_with("/r/"));
    assert!(receipt(&app, reply.location()).await.standing.is_empty());
    assert_eq!(browser.names(), [CHOICE], "the browser keeps nothing that leads there");
    assert!(browser.get(reply.location()).await.body.contains("Alles geweigerd"));
}

#[tokio::test]
async fn preferences_are_given_used_and_withdrawn() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    assert!(browser.get("/cookies").await.body.contains("href=\"/cookies?lang=en\""), "without consent a plain link");
    browser.get("/language/en?return=/s/nps").await;
    assert_eq!(browser.names(), [""; 0], "without consent nothing is remembered");
    browser.answer("own_choice", &[("purpose", "preferences")]).await;
    assert!(browser.get("/cookies").await.body.contains("href=\"/language/en?return=%2Fcookies\""));
    assert_eq!(browser.get("/language/en?return=%2Fs%2Fnps").await.location(), "/s/nps?lang=en");
    assert_eq!(browser.value(LANGUAGE), "en");
    for path in ["/", "/s/nps", "/cookies"] {
        assert!(browser.get(path).await.body.contains("<html lang=\"en\""), "{path}: before what the browser asks for");
    }
    assert!(browser.get("/s/nps?lang=nl").await.body.contains("<html lang=\"nl\""), "the address comes first");
    // 14: the page says that it is stored now.
    assert!(browser.get("/cookies").await.body.contains("<code>klankbord_language</code> (Preferences)"));

    let reply = browser.answer("withdraw", &[]).await;
    assert!(reply.location().starts_with("/cookies?done=withdrawn&receipt="), "{}", reply.location());
    assert_eq!(browser.names(), [CHOICE], "16: the declared cookies are gone");
    let stored = receipt(&app, reply.location()).await;
    assert_eq!(stored.history.len(), 2, "given and withdrawn in one history");
    assert!(!stored.standing[0].state.stands());
    assert!(browser.get("/s/nps").await.body.contains("<html lang=\"nl\""));
    // The value of a forged or left-over cookie is not used, and the cookie is removed.
    browser.cookies.insert(LANGUAGE.into(), ("en".into(), "/".into()));
    assert!(browser.get("/s/nps").await.body.contains("<html lang=\"nl\""));
    assert_eq!(browser.names(), [CHOICE]);
}

#[tokio::test]
async fn a_link_on_another_website_chooses_no_language() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    browser.answer("accept_all", &[]).await;
    browser.headers.push(("sec-fetch-site", "cross-site"));
    assert_eq!(browser.get("/language/en?return=//evil.example").await.location(), "/?lang=en");
    assert_eq!(browser.value(LANGUAGE), "");
    assert_eq!(browser.get("/language/fr").await.status, 404);
}

#[tokio::test]
async fn rule_16_withdrawing_one_purpose_leaves_the_other_and_what_both_use() {
    let app = spawn_app().await;
    with_analytics(&app).await;
    let mut browser = Browser::new(&app);
    browser.answer("accept_all", &[]).await;
    let until = domain::site::choice_cookie::ChoiceCookie::parse(browser.value(CHOICE)).unwrap().grant().unwrap().until;
    for name in ["_fa", "_fa_1", "_both", "session"] {
        browser.cookies.insert(name.into(), ("x".into(), "/".into()));
    }
    browser.answer("withdraw", &[("purpose", "analytics")]).await;
    assert_eq!(browser.names(), ["_both", CHOICE, RECEIPT, "session"]);
    let left = domain::site::choice_cookie::ChoiceCookie::parse(browser.value(CHOICE)).unwrap();
    let left = left.grant().unwrap();
    assert_eq!((left.purposes.len(), left.purposes[0].as_str(), left.until), (1, "preferences", until));
    let stored = receipt(&app, &format!("/r/{}", browser.value(RECEIPT))).await;
    assert_eq!(Some(stored.event), left.event);
    let standing: Vec<_> = stored.standing.iter().map(|s| (s.purpose.as_str(), s.state.stands())).collect();
    assert_eq!(standing, [("preferences", true), ("analytics", false)]);
}

#[tokio::test]
async fn rule_20_the_signal_withdraws_what_was_granted_without_it() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    browser.answer("accept_all", &[]).await;
    browser.get("/language/en?return=/").await;
    let code = format!("/r/{}", browser.value(RECEIPT));
    browser.headers.push(GPC);
    let page = browser.get("/").await;
    assert!(page.body.contains("<html lang=\"nl\""), "from the first page on");
    assert_eq!(browser.names(), [CHOICE]);
    assert!(browser.value(CHOICE).contains("refused="));
    let stored = receipt(&app, &code).await;
    assert!(!stored.standing[0].state.stands() && stored.history.len() == 2, "it is in the record too");
}

#[tokio::test]
async fn rule_25_what_cannot_be_recorded_is_not_granted_and_a_refusal_counts() {
    let app = spawn_app().await;
    let mut fresh = Browser::new(&app);
    let grant = form(&fresh.get("/cookies?lang=nl").await);
    let mut granted = Browser::new(&app);
    granted.answer("accept_all", &[]).await;
    granted.get("/language/en?return=/").await;
    let withdrawal = form(&granted.get("/cookies?lang=nl").await).with("control", "withdraw");
    let event = domain::site::choice_cookie::ChoiceCookie::parse(granted.value(CHOICE))
        .unwrap()
        .grant()
        .unwrap()
        .event
        .unwrap()
        .to_string();
    app.store.clone().close().await;

    for grant in [grant.with("control", "accept_all"), grant.with("control", "own_choice").with("purpose", "preferences")] {
        let reply = fresh.post("/cookies", &grant).await;
        assert_eq!((reply.status, fresh.names().len()), (503, 0));
        assert!(!reply.header("retry-after").is_empty() && reply.body.contains("kon niet worden vastgelegd"), "{}", reply.body);
    }
    assert_eq!(fresh.post("/cookies", &grant.with("control", "refuse_all")).await.status, 303);
    assert!(fresh.value(CHOICE).contains("refused="));

    let reply = granted.post("/cookies", &withdrawal).await;
    assert_eq!(reply.status, 503);
    assert_eq!(granted.names(), [CHOICE], "it counts at once");
    assert!(granted.value(CHOICE).contains("refused="));
    assert!(reply.body.contains("nog niet vastgelegd"), "{}", reply.body);
    let again = reply.hidden_fields();
    assert_eq!(
        (again["event"].as_str(), again["idempotency_key"].as_str()),
        (event.as_str(), withdrawal.first("idempotency_key"))
    );
    // The centre works too: the current choice is in the browser.
    assert_eq!(granted.get("/cookies").await.status, 200);
}

#[tokio::test]
async fn what_was_withdrawn_without_a_record_is_recorded_later() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    browser.answer("accept_all", &[]).await;
    let event = domain::site::choice_cookie::ChoiceCookie::parse(browser.value(CHOICE))
        .unwrap()
        .grant()
        .unwrap()
        .event
        .unwrap()
        .to_string();
    let code = format!("/r/{}", browser.value(RECEIPT));
    browser.cookies.remove(RECEIPT);
    browser.cookies.insert(CHOICE.into(), ("version=1&ask=1&refused=2099-01".into(), "/".into()));
    browser.answer("withdraw", &[("event", event.as_str()), ("purpose", "preferences")]).await;
    assert!(!receipt(&app, &code).await.standing[0].state.stands());
    assert!(browser.value(CHOICE).contains("refused=") && browser.names() == [CHOICE]);
}

#[tokio::test]
async fn going_back_and_choosing_anew_is_a_decision() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    let fields = form(&browser.get("/cookies").await);
    browser.post("/cookies", &fields.with("control", "accept_all")).await;
    let code = format!("/r/{}", browser.value(RECEIPT));
    // The same page from the browser's cache has the same key.
    assert_eq!(browser.post("/cookies", &fields.with("control", "refuse_all")).await.status, 303);
    assert!(browser.value(CHOICE).contains("refused="));
    assert!(!receipt(&app, &code).await.standing[0].state.stands());
}

#[tokio::test]
async fn a_withdrawal_on_the_receipt_reaches_the_browser() {
    let app = spawn_app().await;
    for action in ["withdraw", "erase"] {
        let mut browser = Browser::new(&app);
        browser.answer("accept_all", &[]).await;
        let address = format!("/r/{}/{action}", browser.value(RECEIPT));
        let mut other = Browser::new(&app);
        other.answer("accept_all", &[]).await;
        let fields = Fields::new(&[("purpose", "preferences"), ("scope", "everything"), ("sure", "1"), ("lang", "nl")]);
        other.post(&address, &Fields::new(&[("purpose", "none"), ("scope", "none")])).await;
        assert_eq!(browser.post(&address, &fields).await.status, 303);
        assert!(browser.value(CHOICE).contains("refused="), "{action}");
        assert!(other.value(CHOICE).contains("granted="), "not that of another visitor");
    }
}

#[tokio::test]
async fn decisions_come_from_our_own_pages_and_go_nowhere_else() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    let fields = form(&browser.get("/cookies?lang=en").await).with("control", "refuse_all");
    let forged = app.post_with("/cookies", &fields, &[("origin", "https://evil.example")]).await;
    assert!(forged.status == 403 && set_cookies(&forged).is_empty());
    for bad in ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"] {
        assert_eq!(
            browser.post("/cookies", &fields.with("return", bad)).await.location(),
            "/cookies?done=saved&lang=en",
            "{bad}"
        );
    }
    let bad = |fields: Fields| {
        let app = &app;
        async move { app.post("/cookies", &fields).await.status }
    };
    let hidden = fields.without("control");
    assert_eq!(bad(hidden.clone()).await, 422);
    assert_eq!(bad(hidden.with("control", "gpc")).await, 422);
    assert_eq!(bad(hidden.with("control", "own_choice").with("purpose", "profit")).await, 422);
    assert_eq!(bad(fields.without("notice_version")).await, 422);
    assert_eq!(bad(fields.without("notice_version").with("notice_version", "9")).await, 422);
    assert_eq!(bad(fields.without("idempotency_key")).await, 422);
}

#[tokio::test]
async fn over_tls_every_cookie_is_secure() {
    let public_url = Some(PublicUrl::parse("https://klankbord.example").unwrap());
    let app = spawn_with(ServeArgs { public_url, ..arguments() }).await;
    let mut browser = Browser::new(&app);
    let reply = browser.answer("accept_all", &[]).await;
    assert_eq!(set_cookies(&reply).len(), 2);
    assert!(set_cookies(&reply).iter().all(|line| line.ends_with("; Secure")), "{:?}", set_cookies(&reply));
}

#[tokio::test]
async fn a_refusal_that_outlasts_a_cookie_is_renewed_and_a_grant_is_not() {
    let app = spawn_app().await;
    publish(&app, |notice| notice.website.as_mut().unwrap().validity_months = 24).await;
    let mut browser = Browser::new(&app);
    browser.answer("refuse_all", &[]).await;
    let refused = browser.value(CHOICE).to_owned();
    let renewed = browser.get("/").await;
    assert_eq!(set_cookies(&renewed).len(), 1);
    assert_eq!(browser.value(CHOICE), refused, "with the same month");
    browser.answer("accept_all", &[]).await;
    let page = browser.get("/").await;
    assert!(set_cookies(&page).is_empty(), "it might come back after a withdrawal in another tab");
}
