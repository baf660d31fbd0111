//! Figures of generated answers: some groups are small, and one has a formula as its name.

use domain::{
    account::role::{Rights, Role},
    response::filter::Condition,
    statistics::round_one_decimal,
};
use serde_json::Value;

use super::{of_part, read, withheld_on_page};
use crate::support::{
    accounts::signed_in_as,
    analyst::Analyst,
    app::{TestApp, on_postgres, spawn_app},
    made_up::prepare,
};

async fn the_same_four_times(app: TestApp) {
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let said = analyst.ask("klein", "state", "").await;
    let groups = of_part(&said.lines, "breakdown");
    let status = |name: &str| groups.iter().find(|line| line["group"] == name).unwrap()["status"].as_str();
    assert_eq!((status("SP"), status("RJ"), status("AC"), status("BA")), ("shown", "shown", "withheld", "withheld"));
    assert_eq!((status("'=1+1"), withheld_on_page(&said.page)), ("shown", 2), "a formula is inert");
    let trend: Vec<_> = of_part(&said.lines, "trend").iter().map(|line| line["status"].as_str()).collect();
    assert_eq!(trend, ["shown", "shown", "no_answers", "shown"], "March has nobody");
    let distribution: u64 = of_part(&said.lines, "distribution").iter().map(|line| line["count"].parse::<u64>().unwrap()).sum();
    assert_eq!((distribution, of_part(&said.lines, "score")[0]["n"].as_str()), (110, "110"));
    let beside: Vec<_> =
        of_part(&said.lines, "beside").iter().map(|line| (line["item"].clone(), line["value"].clone())).collect();
    let scores = analyst.api("/api/v1/surveys/klein/scores").await;
    let parts = scores["scores"][0]["beside"].as_array().unwrap().clone();
    let parts: Vec<_> = parts.iter().map(|part| (part["name"].as_str().unwrap().to_owned(), part["value"].to_string())).collect();
    assert_eq!(beside, parts, "what stands beside a score is the same everywhere");
    let names: Vec<_> = beside.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["promoters", "passives", "detractors"]);
    let about = |item: &str| of_part(&said.lines, "about").into_iter().find(|line| line["item"] == item).unwrap();
    assert_eq!((about("survey")["text"].as_str(), about("basis")["text"].as_str()), ("klein", "contract"));
    assert_eq!((about("responses")["count"].as_str(), about("minimum_group")["count"].as_str()), ("110", "5"));
    assert!(about("as_of")["text"].ends_with('Z'), "{}", about("as_of")["text"]);

    // With a filter, which is stated.
    let some = analyst.ask("klein", "delivery", "&from=2026-01-01&to=2026-02-28&where=state%3ASP").await;
    let said_of =
        |item: &str| of_part(&some.lines, "about").into_iter().find(|line| line["item"] == item).unwrap()["text"].clone();
    assert_eq!((said_of("from"), said_of("to"), said_of("where")), ("2026-01-01".into(), "2026-02-28".into(), "state:SP".into()));
    assert_eq!(of_part(&some.lines, "trend").len(), 2);
    assert_eq!(of_part(&some.lines, "breakdown").len(), 2);
}

/// Sizes of the cells, row by row. `None` if withheld.
fn sizes(lines: &[super::Line], part: &str) -> Vec<Option<u64>> {
    let size = |line: &&super::Line| match line["status"].as_str() {
        "withheld" => None,
        _ => Some(line["n"].parse().unwrap_or(0)),
    };
    of_part(lines, part).iter().map(size).collect()
}

