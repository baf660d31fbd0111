//! The attack over time with fixed reports and saved views. The program of a reader also reads every fixed report and
//! opens every saved view that it can see. It compares them with the figures of other times. A report preserves the
//! figures of a moment, so that moment must differ from every other by as many respondents as they differ from each
//! other.

use std::collections::BTreeMap;

use domain::account::{
    api_key::Scope,
    role::{Rights, Role},
};
use serde_json::Value;

use crate::{
    results::{
        disclosure::attack_over_time::{Look, Scores, answer, attack, look, prepare, views, withdraw},
        figures::read,
    },
    support::{
        accounts::{signed_in_as, signed_in_with},
        api::own_key,
        app::{Fields, TestApp, on_postgres, spawn_app},
    },
};

/// The account that fixes reports and saves views, next to that of the reader.
const COLLEAGUE: &str = "eigenaar@voorbeeld.nl";

/// A program with the rights of a reader, and a colleague who fixes and saves.
struct Kept {
    app: TestApp,
    reader: String,
    colleague: String,
    /// The addresses of saved views: some are listed for readers, and the others may be sent to them.
    views: Vec<String>,
    /// The content of each fixed report that was read.
    reports: BTreeMap<String, Value>,
}

impl Kept {
    async fn at(app: TestApp) -> Self {
        prepare(&app).await;
        let reader = signed_in_as(&app, Rights::of(Role::Reader)).await;
        let colleague = signed_in_with(&app, COLLEAGUE).await;
        Self { app, reader, colleague, views: Vec::new(), reports: BTreeMap::new() }
    }

    async fn get(&self, cookie: &str, path: &str) -> (u16, String) {
        let (status, bytes) = self.app.download(path, &[("cookie", cookie)]).await;
        (status, String::from_utf8(bytes).unwrap())
    }

    /// The colleague fixes or saves something. Returns its address, or `None` if it is refused.
    async fn keep(&self, what: &str, query: &str, more: &[(&str, &str)]) -> Option<String> {
        let asked: Vec<(&str, &str)> = query.split('&').filter_map(|field| field.split_once('=')).collect();
        let fields = Fields::new(&[more, &asked[..]].concat());
        let path = format!("/admin/surveys/stappen/{what}");
        let reply = self.app.post_with(&path, &fields, &[("cookie", self.colleague.as_str())]).await;
        assert!(matches!(reply.status, 303 | 409), "{what} {query}: {}", reply.body);
        (reply.status == 303).then(|| reply.location().split('?').next().unwrap().to_owned())
    }

    /// The addresses on a page with this prefix.
    async fn links(&self, page: &str, start: &str) -> Vec<String> {
        let (status, page) = self.get(&self.reader, page).await;
        assert_eq!(status, 200);
        let mut links: Vec<String> =
            page.split("href=\"").skip(1).filter_map(|link| link.split(['"', '?']).next()).map(str::to_owned).collect();
        links.retain(|link| link.starts_with(start) && !link.ends_with("/edit"));
        links.sort();
        links.dedup();
        links
    }

    /// Reads new reports. Each is a look of its own.
    async fn read_reports(&mut self) -> Vec<Look> {
        let mut looks = Vec::new();
        for link in self.links("/admin/reports", "/admin/reports/").await {
            if !self.reports.contains_key(&link) {
                let (status, page) = self.get(&self.reader, &link).await;
                assert_eq!(status, 200, "{page}");
                let (_, document) = self.get(&self.reader, &format!("{link}/document.json")).await;
                let document: Value = serde_json::from_str(&document).unwrap();
                looks.push(told_by(&document));
                self.reports.insert(link, document);
            }
        }
        looks
    }

