//! Relative days: they follow the calendar, in every place where days can be selected.

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    results::span::Span,
};

use crate::support::{
    accounts::{set_role, signed_in, signed_in_as},
    api,
    app::{Fields, Reply, TestApp, spawn_app},
    days::{on_one_day, today},
};

async fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.get_with(path, &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn post(app: &TestApp, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    app.post_with(path, &Fields::new(fields), &[("cookie", cookie), ("accept-language", "nl")]).await
}

async fn answers(app: &TestApp) {
    for score in ["9", "9", "10", "10", "8", "3"] {
        let fields = app.form("nps").await.with("recommend", score).with("reason", "Dit schreef een klant");
        app.post("/s/nps", &fields).await;
    }
}

/// The figures in a file, without their time.
async fn figures(app: &TestApp, cookie: &str, asked: &str) -> String {
    let reply = get(app, cookie, &format!("/admin/surveys/nps/figures.csv?{asked}&lang=nl")).await;
    assert_eq!(reply.status, 200, "{asked}");
    let lines: Vec<_> = reply.body.lines().filter(|line| !line.contains("as_of")).collect();
    lines.join("\n")
}

#[tokio::test]
async fn a_name_asks_for_the_days_that_it_means_today_and_gives_a_reader_nothing_more() {
    let app = spawn_app().await;
    answers(&app).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Analyst)).await;
    for role in [Role::Analyst, Role::Reader] {
        set_role(&app, role).await;
        for &span in Span::ALL {
            let (today, (named, stated)) = on_one_day(async |today| {
                let (from, to) = span.days(today);
                let name = span.name();
                let named = figures(&app, &cookie, &format!("days={name}")).await;
                (named, figures(&app, &cookie, &format!("from={from}&to={to}")).await)
            })
            .await;
            assert_eq!(named, stated, "{role} {span:?}");
            let (from, to) = span.days(today);
            assert!(named.contains(&from.to_string()) || role == Role::Reader, "{named}");
            assert!(named.contains(&to.to_string()) || role == Role::Reader, "{named}");
        }
    }
}

#[tokio::test]
async fn a_reader_sees_whole_months_and_one_mark_or_none() {
    let app = spawn_app().await;
    answers(&app).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Reader)).await;
    for &span in Span::ALL {
        let page = get(&app, &cookie, &format!("/admin/surveys/nps?days={}", span.name())).await;
        assert_eq!(page.status, 200);
        let links = page.body.split("aria-label=\"Dagen\"").nth(1).unwrap().split("</nav>").next().unwrap();
        assert_eq!(links.matches("aria-current").count(), usize::from(span.is_of_months()), "{span:?}: {links}");
        // Days that are not whole months are stated for readers from here on.
        let names = [Span::LastSevenDays, Span::LastThirtyDays].map(Span::name);
        let written = page.body.replace(&format!("?days={}", span.name()), "");
        assert!(names.iter().all(|name| !written.contains(&format!("days={name}"))), "{span:?}: {}", page.body);
    }
}

#[tokio::test]
async fn a_name_that_means_no_days_is_refused() {
    let app = spawn_app().await;
    answers(&app).await;
    let cookie = signed_in(&app).await;
    for page in
        ["", "/comments", "/drivers", "/report", "/export", "/export.csv", "/codebook.csv", "/figures.csv", "/figures.xlsx"]
    {
        let reply = get(&app, &cookie, &format!("/admin/surveys/nps{page}?days=last-decade")).await;
        assert_eq!(reply.status, 422, "{page}");
        assert!(reply.body.contains("Verwacht: de naam van een periode"), "{page}: {}", reply.body);
    }
    for (path, field) in [("views", "days"), ("views", "span"), ("reports", "days"), ("exports", "days")] {
        let fields = [("name", "x"), ("from", ""), (field, "last-decade")];
        let reply = post(&app, &cookie, &format!("/admin/surveys/nps/{path}"), &fields).await;
        assert_eq!(reply.status, 422, "{path} {field}");
        assert!(reply.body.contains("Verwacht: de naam van een periode"), "{path}: {}", reply.body);
    }
    assert!(!get(&app, &cookie, "/admin").await.body.contains("/admin/views/"), "nothing was kept");
}

