//! Tests of attributes in the address of the answering page. They check which are stored, and which are dropped without
//! a message to the respondent.

use std::collections::HashMap;

use domain::{
    account::api_key::Scope,
    id::{Slug, key},
    locale::LocalizedText,
    notice::purpose::Basis,
    survey::{
        attribute::{Attribute, Source},
        reserved_keys::{EXPIRES, SIGNATURE},
        template::Template,
    },
};
use jiff::Timestamp;

use crate::support::{
    accounts::signed_in,
    api::own_key,
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

/// A survey whose store may be in any link, whose plan must be signed, and whose region comes from imports only.
async fn survey(app: &TestApp) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    let optional = questionnaire.optional_purposes().next().unwrap().key.clone();
    for (name, values, sources, purpose) in [
        ("store", &["rotterdam", "den haag"][..], vec![Source::Link, Source::SignedLink], None),
        ("plan", &[], vec![Source::SignedLink], None),
        ("region", &[], vec![Source::Import], None),
        ("optional", &["a"], vec![Source::Link], Some(optional)),
    ] {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let attribute = Attribute::new(key(name), LocalizedText::same(&format!("De {name}")), values);
        let purpose = purpose.unwrap_or_else(|| attribute.purpose.clone());
        questionnaire.attributes.push(Attribute { sources, purpose, ..attribute });
    }
    app.store.create_survey(&organisation, &Slug::parse("klanten").unwrap(), &questionnaire).await.unwrap();
}

/// The hidden fields of the form on a page, without those of the cookie notice.
fn of_form(page: &Reply) -> Fields {
    let is_of_form = |name: &str| {
        ["key", "form_signature", "version", "locale"].contains(&name) || name.contains('.') || name.starts_with("link_")
    };
    let hidden = page.hidden_fields();
    let of_form = hidden.iter().filter(|(name, _)| is_of_form(name));
    Fields::new(&of_form.map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>())
}

/// The form at an address, as a browser without JavaScript has it.
async fn opened(app: &TestApp, query: &str) -> (Fields, String) {
    let page = app.get(&format!("/s/klanten?lang=nl&{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.body);
    (of_form(&page), page.body)
}

async fn signed(app: &TestApp, pairs: &[(&str, &str)], seconds: i64) -> String {
    let slug = Slug::parse("klanten").unwrap();
    let secret = app.store.have_link_secret(app.published("klanten").await.survey.id).await.unwrap();
    let expires = u64::try_from(Timestamp::now().as_second() + seconds).unwrap();
    let attributes: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let signature = secret.sign(&slug, expires, &attributes);
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "%20"))).collect();
    format!("{}&{EXPIRES}={expires}&{SIGNATURE}={signature}", pairs.join("&"))
}

/// The stored attributes of responses and how they arrived, by the reason in the response.
async fn kept(app: &TestApp, cookie: &str) -> HashMap<String, String> {
    let csv = app.get_with("/admin/surveys/klanten/export.csv", &[("cookie", cookie)]).await.body;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| row.unwrap());
    let cell = |row: &csv::StringRecord, name: &str| row[heads.iter().position(|head| head == name).unwrap()].to_owned();
    let told = |row: csv::StringRecord| {
        let values = ["store", "plan", "region", "optional"].map(|name| cell(&row, name));
        (cell(&row, "reason"), format!("{} {}", values.join("|"), cell(&row, "attributes_by")))
    };
    rows.map(told).collect()
}