    /// Opens each saved view: it shows the same as the query that was saved, and nothing else.
    async fn open_views(&self, seen: &Look) -> usize {
        let mut shown = 0;
        let listed = self.links("/admin/surveys/stappen", "/admin/views/").await;
        assert!(!listed.is_empty() && listed.iter().all(|link| self.views.contains(link)), "{listed:?}");
        for link in &self.views {
            let opened = self.app.get_with(link, &[("cookie", self.reader.as_str())]).await;
            let (path, query) = opened.location().split_once('?').unwrap();
            let (status, file) = self.get(&self.reader, &format!("{path}/figures.csv?{query}")).await;
            assert_eq!(status, 200, "{query}");
            let lines = read(&file, b',');
            let distribution = lines.iter().filter(|line| line["part"] == "distribution");
            let scores: Scores = distribution
                .map(|line| (line["score"].parse().unwrap(), line["count"].parse().unwrap()))
                .filter(|(_, n)| *n > 0)
                .collect();
            let asked = plain(query);
            match views().into_iter().find(|(_, view)| *view == asked) {
                Some((table, view)) => {
                    let live = seen.get(&format!("{table} {view}")).cloned().unwrap_or_default();
                    assert_eq!(scores, live, "{asked}");
                    shown += usize::from(!live.is_empty());
                }
                // A query that no reader may send: two conditions at once, or a version.
                None => assert!(scores.is_empty(), "{asked}: {scores:?}"),
            }
        }
        shown
    }
}

/// A query, as a look names it.
fn plain(query: &str) -> String {
    let parts = query.split('&').filter(|part| !["period=", "by=", "lang=", "against_"].iter().any(|own| part.starts_with(own)));
    parts.collect::<Vec<_>>().join("&").replace("%3A", ":")
}

/// The scores and the group sizes in a document.
fn told_by(document: &Value) -> Look {
    let mut told = Look::new();
    let figures = document["figures"].as_array().unwrap();
    let part = |name: &'static str| figures.iter().filter(move |line| line["part"] == name);
    let asked = plain(document["query"].as_str().unwrap());
    let (table, view) =
        views().into_iter().find(|(_, view)| *view == asked).unwrap_or_else(|| panic!("{asked} is kept for readers"));
    if let Some(score) = part("score").next().filter(|line| line["status"] != "withheld") {
        let counts = part("distribution").map(|line| (line["score"].as_u64().unwrap(), line["count"].as_i64().unwrap()));
        let counts: Scores = counts.filter(|(_, n)| *n > 0).collect();
        assert_eq!(counts.values().sum::<i64>(), score["n"].as_i64().unwrap_or(0), "{document}");
        told.insert(format!("{table} {view}"), counts);
    }
    if let Some(line) = part("comparison").next().filter(|line| line["status"] == "shown") {
        told.insert("size of the days compared".to_owned(), Scores::from([(0, line["n"].as_i64().unwrap())]));
    }
    for line in part("breakdown").filter(|line| line["status"] == "shown") {
        let group = line["group"].as_str().unwrap();
        let name = match line["by"].as_str().unwrap() {
            "state" => format!("state where=state:{group}"),
            by => format!("{by} {by}={group}"),
        };
        told.insert(format!("size of {name}"), Scores::from([(0, line["n"].as_i64().unwrap())]));
    }
    told
}

/// The same with the sizes of its groups, and the remainder of the whole without them.
fn with_sizes(mut look: Look) -> Look {
    let sizes: Vec<(String, i64)> = look
        .iter()
        .filter(|(name, _)| !name.starts_with("rest") && !name.starts_with("size"))
        .map(|(name, scores)| (format!("size of {name}"), scores.values().sum()))
        .collect();
    for (name, n) in sizes {
        look.insert(name, Scores::from([(0, n)]));
    }
    let size = |name: &str| look.get(name).map(|scores| scores.values().sum::<i64>());
    let Some(all) = size("size of all ") else { return look };
    let rests: Vec<(String, Scores)> = ["state", "locale"]
        .into_iter()
        .filter_map(|table| {
            let start = format!("size of {table} ");
            let groups: Vec<i64> = look.keys().filter(|name| name.starts_with(&start)).filter_map(|name| size(name)).collect();
            (!groups.is_empty())
                .then(|| (format!("size of the rest by {table}"), Scores::from([(0, all - groups.iter().sum::<i64>())])))
        })
        .collect();
    look.extend(rests);
    look
}

