//! Tests of the record of a decision about our own cookies, and of the message to the visitor. Both agree. This also
//! holds if a form is sent again, the database hangs, or a browser keeps no cookies.

use std::time::Duration;

use domain::{
    calendar::Day,
    id::EventId,
    receipt::decision::DecisionReceipt,
    site::{Counted, Days, choice_cookie::ChoiceCookie},
    submission_key::{ReceiptCode, SubmissionKey},
};

use crate::support::{
    app::{Fields, TestApp, on_postgres, spawn_app},
    browser::{Browser, CHOICE, GPC, LANGUAGE, form, own, receipt, set_cookies, with_analytics},
};

const ALWAYS: Days = Days { from: Day(0), to: Day(100_000) };

fn event(browser: &Browser<'_>) -> EventId {
    ChoiceCookie::parse(browser.value(CHOICE)).unwrap().grant().unwrap().event.unwrap()
}

async fn code(app: &TestApp, fields: &Fields) -> ReceiptCode {
    app.code(&SubmissionKey::parse(fields.first("idempotency_key")).unwrap()).await
}

fn stands(receipt: &DecisionReceipt, purpose: &str) -> bool {
    receipt.standing.iter().any(|standing| standing.purpose.as_str() == purpose && standing.state.stands())
}

/// Waits until a receipt meets a condition.
async fn until(app: &TestApp, code: &ReceiptCode, is_so: impl Fn(&DecisionReceipt) -> bool) {
    let seen = async {
        while !app.store.find_decision_receipt(code).await.unwrap().as_ref().is_some_and(&is_so) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), seen).await.expect("it is recorded");
}

async fn signals(app: &TestApp) -> u64 {
    let site = own(app).await.site.id;
    app.store.get_site_numbers(site, ALWAYS).await.unwrap().total.of(Counted::Gpc)
}

async fn rule_18_a_grant_from_an_old_tab_is_a_record_of_its_own(app: TestApp) {
    let mut browser = Browser::new(&app);
    let old_tab = form(&browser.get("/cookies?lang=nl").await).with("control", "accept_all");
    browser.post("/cookies", &old_tab).await;
    let first = event(&browser);
    browser.answer("withdraw", &[]).await;
    browser.post("/cookies", &old_tab).await;
    let second = event(&browser);
    assert_ne!(second, first, "the first was taken back");
    let before = app.store.find_decision_receipt(&code(&app, &old_tab).await).await.unwrap().unwrap();
    assert!(before.event == first && !stands(&before, "preferences"), "that stays so");
    let now = receipt(&app, &format!("/r/{}", browser.value("klankbord_receipt"))).await;
    assert!(now.event == second && stands(&now, "preferences"));
}

#[tokio::test]
async fn rule_18_a_grant_from_an_old_tab_is_a_record_of_its_own_on_sqlite() {
    rule_18_a_grant_from_an_old_tab_is_a_record_of_its_own(spawn_app().await).await;
}

#[tokio::test]
async fn rule_18_a_grant_from_an_old_tab_is_a_record_of_its_own_on_postgres() {
    on_postgres(rule_18_a_grant_from_an_old_tab_is_a_record_of_its_own).await;
}

