//! The processing register: generated from every notice.

use domain::{
    id::Slug,
    locale::{Locale, LocalizedText},
    organisation::stated_texts::StatedTexts,
};

use crate::support::{
    accounts::signed_in,
    app::spawn_app,
    sites::{another_organisation, text},
};

#[tokio::test]
async fn the_register_is_drawn_from_every_notice() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    another_organisation(&app).await;
    let page = app.get_with("/admin/register?lang=nl", &cookie).await;
    assert_eq!(page.status, 200);
    let said = text(&page);
    // Controller, data subjects, data, transfers, retention, security: art. 30(1)(a) to (g).
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

    // Light mode: the stored data belong to no person, and stay.
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

#[tokio::test]
async fn recipients_and_storage_are_those_that_the_organisation_states() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let published = app.published("nps").await;
    let stated = StatedTexts {
        recipients: Some(LocalizedText::new("Hostingbedrijf Wolk, als verwerker.", "The host Wolk, as a processor.")),
        storage_place: Some(LocalizedText::new("In een rekencentrum in Utrecht.", "In a data centre in Utrecht.")),
        transfers: None,
    };
    app.store.state_texts(published.organisation.id, "anna", &stated).await.unwrap();
    app.store.publish_version(&published.survey.slug, &published.version.questionnaire.whole()).await.unwrap();
    let dutch = ["Hostingbedrijf Wolk, als verwerker.", "In een rekencentrum in Utrecht."];
    let english = ["The host Wolk, as a processor.", "In a data centre in Utrecht."];
    for (language, texts) in [("nl", dutch), ("en", english)] {
        for path in ["/s/nps", "/privacy", "/admin/register", "/admin/register.csv", "/admin/register.json"] {
            let page = app.get_with(&format!("{path}?lang={language}"), &[("cookie", cookie.as_str())]).await;
            assert!(texts.iter().all(|text| page.body.contains(text)), "{path} {language}: {}", page.body);
        }
    }
}
