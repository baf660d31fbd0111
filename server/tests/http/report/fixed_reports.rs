//! Fixed reports: they do not change, hold no answers, and show the differences from today.

use domain::{
    account::role::{Rights, Role},
    contact::EmailAddress,
    hash::Sha256Hash,
    id::Slug,
    notice::purpose::Basis,
    organisation::OrganisationProfile,
    report::MOST_REPORTS,
    response::filter::Condition,
    results::saved_view::ViewName,
    survey::template::Template,
};
use serde_json::Value;
use store::NewFixedReport;

use crate::support::{
    accounts::{self, EMAIL, signed_in, signed_in_as},
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

const REPORTS: &str = "/admin/surveys/nps/reports";

async fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.get_with(path, &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn post(app: &TestApp, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    app.post_with(path, &Fields::new(fields), &[("cookie", cookie), ("accept-language", "nl")]).await
}

/// Answers, and returns the receipt.
async fn answer(app: &TestApp, score: &str) -> String {
    let fields = app.form("nps").await.with("recommend", score).with("reason", "Dit schreef een klant");
    app.post("/s/nps", &fields).await.location().split('?').next().unwrap().to_owned()
}

async fn answers(app: &TestApp, scores: &[&str]) -> Vec<String> {
    let mut receipts = Vec::new();
    for score in scores {
        receipts.push(answer(app, score).await);
    }
    receipts
}

/// Fixes a report, and returns its address.
async fn fixed(app: &TestApp, cookie: &str, fields: &[(&str, &str)]) -> String {
    post(app, cookie, REPORTS, fields).await.location().split('?').next().unwrap().to_owned()
}

async fn set_rights(app: &TestApp, rights: &Rights) {
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), rights).await.unwrap();
}

/// The stored part of the page.
fn kept(page: &str) -> &str {
    page.split("id=\"fixed\"").nth(1).unwrap().split("SHA-256").next().unwrap()
}

