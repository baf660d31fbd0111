//! `/privacy`: generated from every notice, and complete for all stored data.

use domain::id::Slug;
use reqwest::Method;

use crate::support::app::spawn_app;

#[tokio::test]
async fn the_privacy_page_is_made_from_every_notice() {
    let app = spawn_app().await;
    for (lang, said) in [
        (
            "nl",
            [
                "Bakkerij Van Dam",
                "Zou u Bakkerij Van Dam aanbevelen?",
                "met toestemming",
                "geen toestemming nodig",
                "Autoriteit Persoonsgegevens",
                "/privacy/demo?lang=nl",
            ],
        ),
        (
            "en",
            [
                "Bakkerij Van Dam",
                "Would you recommend Bakkerij Van Dam?",
                "with consent",
                "no consent needed",
                "Autoriteit Persoonsgegevens",
                "/privacy/klankbord?lang=en",
            ],
        ),
    ] {
        let page = app.get(&format!("/privacy?lang={lang}")).await;
        assert_eq!(page.status, 200);
        for said in said {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        assert!(!page.body.contains("/s/nps"), "it gives no address of a survey away");
    }
    let before = app.get("/privacy?lang=nl").await.body.matches("Vragenlijst, versie ").count();
    app.store.close_survey(&Slug::parse("nps").unwrap()).await.unwrap();
    assert_eq!(app.get("/privacy?lang=nl").await.body.matches("Vragenlijst, versie ").count(), before - 1);
}

/// Closing a survey changes nothing for respondents who answered it.
#[tokio::test]
async fn the_privacy_page_tells_of_all_that_is_still_kept() {
    let app = spawn_app().await;
    let privacy = async |lang: &str| app.get(&format!("/privacy?lang={lang}")).await.body;
    assert!(!privacy("nl").await.contains("met gegevens die we nog bewaren"));
    for (slug, field, value) in [("nps", "recommend", "9"), ("helpful", "helpful", "1")] {
        let form = app.form(slug).await.with(field, value);
        assert_eq!(app.post(&format!("/s/{slug}"), &form).await.status, 303, "{slug}");
        app.store.close_survey(&Slug::parse(slug).unwrap()).await.unwrap();
    }
    // A website whose notice was replaced after a visitor agreed to it.
    let key = Slug::parse("demo").unwrap();
    let site = app.store.find_site(&key).await.unwrap().unwrap();
    let body = serde_json::json!({
        "idempotency_key": "0".repeat(32), "notice_version": 1, "locale": "nl", "control": "accept_all", "gpc": false,
        "purposes": { "preferences": true, "analytics": true, "marketing": true },
    });
    let headers = [("content-type", "application/json"), ("origin", "http://127.0.0.1:4811")];
    let decided = app.send(Method::POST, "/api/v1/sites/demo/decisions", &headers, body.to_string().into_bytes()).await;
    assert_eq!(decided.status, 201, "{}", decided.body);
    let mut notice = site.notice.published.notice.clone();
    notice.contact = "bel 020 123 45 67".into();
    app.store.publish_site_notice(&key, &notice).await.unwrap();

    let page = privacy("nl").await;
    let (now, before) = page.split_once("3 eerdere verklaringen met gegevens die we nog bewaren").expect("three are from before");
    assert!(now.contains("Website, versie 2") && !now.contains("Gesloten vragenlijst"), "{now}");
    for said in ["Gesloten vragenlijst, versie 1, gepubliceerd op ", "Website, versie 1", "Was deze informatie nuttig?"] {
        assert!(before.contains(said), "{said}: {before}");
    }
    let light = before.split("Was deze informatie nuttig?").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(light.contains("Zolang dat nodig is voor de cijfers") && !light.contains("maanden"), "{light}");
    assert!(privacy("en").await.contains("3 earlier notices with data that we still keep"));
}
