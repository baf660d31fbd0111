//! Data from before an attribute was declared to name an employee, or before the statement was revoked.

use std::ops::ControlFlow;

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    calendar::Millis,
    contact::EmailAddress,
    id::{Slug, key},
    import::Provenance,
    locale::Locale,
    notice::purpose::Basis,
    survey::Questionnaire,
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;
use server::import::{
    self, CellFormat, Event, FileShape, Pass,
    plan::{ImportPlan, OnInvalid},
};
use tokio::{runtime::Handle, task::block_in_place};

use crate::{
    organisation::employees::{COUNCIL, SURVEY, exported, get, hand_in, hand_in_of, opened, post, send, state, survey},
    support::{
        accounts::{self, EMAIL, signed_in},
        api::own_key,
        app::{TestApp, on_postgres, spawn_app},
    },
};

/// Publishes the current declaration with another team for the cashier.
async fn declare(app: &TestApp, team: Option<&'static str>) {
    let mut questionnaire: Questionnaire = app.published("klanten").await.version.questionnaire.whole();
    let cashier = questionnaire.attributes.iter_mut().find(|attribute| attribute.key.as_str() == "cashier").unwrap();
    cashier.team = team.map(key);
    app.store.publish_version(&Slug::parse("klanten").unwrap(), &questionnaire).await.unwrap();
}

async fn reports_made_before_are_shown_no_more(app: TestApp) {
    survey(&app).await;
    declare(&app, None).await;
    let cookie = signed_in(&app).await;
    let full = own_key(&app, Scope::ALL).await;
    for number in 0..10 {
        hand_in(&app, &full, number).await;
    }
    let mut addresses = Vec::new();
    for fields in [
        &[("name", "Per kassa"), ("by", "cashier"), ("readers", "1")][..],
        &[("name", "Kruis"), ("by", "store"), ("across", "cashier")],
        &[("name", "Alleen die"), ("where", "cashier:piet")],
        &[("name", "Per winkel"), ("by", "store"), ("readers", "1")],
    ] {
        let fixed = post(&app, &cookie, &format!("{SURVEY}/reports"), fields).await;
        assert_eq!(fixed.status, 303, "{}", fixed.body);
        addresses.push(fixed.location().split('?').next().unwrap().to_owned());
    }
    assert!(get(&app, &cookie, &addresses[1]).await.body.contains("piet"));

    declare(&app, Some("store")).await;
    state(&app, &cookie).await;
    for address in &addresses[..3] {
        let page = get(&app, &cookie, address).await;
        assert_eq!(page.status, 200, "{address}");
        assert!(
            page.body.contains("gebruikt een attribuut dat een medewerker aanwijst") && !page.body.contains("piet"),
            "{}",
            page.body
        );
        let document = get(&app, &cookie, &format!("{address}/document.json")).await;
        assert!(document.status == 403 && !document.body.contains("piet"), "{}", document.body);
    }
    let page = get(&app, &cookie, &addresses[3]).await.body;
    assert!(page.contains("goes") && !page.contains("een medewerker aanwijst"), "{page}");
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(Role::Reader)).await.unwrap();
    let page = get(&app, &cookie, &addresses[0]).await;
    assert!(page.status == 200 && page.body.contains("een medewerker aanwijst") && !page.body.contains("piet"), "{}", page.body);
    assert_eq!(get(&app, &cookie, &format!("{}/document.json", addresses[0])).await.status, 403);
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(Role::Owner)).await.unwrap();
    let deleted = post(&app, &cookie, &format!("{}/delete", addresses[0]), &[("reason", "Medewerkers")]).await;
    assert_eq!(deleted.status, 303, "{}", deleted.body);
}

#[tokio::test]
async fn reports_made_before_are_shown_no_more_on_sqlite() {
    reports_made_before_are_shown_no_more(spawn_app().await).await;
}

#[tokio::test]
async fn reports_made_before_are_shown_no_more_on_postgres() {
    on_postgres(reports_made_before_are_shown_no_more).await;
}

#[tokio::test]
async fn an_earlier_version_is_held_to_what_is_stated_when_it_is_sent() {
    for team in [None, Some("store")] {
        let app = spawn_app().await;
        survey(&app).await;
        declare(&app, team).await;
        let cookie = signed_in(&app).await;
        let full = own_key(&app, Scope::ALL).await;
        state(&app, &cookie).await;
        let earlier = app.published("klanten").await.version.id;
        let late = opened(&app, "cashier=jan&store=ede").await;
        // A new version, so that the open form belongs to an earlier one.
        declare(&app, Some("store")).await;
        let mut questionnaire = app.published("klanten").await.version.questionnaire.whole();
        questionnaire.attributes.reverse();
        app.store.publish_version(&Slug::parse("klanten").unwrap(), &questionnaire).await.unwrap();
        assert_ne!(app.published("klanten").await.version.id, earlier);
        assert_eq!(post(&app, &cookie, &format!("{COUNCIL}/take-back"), &[]).await.status, 303);

        send(&app, late, "late").await;
        assert_eq!(hand_in_of(&app, &full, 1, earlier).await, json!(["cashier"]), "{team:?}");
        state(&app, &cookie).await;
        let (lines, _) = exported(&app, &cookie).await;
        assert_eq!(lines, ["api 1 - goes", "late - ede"], "nothing was stored: {team:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_runs_when_it_is_taken_back_stores_nothing() {
    let app = spawn_app().await;
    survey(&app).await;
    let cookie = signed_in(&app).await;
    state(&app, &cookie).await;
    let published = app.published("klanten").await;
    let organisation = published.organisation.id;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in.csv");
    std::fs::write(&file, "id,at,score,cashier\n1,2026-01-01T10:00:00Z,9,jan\n").unwrap();
    let pair = |column: &str, of: &str| (column.to_owned(), of.to_owned());
    let plan = ImportPlan {
        provenance: Provenance {
            legal_basis: Basis::Consent,
            notice: "n".into(),
            collected_by: "c".into(),
            purposes: vec![key("analysis")],
            retention_months: None,
            decided_at: None,
        },
        map: vec![pair("score", "recommend")],
        attributes: vec![pair("cashier", "cashier")],
        id: vec!["id".to_owned()],
        submitted_at: "at".to_owned(),
        time_zone: TimeZone::UTC,
        locale: Locale::Nl,
        shape: FileShape::default(),
        cells: CellFormat::default(),
        dry_run: false,
        on_repeat: None,
        now: Millis(Timestamp::now().as_millisecond()),
        published,
    };
    let watch = |event: Event<'_>| {
        if let Event::Progress { pass: Pass::Check, .. } = event {
            block_in_place(|| Handle::current().block_on(app.store.take_back_works_council(organisation, "test")).unwrap());
        }
        ControlFlow::Continue(())
    };
    let refused = import::import(&app.store, &plan, &file, &OnInvalid::Refuse, watch).await.unwrap_err().to_string();
    assert!(refused.starts_with("cashier: it names an employee") && refused.contains("interrupted at 0 %"), "{refused}");
    assert!(exported(&app, &cookie).await.0.is_empty());
    // With a new statement the attribute is accepted.
    state(&app, &cookie).await;
    import::import(&app.store, &plan, &file, &OnInvalid::Refuse, |_| ControlFlow::Continue(())).await.unwrap();
}
