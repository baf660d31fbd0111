//! Tests of attributes that name an employee. They are withheld everywhere until the consent of the works council is
//! stated. They are withheld again when the statement is revoked. A reader never sees them.

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    contact::EmailAddress,
    id::{Slug, SurveyVersionId, key},
    locale::LocalizedText,
    notice::purpose::Basis,
    response::filter::Condition,
    survey::{
        attribute::{Attribute, Source},
        reserved_keys::{EXPIRES, SIGNATURE},
        template::Template,
    },
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::{
    accounts::{self, EMAIL, signed_in},
    api::{self, own_key},
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

pub(crate) const SURVEY: &str = "/admin/surveys/klanten";
pub(crate) const API: &str = "/api/v1/surveys/klanten";
pub(crate) const COUNCIL: &str = "/admin/works-council";

/// A survey whose cashier and store may come from any source.
pub(crate) async fn survey(app: &TestApp) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    for (name, values, team) in [("cashier", ["jan", "piet"], Some("store")), ("store", ["ede", "goes"], None)] {
        let attribute = Attribute::new(key(name), LocalizedText::same(&format!("De {name}")), values.map(str::to_owned).to_vec());
        let sources = vec![Source::Import, Source::Api, Source::Link, Source::SignedLink];
        questionnaire.attributes.push(Attribute { sources, team: team.map(key), ..attribute });
    }
    questionnaire.validate().unwrap();
    app.store.create_survey(&organisation, &Slug::parse("klanten").unwrap(), &questionnaire).await.unwrap();
}

pub(crate) async fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.get_with(path, &[("cookie", cookie), ("accept-language", "nl")]).await
}

pub(crate) async fn post(app: &TestApp, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    app.post_with(path, &Fields::new(fields), &[("cookie", cookie), ("accept-language", "nl")]).await
}

pub(crate) async fn state(app: &TestApp, cookie: &str) {
    let fields = [("ground", "works_council"), ("agreed_on", "2026-01-31"), ("document", "OR 2026/3"), ("until", "")];
    assert_eq!(post(app, cookie, COUNCIL, &fields).await.status, 303);
}

/// The form at an address, as a browser without JavaScript has it.
pub(crate) async fn opened(app: &TestApp, query: &str) -> Fields {
    let page = app.get(&format!("/s/klanten?lang=nl&{query}")).await;
    let is_of_form = |name: &str| {
        ["key", "form_signature", "version", "locale"].contains(&name) || name.contains('.') || name.starts_with("link_")
    };
    let hidden = page.hidden_fields();
    let of_form = hidden.iter().filter(|(name, _)| is_of_form(name));
    Fields::new(&of_form.map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>())
}

/// Sends a form, and returns the address of its receipt.
pub(crate) async fn send(app: &TestApp, form: Fields, reason: &str) -> String {
    let sent = app.post("/s/klanten", &form.with("recommend", "9").with("reason", reason)).await;
    assert_eq!(sent.status, 303, "{reason}: {}", sent.body);
    sent.location().split('?').next().unwrap().to_owned()
}

async fn signed(app: &TestApp) -> String {
    let secret = app.store.have_link_secret(app.published("klanten").await.survey.id).await.unwrap();
    let expires = u64::try_from(Timestamp::now().as_second() + 3600).unwrap();
    let attributes = [("cashier".to_owned(), "jan".to_owned()), ("store".to_owned(), "ede".to_owned())];
    let signature = secret.sign(&Slug::parse("klanten").unwrap(), expires, &attributes);
    format!("cashier=jan&store=ede&{EXPIRES}={expires}&{SIGNATURE}={signature}")
}

/// Submits a response by the API, and returns the dropped attributes.
pub(crate) async fn hand_in(app: &TestApp, key: &str, number: u8) -> Value {
    let version = app.published("klanten").await.version.id;
    hand_in_of(app, key, number, version).await
}