async fn it_stays_as_it_was(app: TestApp) {
    let receipts = answers(&app, &["9", "9", "10", "10", "8", "3"]).await;
    let cookie = signed_in(&app).await;
    let report = get(&app, &cookie, "/admin/surveys/nps/report?by=channel&across=locale").await.body;
    assert!(report.contains("id=\"fix\""), "{report}");
    let fields = [
        ("name", "Directie, derde kwartaal"),
        ("by", "channel"),
        ("across", "locale"),
        ("period", "month"),
        ("a", "link"),
        ("b", "email"),
    ];
    let address = fixed(&app, &cookie, &fields).await;
    let page = get(&app, &cookie, &address).await.body;
    for shown in ["Directie, derde kwartaal", "50,0", "6 antwoorden", &format!("door {EMAIL}"), "zou dezelfde scores geven"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    for hidden in ["Dit schreef een klant", "<a ", "<form", "<nav", "<script", "href="] {
        assert!(!kept(&page).contains(hidden), "{hidden}: {}", kept(&page));
    }
    let (status, document) = app.download(&format!("{address}/document.json"), &[("cookie", &cookie)]).await;
    assert_eq!(status, 200);
    assert!(page.contains(&Sha256Hash::of(&document).to_string()), "the hash is that of the bytes");
    let read: Value = serde_json::from_slice(&document).unwrap();
    assert_eq!((read["schema"].as_str(), read["minimum_group"].as_u64()), (Some("klankbord/fixed-report/1"), Some(5)));
    assert_eq!(read["query"], "by=channel&across=locale&period=month");
    assert_eq!(read["basis"], "consent");
    let score = &read["figures"][0];
    assert_eq!((score["part"].as_str(), score["value"].as_f64(), score["n"].as_u64()), (Some("score"), Some(50.0), Some(6)));
    assert!(score["low"].is_f64() && score["high"].is_f64() && read["as_of"].as_str().unwrap().ends_with('Z'));
    assert!(!String::from_utf8(document.clone()).unwrap().contains("Dit schreef"));

    // One respondent withdraws and two answer: the report does not change, and shows the difference.
    app.post(&format!("{}/withdraw", receipts[5]), &Fields::new(&[("purpose", "analysis")])).await;
    answers(&app, &["0", "0"]).await;
    let later = get(&app, &cookie, &address).await.body;
    assert_eq!(kept(&later), kept(&page));
    assert_eq!(app.download(&format!("{address}/document.json"), &[("cookie", &cookie)]).await.1, document);
    assert!(later.contains("Toen 50,0 uit 6 antwoorden; vandaag 28,6 uit 7 antwoorden."), "{later}");
    assert!(!later.contains("zou dezelfde scores geven"));
    assert!(!later.contains("ingetrokken, verlopen"), "one of a few is not told: {later}");
    // A report fixed now shows that fewer than five remain.
    let few = fixed(&app, &cookie, &[("name", "Na een intrekking")]).await;
    let read = get(&app, &cookie, &format!("{few}/document.json")).await.json();
    assert!(read["taken_back"].is_null(), "{read}");
    let line = read["about"].as_array().unwrap().iter().find(|line| line["item"] == "withheld_withdrawn").unwrap();
    assert_eq!((line["text"].as_str(), line.get("count")), (Some("minder dan 5"), None));
    let shown = get(&app, &cookie, &few).await.body;
    assert!(kept(&shown).contains("minder dan 5 ingetrokken") && !kept(&shown).contains("1 reactie staat niet"), "{shown}");
    for receipt in &receipts[..5] {
        app.post(&format!("{receipt}/withdraw"), &Fields::new(&[("purpose", "analysis")])).await;
    }
    let gone = get(&app, &cookie, &address).await.body;
    assert!(gone.contains("Sindsdien zijn 6 reacties ingetrokken"), "{gone}");
    let english = get(&app, &cookie, &format!("{address}?lang=en")).await.body;
    assert!(english.contains("Fixed on") && english.contains("How this was measured") && english.contains("50.0"), "{english}");
    assert!(get(&app, &cookie, "/admin/reports").await.body.contains(&address));
}

#[tokio::test]
async fn it_stays_as_it_was_on_sqlite() {
    it_stays_as_it_was(spawn_app().await).await;
}

#[tokio::test]
async fn it_stays_as_it_was_on_postgres() {
    on_postgres(it_stays_as_it_was).await;
}

#[tokio::test]
async fn small_groups_are_in_none() {
    let app = spawn_app().await;
    answers(&app, &["9", "9", "3", "3"]).await;
    let cookie = signed_in(&app).await;
    let address = fixed(&app, &cookie, &[("name", "Te vroeg")]).await;
    let document = app.download(&format!("{address}/document.json"), &[("cookie", &cookie)]).await.1;
    let read: Value = serde_json::from_slice(&document).unwrap();
    let figures = read["figures"].as_array().unwrap();
    assert!(figures.iter().all(|line| line["status"] == "withheld" && line.get("value").is_none() && line.get("n").is_none()));
    assert!(read["pages"]["nl"].as_str().unwrap().contains("Te weinig antwoorden"), "{}", read["pages"]["nl"]);
    // Five of nine: the four others could be found by subtraction.
    answers(&app, &["9", "9", "9"]).await;
    let refused = post(&app, &cookie, REPORTS, &[("name", "Een paar"), ("where", "recommend:9")]).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains("Er is niets vastgelegd"));
    assert_eq!(get(&app, &cookie, "/admin/reports").await.body.matches("/admin/reports/").count(), 1);
}

