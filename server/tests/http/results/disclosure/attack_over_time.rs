//! The attack over time, by a program that sees figures only. Answers arrive and are withdrawn one by one, and after
//! each the program requests every view. The difference of a view at two times must reveal no person.

use std::collections::BTreeMap;

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    contact::EmailAddress,
    id::{Slug, key},
    locale::LocalizedText,
    notice::purpose::Basis,
    response::filter::Condition,
    survey::{attribute::Attribute, template::Template},
};
use serde_json::{Value, json};

use crate::support::{
    accounts::{EMAIL, signed_in_as},
    api::{own_key, post},
    app::{Fields, TestApp, on_postgres, spawn_app},
};

const MINIMUM: u64 = 5;

/// The number of answers with each score.
pub(crate) type Scores = BTreeMap<u64, i64>;
/// The figures shown at one time, by name.
pub(crate) type Look = BTreeMap<String, Scores>;

pub(crate) async fn prepare(app: &TestApp) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    questionnaire.attributes.push(Attribute::new(key("state"), LocalizedText::same("state"), vec![]));
    app.store.create_survey(&organisation, &Slug::parse("stappen").unwrap(), &questionnaire).await.unwrap();
}

async fn get(app: &TestApp, path: &str, key: &str) -> Value {
    let reply = app.get_with(&format!("/api/v1/surveys/stappen/{path}"), &[("authorization", key)]).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    reply.json()
}

/// The distribution of a view, if it is shown. A view without answers has an empty one, which counts as shown.
fn scores_of(document: &Value) -> Option<Scores> {
    let score = document["scores"].get(0)?;
    match score["status"].as_str().unwrap() {
        "withheld" => None,
        _ => {
            let counts = score["distribution"].as_array().unwrap().iter();
            let counts = counts.map(|one| (one["score"].as_u64().unwrap(), one["count"].as_i64().unwrap()));
            Some(counts.filter(|(_, n)| *n > 0).collect())
        }
    }
}

/// Every view: the table that contains it as a row, and its query.
pub(crate) fn views() -> Vec<(&'static str, String)> {
    let mut views = vec![("all", String::new())];
    views.extend(["SP", "RJ", "AC"].map(|state| ("state", format!("where=state:{state}"))));
    views.extend(["nl", "en"].map(|locale| ("locale", format!("locale={locale}"))));
    views.extend([0, 3, 9].map(|score| ("score", format!("where=recommend:{score}"))));
    views.push(("channel", "channel=api".to_owned()));
    views.push(("month", "from=2020-01-01&to=2099-12-31".to_owned()));
    views
}

/// Every view, and the remainder of the whole without the groups that were seen last.
pub(crate) async fn look(app: &TestApp, key: &str, known: &mut BTreeMap<String, Scores>) -> Look {
    let mut seen = Look::new();
    for (table, view) in views() {
        if let Some(scores) = scores_of(&get(app, &format!("scores?{view}"), key).await) {
            if !matches!(table, "all" | "month") {
                known.insert(format!("{table} {view}"), scores.clone());
            }
            seen.insert(format!("{table} {view}"), scores);
        }
    }
    if let Some(all) = seen.get("all ").cloned() {
        for table in ["state", "locale", "score", "channel"] {
            let groups = known.iter().filter(|(name, _)| name.starts_with(&format!("{table} ")));
            seen.insert(format!("rest by {table}"), groups.fold(all.clone(), |left, (_, group)| minus(&left, group)));
        }
    }
    // Tables cover the same respondents as the whole.
    let size = |view: &str| seen.get(view).map(|scores| scores.values().sum::<i64>());
    for (by, view) in [("state", "state where=state:"), ("locale", "locale locale="), ("recommend", "score where=recommend:")] {
        for group in get(app, &format!("breakdown?by={by}"), key).await["breakdown"]["groups"].as_array().into_iter().flatten() {
            if let Some(n) = group["n"].as_i64() {
                assert_eq!(size(&format!("{view}{}", group["group"].as_str().unwrap())), Some(n), "by {by}: {group}");
            }
        }
    }
    for bucket in get(app, "trend", key).await["trend"]["buckets"].as_array().into_iter().flatten() {
        assert_eq!(size("month from=2020-01-01&to=2099-12-31"), bucket["n"].as_i64(), "all came in one month: {bucket}");
    }
    seen
}

