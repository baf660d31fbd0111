//! Websites as those who run them see them: the list, the numbers, the notice and the processing register.

use std::collections::BTreeMap;

use domain::{calendar::Day, id::Slug, locale::Locale, notice::Notice, organisation::OrganisationProfile, site::SiteSettings};
use reqwest::Method;
use serde_json::json;

use crate::{
    accounts::signed_in,
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
    named_days::today,
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

/// Every website of another organisation that somebody could ask for.
async fn another_organisation(app: &TestApp) {
    let other = app.store.create_organisation(&OrganisationProfile::new("Ander", "b", "c")).await.unwrap();
    let key = Slug::parse("ander").unwrap();
    let settings = SiteSettings::new("Van een ander", vec!["https://ander.example".parse().unwrap()], Locale::ALL.to_vec());
    let notice = Notice::draft_for_site(&other.profile, &key, "Van een ander");
    app.store.create_site(&other, &key, &settings, &notice).await.unwrap();
}

/// The text of the page without its tags, white space as one space.
fn text(reply: &Reply) -> String {
    let mut text = String::new();
    for part in reply.body.split('<') {
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    // Of more than one day where midnight came meanwhile.
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
        for locale in Locale::ALL {
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

#[tokio::test]
async fn the_register_is_drawn_from_every_notice() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    another_organisation(&app).await;
    let page = app.get_with("/admin/register?lang=nl", &cookie).await;
    assert_eq!(page.status, 200);
    let said = text(&page);
    // Controller, whose, which data, transfers, retention, security: art. 30(1)(a) to (g).
    for said_there in [
        "Bakkerij Van Dam",
        "Klanten die de vragenlijst invullen.",
        "Bezoekers van de website.",
        "Fakelytics Ltd (werkt voor de website)",
        "Geen toestemming nodig (Telecommunicatiewet artikel 11.7a, lid 3)",
        "60 maanden",
        "24 maanden",
        "Er worden geen IP-adressen",
    ] {
        assert!(said.contains(said_there), "{said_there}: {said}");
    }
    assert!(!said.contains("Van een ander"));

    let json = app.get_with("/admin/register.json?lang=en", &cookie).await;
    assert_eq!(json.header("content-type"), "application/json");
    let register = json.json();
    let activities = register["activities"].as_array().unwrap();
    let website = activities.iter().find(|activity| activity["kind"] == "website").unwrap();
    let notice = app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap().notice.published.clone();
    assert_eq!(website["notice_hash"], notice.hash.to_string());
    assert_eq!(website["data_kinds"], notice.notice.data_kinds.get(Locale::En));
    assert_eq!(website["transfers"], notice.notice.transfers.get(Locale::En));
    assert_eq!(website["purposes"][3]["basis"], "consent");
    assert_eq!(website["persons"], "Visitors of the website.");
    assert_eq!(register["security"].as_array().unwrap().len(), 8);
    let sites = app.store.list_sites().await.unwrap();
    let own = sites.iter().filter(|site| site.site.key.as_str() != "ander").count();
    assert_eq!((sites.len(), own), (3, 2));
    assert_eq!(activities.len(), app.store.list_surveys().await.unwrap().len() + own);

    // Light mode: what is stored is about nobody, and stays.
    let of = |key: &str| activities.iter().find(|activity| activity["key"] == key).unwrap();
    assert_eq!((&of("helpful")["retention_months"], of("nps")["retention_months"].is_u64()), (&serde_json::Value::Null, true));
    let light = said.split("Was deze informatie nuttig?").nth(1).unwrap().split("Volgens").next().unwrap();
    assert!(light.contains("Hoe lang Zolang dat nodig is voor de cijfers") && !light.contains("maanden"), "{light}");

    let csv = app.get_with("/admin/register.csv?lang=nl", &cookie).await;
    assert!(csv.header("content-disposition").starts_with("attachment; filename=\"klankbord-register-20"));
    let purposes: usize = activities.iter().map(|activity| activity["purposes"].as_array().unwrap().len().max(1)).sum();
    assert_eq!(csv.body.matches("\r\n").count(), 1 + purposes);
    assert!(csv.body.contains("\r\nwebsite,demo,Demo,Bakkerij Van Dam,"), "{}", csv.body);
}

/// As somebody who started from the version that is shown now.
async fn send(app: &TestApp, cookie: &str, what: &str, notice: &str) -> Reply {
    let form = app.get_with("/admin/sites/demo/notice", &[("cookie", cookie)]).await;
    let fields = Fields::new(&[("notice", notice), ("do", what), ("base", &form.hidden_fields()["base"])]);
    app.post_with("/admin/sites/demo/notice?lang=nl", &fields, &[("cookie", cookie)]).await
}

#[tokio::test]
async fn a_notice_is_checked_and_published_with_a_form() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let key = Slug::parse("demo").unwrap();
    let number = async || app.store.find_site(&key).await.unwrap().unwrap().notice.published.number;
    let file = app.get_with("/admin/sites/demo/notice.json", &[("cookie", cookie.as_str())]).await;
    assert!(file.header("content-disposition").contains("klankbord-demo-notice-1.json"));
    let current: Notice = serde_json::from_str(&file.body).unwrap();

    let same = send(&app, &cookie, "publish", &file.body).await;
    assert_eq!(same.status, 200);
    assert!(text(&same).contains("Deze versie is al gepubliceerd."));

    let mut unfair = current.clone();
    unfair.purposes[4].basis = domain::notice::purpose::Basis::LegitimateInterest;
    unfair.website.as_mut().unwrap().texts.refuse = domain::locale::LocalizedText::same("Liever niet");
    let unfair = serde_json::to_string_pretty(&unfair).unwrap();
    for what in ["check", "publish"] {
        let reply = send(&app, &cookie, what, &unfair).await;
        assert_eq!(reply.status, 422, "{what}");
        for said in ["regel 12 voor toestemming", "regel 9 voor toestemming", "website.texts.refuse.nl", "Liever niet"] {
            assert!(text(&reply).contains(said), "{what}: {said}: {}", text(&reply));
        }
    }
    for (typed, why) in [("{", "EOF while parsing"), ("{\"x\":1}</textarea><i>", "unknown field `x`")] {
        let reply = send(&app, &cookie, "publish", typed).await;
        assert_eq!(reply.status, 422);
        assert!(text(&reply).contains(why) && !reply.body.contains("<i>"), "{}", reply.body);
    }

    let mut mended = current.clone();
    mended.website.as_mut().unwrap().validity_months = 12;
    let mended = serde_json::to_string(&mended).unwrap();
    let checked = send(&app, &cookie, "check", &mended).await;
    assert!(text(&checked).contains("Na publiceren krijgen bezoekers de vraag niet opnieuw."));
    let mut fewer = current;
    fewer.purposes.pop();
    fewer.website.as_mut().unwrap().purposes.pop();
    let fewer = serde_json::to_string(&fewer).unwrap();
    assert!(text(&send(&app, &cookie, "check", &fewer).await).contains("krijgen alle bezoekers de vraag opnieuw"));
    assert_eq!(number().await, 1, "nothing but checking until now");

    let done = send(&app, &cookie, "publish", &mended).await;
    assert_eq!(done.location(), "/admin/sites/demo/notice?published&lang=nl");
    assert_eq!(number().await, 2);
    let page = app.get_with(done.location(), &[("cookie", cookie.as_str())]).await;
    assert!(text(&page).contains("De nieuwe versie is gepubliceerd.") && text(&page).contains("Versie 2"));
    let first = app.get_with("/admin/sites/demo/notice.json?version=1", &[("cookie", cookie.as_str())]).await;
    assert_eq!(first.body, file.body, "an earlier version stays as it was");
    for bad in ["0", "3", "x", "-1"] {
        let path = format!("/admin/sites/demo/notice.json?version={bad}");
        assert_eq!(app.get_with(&path, &[("cookie", cookie.as_str())]).await.status, 404, "{bad}");
    }
}

/// The published notice with another title.
async fn titled(app: &TestApp, title: &str) -> String {
    let mut notice = app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap().notice.published.notice.clone();
    notice.website.as_mut().unwrap().texts.title = domain::locale::LocalizedText::same(title);
    serde_json::to_string(&notice).unwrap()
}

#[tokio::test]
async fn two_who_change_a_notice_at_once_see_each_other() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let headers = [("cookie", cookie.as_str())];
    let address = "/admin/sites/demo/notice?lang=nl";
    let (mine, theirs) = (titled(&app, "Mijn <titel>").await, titled(&app, "Hun <titel>").await);
    let base = app.get_with(address, &headers).await.hidden_fields()["base"].clone();
    assert_eq!(base, "1");
    assert_eq!(send(&app, &cookie, "publish", &theirs).await.status, 303);

    for what in ["check", "publish"] {
        let fields = Fields::new(&[("notice", &mine), ("do", what), ("base", &base)]);
        let reply = app.post_with(address, &fields, &headers).await;
        assert_eq!(reply.status, 409, "{what}");
        let page = text(&reply);
        assert!(page.contains("Er is intussen een andere versie gepubliceerd") && page.contains("Nu geldt versie 2"), "{page}");
        assert!(page.contains("website.texts.title.nl") && page.contains("Hun &lt;titel&gt;"), "what came between: {page}");
        assert!(page.contains("Mijn &lt;titel"), "what was typed stays: {page}");
        for version in ["1", "2"] {
            assert!(reply.body.contains(&format!("/admin/sites/demo/notice.json?version={version}\" download")), "{version}");
        }
        assert_eq!(reply.hidden_fields()["base"], "2", "who publishes it now has seen that");
    }
    let number = async || app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap().notice.published.number;
    assert_eq!(number().await, 2);
    for base in ["", "x", "0", "7", "-1"] {
        let fields = Fields::new(&[("notice", &mine), ("do", "publish"), ("base", base)]);
        assert_eq!(app.post_with(address, &fields, &headers).await.status, 409, "{base:?}");
    }
    let fields = Fields::new(&[("notice", &mine), ("do", "publish")]);
    assert_eq!(app.post_with(address, &fields, &headers).await.status, 409, "a form that does not say");
    let fields = Fields::new(&[("notice", "{"), ("do", "publish"), ("base", &base)]);
    let broken = app.post_with(address, &fields, &headers).await;
    assert_eq!((broken.status, broken.hidden_fields()["base"].as_str()), (422, "1"), "what is broken is no excuse to forget it");
    assert_eq!(number().await, 2);
    let fields = Fields::new(&[("notice", &mine), ("do", "publish"), ("base", "2")]);
    assert_eq!(app.post_with(address, &fields, &headers).await.status, 303);
}

/// A form as a browser sends it where it has a field for a file.
async fn upload(app: &TestApp, cookie: &str, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    let name = if file.is_empty() { "" } else { "notice.json" };
    let head = format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(file);
    body.extend(b"\r\n--frontier--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=frontier"), ("cookie", cookie)];
    app.send(Method::POST, "/admin/sites/demo/notice?lang=nl", &headers, body).await
}

