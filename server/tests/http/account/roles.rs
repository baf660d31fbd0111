//! The rights of each role.

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    contact::EmailAddress,
    response::filter::Condition,
};

use crate::support::{
    accounts::{EMAIL, signed_in_as},
    api,
    app::{Fields, TestApp, spawn_app},
};

async fn answer(app: &TestApp, score: &str, reason: &str) {
    let fields = app.form("nps").await.with("recommend", score).with("reason", reason);
    app.post("/s/nps", &fields).await;
}

#[tokio::test]
async fn each_role_may_do_what_the_one_before_it_may_and_more() {
    let pages = [
        ("/admin", Role::Reader),
        ("/admin/surveys", Role::Reader),
        ("/admin/privacy", Role::Analyst),
        ("/admin/settings", Role::Owner),
        ("/admin/surveys/nps", Role::Reader),
        ("/admin/surveys/nps/figures.csv", Role::Reader),
        ("/admin/surveys/nps/figures.xlsx", Role::Reader),
        ("/admin/surveys/nps/report", Role::Reader),
        ("/admin/reports", Role::Reader),
        ("/admin/sites", Role::Reader),
        ("/admin/new-survey", Role::Editor),
        ("/admin/sites/demo", Role::Reader),
        ("/admin/surveys/nps/comments", Role::Analyst),
        ("/admin/surveys/nps/export.csv", Role::Analyst),
        ("/admin/exports", Role::Analyst),
        ("/admin/register", Role::Analyst),
        ("/admin/register.csv", Role::Analyst),
        ("/admin/sites/demo/notice", Role::Editor),
        ("/admin/sites/demo/notice.json", Role::Editor),
        ("/admin/rights", Role::Owner),
        ("/admin/rights.csv", Role::Owner),
        ("/admin/access", Role::Owner),
        ("/admin/audit", Role::Owner),
        ("/admin/works-council", Role::Owner),
        ("/admin/keys", Role::Owner),
    ];
    for &role in Role::ALL {
        let app = spawn_app().await;
        let cookie = signed_in_as(&app, Rights::of(role)).await;
        let headers = [("cookie", cookie.as_str()), ("accept-language", "nl")];
        for (path, needed) in pages {
            let reply = app.get_with(path, &headers).await;
            assert_eq!(reply.status, if role >= needed { 200 } else { 403 }, "{role} {path}");
            if role < needed {
                assert!(reply.body.contains("Dat mag niet met uw account"), "{}", reply.body);
            }
        }
        let overview = app.get_with("/admin", &headers).await.body;
        for (path, needed) in
            [("/admin/sites?", Role::Reader), ("/admin/privacy?", Role::Analyst), ("/admin/settings?", Role::Owner)]
        {
            assert_eq!(overview.contains(path), role >= needed, "{role} {path}");
        }
        let site = Fields::new(&[("name", "x"), ("site_key", "x"), ("origins", "https://x.example")]);
        let made = app.post_with("/admin/sites", &site, &headers).await;
        assert_eq!(made.status, if role >= Role::Editor { 303 } else { 403 }, "{role}");
        let request =
            Fields::new(&[("right", "access"), ("received", "2026-01-01"), ("reference", "x"), ("identity", "address")]);
        let entered = app.post_with("/admin/rights", &request, &headers).await;
        assert_eq!(entered.status, if role == Role::Owner { 303 } else { 403 }, "{role}");
    }
}

#[tokio::test]
async fn a_reader_sees_figures_and_nobodys_words() {
    let app = spawn_app().await;
    for score in ["9", "9", "10", "10", "8", "3"] {
        answer(&app, score, "Dit leest een analist").await;
    }
    let cookie = signed_in_as(&app, Rights::of(Role::Reader)).await;
    let headers = [("cookie", cookie.as_str()), ("accept-language", "nl")];
    let page = app.get_with("/admin/surveys/nps?by=channel", &headers).await.body;
    assert!(page.contains("50,0") && page.contains("id=\"trend\"") && page.contains("Open link"), "{page}");
    for hidden in ["Dit leest een analist", "export.csv", "id=\"export\""] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    let filtered = app.get_with("/admin/surveys/nps?locale=nl&by=channel", &headers).await.body;
    assert!(filtered.contains("50,0") && !filtered.contains("id=\"trend\"") && !filtered.contains("id=\"breakdown\""));
    // Five of six respondents gave another score, so one would be revealed.
    let condition = app.get_with("/admin/surveys/nps?where=recommend:3", &headers).await.body;
    assert!(condition.contains("Deze combinatie wordt niet getoond") && condition.contains("Samen met andere cijfers"));
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(Role::Analyst)).await.unwrap();
    assert!(
        app.get_with("/admin/surveys/nps", &headers).await.body.contains("Dit leest een analist"),
        "from the next request on"
    );
}

#[tokio::test]
async fn a_reader_may_be_bound_to_some_of_the_answers() {
    let app = spawn_app().await;
    for score in ["9", "9", "9", "9", "9", "9", "9", "0", "0", "0", "0", "0"] {
        answer(&app, score, "").await;
    }
    let bound = Rights::bound(Role::Reader, Some(Condition::parse("recommend:9").unwrap())).unwrap();
    let cookie = signed_in_as(&app, bound).await;
    let headers = [("cookie", cookie.as_str()), ("accept-language", "nl")];
    for path in ["/admin/surveys/nps", "/admin/surveys/nps?where=recommend:9"] {
        let page = app.get_with(path, &headers).await.body;
        assert!(page.contains("100,0") && page.contains("7 antwoorden") && page.contains("id=\"trend\""), "{path}: {page}");
    }
    let other = app.get_with("/admin/surveys/nps?where=recommend:0", &headers).await.body;
    assert!(!other.contains("\u{2212}100,0") && other.contains("Deze combinatie wordt niet getoond"), "{other}");
    let overview = app.get_with("/admin", &headers).await.body;
    assert!(overview.contains("100,0") && overview.contains("7 antwoorden"));
}

#[tokio::test]
async fn who_takes_responses_along_is_noted() {
    let app = spawn_app().await;
    answer(&app, "9", "").await;
    let cookie = signed_in_as(&app, Rights::of(Role::Owner)).await;
    let headers = [("cookie", cookie.as_str()), ("accept-language", "nl")];
    let before = app.get_with("/admin/access", &headers).await.body;
    assert!(before.contains("Er zijn nog geen downloads") && !before.contains("<table"));
    app.get_with("/admin/surveys/nps/export?format=jsonl&locale=nl", &headers).await;
    app.get_with("/admin/surveys/nps/export?format=none", &headers).await;
    let key = api::own_key(&app, &[Scope::Responses]).await;
    let page = app.get_with("/api/v1/surveys/nps/responses?limit=1", &[("authorization", &key)]).await.json();
    let next = format!("/api/v1/surveys/nps/responses?limit=1&cursor={}", page["next_cursor"].as_str().unwrap());
    app.get_with(&next, &[("authorization", &key)]).await;
    let log = app.get_with("/admin/access", &headers).await.body;
    assert!(log.contains("format=jsonl labels=codes shape=wide locale=nl") && log.contains(EMAIL), "{log}");
    assert!(log.contains("Power BI") && log.contains("<td>API</td>"));
    assert_eq!(log.matches("<tr>").count(), 3, "one each, and the heading");
}
