//! The admin pages of websites: the list, the numbers and a new one.

use std::collections::BTreeMap;

use domain::{calendar::Day, id::Slug, locale::Locale};
use reqwest::Method;
use serde_json::json;

use crate::support::{
    accounts::signed_in,
    app::{Fields, TestApp, on_postgres, spawn_app},
    days::today,
    sites::{another_organisation, text},
};

const PAGES: [&str; 8] = [
    "/admin/sites",
    "/admin/sites/demo",
    "/admin/sites/demo/numbers.csv",
    "/admin/sites/demo/notice",
    "/admin/sites/demo/notice.json",
    "/admin/register",
    "/admin/register.csv",
    "/admin/register.json",
];

async fn decide(app: &TestApp, number: u8, control: &str, granted: &[&str]) {
    let purposes: BTreeMap<_, _> =
        ["preferences", "analytics", "marketing"].into_iter().map(|name| (name, granted.contains(&name))).collect();
    let body = json!({
        "idempotency_key": format!("{number:032x}"), "notice_version": 1, "locale": "nl", "control": control,
        "gpc": control == "gpc", "purposes": purposes,
    });
    let headers = [("content-type", "application/json"), ("origin", "http://127.0.0.1:4811")];
    let reply = app.send(Method::POST, "/api/v1/sites/demo/decisions", &headers, body.to_string().into_bytes()).await;
    assert!([201, 202].contains(&reply.status), "{} {}", reply.status, reply.body);
}

async fn shown(app: &TestApp, times: u8) {
    for _ in 0..times {
        let headers = [("origin", "http://127.0.0.1:4811")];
        assert_eq!(app.send(Method::POST, "/api/v1/sites/demo/shown?locale=en", &headers, Vec::new()).await.status, 204);
    }
}

async fn numbers_are_counted_by_the_database(app: TestApp) {
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let empty = app.get_with("/admin/sites/demo?lang=nl", &cookie).await;
    assert_eq!(empty.status, 200);
    assert!(text(&empty).contains("In deze periode is niets geteld"), "{}", empty.body);

    shown(&app, 10).await;
    decide(&app, 1, "accept_all", &["preferences", "analytics", "marketing"]).await;
    for number in 2..5 {
        decide(&app, number, "refuse_all", &[]).await;
    }
    decide(&app, 5, "own_choice", &["analytics"]).await;
    decide(&app, 6, "gpc", &[]).await;
    decide(&app, 7, "withdraw", &[]).await;

    let page = text(&app.get_with("/admin/sites/demo?lang=nl", &cookie).await);
    for said in [
        "Cookiemelding getoond 10",
        "Alles geaccepteerd 1 20,0 %",
        "Alles geweigerd 3 60,0 %",
        "Zelf gekozen 1 20,0 %",
        "5 keuzes op de cookiemelding",
        // 2 of 5: the Wilson interval.
        "40,0 % Indicatief 11,8 tot 76,9 % 2 5",
        "5 van de 10 keer dat de cookiemelding werd getoond",
        "1 van 6 eerste keuzes",
        "Bezoekers zijn in deze cijfers niet te herkennen.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let list = text(&app.get_with("/admin/sites?lang=nl", &cookie).await);
    assert!(list.contains("7 keuzes in de laatste 30 dagen"), "{list}");
    let tag = format!("&lt;script src=\"{}/consent.js\" data-site=\"demo\"&gt;&lt;/script&gt;", app.address);
    assert!(list.contains(&tag), "{list}");
    assert!(list.contains("Daar is geen script voor nodig.") && !list.contains("data-site=\"klankbord\""), "{list}");

    let year = today().date().year();
    for (years, cut) in [(6, false), (14, true)] {
        let days = format!("from={}-01-01&to={year}-12-31", year - years);
        let long = text(&app.get_with(&format!("/admin/sites/demo?{days}&lang=nl"), &cookie).await);
        assert_eq!(long.contains("Deze grafiek begint bij"), cut, "a chart that is not about all days says so: {long}");
    }
    let before = app.get_with("/admin/sites/demo?from=2020-01-01&to=2020-01-31&lang=nl", &cookie).await;
    assert!(text(&before).contains("In deze periode is niets geteld"));

    let export = app.get_with("/admin/sites/demo/numbers.csv", &cookie).await;
    assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
    assert!(export.header("content-disposition").starts_with("attachment; filename=\"klankbord-demo-numbers-20"));
    let lines: Vec<_> = export.body.lines().collect();
    assert_eq!(lines[0], "site,day,notice_version,locale,counted,purpose,n");
    // The sum over several days, in case midnight passed.
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    for line in &lines[1..] {
        let (what, n) = line.rsplit_once(',').unwrap();
        let (day, what) = what.strip_prefix("demo,").unwrap().split_once(',').unwrap();
        assert!(Day::parse(day).is_ok(), "{line}");
        *counted.entry(what).or_default() += n.parse::<u64>().unwrap();
    }
    for (what, n) in [("1,nl,refuse_all,", 3), ("1,en,shown,", 10), ("1,nl,offered,analytics", 5), ("1,nl,granted,analytics", 2)]
    {
        assert_eq!(counted.get(what), Some(&n), "{what}: {}", export.body);
    }
    assert_eq!(counted.len(), 6 + 2 * 3);
}

#[tokio::test]
async fn numbers_are_counted_by_the_database_on_sqlite() {
    numbers_are_counted_by_the_database(spawn_app().await).await;
}

#[tokio::test]
async fn numbers_are_counted_by_the_database_on_postgres() {
    on_postgres(numbers_are_counted_by_the_database).await;
}

#[tokio::test]
async fn days_that_cannot_be_read_are_said_and_exported_nowhere() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    for query in ["from=gisteren", "to=2026-02-30", "from=2026-02-01&to=2026-01-31"] {
        let page = app.get_with(&format!("/admin/sites/demo?{query}"), &cookie).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.body.contains("aria-invalid=\"true\""), "{query}");
        let export = app.get_with(&format!("/admin/sites/demo/numbers.csv?{query}"), &cookie).await;
        assert_eq!((export.status, export.header("content-disposition")), (422, ""), "{query}");
    }
}