async fn nothing_that_is_kept_shows_anybody(app: TestApp) {
    let mut kept = Kept::at(app).await;
    let submit = own_key(&kept.app, &[Scope::Submit]).await;
    let key = own_key(&kept.app, &[Scope::Results]).await;
    let beside = "from=2020-01-01&to=2099-12-31&against_from=2021-01-01&against_to=2098-12-31";
    let asked = ["by=state", "where=state:SP", "by=locale", "where=recommend:9", beside, "locale=nl"];
    for (number, view) in views().iter().enumerate() {
        let name = format!("Blik {number}");
        let link = kept.keep("views", &view.1, &[("name", &name)]).await.unwrap();
        kept.views.push(link);
    }
    for (name, query) in [
        ("twee", "locale=nl&where=state:SP"),
        ("versie", "where=version:1"),
        ("paar", "where=state:RJ&where=recommend:9"),
        ("naast", beside),
    ] {
        let link = kept.keep("views", query, &[("name", name)]).await.unwrap();
        kept.views.push(link);
    }
    let (mut looks, mut known, mut receipts) = (Vec::new(), BTreeMap::new(), Vec::new());
    let (mut of_analysts, mut opened, mut secret): (Vec<Look>, usize, Vec<String>) = (Vec::new(), 0, Vec::new());
    for event in 0..84 {
        // First only answers, so that groups are shown. Then one event of five is a withdrawal of an old answer or a
        // new one.
        if event > 30 && event % 5 == 3 {
            let at = if event % 2 == 1 { 0 } else { receipts.len() - 1 };
            let receipt: String = receipts.remove(at);
            withdraw(&kept.app, &receipt).await;
        } else {
            receipts.push(answer(&kept.app, &submit, event).await);
        }
        // At every moment a query is saved, for readers and for analysts in turn.
        let query = asked[event % asked.len()];
        let name = format!("Verslag {event}");
        kept.keep("reports", query, &[("name", &name), ("readers", "1")]).await;
        if event % 2 == 0
            && let Some(link) = kept.keep("reports", "by=state", &[("name", &name)]).await
        {
            let (_, document) = kept.get(&kept.colleague, &format!("{link}/document.json")).await;
            of_analysts.push(told_by(&serde_json::from_str(&document).unwrap()));
            secret.push(link);
        }
        let seen = look(&kept.app, &key, &mut known).await;
        if event % 5 == 4 {
            opened += kept.open_views(&seen).await;
        }
        looks.push(with_sizes(seen));
        looks.extend(kept.read_reports().await.into_iter().map(with_sizes));
    }
    assert!(kept.reports.len() > 10 && opened > 10, "{} reports, {opened} views", kept.reports.len());
    let sized = looks.iter().filter(|look| look.keys().any(|name| name.starts_with("size of state"))).count();
    let compared = looks.iter().filter(|look| look.contains_key("size of the days compared")).count();
    assert!(compared > 2, "some are compared with other days: {compared}");
    assert!(sized > 10, "groups are held against each other, too: {sized}");
    assert!(attack(&of_analysts).len() > 10, "the attack finds what nobody guards: {:?}", attack(&of_analysts));
    let found = attack(&looks);
    assert!(found.is_empty(), "{} are found: {:#?}", found.len(), &found[..found.len().min(9)]);
    // Reports and views for analysts are not found by readers.
    let links = kept.links("/admin/reports", "/admin/reports/").await;
    for link in &secret {
        assert!(!links.contains(link));
        for path in [link.clone(), format!("{link}/document.json")] {
            assert_eq!(kept.get(&kept.reader, &path).await.0, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn nothing_that_is_kept_shows_anybody_on_sqlite() {
    nothing_that_is_kept_shows_anybody(spawn_app().await).await;
}

#[tokio::test]
async fn nothing_that_is_kept_shows_anybody_on_postgres() {
    on_postgres(nothing_that_is_kept_shows_anybody).await;
}
