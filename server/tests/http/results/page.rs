//! The results page of a marketer, and its downloads.

use domain::{id::Slug, notice::purpose::Basis, organisation::OrganisationProfile, survey::template::Template};

use crate::{
    results::disclosure::attack,
    support::{
        accounts::signed_in,
        app::{Fields, TestApp, on_postgres, spawn_app},
    },
};

async fn answer(app: &TestApp, score: &str, reason: &str) -> String {
    let fields = app.form("nps").await.with("recommend", score).with("reason", reason);
    app.post("/s/nps", &fields).await.location().split('?').next().unwrap().to_owned()
}

async fn results_and_export_hold_what_stands(app: TestApp) {
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    assert_eq!(app.get_with("/admin/surveys/nps", &cookie).await.status, 200, "without answers");
    // Below five answers or comments nothing is shown.
    for _ in 0..5 {
        answer(&app, "8", "Gewoon goed").await;
    }
    answer(&app, "9", "<script>alert(1)</script>").await;
    let receipt = answer(&app, "3", "=1+1 Ongelukkig").await;
    let page = app.get_with("/admin/surveys/nps?period=day&lang=nl", &cookie).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("&lt;script"), "the comment is shown as text");
    assert!(!page.body.contains("<script>alert"), "the comment is markup");
    assert!(page.body.contains("Ongelukkig"));
    let overview = app.get_with("/admin", &cookie).await;
    assert!(overview.body.contains("/admin/surveys/nps") && overview.body.contains("/admin/surveys/loyalty"));

    let export = app.get_with("/admin/surveys/nps/export.csv", &cookie).await;
    assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
    let disposition = export.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"klankbord-nps-20") && disposition.ends_with(".csv\""),
        "{disposition}"
    );
    assert_eq!(export.body.lines().count(), 8, "{}", export.body);
    assert!(export.body.contains("'=1+1 Ongelukkig"), "a formula is guarded");
    let none = app.get_with("/admin/surveys/nps/export.csv?locale=en", &cookie).await;
    assert_eq!(none.body.lines().count(), 1, "filters hold for the export too");

    app.post(&format!("{receipt}/withdraw"), &Fields::new(&[("purpose", "analysis")])).await;
    assert!(!app.get_with("/admin/surveys/nps", &cookie).await.body.contains("Ongelukkig"));
    assert_eq!(app.get_with("/admin/surveys/nps/export.csv", &cookie).await.body.lines().count(), 7);
}

#[tokio::test]
async fn results_and_export_hold_what_stands_on_sqlite() {
    results_and_export_hold_what_stands(spawn_app().await).await;
}

#[tokio::test]
async fn results_and_export_hold_what_stands_on_postgres() {
    on_postgres(results_and_export_hold_what_stands).await;
}

#[tokio::test]
async fn every_survey_has_results_and_a_codebook() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    for &template in Template::ALL {
        let path = format!("/admin/surveys/{}", template.name());
        assert_eq!(app.get_with(&path, &cookie).await.status, 200, "{path}");
        let codebook = app.get_with(&format!("{path}/codebook.csv"), &cookie).await;
        assert_eq!((codebook.status, codebook.header("content-type")), (200, "text/csv; charset=utf-8"), "{path}");
    }
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_said_and_exports_nothing() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    for query in ["from=yesterday", "locale=fr", "channel=pigeon", "period=year", "from=2026-02-01&to=2026-01-01"] {
        let page = app.get_with(&format!("/admin/surveys/nps?{query}"), &cookie).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.body.contains("<html"));
        let export = app.get_with(&format!("/admin/surveys/nps/export.csv?{query}"), &cookie).await;
        assert_eq!(export.status, 422, "{query}");
        assert_eq!(export.header("content-disposition"), "");
    }
}

#[tokio::test]
async fn surveys_of_another_organisation_do_not_exist() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let other = app.store.create_organisation(&OrganisationProfile::new("Ander", "b", "c")).await.unwrap();
    let questionnaire = Template::Nps.questionnaire(&other.profile, Basis::Consent);
    app.store.create_survey(&other, &Slug::parse("ander").unwrap(), &questionnaire).await.unwrap();
    for path in ["/admin/surveys/ander", "/admin/surveys/ander/export.csv", "/admin/surveys/ander/codebook.csv"] {
        assert_eq!(app.get_with(path, &cookie).await.status, 404, "{path}");
    }
    assert!(!app.get_with("/admin", &cookie).await.body.contains("/admin/surveys/ander"));
}