fn minus(a: &Scores, b: &Scores) -> Scores {
    let mut left = a.clone();
    for (score, n) in b {
        *left.entry(*score).or_default() -= n;
    }
    left.retain(|_, n| *n != 0);
    left
}

/// The smallest number of people that can cause a difference.
fn people(difference: &Scores) -> u64 {
    let side = |sign: i64| difference.values().map(|n| (n * sign).max(0).unsigned_abs()).sum::<u64>();
    side(1).max(side(-1))
}

/// All pairs of looks at the same view that differ by few people.
pub(crate) fn attack(looks: &[Look]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, later) in looks.iter().enumerate() {
        for (name, now) in later {
            for (before, then) in looks[..at].iter().enumerate().filter_map(|(before, look)| Some((before, look.get(name)?))) {
                let few = people(&minus(now, then));
                if 0 < few && few < MINIMUM {
                    found.push(format!("{name}, {at} less {before}: {few}"));
                }
            }
        }
    }
    found
}

/// Submits one answer, and returns the address of its receipt.
pub(crate) async fn answer(app: &TestApp, key: &str, number: usize) -> String {
    let published = app.store.find_survey(&Slug::parse("stappen").unwrap()).await.unwrap().unwrap();
    let state = ["SP", "SP", "RJ", "SP", "AC", "RJ", "SP"][number % 7];
    let score = [9, 3, 9, 0, 9][number % 5];
    let body = json!({
        "idempotency_key": format!("{number:032x}"),
        "version": published.version.id,
        "locale": if number.is_multiple_of(4) { "en" } else { "nl" },
        "answers": { "recommend": score },
        "attributes": { "state": state },
    });
    let reply = post(app, "/api/v1/surveys/stappen/responses", key, &body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let receipt = reply.json()["receipt_url"].as_str().unwrap().to_owned();
    format!("/r/{}", receipt.rsplit('/').next().unwrap())
}

pub(crate) async fn withdraw(app: &TestApp, receipt: &str) {
    let reply = app.post(&format!("{receipt}/withdraw"), &Fields::new(&[("purpose", "analysis")])).await;
    assert!(reply.status < 400, "{}", reply.body);
}

async fn no_two_looks_show_anybody(app: TestApp) {
    prepare(&app).await;
    let submit = own_key(&app, &[Scope::Submit]).await;
    let reader = own_key(&app, &[Scope::Results]).await;
    let analyst = own_key(&app, &[Scope::Results, Scope::Responses]).await;
    let (mut stepped, mut live) = (Vec::new(), Vec::new());
    let (mut known, mut known_live) = (BTreeMap::new(), BTreeMap::new());
    let mut receipts: Vec<String> = Vec::new();
    for event in 0..38 {
        // Every fourth event is a withdrawal, of an old answer or of a new one.
        if event % 4 == 3 {
            let at = if event % 8 == 3 { 0 } else { receipts.len() - 1 };
            withdraw(&app, &receipts.remove(at)).await;
        } else {
            receipts.push(answer(&app, &submit, event).await);
        }
        stepped.push(look(&app, &reader, &mut known).await);
        if event % 3 == 0 {
            live.push(look(&app, &analyst, &mut known_live).await);
        }
        // A withdrawn response is in no figure from the next refresh on.
        let shown = stepped.last().and_then(|look| look.get("all ")).map(|all| all.values().sum::<i64>());
        assert!(shown.is_none_or(|n| n <= i64::try_from(receipts.len()).unwrap()), "{shown:?} of {}", receipts.len());
    }
    assert!(attack(&live).len() > 10, "the attack finds what nobody guards: {:?}", attack(&live));
    let found = attack(&stepped);
    assert!(found.is_empty(), "{} are found: {:#?}", found.len(), &found[..found.len().min(9)]);

    // With enough answers every figure is shown.
    let mut seen = Look::new();
    for event in 100..170 {
        receipts.push(answer(&app, &submit, event).await);
        if event % 7 == 0 {
            seen.extend(look(&app, &reader, &mut known).await);
        }
    }
    assert!(seen["all "].values().sum::<i64>() + 12 >= i64::try_from(receipts.len()).unwrap(), "{seen:?}");
    for view in
        ["state where=state:SP", "state where=state:AC", "locale locale=en", "score where=recommend:3", "state where=state:RJ"]
    {
        assert!(seen.contains_key(view), "{view}: {:?}", seen.keys());
    }
}

#[tokio::test]
async fn no_two_looks_show_anybody_on_sqlite() {
    no_two_looks_show_anybody(spawn_app().await).await;
}

#[tokio::test]
async fn no_two_looks_show_anybody_on_postgres() {
    on_postgres(no_two_looks_show_anybody).await;
}

#[tokio::test]
async fn a_page_says_as_of_when_it_is_and_what_waits() {
    let app = spawn_app().await;
    prepare(&app).await;
    let submit = own_key(&app, &[Scope::Submit]).await;
    let mut receipts: Vec<String> = Vec::new();
    for number in 0..10 {
        receipts.push(answer(&app, &submit, number).await);
    }
    let bound = Rights::bound(Role::Reader, Some(Condition::parse("state:SP").unwrap())).unwrap();
    let cookie = signed_in_as(&app, Rights::of(Role::Reader)).await;
    for (rights, n, later) in [(Rights::of(Role::Reader), 10, 0), (bound, 11, 21)] {
        app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &rights).await.unwrap();
        let headers = [("cookie", cookie.as_str()), ("accept-language", "nl")];
        let page = async |path: &str| app.get_with(path, &headers).await.body;
        let survey = "/admin/surveys/stappen";
        let answers = format!("{n} antwoorden");
        assert!(page(survey).await.contains(&answers) && page("/admin").await.contains(&answers), "{}", page(survey).await);
        assert!(page(survey).await.contains("id=\"as-of\"") && page(survey).await.contains("minstens 5 antwoorden"));
        // One more answer from SP, and the figures do not change.
        receipts.push(answer(&app, &submit, 21 + later).await);
        assert!(page(survey).await.contains(&answers) && page("/admin").await.contains(&answers));
        // A released answer from SP is withdrawn: the figures are withheld.
        withdraw(&app, &receipts.remove(0)).await;
        for path in [survey, "/admin"] {
            let shown = page(path).await;
            assert!(!shown.contains(&answers) && shown.contains("ingetrokken of gewijzigd"), "{shown}");
        }
        for number in 0..5 {
            receipts.push(answer(&app, &submit, 500 + 7 * (number + later)).await);
        }
        assert!(!page(survey).await.contains("ingetrokken of gewijzigd"));
    }
}

