//! Saved views: an address repeats a query, and shows each user what their role allows.

use domain::{
    account::role::{Rights, Role},
    contact::EmailAddress,
    id::Slug,
    notice::purpose::Basis,
    organisation::OrganisationProfile,
    response::filter::Condition,
    results::saved_view::{ViewCode, ViewName},
    survey::template::Template,
};
use store::NewSavedView;

use crate::support::{
    accounts::{EMAIL, set_role, signed_in, signed_in_as},
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
    days::on_one_day,
};

const VIEWS: &str = "/admin/surveys/nps/views";

async fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.get_with(path, &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn post(app: &TestApp, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    app.post_with(path, &Fields::new(fields), &[("cookie", cookie), ("accept-language", "nl")]).await
}

/// Saves a view, and returns its address.
async fn saved(app: &TestApp, cookie: &str, fields: &[(&str, &str)]) -> String {
    let reply = post(app, cookie, VIEWS, fields).await;
    reply.location().split('?').next().unwrap().to_owned()
}

/// A view of a colleague.
async fn of_colleague(app: &TestApp, number: u8, name: &str, query: &str) -> String {
    let published = app.published("nps").await;
    let new = NewSavedView {
        code: ViewCode([number; 9]),
        organisation: published.organisation.id,
        survey: published.survey.id,
        name: ViewName::parse(name).unwrap(),
        query: query.to_owned(),
        span: None,
        who: "collega@voorbeeld.nl".to_owned(),
    };
    app.store.create_saved_view(&new).await.unwrap();
    format!("/admin/views/{}", new.code)
}

async fn a_view_is_saved_opened_renamed_and_deleted(app: TestApp) {
    let cookie = signed_in(&app).await;
    let asked = [("name", " Per kanaal "), ("from", "2026-01-01"), ("to", "2026-03-31"), ("by", "channel"), ("period", "week")];
    let fields = [&asked[..], &[("where", "recommend:9"), ("span", ""), ("q", "\"><script>"), ("format", "xlsx")]].concat();
    let view = saved(&app, &cookie, &fields).await;
    assert_eq!(view.strip_prefix("/admin/views/").unwrap().len(), 12);
    let opened = get(&app, &cookie, &format!("{view}?lang=en")).await;
    assert_eq!(
        opened.location(),
        "/admin/surveys/nps?from=2026-01-01&to=2026-03-31&by=channel&period=week&where=recommend%3A9&lang=en"
    );
    let page = get(&app, &cookie, opened.location()).await.body;
    assert!(page.contains("Per kanaal") && page.contains(&format!("Saved by {EMAIL}")), "{page}");
    assert!(page.contains("From: 1 January 2026; Up to and including: 31 March 2026") && !page.contains("<script>"), "{page}");
    assert!(get(&app, &cookie, "/admin").await.body.contains(&view));

    let other = saved(&app, &cookie, &[("name", "Alles")]).await;
    for name in ["", " \t", "Per kanaal", &"x".repeat(81)] {
        let again = post(&app, &cookie, VIEWS, &[("name", name), ("by", "channel")]).await;
        assert_eq!(again.status, 422, "{name}");
        assert!(again.body.contains("name=\"by\" value=\"channel\"") && again.body.contains("id=\"e-name\""), "{}", again.body);
        assert_eq!(post(&app, &cookie, &format!("{other}/rename"), &[("name", name)]).await.status, 422, "{name}");
    }
    assert_eq!(post(&app, &cookie, VIEWS, &[("name", "x"), ("from", "gisteren")]).await.status, 422);

    let renamed = post(&app, &cookie, &format!("{view}/rename"), &[("name", "Kanalen")]).await;
    assert_eq!(renamed.location(), "/admin/surveys/nps?lang=nl#views");
    let page = get(&app, &cookie, "/admin/surveys/nps").await.body;
    assert!(page.contains("Kanalen") && !page.contains("Per kanaal"));
    assert_eq!(post(&app, &cookie, &format!("{view}/delete"), &[]).await.status, 303);
    for path in [view.clone(), format!("{view}/edit"), "/admin/views/AAAAAAAAAAAA".into(), "/admin/views/x".into()] {
        assert_eq!(get(&app, &cookie, &path).await.status, 404, "{path}");
    }
    assert_eq!(post(&app, &cookie, &format!("{view}/delete"), &[]).await.status, 404);
}

#[tokio::test]
async fn a_view_is_saved_opened_renamed_and_deleted_on_sqlite() {
    a_view_is_saved_opened_renamed_and_deleted(spawn_app().await).await;
}

#[tokio::test]
async fn a_view_is_saved_opened_renamed_and_deleted_on_postgres() {
    on_postgres(a_view_is_saved_opened_renamed_and_deleted).await;
}

#[tokio::test]
async fn days_move_along() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let view =
        saved(&app, &cookie, &[("name", "Vorig jaar"), ("from", "2020-01-01"), ("to", "2020-12-31"), ("span", "last-year")])
            .await;
    let opened = get(&app, &cookie, &view).await;
    assert_eq!(opened.location(), "/admin/surveys/nps?days=last-year&period=month");
    let (today, page) = on_one_day(async |_| get(&app, &cookie, opened.location()).await.body).await;
    let year = today.date().year() - 1;
    assert!(page.contains(&format!("Vorig jaar: 1 januari {year} tot en met 31 december {year}")), "{page}");
    assert!(page.contains("aria-current=\"true\">Vorig jaar</a>"), "{page}");
    assert!(page.contains("<option value=\"last-year\" selected>"), "what is shown now is offered to move along: {page}");
}