/// The same for a version of the survey.
pub(crate) async fn hand_in_of(app: &TestApp, key: &str, number: u8, version: SurveyVersionId) -> Value {
    let body = json!({
        "idempotency_key": format!("{number:032x}"), "version": version, "locale": "nl",
        "answers": { "recommend": 3, "reason": format!("api {number}") }, "attributes": { "cashier": "piet", "store": "goes" },
    });
    let reply = api::post(app, &format!("{API}/responses"), key, &body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.json()["dropped_attributes"].clone()
}

/// Reason, cashier and store of each response as JSON Lines, in order of the reason; and the first line of the CSV.
pub(crate) async fn exported(app: &TestApp, cookie: &str) -> (Vec<String>, String) {
    let rows = get(app, cookie, &format!("{SURVEY}/export?format=jsonl")).await.body;
    let line = |row: &str| {
        let row: Value = serde_json::from_str(row).unwrap();
        let of = |name: &str| row["attributes"][name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", row["answers"]["reason"].as_str().unwrap(), of("cashier"), of("store"))
    };
    let mut lines: Vec<_> = rows.lines().map(line).collect();
    lines.sort();
    let csv = get(app, cookie, &format!("{SURVEY}/export.csv")).await.body;
    (lines, csv.lines().next().unwrap().to_owned())
}

async fn pages_refuse(app: &TestApp, cookie: &str, why: &str) {
    for query in ["by=cashier", "by=channel&across=cashier", "where=cashier:jan", "by=cashier&a=jan&b=piet"] {
        let page = get(app, cookie, &format!("{SURVEY}?{query}")).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.body.contains(why), "{query}: {}", page.body);
    }
    assert_eq!(get(app, cookie, &format!("{SURVEY}/figures.csv?by=cashier")).await.status, 422);
}

async fn refuses(app: &TestApp, cookie: &str, full: &str) {
    pages_refuse(app, cookie, "wijst een medewerker aan. Dat staat uit").await;
    let page = get(app, cookie, &format!("{SURVEY}?by=cashier")).await.body;
    assert!(page.contains("In plaats daarvan staat hier") && page.contains(">goes</a>") && !page.contains(">piet"), "{page}");
    for path in ["export.csv?where=cashier:jan", "comments?where=cashier:jan", "drivers?where=cashier:jan"] {
        assert_eq!(get(app, cookie, &format!("{SURVEY}/{path}")).await.status, 422, "{path}");
    }
    for path in ["comments?by=cashier", "drivers?by=cashier"] {
        let page = get(app, cookie, &format!("{SURVEY}/{path}")).await;
        assert!(page.status == 200 && !page.body.contains("In plaats daarvan"), "{path}: {}", page.body);
    }
    for path in
        ["breakdown?by=cashier", "crosstab?by=store&across=cashier", "scores?where=cashier:jan", "responses?where=cashier:jan"]
    {
        let reply = app.get_with(&format!("{API}/{path}"), &[("authorization", full)]).await;
        assert!(reply.status == 400 && reply.body.contains("it names an employee"), "{path}: {}", reply.body);
    }
    let document = app.get_with(API, &[("authorization", full)]).await.body;
    assert!(document.contains("\"store\"") && !document.contains("cashier"), "{document}");
}

async fn an_employee_is_off_until_it_is_stated_and_again_when_it_is_taken_back(app: TestApp) {
    survey(&app).await;
    let cookie = signed_in(&app).await;
    let full = own_key(&app, Scope::ALL).await;
    for number in 0..5 {
        assert_eq!(hand_in(&app, &full, number).await, json!(["cashier"]));
    }
    send(&app, opened(&app, "cashier=jan&store=ede").await, "1 link").await;
    send(&app, opened(&app, &signed(&app).await).await, "2 signed").await;
    send(&app, opened(&app, "store=ede").await.with("attribute.cashier", "jan"), "3 typed").await;
    let (lines, head) = exported(&app, &cookie).await;
    assert_eq!(lines[..3], ["1 link - ede", "2 signed - ede", "3 typed - ede"]);
    assert!(!head.contains("cashier") && head.contains("store"), "{head}");
    refuses(&app, &cookie, &full).await;

    state(&app, &cookie).await;
    for number in 10..15 {
        assert_eq!(hand_in(&app, &full, number).await, json!([]));
    }
    let receipt = send(&app, opened(&app, "cashier=jan&store=ede").await, "4 link").await;
    send(&app, opened(&app, &signed(&app).await).await, "5 signed").await;
    let late = opened(&app, "cashier=jan&store=ede").await;
    let (lines, head) = exported(&app, &cookie).await;
    assert!(head.contains("cashier") && lines.contains(&"4 link jan ede".to_owned()), "{head} {lines:?}");
    assert!(lines.contains(&"5 signed jan ede".to_owned()) && lines.contains(&"api 10 piet goes".to_owned()), "{lines:?}");
    let page = get(&app, &cookie, &format!("{SURVEY}?by=cashier")).await;
    assert!(
        page.status == 200 && page.body.contains("Uitgesplitst naar medewerker") && page.body.contains(">piet"),
        "{}",
        page.body
    );
    let broken = app.get_with(&format!("{API}/breakdown?by=cashier"), &[("authorization", &full)]).await;
    assert!(broken.status == 200 && broken.body.contains("\"piet\""), "{}", broken.body);
    let fixed = post(&app, &cookie, &format!("{SURVEY}/reports"), &[("name", "Kassa"), ("by", "cashier")]).await;
    assert!(fixed.status == 422 && fixed.body.contains("Dat komt niet in een vastgelegd rapport"), "{}", fixed.body);

    post(&app, &cookie, &format!("{SURVEY}/views"), &[("name", "Aan de kassa"), ("where", "cashier:piet")]).await;
    let page = get(&app, &cookie, SURVEY).await;
    assert!(page.body.contains("Aan de kassa") && page.body.contains(": piet"), "{}", page.body);

    assert_eq!(post(&app, &cookie, &format!("{COUNCIL}/take-back"), &[]).await.status, 303);
    let page = get(&app, &cookie, SURVEY).await;
    assert!(page.body.contains("Aan de kassa") && page.body.contains(": (niet getoond)"), "{}", page.body);
    assert!(!page.body.contains("piet"), "{}", page.body);
    send(&app, late, "6 late").await;
    assert_eq!(hand_in(&app, &full, 20).await, json!(["cashier"]));
    let (lines, head) = exported(&app, &cookie).await;
    assert!(!head.contains("cashier") && !lines.iter().any(|line| line.contains("jan") || line.contains("piet")), "{lines:?}");
    refuses(&app, &cookie, &full).await;
    let rows = app.get_with(&format!("{API}/responses"), &[("authorization", &full)]).await.body;
    assert!(rows.contains("\"goes\"") && !rows.contains("piet"), "{rows}");
    assert!(app.get(&receipt).await.body.contains("jan"), "the respondent sees what is stored of them");

    state(&app, &cookie).await;
    let (lines, _) = exported(&app, &cookie).await;
    assert!(lines.contains(&"4 link jan ede".to_owned()) && lines.contains(&"6 late - ede".to_owned()), "{lines:?}");
}

#[tokio::test]
async fn an_employee_is_off_until_it_is_stated_on_sqlite() {
    an_employee_is_off_until_it_is_stated_and_again_when_it_is_taken_back(spawn_app().await).await;
}

#[tokio::test]
async fn an_employee_is_off_until_it_is_stated_on_postgres() {
    on_postgres(an_employee_is_off_until_it_is_stated_and_again_when_it_is_taken_back).await;
}

#[tokio::test]
async fn no_reader_learns_of_an_employee() {
    let app = spawn_app().await;
    survey(&app).await;
    let cookie = signed_in(&app).await;
    let full = own_key(&app, Scope::ALL).await;
    state(&app, &cookie).await;
    for number in 0..8 {
        hand_in(&app, &full, number).await;
    }
    let view = post(&app, &cookie, &format!("{SURVEY}/views"), &[("name", "Per kassa"), ("by", "cashier")]).await;
    let one = post(&app, &cookie, &format!("{SURVEY}/views"), &[("name", "Kassa van Piet"), ("where", "cashier:piet")]).await;
    let gone = post(&app, &cookie, &format!("{SURVEY}/views"), &[("name", "Kassa van Jan"), ("where", "cashier:jan")]).await;
    let at = |reply: &Reply| reply.location().split('?').next().unwrap().to_owned();
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    let become_ = |rights: Rights| {
        let app = &app;
        async move { app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &rights).await.unwrap() }
    };
    become_(Rights::of(Role::Reader)).await;
    let figures = own_key(&app, &[Scope::Surveys, Scope::Results]).await;
    pages_refuse(&app, &cookie, "Alleen analisten en hogere rollen mogen dat zien").await;
    for path in ["breakdown?by=cashier", "scores?where=cashier:piet"] {
        let reply = app.get_with(&format!("{API}/{path}"), &[("authorization", &figures)]).await;
        assert!(reply.status == 400 && reply.body.contains("for analysts and above"), "{path}: {}", reply.body);
    }
    assert!(!app.get_with(API, &[("authorization", &figures)]).await.body.contains("cashier"));
    let opened = get(&app, &cookie, &at(&view)).await;
    assert!(opened.location().contains("by=cashier"), "the view asks, the page answers by the team");
    for path in ["/admin", SURVEY] {
        let page = get(&app, &cookie, path).await.body;
        assert!(!page.contains("Per kassa") && !page.contains("Piet") && !page.contains("piet"), "{path}: {page}");
    }
    for path in [at(&one), format!("{}/edit", at(&one))] {
        assert_eq!(get(&app, &cookie, &path).await.status, 404, "{path}");
    }
    let third = post(&app, &cookie, &format!("{}/delete", at(&gone)), &[]).await;
    assert_eq!(third.status, 303, "who made a view may delete it: {}", third.body);
    become_(Rights::bound(Role::Reader, Some(Condition::parse("cashier:piet").unwrap())).unwrap()).await;
    assert_eq!(get(&app, &cookie, SURVEY).await.status, 403);
    assert!(!get(&app, &cookie, "/admin").await.body.contains(SURVEY));
    assert_eq!(get(&app, &cookie, &at(&one)).await.status, 403);
}