#[tokio::test]
async fn an_attribute_leaves_at_once_with_the_purpose_it_was_kept_for() {
    let app = spawn_app().await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    let mut state = Attribute::new(key("state"), LocalizedText::same("state"), vec![]);
    state.purpose = key("publish");
    questionnaire.attributes.push(state);
    app.store.create_survey(&organisation, &Slug::parse("stappen").unwrap(), &questionnaire).await.unwrap();
    let version = app.store.find_survey(&Slug::parse("stappen").unwrap()).await.unwrap().unwrap().version.id;
    let analyst = own_key(&app, &[Scope::Submit]).await;
    let mut receipts = Vec::new();
    for number in 0..12 {
        let body = json!({
            "idempotency_key": format!("{number:032x}"), "version": version, "locale": "nl", "answers": { "recommend": 9 },
            "purposes": ["publish"], "attributes": { "state": if number < 6 { "SP" } else { "RJ" } },
        });
        let reply = post(&app, "/api/v1/surveys/stappen/responses", &analyst, &body).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        receipts.push(reply.json()["receipt_url"].as_str().unwrap().to_owned());
    }
    let reader = own_key(&app, &[Scope::Results]).await;
    let of_state = async || get(&app, "scores?where=state:SP", &reader).await;
    assert_eq!(of_state().await["scores"][0]["n"], 6, "{}", of_state().await);
    let path = format!("/r/{}", receipts[0].rsplit('/').next().unwrap());
    let withdrawn = app.post(&format!("{path}/withdraw"), &Fields::new(&[("purpose", "publish")])).await;
    assert_eq!(withdrawn.status, 303, "{}", withdrawn.body);
    assert_eq!(of_state().await["status"], "withheld", "{}", of_state().await);
}
