//! Tests of one period compared with another selected one. Page, report, saved view and programming interface agree. A
//! reader sees a comparison only if each period alone would be shown.

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    calendar::Millis,
    contact::EmailAddress,
    id::key,
    locale::Locale,
    response::answer::Answer,
    statistics::round_one_decimal,
    survey::template::Template,
};
use serde_json::Value;
use store::ImportRow;

use super::{of_part, read};
use crate::{
    results::disclosure::attack,
    support::{
        accounts::EMAIL,
        analyst::Analyst,
        api::own_key,
        app::{Fields, TestApp, on_postgres, spawn_app},
        made_up::{import, prepare},
    },
};

const APRIL: &str = "from=2026-04-01&to=2026-04-30";
const JANUARY: &str = "against_from=2026-01-01&against_to=2026-01-31";
/// The address of an account that no test uses.
const OTHER: &str = "eigenaar@voorbeeld.nl";

fn shown(value: &Value) -> String {
    format!("{:.1}", round_one_decimal(value.as_f64().unwrap()) + 0.0).replace('-', "\u{2212}")
}

fn section(page: &str) -> &str {
    page.split("id=\"comparison\"").nth(1).unwrap_or_else(|| panic!("{page}")).split("</section>").next().unwrap()
}

async fn a_chosen_period_is_compared_everywhere(app: TestApp) {
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let compared = analyst.api(&format!("/api/v1/surveys/klein/comparison?{APRIL}&{JANUARY}")).await;
    let both = &compared["comparison"];
    assert_eq!((both["before"]["from"].as_str(), both["before"]["to"].as_str()), (Some("2026-01-01"), Some("2026-01-31")));
    assert_eq!((&both["overlaps"], both["difference"]["verdict"].is_string()), (&Value::Bool(false), true), "{both}");
    // The same two periods separately.
    for (query, figure) in [(APRIL, &both["now"]), ("from=2026-01-01&to=2026-01-31", &both["before"])] {
        let scores = analyst.api(&format!("/api/v1/surveys/klein/scores?{query}")).await;
        for member in ["status", "value", "interval", "standard_error", "n", "indicative"] {
            assert_eq!(scores["scores"][0][member], figure[member], "{query} {member}");
        }
    }
    let difference = both["now"]["value"].as_f64().unwrap() - both["before"]["value"].as_f64().unwrap();
    assert!((both["difference"]["value"].as_f64().unwrap() - difference).abs() < 1e-9, "{both}");
    let low = &both["difference"]["interval"]["low"];
    for path in ["klein", "klein/report"] {
        let page = analyst.text(&format!("/admin/surveys/{path}?{APRIL}&{JANUARY}&lang=en")).await;
        let section = section(&page);
        for value in ["1 January 2026 to 31 January 2026", &shown(&both["difference"]["value"]), &shown(low)] {
            assert!(section.contains(value), "{path} {value}: {section}");
        }
        assert!(section.contains("real") || section.contains("chance"), "{section}");
    }
    let lines = read(&analyst.text(&format!("/admin/surveys/klein/figures.csv?{APRIL}&{JANUARY}")).await, b',');
    let line = of_part(&lines, "comparison")[0];
    let number = |column: &str| line[column].parse::<f64>().unwrap();
    for (column, value) in [
        ("value", &both["before"]["value"]),
        ("n", &both["before"]["n"]),
        ("difference", &both["difference"]["value"]),
        ("difference_low", low),
        ("p", &both["difference"]["p"]),
    ] {
        assert_eq!(Some(number(column)), value.as_f64(), "{column}: {line:?}");
    }
    assert_eq!(
        (line["start"].as_str(), &line["verdict"]),
        ("2026-01-01", &both["difference"]["verdict"].as_str().unwrap().to_owned())
    );
    let to = of_part(&lines, "about").into_iter().find(|line| line["item"] == "compared_to").unwrap();
    assert_eq!(to["text"], "2026-01-31");
    let page = analyst.text(&format!("/admin/surveys/klein?{APRIL}&{JANUARY}&lang=nl")).await;
    assert!(section(&page).contains("Ten opzichte van 1 januari 2026 tot en met 31 januari 2026"), "{page}");
    assert!(
        page.contains("name=\"against_from\" value=\"2026-01-01\"") && page.contains("<details open class=\"against\""),
        "{page}"
    );
    let form = [APRIL, JANUARY].map(|query| query.replace('&', "&amp;")).join("&amp;");
    assert!(page.contains(&format!("figures.csv?{form}")), "links keep it: {page}");

    // March has no answers.
    let cookie = [("cookie", analyst.cookie.as_str())];
    let march =
        analyst.text(&format!("/admin/surveys/klein?{APRIL}&against_from=2026-03-01&against_to=2026-03-31&lang=en")).await;
    assert!(section(&march).contains("no answers from 1 March 2026 to 31 March 2026"), "{march}");
    for (query, field) in [
        ("against_from=2026-01-01", "against_to"),
        ("against_to=2026-01-01", "against_from"),
        ("against_from=2026-02-01&against_to=2026-01-01", "against_to"),
        ("against_from=eens&against_to=2026-01-01", "against_from"),
    ] {
        let path = format!("/api/v1/surveys/klein/comparison?{APRIL}&{query}");
        let reply = analyst.app.get_with(&path, &[("authorization", analyst.key.as_str())]).await;
        assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str()), (400, Some(field)), "{}", reply.body);
        let reply = analyst.app.get_with(&format!("/admin/surveys/klein?{APRIL}&{query}"), &cookie).await;
        assert_eq!(reply.status, 422, "{query}");
        assert!(
            reply.body.contains(&format!("id=\"e-{field}\"")) && reply.body.contains("<details open class=\"against\""),
            "{}",
            reply.body
        );
    }

    // A saved view asks the same again.
    let days = [("from", "2026-04-01"), ("to", "2026-04-30"), ("against_from", "2026-01-01"), ("against_to", "2026-01-31")];
    let fields = Fields::new(&[&[("name", "April")], &days[..], &[("span", "")]].concat());
    let saved = analyst.app.post_with("/admin/surveys/klein/views", &fields, &cookie).await;
    let opened = analyst.app.get_with(saved.location().split('?').next().unwrap(), &cookie).await;
    assert!(opened.location().contains(&format!("{APRIL}&{JANUARY}")), "{}", opened.location());
    let list = analyst.text("/admin/surveys/klein?lang=en").await;
    assert!(list.contains("Compare with: 1 January 2026 to 31 January 2026"), "{list}");
    // A fixed report contains it too.
    let fixed = analyst.app.post_with("/admin/surveys/klein/reports", &fields, &cookie).await;
    let report = analyst.text(&format!("{}?lang=en", fixed.location().split('?').next().unwrap())).await;
    assert!(section(&report).contains(&shown(low)) && section(&report).contains("1 January 2026 to 31 January 2026"), "{report}");
}