#[tokio::test]
async fn who_made_it_or_an_editor_changes_it() {
    let app = spawn_app().await;
    let cookie = signed_in_as(&app, Rights::of(Role::Analyst)).await;
    let view = of_colleague(&app, 7, "Van een collega", "by=channel&period=month").await;
    let own = saved(&app, &cookie, &[("name", "Van mij")]).await;
    for (role, status) in [(Role::Reader, 403), (Role::Analyst, 403), (Role::Editor, 303), (Role::Owner, 303)] {
        set_role(&app, role).await;
        let reply = post(&app, &cookie, &format!("{view}/rename"), &[("name", role.name())]).await;
        assert_eq!(reply.status, status, "{role}");
        let page = get(&app, &cookie, &format!("{view}/edit")).await.body;
        assert_eq!(page.contains("/delete?"), status == 303, "{role}");
    }
    set_role(&app, Role::Reader).await;
    assert_eq!(post(&app, &cookie, &format!("{view}/delete"), &[]).await.status, 403);
    assert_eq!(post(&app, &cookie, &format!("{own}/delete"), &[]).await.status, 303);
    assert_eq!(app.get(&view).await.location(), format!("/sign-in?next={}", view.replace('/', "%2F")));
}

#[tokio::test]
async fn a_reader_is_told_of_no_value_and_sees_what_a_reader_sees() {
    let app = spawn_app().await;
    for score in ["9", "9", "10", "10", "8", "3"] {
        let fields = app.form("nps").await.with("recommend", score);
        app.post("/s/nps", &fields).await;
    }
    let cookie = signed_in_as(&app, Rights::of(Role::Reader)).await;
    let few = of_colleague(&app, 1, "Lage scores", "period=month&where=recommend%3A3").await;
    let told = of_colleague(&app, 2, "Een klein dorp", "period=month&where=city%3AZwartewaal").await;
    let groups = of_colleague(&app, 3, "Twee scores", "by=recommend&period=month&a=9&b=10").await;
    let villages = of_colleague(&app, 4, "Twee dorpen", "by=city&period=month&a=Zwartewaal&b=Brielle").await;
    for path in ["/admin", "/admin/surveys/nps"] {
        let page = get(&app, &cookie, path).await.body;
        assert!(page.contains(&few) && !page.contains(&told) && !page.contains("Zwartewaal"), "{page}");
        assert!(page.contains(&groups) && !page.contains(&villages) && !page.contains("Twee dorpen"), "{page}");
    }
    // Nor does an error reveal that a view with this name exists.
    assert_eq!(post(&app, &cookie, VIEWS, &[("name", "Een klein dorp")]).await.status, 303);
    assert_eq!(post(&app, &cookie, VIEWS, &[("name", "Een klein dorp")]).await.status, 422);
    let opened = get(&app, &cookie, &few).await;
    let page = get(&app, &cookie, opened.location()).await.body;
    assert!(page.contains("Deze combinatie wordt niet getoond") && !page.contains("id=\"export\""), "{page}");
    // A reader saves what was shown: whole months, and not the reader's own condition.
    let rights = Rights::bound(Role::Reader, Some(Condition::parse("recommend:9").unwrap())).unwrap();
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &rights).await.unwrap();
    let own = saved(&app, &cookie, &[("name", "Van een lezer"), ("from", "2026-01-15"), ("to", "2026-02-03")]).await;
    assert_eq!(get(&app, &cookie, &own).await.location(), "/admin/surveys/nps?from=2026-01-01&to=2026-02-28&period=month");
}

#[tokio::test]
async fn what_the_survey_no_longer_has_is_said() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let asked = [("name", "Per provincie"), ("by", "province"), ("across", "channel"), ("where", "store:Goes")];
    assert_eq!(post(&app, &cookie, VIEWS, &asked).await.status, 422, "it is not there to be asked");
    let view = of_colleague(&app, 1, "Per provincie", "by=province&across=channel&period=month&where=store%3AGoes").await;
    let page = get(&app, &cookie, &view).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Niet meer in de vragenlijst: province, store"), "{}", page.body);
    assert!(page.body.contains("/admin/surveys/nps?across=channel&amp;period=month&amp;lang=nl"), "{}", page.body);
    assert!(get(&app, &cookie, "/admin/surveys/nps").await.body.contains("gebruikt iets dat niet meer in de vragenlijst zit"));
}

#[tokio::test]
async fn another_organisations_view_is_not_there() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let profile = OrganisationProfile::new("Een ander", "a@ander.nl", "b@ander.nl");
    let other = app.store.create_organisation(&profile).await.unwrap();
    let questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
    let published = app.store.create_survey(&other, &Slug::parse("ander").unwrap(), &questionnaire).await.unwrap();
    let new = NewSavedView {
        code: ViewCode([9; 9]),
        organisation: other.id,
        survey: published.survey.id,
        name: ViewName::parse("Geheim").unwrap(),
        query: "period=month".to_owned(),
        span: None,
        who: EMAIL.to_owned(),
    };
    app.store.create_saved_view(&new).await.unwrap();
    let view = format!("/admin/views/{}", new.code);
    for path in [view.clone(), format!("{view}/edit")] {
        assert_eq!(get(&app, &cookie, &path).await.status, 404, "{path}");
    }
    for path in [format!("{view}/rename"), format!("{view}/delete"), "/admin/surveys/ander/views".to_owned()] {
        assert_eq!(post(&app, &cookie, &path, &[("name", "x")]).await.status, 404, "{path}");
    }
    assert!(!get(&app, &cookie, "/admin").await.body.contains("Geheim"));
}