async fn crosstabs_are_the_same_four_times(app: TestApp) {
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let said = analyst.cross("klein", "state", "delivery").await;
    // SP, RJ, =1+1, BA, AC by on time and late. Two of "=1+1" and two of AC were late: four in total, so RJ is withheld
    // too.
    let cells = [Some(40), Some(17), None, None, None, None, None, Some(0), Some(0), None];
    assert_eq!(sizes(&said.lines, "crosstab"), cells);
    assert_eq!(sizes(&said.lines, "crosstab_row_total"), [Some(57), Some(30), Some(13), None, None]);
    assert_eq!(sizes(&said.lines, "crosstab_column_total"), [Some(80), Some(30)]);
    assert_eq!(sizes(&said.lines, "crosstab_whole"), [Some(110)]);
    assert!(said.page.contains("Cells with fewer than 5 answers are not shown"), "{}", said.page);
    for more in ["&where=state%3ASP", "&from=2026-01-01&to=2026-02-28"] {
        let path = format!("/api/v1/surveys/klein/crosstab?by=delivery&across=locale{more}");
        assert_eq!(analyst.api(&path).await["status"], "shown", "{more}");
    }
    for (query, field) in [
        ("by=state", "across"),
        ("across=state", "by"),
        ("by=state&across=reason", "across"),
        ("by=state&across=state", "across"),
    ] {
        let path = format!("/api/v1/surveys/klein/crosstab?{query}");
        let reply = analyst.app.get_with(&path, &[("authorization", analyst.key.as_str())]).await;
        assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str()), (400, Some(field)), "{}", reply.body);
    }
}

#[tokio::test]
async fn crosstabs_are_the_same_four_times_on_sqlite() {
    crosstabs_are_the_same_four_times(spawn_app().await).await;
}

#[tokio::test]
async fn crosstabs_are_the_same_four_times_on_postgres() {
    on_postgres(crosstabs_are_the_same_four_times).await;
}

#[tokio::test]
async fn a_crosstab_is_for_who_may_see_rows() {
    let app = spawn_app().await;
    prepare(&app).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Reader)).await;
    let headers = [("cookie", cookie.as_str())];
    let query = "by=state&across=delivery&lang=en";
    let page = app.get_with(&format!("/admin/surveys/klein?{query}"), &headers).await.body;
    assert!(page.contains("An analyst can make one") && !page.contains("class=\"heat\""), "{page}");
    let (_, bytes) = app.download(&format!("/admin/surveys/klein/figures.csv?{query}"), &headers).await;
    let lines = read(&String::from_utf8(bytes).unwrap(), b',');
    assert!(!lines.iter().any(|line| line["part"].starts_with("crosstab")), "{lines:?}");
    let key = crate::support::api::own_key(&app, &[domain::account::api_key::Scope::Results]).await;
    let reply = app.get_with("/api/v1/surveys/klein/crosstab?by=state&across=delivery", &[("authorization", &key)]).await;
    assert_eq!((reply.status, reply.json()["scope"].as_str()), (403, Some("responses:read")));
}

#[tokio::test]
async fn the_same_four_times_on_sqlite() {
    the_same_four_times(spawn_app().await).await;
}

#[tokio::test]
async fn the_same_four_times_on_postgres() {
    on_postgres(the_same_four_times).await;
}

#[tokio::test]
async fn a_view_that_gives_somebody_away_has_no_figures_in_its_file_either() {
    let app = spawn_app().await;
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    // All but the two with a late order.
    let path = "/admin/surveys/klein/figures.csv?where=state%3A%3D1%2B1&where=delivery%3Aon%20time";
    let lines = read(&analyst.text(path).await, b',');
    assert!(lines.iter().all(|line| line["part"] == "about"), "{lines:?}");
    assert!(lines.iter().any(|line| line["item"] == "status" && line["text"] == "withheld"));
    assert!(!lines.iter().any(|line| line["item"] == "responses"));
    for file in ["figures.csv?from=yesterday", "figures.xlsx?format=ods"] {
        let (status, bytes) =
            analyst.app.download(&format!("/admin/surveys/klein/{file}"), &[("cookie", analyst.cookie.as_str())]).await;
        assert!(status == 422 && bytes.starts_with(b"<!"), "{file}");
    }
}