#[tokio::test]
async fn a_chosen_period_is_compared_everywhere_on_sqlite() {
    a_chosen_period_is_compared_everywhere(spawn_app().await).await;
}

#[tokio::test]
async fn a_chosen_period_is_compared_everywhere_on_postgres() {
    on_postgres(a_chosen_period_is_compared_everywhere).await;
}

#[tokio::test]
async fn periods_that_overlap_have_no_verdict() {
    let app = spawn_app().await;
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let query = "from=2026-01-01&to=2026-04-30&against_from=2026-04-30&against_to=2026-06-30";
    let both = analyst.api(&format!("/api/v1/surveys/klein/comparison?{query}")).await["comparison"].clone();
    assert_eq!(both["overlaps"], true);
    // There are no answers on the shared day and later.
    assert_eq!(both["before"]["status"], "no_answers");
    let query = "from=2026-01-01&to=2026-02-28&against_from=2026-02-01&against_to=2026-04-30";
    let both = analyst.api(&format!("/api/v1/surveys/klein/comparison?{query}")).await["comparison"].clone();
    let difference = &both["difference"];
    assert!(difference["value"].is_number(), "{both}");
    assert!(["interval", "p", "verdict"].iter().all(|name| difference[name].is_null()), "{difference}");
    let page = analyst.text(&format!("/admin/surveys/klein?{query}&lang=en")).await;
    let section = section(&page);
    assert!(section.contains("Some days are in both periods") && section.contains(&shown(&difference["value"])), "{section}");
    assert!(!section.contains("could be chance") && !section.contains("probably a real"), "{section}");
}

/// The number of answers on each day, by state.
const DAYS: [(&str, &str, usize); 6] = [
    ("2026-01-05", "SP", 12),
    ("2026-01-11", "SP", 20),
    ("2026-01-31", "RJ", 2),
    ("2026-02-10", "SP", 20),
    ("2026-02-10", "RJ", 10),
    ("2026-02-28", "SP", 6),
];

async fn import_days(app: &TestApp) {
    let people = DAYS.iter().flat_map(|(day, state, n)| std::iter::repeat_n((*day, *state), *n));
    let row = |(number, (day, state)): (usize, (&str, &str))| ImportRow {
        external_id: format!("r{number}"),
        submitted_at: Millis::parse_rfc3339(&format!("{day}T12:00:00Z")).unwrap(),
        locale: Locale::Nl,
        answers: vec![(key("recommend"), Answer::Score(u8::try_from((number * 7) % 11).unwrap()))],
        attributes: vec![(key("state"), state.to_owned()), (key("delivery"), "late".to_owned())],
    };
    import(app, "dagen", Template::Nps, people.enumerate().map(row).collect()).await;
}

