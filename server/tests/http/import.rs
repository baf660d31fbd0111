//! An unfinished import: what pages, files, reports and programs say of it, and what waits for it.

mod cells;

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    calendar::Millis,
    hash::Sha256Hash,
    id::key,
    import::Provenance,
    locale::Locale,
    notice::purpose::Basis,
    response::answer::Answer,
};
use store::{Import, ImportFile, ImportRow};

use crate::support::{
    accounts::{signed_in, signed_in_as},
    api::{self, own_key},
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

const SURVEY: &str = "/admin/surveys/nps";

fn rows(from: u32, to: u32) -> Vec<ImportRow> {
    let row = |number: u32| ImportRow {
        external_id: number.to_string(),
        submitted_at: Millis(1_767_225_600_000),
        locale: Locale::Nl,
        answers: vec![(key("recommend"), Answer::Score(9))],
        attributes: vec![],
    };
    (from..to).map(row).collect()
}

async fn begin(app: &TestApp) -> Import {
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "n".into(),
        collected_by: "c".into(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let file =
        ImportFile { name: "oud.csv".to_owned(), hash: Sha256Hash::of(b"oud"), rows: 20, by: "klankbord import".to_owned() };
    app.store.begin_import(&app.published("nps").await, &provenance, &file).await.unwrap()
}

async fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.get_with(path, &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn fix(app: &TestApp, cookie: &str) -> Reply {
    let fields = Fields::new(&[("name", "Kwartaal")]);
    app.post_with(&format!("{SURVEY}/reports"), &fields, &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn scores(app: &TestApp, key: &str) -> serde_json::Value {
    serde_json::from_str(&api::get(app, "/api/v1/surveys/nps/scores", key).await.body).unwrap()
}

async fn everything_says_that_an_import_is_not_finished(app: TestApp) {
    let cookie = signed_in(&app).await;
    let key = own_key(&app, Scope::ALL).await;
    let mut import = begin(&app).await;
    import.add(rows(0, 8)).await.unwrap();
    for page in [SURVEY, "/admin/surveys/nps/report"] {
        let body = get(&app, &cookie, page).await.body;
        assert!(body.contains("Er loopt een import: 40 % van oud.csv is klaar."), "{page}: {body}");
    }
    let export = get(&app, &cookie, &format!("{SURVEY}/export.csv")).await;
    let name = export.headers["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains("-import-running-40-percent.csv"), "{name}");
    let figures = get(&app, &cookie, &format!("{SURVEY}/figures.csv")).await.body;
    assert!(figures.contains("running 40"), "{figures}");
    let named = async |file: &str| {
        let file = get(&app, &cookie, &format!("{SURVEY}/{file}")).await;
        (file.headers["content-disposition"].to_str().unwrap().contains("-import-running-40-percent."), file.body)
    };
    for file in ["codebook.csv", "figures.csv", "pictures/distribution.csv", "pictures/distribution.svg"] {
        assert!(named(file).await.0, "{file}");
    }
    let picture = named("pictures/distribution.svg").await.1;
    assert!(picture.contains("Er loopt een import: 40 % van oud.csv is klaar. Een deel van die antwoorden telt"), "{picture}");
    for page in ["/admin", "/admin/surveys/nps/comments"] {
        let body = get(&app, &cookie, page).await.body;
        assert!(body.contains("Er loopt een import: 40 % van oud.csv is klaar."), "{page}: {body}");
    }
    assert_eq!(scores(&app, &key).await["importing"], true);
    let refused = fix(&app, &cookie).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Een import van deze vragenlijst is nog niet klaar."), "{}", refused.body);

    import.interrupt().await.unwrap();
    let body = get(&app, &cookie, SURVEY).await.body;
    assert!(body.contains("Een import is onderbroken bij 40 % van oud.csv."), "{body}");
    let mut import = begin(&app).await;
    import.add(rows(8, 20)).await.unwrap();
    import.finish().await.unwrap();
    assert!(!get(&app, &cookie, SURVEY).await.body.contains("id=\"importing\""));
    assert!(!get(&app, &cookie, "/admin").await.body.contains("Er loopt een import"));
    assert_eq!(scores(&app, &key).await["importing"], false);
    assert_eq!(fix(&app, &cookie).await.status, 303);
}

async fn readers_see_the_figures_of_before_until_it_is_done(app: TestApp) {
    for _ in 0..6 {
        let fields = app.form("nps").await.with("recommend", "3");
        assert_eq!(app.post("/s/nps", &fields).await.status, 303);
    }
    let reader = signed_in_as(&app, Rights { role: Role::Reader, only: None }).await;
    let before = get(&app, &reader, &format!("{SURVEY}/figures.csv")).await.body;
    let scores = |text: &str| text.lines().filter(|line| line.contains("score")).map(str::to_owned).collect::<Vec<_>>();
    let mut import = begin(&app).await;
    import.add(rows(0, 8)).await.unwrap();
    let body = get(&app, &reader, SURVEY).await.body;
    assert!(body.contains("De cijfers hier zijn van voor de import."), "{body}");
    let during = get(&app, &reader, &format!("{SURVEY}/figures.csv")).await.body;
    assert_eq!(scores(&during), scores(&before));
    import.add(rows(8, 20)).await.unwrap();
    import.finish().await.unwrap();
    let after = get(&app, &reader, &format!("{SURVEY}/figures.csv")).await.body;
    assert_ne!(scores(&after), scores(&before));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_says_that_an_import_is_not_finished_on_sqlite() {
    everything_says_that_an_import_is_not_finished(spawn_app().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_says_that_an_import_is_not_finished_on_postgres() {
    on_postgres(everything_says_that_an_import_is_not_finished).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_see_the_figures_of_before_until_it_is_done_on_sqlite() {
    readers_see_the_figures_of_before_until_it_is_done(spawn_app().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_see_the_figures_of_before_until_it_is_done_on_postgres() {
    on_postgres(readers_see_the_figures_of_before_until_it_is_done).await;
}
