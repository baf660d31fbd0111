//! Exports that are prepared in the background: requested, followed, fetched and cancelled, by analysts of the same
//! organisation only.

use std::time::Duration;

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    contact::EmailAddress,
    export::job::ExportState,
    id::Slug,
    locale::Locale,
};
use reqwest::Method;
use serde_json::Value;
use store::NewExportJob;

use crate::support::{
    accounts::{self, EMAIL, signed_in},
    api,
    app::{Fields, Reply, TestApp, spawn_app},
};

fn form() -> Fields {
    Fields::new(&[("format", "jsonl"), ("labels", "codes"), ("shape", "wide"), ("where", "recommend:9")])
}

async fn answer(app: &TestApp, count: usize) {
    for number in 0..count {
        let fields = app.form("nps").await.with("recommend", "9").with("reason", &format!("brood {number}"));
        app.post("/s/nps", &fields).await;
    }
    app.post("/s/nps", &app.form("nps").await.with("recommend", "1").with("reason", "zuur")).await;
}

/// The address of the only finished file.
async fn ready(app: &TestApp, cookie: &[(&str, &str)]) -> String {
    for _ in 0..1200 {
        let page = app.get_with("/admin/exports?lang=nl", cookie).await;
        assert_eq!(page.status, 200);
        if let Some(link) = page.body.split("href=\"").find(|part| part.starts_with("/admin/exports/")) {
            return link.split('"').next().unwrap().to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no export became ready");
}

#[tokio::test]
async fn one_is_asked_for_followed_and_fetched() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    answer(&app, 3).await;
    let page = app.get_with("/admin/surveys/nps?lang=nl", &cookie).await.body;
    assert!(page.contains("formaction=\"/admin/surveys/nps/exports?lang=nl\"") && page.contains("formmethod=\"post\""), "{page}");
    let empty = app.get_with("/admin/exports?lang=nl", &cookie).await.body;
    assert!(empty.contains("Er is nog niets klaargezet"), "{empty}");
    let asked = app.post_with("/admin/surveys/nps/exports?lang=nl", &form(), &cookie).await;
    assert_eq!((asked.status, asked.header("location")), (303, "/admin/exports?lang=nl"));
    let link = ready(&app, &cookie).await;
    let list = app.get_with("/admin/exports?lang=en", &cookie).await.body;
    assert!(list.contains("Ready") && list.contains("Can be downloaded until") && list.contains("Delete now"), "{list}");
    let file = app.get_with(&link, &cookie).await;
    let at_once = app.get_with("/admin/surveys/nps/export?format=jsonl&where=recommend:9", &cookie).await;
    assert_eq!((file.status, &file.body), (200, &at_once.body), "the same as a download at once");
    assert_eq!((file.body.lines().count(), file.header("content-type")), (3, "application/jsonl"));
    assert_eq!(file.header("content-length"), file.body.len().to_string());
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"klankbord-nps-"));
    let log = app.get_with("/admin/access?lang=en", &cookie).await.body;
    assert_eq!(
        log.matches("format=jsonl labels=codes shape=wide where=recommend:9").count(),
        3,
        "asked, fetched, at once: {log}"
    );
    assert!(log.contains("where=recommend:9 prepared"), "{log}");
    // A user without the right to see rows gets no file. Nor does a client without a session.
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    let email = EmailAddress::parse(EMAIL).unwrap();
    app.store.set_rights(&email, &Rights::of(Role::Reader)).await.unwrap();
    for refused in [app.get_with(&link, &cookie).await, app.get_with("/admin/exports", &cookie).await] {
        assert_eq!(refused.status, 403);
    }
    assert_eq!(app.post_with("/admin/surveys/nps/exports", &form(), &cookie).await.status, 403);
    app.store.set_rights(&email, &Rights::of(Role::Analyst)).await.unwrap();
    assert_eq!(app.get(&link).await.status, 303);
    // A cancelled file is gone at once.
    let cancel = link.replace("/file", "/cancel");
    assert_eq!(app.post_with(&cancel, &Fields::new(&[]), &cookie).await.status, 303);
    let gone = app.get_with(&link, &cookie).await;
    assert_eq!((gone.status, gone.header("location")), (303, "/admin/exports"));
    assert!(app.get_with("/admin/exports?lang=en", &cookie).await.body.contains("Cancelled or deleted"));
    for unknown in ["/admin/exports/00000000-0000-0000-0000-000000000000/file", "/admin/exports/x/file"] {
        assert_eq!(app.get_with(unknown, &cookie).await.status, 404, "{unknown}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_nothing_is_prepared() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let page = app.post_with("/admin/surveys/nps/exports", &Fields::new(&[("format", "ods")]), &cookie).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("id=\"e-format\""), "{}", page.body);
    assert!(app.get_with("/admin/exports?lang=en", &cookie).await.body.contains("Nothing has been scheduled yet"));
}