#[tokio::test]
async fn a_reader_sees_what_a_reader_could_have_seen() {
    let app = spawn_app().await;
    let receipts = answers(&app, &["9", "9", "10", "10", "8", "3"]).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Analyst)).await;
    let own = fixed(&app, &cookie, &[("name", "Voor analisten")]).await;
    let shared =
        fixed(&app, &cookie, &[("name", "Voor lezers"), ("readers", "1"), ("by", "channel"), ("across", "locale")]).await;
    let withheld = post(&app, &cookie, REPORTS, &[("name", "Smal"), ("readers", "1"), ("where", "recommend:3")]).await;
    assert_eq!(withheld.status, 409, "{}", withheld.body);
    set_rights(&app, &Rights::of(Role::Reader)).await;
    assert_eq!(post(&app, &cookie, REPORTS, &[("name", "Van een lezer")]).await.status, 403);
    assert_eq!(get(&app, &cookie, &own).await.status, 404);
    assert_eq!(get(&app, &cookie, &format!("{own}/document.json")).await.status, 404);
    let list = get(&app, &cookie, "/admin/reports").await.body;
    assert!(list.contains(&shared) && !list.contains(&own) && !list.contains("Logboek: wie deed wat"), "{list}");
    let page = get(&app, &cookie, &shared).await.body;
    assert!(page.contains("50,0") && page.contains("cijfers die lezers toen zagen") && !page.contains("/delete"), "{page}");
    let document = get(&app, &cookie, &format!("{shared}/document.json")).await.json();
    assert!(document["taken_back"].is_null());
    assert!(document["figures"].as_array().unwrap().iter().all(|line| !line["part"].as_str().unwrap().starts_with("crosstab")));
    assert!(!get(&app, &cookie, "/admin/surveys/nps/report").await.body.contains("id=\"fix\""));
    // Whatever the user's role, the figures of today are those of a reader.
    set_rights(&app, &Rights::of(Role::Owner)).await;
    answers(&app, &["0"]).await;
    assert!(get(&app, &cookie, &shared).await.body.contains("zou dezelfde scores geven"));
    set_rights(&app, &Rights::of(Role::Reader)).await;
    // After a withdrawal the figures of today are withheld until the next release, so that differencing finds nothing.
    app.post(&format!("{}/withdraw", receipts[5]), &Fields::new(&[("purpose", "analysis")])).await;
    let page = get(&app, &cookie, &shared).await.body;
    assert!(page.contains("Vandaag wordt dit cijfer niet getoond") && !page.contains("ingetrokken, verlopen"), "{page}");
    assert!(!page.split("id=\"today\"").nth(1).unwrap().contains("5 antwoorden"));
    // A reader with a condition has other figures.
    let bound = Rights::bound(Role::Reader, Some(Condition::parse("recommend:9").unwrap())).unwrap();
    set_rights(&app, &bound).await;
    assert_eq!(get(&app, &cookie, &shared).await.status, 404);
    assert!(!get(&app, &cookie, "/admin/reports").await.body.contains(&shared));
}

#[tokio::test]
async fn it_is_deleted_with_a_reason_that_stays() {
    let app = spawn_app().await;
    answers(&app, &["9", "9", "10", "10", "8"]).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Owner)).await;
    let address = fixed(&app, &cookie, &[("name", "Van de baas")]).await;
    for name in ["", &"x".repeat(81)] {
        let again = post(&app, &cookie, REPORTS, &[("name", name), ("by", "channel"), ("readers", "1")]).await;
        assert_eq!(again.status, 422, "{name}");
        assert!(again.body.contains("name=\"by\" value=\"channel\"") && again.body.contains(" checked"), "{}", again.body);
    }
    assert_eq!(post(&app, &cookie, REPORTS, &[("name", "x"), ("to", "morgen")]).await.status, 422);
    let delete = format!("{address}/delete");
    let analyst = "analist@voorbeeld.nl";
    accounts::owner(&app, analyst).await;
    app.store.set_rights(&EmailAddress::parse(analyst).unwrap(), &Rights::of(Role::Analyst)).await.unwrap();
    let other = accounts::signed_in_with(&app, analyst).await;
    assert_eq!(post(&app, &other, &delete, &[("reason", "Weg ermee")]).await.status, 403);
    assert_eq!(post(&app, &cookie, &delete, &[("reason", "  ")]).await.status, 422);
    assert_eq!(get(&app, &cookie, &address).await.status, 200);
    assert_eq!(post(&app, &cookie, &delete, &[("reason", "Verkeerde <maand>")]).await.location(), "/admin/reports?lang=nl");
    for path in [address.as_str(), "/admin/reports/x", "/admin/reports/00000000-0000-7000-8000-000000000000"] {
        assert_eq!(get(&app, &cookie, path).await.status, 404, "{path}");
    }
    let list = get(&app, &cookie, "/admin/reports").await.body;
    assert!(list.contains("Verkeerde &lt;maand&gt;") && list.contains("Van de baas") && list.contains("verwijderd"), "{list}");
}