#[tokio::test]
async fn a_notice_is_published_from_a_file() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let (file, typed) = (titled(&app, "Uit het bestand").await, titled(&app, "Getypt").await);
    let title = async || {
        let site = app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap();
        site.notice.published.notice.website.as_ref().unwrap().texts.title.get(Locale::Nl).to_owned()
    };
    let fields = |what, base| [("base", base), ("notice", typed.as_str()), ("do", what)];
    let checked = upload(&app, &cookie, &fields("check", "1"), file.as_bytes()).await;
    assert_eq!(checked.status, 200);
    assert!(
        text(&checked).contains("Uit het bestand") && !text(&checked).contains("Getypt"),
        "the file is in the form from then on"
    );
    let marked = [b"\xef\xbb\xbf", file.as_bytes()].concat();
    assert_eq!(
        upload(&app, &cookie, &fields("publish", "1"), &marked).await.status,
        303,
        "some editors begin a file with a mark"
    );
    assert_eq!(title().await, "Uit het bestand");
    assert_eq!(upload(&app, &cookie, &fields("publish", "2"), b"").await.status, 303, "no file was chosen");
    assert_eq!(title().await, "Getypt");

    for broken in [&b"\xff\xfe{"[..], b"geen melding"] {
        let reply = upload(&app, &cookie, &fields("publish", "3"), broken).await;
        assert_eq!(reply.status, 422);
        assert!(text(&reply).contains("Dit is geen cookiemelding"), "{}", reply.body);
    }
    let reply = upload(&app, &cookie, &fields("publish", "3"), &vec![b' '; 1024 * 1024]).await;
    assert_eq!(reply.status, 413);
    let headers = [("content-type", "multipart/form-data"), ("cookie", cookie.as_str())];
    let reply = app.send(Method::POST, "/admin/sites/demo/notice", &headers, b"x".to_vec()).await;
    assert_eq!(reply.status, 400, "no form at all");
    assert_eq!(title().await, "Getypt");
}

#[tokio::test]
async fn a_notice_of_another_organisation_is_not_published() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    another_organisation(&app).await;
    let fields = Fields::new(&[("notice", "{}"), ("do", "publish")]);
    assert_eq!(app.post_with("/admin/sites/ander/notice", &fields, &[("cookie", cookie.as_str())]).await.status, 404);
    assert_eq!(app.post("/admin/sites/demo/notice", &fields).await.location(), "/sign-in");
}