#[tokio::test]
async fn a_statement_is_checked_shown_and_kept_in_the_trail() {
    let app = spawn_app().await;
    survey(&app).await;
    let cookie = signed_in(&app).await;
    let page = get(&app, &cookie, COUNCIL).await.body;
    assert!(page.contains("Uit: er is niets verklaard") && page.contains("De cashier, per team: De store"), "{page}");
    let wrong =
        post(&app, &cookie, COUNCIL, &[("ground", ""), ("agreed_on", "2999-01-01"), ("document", "<b>"), ("until", "x")]).await;
    assert_eq!(wrong.status, 422);
    for name in ["e-ground", "e-agreed_on", "e-until", "value=\"&lt;b&gt;\"", "Deze dag moet nog komen"] {
        assert!(wrong.body.contains(name), "{name}: {}", wrong.body);
    }
    state(&app, &cookie).await;
    let page = get(&app, &cookie, &format!("{COUNCIL}?lang=en")).await.body;
    assert!(page.contains("The works council consents. 31 January 2026; OR 2026/3.") && page.contains(EMAIL), "{page}");
    assert_eq!(post(&app, &cookie, &format!("{COUNCIL}/take-back"), &[]).await.status, 303);
    let page = get(&app, &cookie, COUNCIL).await.body;
    assert!(page.contains("Uit: de verklaring is ingetrokken") && page.contains("OR 2026/3"), "{page}");
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(Role::Editor)).await.unwrap();
    assert_eq!(post(&app, &cookie, COUNCIL, &[]).await.status, 403);
    assert_eq!(post(&app, &cookie, &format!("{COUNCIL}/take-back"), &[]).await.status, 403);
}