#[tokio::test]
async fn groups_of_fewer_than_five_are_in_none_whatever_the_minimum_is() {
    let app = spawn_app().await;
    let mut profile = OrganisationProfile::new("Kleine zaak", "a@klein.nl", "b@klein.nl");
    profile.minimum_group = 1;
    let organisation = app.store.create_organisation(&profile).await.unwrap();
    let questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
    app.store.create_survey(&organisation, &Slug::parse("klein").unwrap(), &questionnaire).await.unwrap();
    accounts::owner_of(&app, organisation.id, "baas@klein.nl").await;
    let cookie = accounts::signed_in_with(&app, "baas@klein.nl").await;
    for score in ["10", "10", "0"] {
        let fields = app.form("klein").await.with("recommend", score);
        app.post("/s/klein", &fields).await;
    }
    let live = get(&app, &cookie, "/admin/surveys/klein/report").await.body;
    assert!(live.contains("33,3") && live.contains("3 antwoorden"), "{live}");
    let fields = [("name", "Drie"), ("readers", "1")];
    let refused = post(&app, &cookie, "/admin/surveys/klein/reports", &fields).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(
        refused.body.contains("verhoog eerst het minimale aantal") && refused.body.contains("value=\"Drie\""),
        "{}",
        refused.body
    );
    let address = post(&app, &cookie, "/admin/surveys/klein/reports", &fields[..1]).await.location().to_owned();
    let page = get(&app, &cookie, &address).await.body;
    assert!(!page.contains("33,3") && !page.contains("3 antwoorden") && page.contains("Te weinig antwoorden"), "{page}");
}

/// A report that the form does not make.
async fn of_colleague(app: &TestApp, title: &str, content: &str) -> String {
    let published = app.published("nps").await;
    let new = NewFixedReport {
        organisation: published.organisation.id,
        survey: published.survey.id,
        title: ViewName::parse(title).unwrap(),
        for_readers: false,
        who: "collega@voorbeeld.nl".to_owned(),
        content: content.to_owned(),
    };
    format!("/admin/reports/{}", app.store.fix_report(&new).await.unwrap())
}

#[tokio::test]
async fn one_that_cannot_be_read_is_still_deleted() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let address = of_colleague(&app, "Van later", r#"{"schema":"klankbord/fixed-report/9"}"#).await;
    let page = get(&app, &cookie, &address).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("niet meer te lezen") && page.body.contains("/delete?") && !page.body.contains("document.json"));
    assert_eq!(get(&app, &cookie, &format!("{address}/document.json")).await.status, 500);
    assert_eq!(post(&app, &cookie, &format!("{address}/delete"), &[("reason", "Onleesbaar")]).await.status, 303);
    assert_eq!(get(&app, &cookie, &address).await.status, 404);
}

#[tokio::test]
async fn a_full_list_is_said() {
    let app = spawn_app().await;
    answers(&app, &["9", "9", "10", "10", "8"]).await;
    let cookie = signed_in(&app).await;
    for _ in 0..MOST_REPORTS {
        of_colleague(&app, "Vol", "{}").await;
    }
    let refused = post(&app, &cookie, REPORTS, &[("name", "Nog een")]).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(
        refused.body.contains("al 1.000 vastgelegde rapporten") && refused.body.contains("value=\"Nog een\""),
        "{}",
        refused.body
    );
}