#[tokio::test]
async fn a_reader_takes_along_what_a_reader_sees() {
    let app = spawn_app().await;
    prepare(&app).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Reader)).await;
    let file = async |query: &str| {
        let (status, bytes) = app.download(&format!("/admin/surveys/klein/figures.csv?{query}"), &[("cookie", &cookie)]).await;
        assert_eq!(status, 200, "{query}");
        read(&String::from_utf8(bytes).unwrap(), b',')
    };
    let all = file("by=state&period=day").await;
    assert!(of_part(&all, "trend").iter().all(|line| line["period"] == "month"));
    let groups = of_part(&all, "breakdown");
    assert!(!groups.iter().any(|line| line["group"] == "AC" || line["group"] == "BA"), "small groups have no names: {groups:?}");
    assert_eq!(groups.iter().filter(|line| line["status"] == "withheld").count(), 1);
    assert!(!of_part(&all, "about").iter().any(|line| line["item"] == "responses"), "the page does not say it either");
    // Two filters together would form a table.
    let two = file("where=state:SP&where=delivery:late").await;
    assert!(two.iter().all(|line| line["part"] == "about"));
    let one = file("where=state:SP&by=delivery").await;
    assert!(of_part(&one, "score").len() == 1 && of_part(&one, "trend").is_empty() && of_part(&one, "breakdown").is_empty());
    assert!(!of_part(&one, "about").iter().any(|line| line["item"] == "responses"));

    let bound = Rights::bound(Role::Reader, Some(Condition::parse("state:SP").unwrap())).unwrap();
    app.store.set_rights(&domain::contact::EmailAddress::parse(crate::support::accounts::EMAIL).unwrap(), &bound).await.unwrap();
    let only = file("").await;
    assert_eq!(of_part(&only, "score")[0]["n"], "57");
    assert!(of_part(&only, "about").iter().any(|line| line["item"] == "where" && line["text"] == "state:SP"), "{only:?}");
    let report = app.get_with("/admin/surveys/klein/report?lang=en", &[("cookie", &cookie)]).await;
    assert!(report.body.contains("state: SP") && !report.body.contains("All responses"), "{}", report.body);
    assert_eq!(app.get("/admin/surveys/klein/figures.csv").await.status, 303, "only for who is signed in");
}

#[tokio::test]
async fn each_picture_is_a_file_that_stands_alone() {
    let app = spawn_app().await;
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let page = analyst.text("/admin/surveys/klein?by=state&across=delivery&period=month&lang=en").await;
    let pictures = [
        ("distribution", "110"),
        ("trend", "January 2026"),
        ("breakdown", "=1+1"),
        ("gauge", "class=\"needle\""),
        ("crosstab", ">All<"),
    ];
    for (picture, shown) in pictures {
        let query = "by=state&amp;across=delivery&amp;period=month&amp;lang=en";
        let link = format!("/admin/surveys/klein/pictures/{picture}.svg?{query}");
        assert!(page.contains(&link), "{link}: {page}");
        let svg = analyst.text(&link.replace("&amp;", "&")).await;
        for part in [
            "<?xml",
            "xmlns=\"http://www.w3.org/2000/svg\"",
            "<title id",
            "<desc id",
            "110 answers. Legal basis of the imported answers: Contract. As of",
            "#1f4f8f",
            shown,
        ] {
            assert!(svg.contains(part), "{picture}: {part}: {svg}");
        }
        assert!(is_balanced(&svg) && !svg.contains("var(--") && !svg.contains("href"), "{svg}");
        let lines =
            read(&analyst.text(&format!("/admin/surveys/klein/pictures/{picture}.csv?by=state&across=delivery")).await, b',');
        let part = if picture == "gauge" { "score" } else { picture };
        let is_drawn = |found: &str| found.starts_with(part) || (part == "trend" && found == "rolling");
        assert!(lines.iter().all(|line| line["part"] == "about" || is_drawn(&line["part"])), "{lines:?}");
        assert!(!of_part(&lines, part).is_empty());
    }
    let svg = analyst.text("/admin/surveys/klein/pictures/breakdown.svg?by=state&lang=en").await;
    assert_eq!(svg.matches("<circle").count(), 3, "small states are not drawn");
    assert!(svg.contains("not shown") && !svg.contains(">AC<"), "{svg}");
    for path in [
        "pictures/score.svg",
        "pictures/score.png",
        "pictures/trend",
        "pictures/trend.gif",
        "pictures/breakdown.svg",
        "pictures/breakdown.png",
    ] {
        let cookie = [("cookie", analyst.cookie.as_str())];
        let reply = analyst.app.get_with(&format!("/admin/surveys/klein/{path}"), &cookie).await;
        assert_eq!(reply.status, 404, "{path}");
    }
    let (status, _) = analyst.app.download("/admin/surveys/nps/pictures/trend.svg", &[("cookie", &analyst.cookie)]).await;
    assert_eq!(status, 404, "without answers there is no picture");
}