#[tokio::test]
async fn websites_of_another_organisation_do_not_exist() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    another_organisation(&app).await;
    for path in PAGES.iter().filter(|path| path.contains("demo")) {
        assert_eq!(app.get_with(path, &cookie).await.status, 200, "{path}");
        assert_eq!(app.get_with(&path.replace("demo", "ander"), &cookie).await.status, 404, "{path}");
        assert_eq!(app.get_with(&path.replace("demo", "Geen Sleutel"), &cookie).await.status, 404, "{path}");
    }
    let list = app.get_with("/admin/sites", &cookie).await;
    assert!(list.body.contains("/admin/sites/demo") && !list.body.contains("Van een ander"));
}

#[tokio::test]
async fn every_page_in_both_languages() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    decide(&app, 1, "accept_all", &["preferences", "analytics", "marketing"]).await;
    for path in PAGES {
        for &locale in Locale::ALL {
            let reply = app.get_with(&format!("{path}?lang={locale}"), &[("cookie", cookie.as_str())]).await;
            assert_eq!(reply.status, 200, "{path}");
            if reply.header("content-type").starts_with("text/html") {
                assert!(reply.body.contains(&format!("<html lang=\"{locale}\">")), "{path} {locale}");
                assert!(!reply.body.contains("<script"), "{path} needs no script");
            }
        }
    }
}

#[tokio::test]
async fn nothing_of_it_is_shown_without_signing_in() {
    let app = spawn_app().await;
    for path in PAGES {
        let reply = app.get(path).await;
        assert!(reply.location().starts_with("/sign-in?next="), "{path}");
    }
    let made = app.post("/admin/sites", &Fields::new(&[("name", "A"), ("site_key", "a"), ("origins", "https://a.nl")])).await;
    assert_eq!(made.location(), "/sign-in");
    assert_eq!(app.store.list_sites().await.unwrap().len(), 2, "those of the demo");
}

#[tokio::test]
async fn a_website_is_made_with_a_form() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let typed =
        [("name", "De <winkel>"), ("site_key", "winkel"), ("origins", "https://winkel.example\r\nhttps://www.winkel.example")];
    let made = app.post_with("/admin/sites", &Fields::new(&typed), &cookie).await;
    assert_eq!(made.location(), "/admin/sites?lang=nl");
    let site = app.store.find_site(&Slug::parse("winkel").unwrap()).await.unwrap().unwrap();
    assert_eq!((site.site.settings.origins.len(), site.notice.published.number), (2, 1));
    assert_eq!(site.site.check_notice(&site.notice.published.notice), Ok(()));
    let list = app.get_with("/admin/sites", &cookie).await;
    assert!(list.body.contains("De &lt;winkel&gt;") && !list.body.contains("<winkel>"));

    let check = async |fields: [(&str, &str); 3], said: &[&str]| {
        let reply = app.post_with("/admin/sites", &Fields::new(&fields), &cookie).await;
        assert_eq!(reply.status, 422, "{fields:?}");
        for said in said {
            assert!(text(&reply).contains(said), "{said}: {}", text(&reply));
        }
        for (name, value) in fields.into_iter().filter(|(name, _)| *name != "origins") {
            assert!(reply.body.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name} is kept");
        }
    };
    check([("name", "A"), ("site_key", "winkel"), ("origins", "https://a.nl")], &["Een andere website heet al winkel."]).await;
    check([("name", ""), ("site_key", ""), ("origins", " ")], &["Er kloppen nog 3 dingen niet"]).await;
    let wrong = ["Gebruik alleen kleine letters", "Dit is geen adres van een website.", "ftp://a.nl"];
    check([("name", "A"), ("site_key", "A B"), ("origins", "https://a.nl ftp://a.nl")], &wrong).await;
    assert_eq!(app.store.list_sites().await.unwrap().len(), 3);
}