async fn days_of_a_few_are_not_compared_away(app: TestApp) {
    import_days(&app).await;
    let analyst = Analyst::at(app).await;
    let cookie = [("cookie", analyst.cookie.as_str())];
    for (now, then, is_shown) in [
        // The two answers of the thirty-first are the difference, in either order.
        (["2026-01-01", "2026-01-31"], ["2026-01-01", "2026-01-30"], false),
        (["2026-01-01", "2026-01-30"], ["2026-01-01", "2026-01-31"], false),
        (["2026-01-11", "2026-02-28"], ["2026-01-11", "2026-02-28"], true),
        // Twelve on one side, two on the other.
        (["2026-01-01", "2026-01-30"], ["2026-01-11", "2026-01-31"], false),
        (["2026-01-01", "2026-01-31"], ["2026-01-11", "2026-02-28"], true),
        (["2026-01-01", "2026-01-15"], ["2026-01-05", "2026-01-11"], true),
        // All but the two.
        (["", ""], ["2026-01-01", "2026-02-28"], true),
        (["2026-01-11", ""], ["2026-02-01", "2026-02-28"], true),
        (["2026-01-31", ""], ["2026-02-01", "2026-02-28"], false),
        // Each has too many days to be grouped, and they share no day.
        (["2026-01-01", "2026-01-30"], ["2026-01-31", "2026-02-28"], true),
    ] {
        let query = format!("from={}&to={}&against_from={}&against_to={}", now[0], now[1], then[0], then[1]);
        assert_eq!(compared_alike(&analyst, &query).await, is_shown, "{query}");
        let fields: Vec<(&str, &str)> = query.split('&').filter_map(|field| field.split_once('=')).collect();
        let fields = Fields::new(&[&[("name", "Dagen")], &fields[..]].concat());
        let fixed = analyst.app.post_with("/admin/surveys/dagen/reports", &fields, &cookie).await;
        let fixed = fixed.location().split('?').next().unwrap().to_owned();
        let document: Value = serde_json::from_str(&analyst.text(&format!("{fixed}/document.json")).await).unwrap();
        let line = document["figures"].as_array().unwrap().iter().find(|line| line["part"] == "comparison").unwrap();
        assert_eq!((line["value"].is_number(), line["n"].is_number()), (is_shown, is_shown), "{query}: {line}");
    }
}

#[tokio::test]
async fn days_of_a_few_are_not_taken_from_a_trend() {
    let app = spawn_app().await;
    import_days(&app).await;
    let analyst = Analyst::at(app).await;
    for (trend, then, is_shown) in [
        // Without the twenty of the eleventh, which the trend by day shows, two are left.
        ("day", ["2026-01-11", "2026-02-09"], false),
        ("month", ["2026-01-11", "2026-02-09"], true),
        // All but two of the figures by month.
        ("month", ["2026-01-01", "2026-01-30"], false),
        // The two of the thirty-first are within it.
        ("day", ["2026-01-05", "2026-02-10"], false),
        ("quarter", ["2026-01-01", "2026-02-10"], true),
    ] {
        let [from, to] = then;
        let query = format!("from=2026-01-01&to=2026-02-28&period={trend}&against_from={from}&against_to={to}");
        let page = analyst.text(&format!("/admin/surveys/dagen?{query}&lang=en")).await;
        assert_eq!(section(&page).contains("It was "), is_shown, "{query}: {page}");
    }
}

/// Whether page, file and programming interface show the selected period. They must agree.
async fn compared_alike(analyst: &Analyst, query: &str) -> bool {
    let page = analyst.text(&format!("/admin/surveys/dagen?{query}&lang=en")).await;
    let is_shown = !section(&page).contains("are not shown. Together with other figures");
    assert_eq!(section(&page).contains("It was "), is_shown, "{query}: {page}");
    let lines = read(&analyst.text(&format!("/admin/surveys/dagen/figures.csv?{query}&lang=en")).await, b',');
    let line = of_part(&lines, "comparison")[0];
    assert_eq!((line["status"].as_str(), line["n"].is_empty()), if is_shown { ("shown", false) } else { ("withheld", true) });
    let item = |name: &str| of_part(&lines, "about").into_iter().find(|line| line["item"] == name);
    assert!(item("compared_from").is_some_and(|from| from["text"] == line["start"]) && item("compared_to").is_some(), "{query}");
    let picture = read(&analyst.text(&format!("/admin/surveys/dagen/pictures/trend.csv?{query}")).await, b',');
    assert!(
        of_part(&picture, "about").iter().all(|line| !line["item"].starts_with("compar")),
        "nothing is compared in a picture"
    );
    if query.starts_with("from=2026") && !query.contains("&to=&") {
        let both = analyst.api(&format!("/api/v1/surveys/dagen/comparison?{query}")).await;
        assert_eq!(both["status"] == "shown", is_shown, "{query}: {both}");
        assert_eq!(both["comparison"].is_null(), !is_shown, "{query}: {both}");
        assert_eq!(item("comparison_note").is_some(), is_shown && both["comparison"]["overlaps"] == true, "{query}");
    }
    is_shown
}