#[tokio::test]
async fn programs_state_their_days() {
    let app = spawn_app().await;
    let key = api::own_key(&app, &[Scope::Results]).await;
    let reply = app.get_with("/api/v1/surveys/nps/scores?days=last-month", &[("authorization", &key)]).await;
    assert_eq!(reply.status, 400, "{}", reply.body);
}

#[tokio::test]
async fn a_view_saved_under_a_name_moves_along_and_another_stays() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let views = "/admin/surveys/nps/views";
    let page = get(&app, &cookie, "/admin/surveys/nps?days=last-month&by=channel").await;
    assert!(page.body.contains("<option value=\"last-month\" selected>"), "{}", page.body);
    // As the form of that page sends it: the shown days, and the selected name.
    let (from, to) = Span::LastMonth.days(today());
    let (from, to) = (from.to_string(), to.to_string());
    let shown = [("from", from.as_str()), ("to", to.as_str()), ("by", "channel")];
    for (name, span, expected) in [
        ("Beweegt", "last-month", "days=last-month&by=channel&period=month".to_owned()),
        ("Blijft", "", format!("from={from}&to={to}&by=channel&period=month")),
    ] {
        let saved = post(&app, &cookie, views, &[&shown[..], &[("name", name), ("span", span)]].concat()).await;
        let view = saved.location().split('?').next().unwrap().to_owned();
        assert_eq!(get(&app, &cookie, &view).await.location(), format!("/admin/surveys/nps?{expected}"), "{name}");
    }
    // A form without that field uses the address.
    let saved = post(&app, &cookie, views, &[("name", "Zonder"), ("days", "this-quarter")]).await;
    let view = saved.location().split('?').next().unwrap().to_owned();
    assert_eq!(get(&app, &cookie, &view).await.location(), "/admin/surveys/nps?days=this-quarter&period=month");
    let page = get(&app, &cookie, "/admin/surveys/nps?days=this-quarter").await.body;
    assert!(
        page.contains("aria-current=\"true\">Zonder</a>") && page.contains("aria-current=\"true\">Dit kwartaal</a>"),
        "{page}"
    );
    assert_eq!(page.matches("aria-current=\"true\">Blijft").count(), 0);
}

#[tokio::test]
async fn what_is_kept_of_an_export_or_a_report_states_its_days() {
    let app = spawn_app().await;
    answers(&app).await;
    let cookie = signed_in(&app).await;
    let (today, (job, report)) = on_one_day(async |_| {
        let asked = [("name", "Dit jaar"), ("days", "this-year"), ("format", "jsonl")];
        assert_eq!(post(&app, &cookie, "/admin/surveys/nps/exports", &asked).await.status, 303);
        let organisation = app.published("nps").await.organisation.id;
        let job = app.store.list_export_jobs(organisation, 1).await.unwrap().remove(0);
        let fixed = post(&app, &cookie, "/admin/surveys/nps/reports", &asked).await;
        let document = format!("{}/document.json", fixed.location().split('?').next().unwrap());
        (job, get(&app, &cookie, &document).await.json())
    })
    .await;
    let (from, to) = Span::ThisYear.days(today);
    assert_eq!(report["query"], format!("from={from}&to={to}&period=month"));
    let query = job.query.replace("%2D", "-");
    assert!(query.contains(&format!("from={from}&to={to}")) && !query.contains("days"), "{query}");
    let noted = get(&app, &cookie, "/admin/access?lang=en").await.body;
    assert!(noted.contains(&format!("format=jsonl labels=codes shape=wide from={from} to={to}")), "{noted}");
}