async fn a_link_brings_attributes_along(app: TestApp) {
    survey(&app).await;
    let cookie = signed_in(&app).await;
    let both = [("store", "den haag"), ("plan", "gold")];
    let good = signed(&app, &both, 3600).await;
    for (reason, query) in [
        ("plain", "store=rotterdam".to_owned()),
        ("more", "store=rotterdam&plan=gold&region=north&utm_source=mail".to_owned()),
        ("unlisted", "store=parijs".to_owned()),
        ("twice", "store=rotterdam&store=den%20haag".to_owned()),
        ("purpose", "optional=a&store=rotterdam".to_owned()),
        ("signed", good.clone()),
        ("late", signed(&app, &both, 3).await),
        ("expired", signed(&app, &both, -4000).await),
        ("forged", good.replace("gold", "silver")),
        ("unsigned", good.split("&link_").next().unwrap().to_owned()),
        ("hostile", "store=%3Cb%3E%00&plan=%FF".to_owned()),
    ] {
        let (form, _) = opened(&app, &query).await;
        let sent = app.post("/s/klanten", &form.with("recommend", "9").with("reason", reason)).await;
        assert_eq!(sent.status, 303, "{reason}: {}", sent.body);
    }
    // The fields of a forged form are checked like an address.
    for (reason, field, value) in [
        ("typed", "attribute.plan", "gold"),
        ("typed store", "attribute.store", "parijs"),
        ("typed region", "attribute.region", "north"),
        ("typed signature", "link_signature", "00"),
        ("nonsense", "attribute.gone", "x"),
    ] {
        let (form, _) = opened(&app, "").await;
        let sent = app.post("/s/klanten", &form.with("recommend", "9").with("reason", reason).with(field, value)).await;
        assert_eq!(sent.status, 303, "{reason}: {}", sent.body);
    }
    let kept = kept(&app, &cookie).await;
    for (reason, expected) in [
        ("plain", "rotterdam||| link"),
        ("more", "rotterdam||| link"),
        ("unlisted", "||| "),
        ("twice", "||| "),
        ("purpose", "rotterdam||| link"),
        ("signed", "den haag|gold|| signed_link"),
        ("late", "den haag|gold|| signed_link"),
        ("expired", "||| "),
        ("forged", "||| "),
        ("unsigned", "den haag||| link"),
        ("hostile", "||| "),
        ("typed", "||| "),
        ("typed store", "||| "),
        ("typed region", "||| "),
        ("typed signature", "||| "),
        ("nonsense", "||| "),
    ] {
        assert_eq!(kept[reason], expected, "{reason}");
    }
    app.store.renew_link_secret(app.published("klanten").await.survey.id).await.unwrap();
    let (form, body) = opened(&app, &good).await;
    assert_eq!(form.encoded(), form.without("link_signature").encoded(), "links of before hold no more");
    assert!(!body.contains("Deze gegevens komen uit de link"), "{body}");
}

#[tokio::test]
async fn a_link_brings_attributes_along_on_sqlite() {
    a_link_brings_attributes_along(spawn_app().await).await;
}

#[tokio::test]
async fn a_link_brings_attributes_along_on_postgres() {
    on_postgres(a_link_brings_attributes_along).await;
}

#[tokio::test]
async fn a_respondent_sees_what_comes_along_and_keeps_it_through_a_mistake() {
    let app = spawn_app().await;
    survey(&app).await;
    let cookie = signed_in(&app).await;
    let (form, body) = opened(&app, &signed(&app, &[("store", "den haag"), ("plan", "gold")], 3600).await).await;
    assert!(body.contains("Deze gegevens komen uit de link") && body.contains("den haag") && body.contains("gold"), "{body}");
    assert!(body.contains("Met de link naar deze vragenlijst komt mee: De store, De plan, De optional."), "the notice: {body}");
    assert!(body.contains("Uit de eigen administratie komt daarbij: De region."), "{body}");
    let again = app.post("/s/klanten", &form.with("reason", "eerst vergeten")).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Deze gegevens komen uit de link") && again.body.contains("gold"), "{}", again.body);
    let sent = app.post("/s/klanten", &of_form(&again).with("recommend", "9").with("reason", "toen wel")).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let receipt = app.get(sent.location().split('?').next().unwrap()).await.body;
    assert!(receipt.contains("gold") && receipt.contains("ondertekende link"), "{receipt}");
    assert_eq!(kept(&app, &cookie).await["toen wel"], "den haag|gold|| signed_link");

    let (_, plain) = opened(&app, "store=parijs").await;
    assert!(!plain.contains("Deze gegevens komen uit de link") && !plain.contains("value=\"parijs\""), "{plain}");
    let headers = [("cookie", cookie.as_str())];
    let key = own_key(&app, &[Scope::Results, Scope::Responses]).await;
    for (by, says) in [("store", true), ("plan", false), ("region", false)] {
        for _ in 0..5 {
            let (form, _) = opened(&app, "store=rotterdam").await;
            app.post("/s/klanten", &form.with("recommend", "9")).await;
        }
        let page = app.get_with(&format!("/admin/surveys/klanten?lang=nl&by={by}"), &headers).await.body;
        assert_eq!(page.contains("Ze zijn niet gecontroleerd: iedereen met de link kan ze veranderen."), says, "{by}: {page}");
        for figure in
            [format!("breakdown?by={by}"), format!("crosstab?by=channel&across={by}"), format!("crosstab?by={by}&across=locale")]
        {
            let reply = app.get_with(&format!("/api/v1/surveys/klanten/{figure}"), &[("authorization", &key)]).await;
            assert_eq!(reply.json()["unverified"], says, "{figure}: {}", reply.body);
        }
    }
}