#[tokio::test]
async fn one_that_a_server_left_is_taken_up_by_the_next_and_goes_when_its_time_is_over() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    answer(&app, 2).await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    let new = NewExportJob {
        organisation,
        survey: Slug::parse("nps").unwrap(),
        who: "iemand@voorbeeld.nl".to_owned(),
        query: "format=csv".to_owned(),
        locale: Locale::Nl,
        file: "klankbord-nps.csv".to_owned(),
        total: 3,
    };
    // The job is found without a wake-up, as after a start.
    let id = app.store.create_export_job(&new).await.unwrap();
    let link = ready(&app, &cookie).await;
    assert_eq!(app.get_with(&link, &cookie).await.body.lines().count(), 4);
    assert_eq!(app.store.expire_export_jobs(domain::calendar::Millis(0)).await.unwrap(), [id]);
    let tomorrow = domain::calendar::Millis(jiff::Timestamp::now().as_millisecond() + 25 * 60 * 60 * 1000);
    assert_eq!(app.store.expire_export_jobs(tomorrow).await.unwrap(), []);
    let job = app.store.find_export_job(organisation, id).await.unwrap().unwrap();
    assert_eq!((job.state, job.done, job.percent()), (ExportState::Expired, 3, 100));
    assert_eq!(app.get_with(&link, &cookie).await.status, 303);
}

#[tokio::test]
async fn programs_ask_for_files_too() {
    let app = spawn_app().await;
    answer(&app, 2).await;
    let auth = api::own_key(&app, &[Scope::Responses]).await;
    let auth = [("authorization", auth.as_str())];
    let asked = app.send(Method::POST, "/api/v1/surveys/nps/exports?format=csv&where=recommend:9", &auth, Vec::new()).await;
    assert_eq!(asked.status, 202, "{}", asked.body);
    let place = asked.header("location").to_owned();
    let mut export = json(&asked);
    assert_eq!(
        (place.as_str(), &export["survey"]),
        (format!("/api/v1/exports/{}", export["id"].as_str().unwrap()).as_str(), &"nps".into())
    );
    for _ in 0..1200 {
        export = json(&app.get_with(&place, &auth).await);
        if export["state"] == "ready" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((&export["percent"], &export["responses"]), (&100.into(), &2.into()), "{export}");
    let file = app.get_with(&format!("{place}/file"), &auth).await;
    assert_eq!((file.status, file.body.lines().count()), (200, 3), "{}", file.body);
    assert_eq!(export["bytes"], file.body.len());
    assert_eq!(app.send(Method::DELETE, &place, &auth, Vec::new()).await.status, 204);
    for gone in [place.clone(), format!("{place}/file")] {
        assert_eq!(app.get_with(&gone, &auth).await.status, 404, "{gone}");
    }
    assert_eq!(app.send(Method::DELETE, &place, &auth, Vec::new()).await.status, 404);
    for wrong in ["format=ods", "by=channel", "format=csv&format=csv", "labels=", "where=nope:1", "where=reason:x"] {
        let refused = app.send(Method::POST, &format!("/api/v1/surveys/nps/exports?{wrong}"), &auth, Vec::new()).await;
        assert_eq!(refused.status, 400, "{wrong}: {}", refused.body);
    }
    // Options in a body would be ignored.
    let typed = [auth[0], ("content-type", "application/json")];
    for headers in [&auth[..], &typed] {
        let body = br#"{"format":"xlsx"}"#.to_vec();
        let refused = app.send(Method::POST, "/api/v1/surveys/nps/exports", headers, body).await;
        let described = refused.status == 400 && refused.body.contains("parameters of the address");
        assert!(described && refused.header("content-type") == "application/problem+json", "{}", refused.body);
    }
    assert_eq!(
        app.send(Method::POST, "/api/v1/surveys/nps/exports", &typed, Vec::new()).await.status,
        202,
        "an empty one is none"
    );
    assert_eq!(app.get_with("/api/v1/exports/00000000-0000-0000-0000-000000000000", &auth).await.status, 404);
    let figures = api::own_key(&app, &[Scope::Results]).await;
    let figures = [("authorization", figures.as_str())];
    for (method, path) in
        [(Method::POST, "/api/v1/surveys/nps/exports"), (Method::GET, place.as_str()), (Method::DELETE, place.as_str())]
    {
        assert_eq!(app.send(method, path, &figures, Vec::new()).await.status, 403, "{path}");
    }
}

fn json(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap()
}
