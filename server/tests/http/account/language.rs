//! The language switch on pages of staff: what was typed is there in the other language, and nothing is done.

use crate::support::{
    accounts::signed_in,
    app::{Fields, Reply, TestApp, spawn_app},
};

async fn switched(app: &TestApp, cookie: &str, path: &str, typed: &[(&str, &str)]) -> Reply {
    let page = app.get_with(&format!("{path}?lang=nl"), &[("cookie", cookie)]).await.body;
    assert_eq!(page.matches("id=\"kept\"").count(), 1, "{path}: {page}");
    assert!(page.contains(&format!("formaction=\"{path}?lang=en\"")), "{path}: {page}");
    let fields = Fields::new(&[typed, &[("show-again", "language")]].concat());
    let english = app.post_with(&format!("{path}?lang=en"), &fields, &[("cookie", cookie)]).await;
    assert_eq!(english.status, 200, "{path}: {}", english.body);
    assert!(english.body.contains("<html lang=\"en\"") && !english.body.contains("aria-invalid"), "{path}: {}", english.body);
    english
}

#[tokio::test]
async fn what_staff_typed_is_still_there_in_the_other_language() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let page = switched(&app, &cookie, "/admin/keys", &[("name", "Kassa 3"), ("scope", "results"), ("expires", "30")]).await;
    assert!(page.body.contains("value=\"Kassa 3\"") && page.body.contains("value=\"30\" selected"), "{}", page.body);
    let page = switched(&app, &cookie, "/admin/works-council", &[("ground", "works_council"), ("document", "OR 2026/3")]).await;
    assert!(page.body.contains("value=\"OR 2026/3\""), "{}", page.body);
    let page = switched(&app, &cookie, "/admin/sites", &[("name", "Winkel"), ("origins", "https://winkel.example")]).await;
    assert!(page.body.contains("value=\"Winkel\"") && page.body.contains("https://winkel.example"), "{}", page.body);
    let page = switched(&app, &cookie, "/admin/rights", &[("right", "access"), ("reference", "Brief 12")]).await;
    assert!(page.body.contains("value=\"Brief 12\""), "{}", page.body);

    let owner = signed_in_organisation(&app).await;
    assert!(app.store.list_api_keys(owner).await.unwrap().is_empty());
    assert!(app.store.list_works_council(owner, 10).await.unwrap().is_empty());
    assert!(app.store.list_rights_requests(owner, 10).await.unwrap().is_empty());
}

async fn signed_in_organisation(app: &TestApp) -> domain::id::OrganisationId {
    app.store.find_organisation().await.unwrap().unwrap().id
}

#[tokio::test]
async fn the_notes_of_a_request_are_still_there_in_the_other_language() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let today =
        domain::calendar::Day::of(domain::calendar::Millis(jiff::Timestamp::now().as_millisecond()), &jiff::tz::TimeZone::UTC);
    let received = domain::calendar::Day(today.0 - 3).to_string();
    let fields = Fields::new(&[("right", "access"), ("received", &received), ("identity", "receipt")]);
    let request = app.post_with("/admin/rights?lang=nl", &fields, &cookie).await.location().split('?').next().unwrap().to_owned();
    let page = switched(&app, cookie[0].1, &request, &[("do", "close"), ("note", "Wij hebben niets gevonden")]).await;
    assert!(page.body.contains("value=\"Wij hebben niets gevonden\""), "{}", page.body);
    assert!(app.get_with(&request, &cookie).await.body.contains("name=\"outcome\""), "it is not closed");
    // What was found is shown again, and what was not sought yet stays in its field.
    let search = format!("{request}/search");
    let found = app.post_with(&format!("{search}?lang=nl"), &Fields::new(&[("by", "number"), ("value", "K-12")]), &cookie).await;
    assert!(found.body.contains(&format!("formaction=\"{search}?lang=en\"")), "{}", found.body);
    for value in ["K-12", ""] {
        let fields = Fields::new(&[("by", "number"), ("value", value), ("show-again", "language")]);
        let english = app.post_with(&format!("{search}?lang=en"), &fields, &cookie).await;
        assert_eq!((english.status, english.body.contains("id=\"found\"")), (200, !value.is_empty()), "{}", english.body);
        assert!(english.body.contains("<html lang=\"en\""), "{}", english.body);
    }
}

#[tokio::test]
async fn the_pages_with_a_password_keep_nothing() {
    let app = spawn_app().await;
    let page = app.get("/sign-in?lang=nl").await.body;
    assert!(!page.contains("show-again"), "{page}");
}