/// Waits for the timeout of a record, which is five seconds.
async fn a_grant_that_comes_too_late_is_taken_back(app: TestApp) {
    with_analytics(&app).await;
    let (mut late, mut mixed, mut known) = (Browser::new(&app), Browser::new(&app), Browser::new(&app));
    let grant = form(&late.get("/cookies?lang=nl").await).with("control", "accept_all");
    mixed.answer("own_choice", &[("purpose", "analytics")]).await;
    let before = event(&mixed);
    let other = form(&mixed.get("/cookies?lang=nl").await).with("control", "own_choice").with("purpose", "preferences");
    known.answer("own_choice", &[("purpose", "preferences")]).await;
    let first = event(&known);
    let more = form(&known.get("/cookies?lang=nl").await).with("control", "accept_all");

    let hanging = app.hang();
    let (one, two, three) =
        tokio::join!(late.post("/cookies", &grant), mixed.post("/cookies", &other), known.post("/cookies", &more));
    assert_eq!((one.status, two.status, three.status), (503, 503, 503));
    assert!(late.names().is_empty(), "nothing was granted");
    assert!(mixed.value(CHOICE).contains("refused="), "what was taken back is: {}", mixed.value(CHOICE));
    assert!(two.body.contains("Alsnog vastleggen") && !one.body.contains("Alsnog vastleggen"), "{}", two.body);
    let offered = two.hidden_fields();
    assert_eq!((offered["event"].clone(), offered["purpose"].as_str()), (before.to_string(), "analytics"));
    // The form is sent again, and once more, while the outcome of the first is unknown.
    let (again, more_again, ()) =
        tokio::join!(late.post("/cookies", &grant), known.post("/cookies", &more), async { hanging.let_go() });
    assert_eq!((again.status, more_again.status), (303, 303));

    let is_taken_back = |receipt: &DecisionReceipt| !stands(receipt, "preferences") && receipt.history.len() > 1;
    until(&app, &code(&app, &grant).await, is_taken_back).await;
    let now = receipt(&app, &format!("/r/{}", late.value("klankbord_receipt"))).await;
    assert!(now.event == event(&late) && stands(&now, "preferences") && stands(&now, "analytics"), "what it was told holds");
    // For a known visitor a late decision is not begun. So it can neither overtake the next decision nor be revoked
    // after it.
    assert!(app.store.find_decision_receipt(&code(&app, &other).await).await.unwrap().is_none());
    // Sent again it makes one record, under its first key if the first was handled by then.
    let now = receipt(&app, &format!("/r/{}", known.value("klankbord_receipt"))).await;
    let events: Vec<_> = now.history.iter().map(|event| event.id).collect();
    assert!(events == [first, event(&known)] && stands(&now, "analytics"), "{events:?}");

    let names = ["idempotency_key", "notice_version", "lang", "event", "purpose"];
    let record = Fields(names.map(|name| (name.to_owned(), offered[name].clone())).into()).with("control", "withdraw");
    assert!(mixed.post("/cookies", &record).await.location().starts_with("/cookies?done=withdrawn&receipt="));
    assert!(mixed.names() == [CHOICE] && mixed.value(CHOICE).contains("refused="));
    let recorded = app.store.find_decision_receipt(&code(&app, &record).await).await.unwrap().unwrap();
    assert!(recorded.covers_one && recorded.standing.iter().all(|standing| !standing.state.stands()), "known by an id only");
}

#[tokio::test]
async fn a_grant_that_comes_too_late_is_taken_back_on_postgres() {
    on_postgres(a_grant_that_comes_too_late_is_taken_back).await;
}

#[tokio::test]
async fn a_signal_without_cookies_is_counted_where_the_visitor_arrives() {
    let app = spawn_app().await;
    let visit = |site: &'static str| {
        let app = &app;
        async move { app.get_with("/s/nps", &[GPC, ("sec-fetch-site", site)]).await }
    };
    for _ in 0..3 {
        assert!(!set_cookies(&visit("same-origin").await).is_empty(), "it is kept where the browser keeps anything");
    }
    app.get_with("/s/nps", &[GPC]).await;
    for (n, site) in (1..).zip(["none", "cross-site"]) {
        visit(site).await;
        let seen = async {
            while signals(&app).await < n {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(120), seen).await.expect("it is counted");
        assert_eq!(signals(&app).await, n, "and no page of before");
    }
}

#[tokio::test]
async fn a_signal_is_honoured_while_nothing_can_be_recorded() {
    let app = spawn_app().await;
    let mut granted = Browser::new(&app);
    granted.answer("accept_all", &[]).await;
    granted.get("/language/en?return=/").await;
    assert!(granted.names().contains(&LANGUAGE));
    let event = event(&granted);
    app.store.clone().close().await;

    let mut fresh = Browser::with_gpc(&app);
    fresh.headers.push(("sec-fetch-site", "none"));
    fresh.get("/cookies").await;
    assert!(fresh.value(CHOICE).contains("refused="), "it is kept all the same");

    granted.headers.push(GPC);
    granted.get("/cookies").await;
    assert!(!granted.names().contains(&LANGUAGE), "what was stored for it is gone");
    assert_eq!(
        ChoiceCookie::parse(granted.value(CHOICE)).unwrap().grant().unwrap().event,
        Some(event),
        "to be recorded on a later page"
    );
}