#[tokio::test]
async fn days_of_a_few_are_not_compared_away_on_sqlite() {
    days_of_a_few_are_not_compared_away(spawn_app().await).await;
}

#[tokio::test]
async fn days_of_a_few_are_not_compared_away_on_postgres() {
    on_postgres(days_of_a_few_are_not_compared_away).await;
}

#[tokio::test]
async fn a_condition_that_gives_somebody_away_in_one_period_withholds_it() {
    let app = spawn_app().await;
    import_days(&app).await;
    let analyst = Analyst::at(app).await;
    // In January all but two are from there.
    let january = "from=2026-02-01&to=2026-02-28&against_from=2026-01-01&against_to=2026-01-31";
    assert!(compared_alike(&analyst, january).await);
    assert!(!compared_alike(&analyst, &format!("{january}&where=state:SP")).await);
    let other = "from=2026-02-01&to=2026-02-28&against_from=2026-01-01&against_to=2026-01-30";
    assert!(compared_alike(&analyst, &format!("{other}&where=state:SP")).await);
}

#[tokio::test]
async fn a_reader_compares_what_each_period_alone_would_show() {
    let app = spawn_app().await;
    attack::prepare(&app, &attack::people()).await;
    let cookie = crate::support::accounts::signed_in(&app).await;
    crate::support::accounts::owner(&app, OTHER).await;
    let key = own_key(&app, &[Scope::Results]).await;
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(Role::Reader)).await.unwrap();
    let ask = async |path: &str| {
        let reply = app.get_with(&format!("/api/v1/surveys/aanval/{path}"), &[("authorization", key.as_str())]).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.json()
    };
    let months: Vec<(String, String)> =
        (1..=5).flat_map(|from| (from..=5).map(move |to| (format!("2026-{from:02}-07"), format!("2026-{to:02}-08")))).collect();
    let (mut compared, mut withheld) = (0, 0);
    for (from, to) in &months {
        let now = ask(&format!("scores?from={from}&to={to}")).await;
        for (first, last) in &months {
            let path = format!("from={from}&to={to}&against_from={first}&against_to={last}");
            let both = ask(&format!("comparison?{path}")).await;
            let other = ask(&format!("scores?from={first}&to={last}")).await;
            let is_shown = |document: &Value| document["status"] == "shown";
            assert_eq!(is_shown(&both), is_shown(&now) && is_shown(&other), "{path}: {both}");
            if is_shown(&both) {
                compared += 1;
                for (figure, alone) in [("now", &now), ("before", &other)] {
                    for member in ["status", "value", "n"] {
                        assert_eq!(both["comparison"][figure][member], alone["scores"][0][member], "{path} {figure}");
                    }
                }
                assert!(both["comparison"]["before"]["from"].as_str().unwrap().ends_with("-01"), "whole months: {both}");
            } else {
                withheld += 1;
                assert!(both["comparison"].is_null(), "{both}");
            }
        }
    }
    assert!(compared > 5 && withheld > 5, "{compared} and {withheld}");
    // The same on the page. With a second filter neither is shown.
    let page =
        async |query: &str| app.get_with(&format!("/admin/surveys/aanval?{query}&lang=en"), &[("cookie", &cookie)]).await.body;
    let shown = page("from=2026-01-20&to=2026-01-20&against_from=2026-05-03&against_to=2026-05-03").await;
    assert!(section(&shown).contains("1 May 2026 to 31 May 2026"), "{shown}");
    let few = page("from=2026-01-01&to=2026-01-31&against_from=2026-03-01&against_to=2026-03-31").await;
    assert!(section(&few).contains("are not shown"), "{few}");
    let two = page("locale=nl&against_from=2026-05-03&against_to=2026-05-03").await;
    assert!(!two.contains("id=\"comparison\"") || section(&two).contains("are not shown"), "{two}");
    let both = ask("comparison?locale=nl&from=2026-01-01&to=2026-01-31&against_from=2026-05-01&against_to=2026-05-31").await;
    assert_eq!(both["status"], "withheld");
}