#[tokio::test]
async fn a_report_says_what_the_page_says() {
    let app = spawn_app().await;
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let lines = read(&analyst.text("/admin/surveys/klein/figures.csv?by=state&across=delivery").await, b',');
    let path = "/admin/surveys/klein/report?by=state&across=delivery&from=2026-01-01&lang=en";
    let report = analyst.text(path).await;
    for part in ["score", "trend", "breakdown", "crosstab", "crosstab_whole"] {
        super::shown_on_page(&lines, part, &report);
    }
    for said in ["From: 1 January 2026", "110", "As of", "Rocks, 2016", "Holm (1979)", "Contract", "fewer than 5"] {
        assert!(report.contains(said), "{said}: {report}");
    }
    assert!(!report.contains("<form class=\"filter\"") && !report.contains("id=\"export\""), "{report}");
    let few = analyst.text("/admin/surveys/klein/report?where=state%3A%3D1%2B1&where=delivery%3Aon%20time&lang=en").await;
    assert!(few.contains("This combination is not shown") && !few.contains("<svg"), "{few}");
    let wrong = analyst.app.get_with("/admin/surveys/klein/report?from=x", &[("cookie", analyst.cookie.as_str())]).await;
    assert_eq!(wrong.status, 422);
}

/// Whether each opened element is closed, in order.
fn is_balanced(xml: &str) -> bool {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
        let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) if open.pop() != closed.split('>').next() => return false,
            Some(_) => {}
            None if tag.split('>').next().unwrap().ends_with('/') => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

#[tokio::test]
async fn a_period_is_compared_as_on_the_page() {
    let app = spawn_app().await;
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let february = "from=2026-02-01&to=2026-02-28";
    let compared = analyst.api(&format!("/api/v1/surveys/klein/comparison?{february}")).await;
    assert_eq!((compared["status"].as_str(), compared["as_of"].is_string()), (Some("shown"), true), "{compared}");
    let both = &compared["comparison"];
    assert_eq!((both["before"]["from"].as_str(), both["before"]["to"].as_str()), (Some("2026-01-01"), Some("2026-01-31")));
    let page = analyst.text(&format!("/admin/surveys/klein?{february}&lang=en")).await;
    let section = page.split("id=\"comparison\"").nth(1).unwrap().split("</section>").next().unwrap();
    let shown = |value: &Value| format!("{:.1}", round_one_decimal(value.as_f64().unwrap()) + 0.0).replace('-', "\u{2212}");
    let difference = &both["difference"];
    let wanted =
        [&difference["value"], &difference["interval"]["low"], &difference["interval"]["high"], &both["before"]["value"]];
    for value in wanted.map(shown) {
        assert!(section.contains(&value), "{value}: {section}");
    }
    assert!(section.contains(if difference["verdict"] == "probably_real" { "real" } else { "chance" }), "{section}");
    // The same two periods separately.
    for (query, figure) in [(february, &both["now"]), ("from=2026-01-01&to=2026-01-31", &both["before"])] {
        let scores = analyst.api(&format!("/api/v1/surveys/klein/scores?{query}")).await;
        for member in ["status", "value", "interval", "standard_error", "n", "indicative"] {
            assert_eq!(scores["scores"][0][member], figure[member], "{query} {member}");
        }
    }
    // March has no answers, so nothing is grouped.
    let april = analyst.api("/api/v1/surveys/klein/comparison?from=2026-04-01&to=2026-04-30").await;
    assert_eq!(april["comparison"]["before"]["status"], "no_answers");
    assert!(april["comparison"]["difference"].is_null() && april["comparison"]["now"]["n"].is_u64(), "{april}");
    // The key of a reader sees whole months only, as a reader does.
    let figures_only = crate::support::api::own_key(&analyst.app, &[domain::account::api_key::Scope::Results]).await;
    let path = "/api/v1/surveys/klein/comparison?from=2026-02-05&to=2026-02-06";
    let seen = analyst.app.get_with(path, &[("authorization", figures_only.as_str())]).await.json();
    assert_eq!((seen["filter"]["from"].as_str(), seen["filter"]["to"].as_str()), (Some("2026-02-01"), Some("2026-02-28")));
    assert_eq!(seen["comparison"]["difference"], *difference, "{seen}");
}