#[tokio::test]
async fn a_score_is_told_apart_and_a_condition_that_gives_somebody_away_is_refused() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    for score in ["9", "9", "9", "9", "9", "9", "3"] {
        answer(&app, score, "").await;
    }
    let by_channel = app.get_with("/admin/surveys/nps?by=channel&lang=nl", &cookie).await;
    assert_eq!(by_channel.status, 200);
    assert!(by_channel.body.contains("Uitsplitsing") && by_channel.body.contains("Open link"), "{}", by_channel.body);
    // Six of the seven: without the condition the seventh would be revealed.
    let most = app.get_with("/admin/surveys/nps?where=recommend:9&lang=nl", &cookie).await;
    assert_eq!(most.status, 200);
    assert!(most.body.contains("Deze combinatie wordt niet getoond") && !most.body.contains("<svg"), "{}", most.body);
    for wrong in ["where=recommend", "by=Not%20a%20key", "where=a:1&where=b:1&where=c:1&where=d:1"] {
        assert_eq!(app.get_with(&format!("/admin/surveys/nps?{wrong}"), &cookie).await.status, 422, "{wrong}");
    }
    assert_eq!(app.get_with("/admin/surveys/nps?by=reason", &cookie).await.status, 200, "a text tells nothing apart");
    for (wrong, said) in [
        ("recommand:9", "has no question or attribute “recommand”"),
        ("reason:x;y", "The question “reason” is answered with a text"),
    ] {
        let page = app.get_with(&format!("/admin/surveys/nps?where={wrong}&lang=en"), &cookie).await;
        assert!(page.status == 422 && page.body.contains(said), "{wrong}: {}", page.body);
        assert!(page.body.contains("<svg") && !page.body.contains("No answers yet"), "the condition is left out: {}", page.body);
        for file in ["export.csv", "codebook.csv", "figures.csv"] {
            let refused = app.get_with(&format!("/admin/surveys/nps/{file}?where={wrong}"), &cookie).await;
            assert_eq!((refused.status, refused.header("content-disposition")), (422, ""), "{file}");
        }
    }
}

#[tokio::test]
async fn a_condition_on_what_only_an_earlier_version_had_finds_what_was_given_then() {
    let app = spawn_app().await;
    let people = attack::people();
    attack::prepare(&app, &people).await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str()), ("accept-language", "en")];
    let ask = async |query: &str| app.get_with(&format!("/admin/surveys/aanval{query}"), &cookie).await;
    let rows = async || ask("/export.csv?where=state:SP").await.body.lines().count();
    let (before, shown) = (rows().await, ask("?where=state:SP").await);
    assert!(before > 50 && shown.status == 200 && shown.body.contains("<svg"), "{}", shown.body);

    let mut questionnaire = app.published("aanval").await.version.questionnaire.clone();
    questionnaire.attributes.retain(|attribute| attribute.key.as_str() != "state");
    app.store.publish_version(&Slug::parse("aanval").unwrap(), &questionnaire).await.unwrap();
    let later = ask("?where=state:SP").await;
    assert!(later.status == 200 && later.body.contains("<svg") && later.body.contains("state: SP"), "{}", later.body);
    assert_eq!(rows().await, before);
    assert_eq!(ask("?where=stat:SP").await.status, 422, "no version had it");
}

#[tokio::test]
async fn a_period_is_compared_with_the_one_before_it() {
    let app = spawn_app().await;
    let people = attack::people();
    attack::prepare(&app, &people).await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let page = async |query: &str| {
        let reply = app.get_with(&format!("/admin/surveys/aanval?{query}&lang=nl"), &cookie).await;
        assert_eq!(reply.status, 200, "{query}");
        reply.body
    };
    let february = page("from=2026-02-01&to=2026-02-28").await;
    let section = february.split("id=\"comparison\"").nth(1).expect("it is compared");
    assert!(section.contains("1 januari 2026 tot en met 31 januari 2026") && section.contains("Toen was het"), "{section}");
    // Few answers in March.
    let april = page("from=2026-04-01&to=2026-04-30").await;
    assert!(april.contains("te weinig antwoorden om mee te vergelijken"), "{april}");
    for alone in ["from=2026-02-01", "to=2026-02-28", "from=2026-01-01&to=2026-01-31"] {
        assert!(!page(alone).await.contains("id=\"comparison\""), "{alone}");
    }
    assert!(page("period=quarter").await.contains("1e kwartaal 2026"));
}
