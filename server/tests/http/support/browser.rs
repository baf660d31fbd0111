//! A browser that visits our own pages, and its decisions.

use std::{collections::BTreeMap, time::Duration};

use domain::{id::Slug, notice::Notice, receipt::decision::DecisionReceipt, site::published::PublishedSite};
use jiff::Timestamp;

use crate::support::app::{Fields, Reply, TestApp};

pub(crate) const CHOICE: &str = "klankbord_klankbord";
pub(crate) const LANGUAGE: &str = "klankbord_language";
pub(crate) const RECEIPT: &str = "klankbord_receipt";
pub(crate) const GPC: (&str, &str) = ("sec-gpc", "1");

/// A browser that stores cookies, each with its path.
pub(crate) struct Browser<'a> {
    app: &'a TestApp,
    pub(crate) cookies: BTreeMap<String, (String, String)>,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: BTreeMap::new(), headers: vec![("accept-language", "nl")] }
    }

    pub(crate) fn with_gpc(app: &'a TestApp) -> Self {
        let mut browser = Self::new(app);
        browser.headers.push(GPC);
        browser
    }

    fn line(&self, path: &str) -> String {
        let sent = self.cookies.iter().filter(|(_, (_, below))| path.starts_with(below.as_str()));
        sent.map(|(name, (value, _))| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        let line = self.line(path);
        let headers = [&[("cookie", line.as_str())][..], &self.headers].concat();
        let reply = self.app.get_with(path, &headers).await;
        self.keep(&reply);
        reply
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &Fields) -> Reply {
        let line = self.line(path);
        let headers = [&[("cookie", line.as_str())][..], &self.headers].concat();
        let reply = self.app.post_with(path, fields, &headers).await;
        self.keep(&reply);
        reply
    }

    /// Opens a page and presses a button of the question on it.
    pub(crate) async fn answer(&mut self, control: &str, more: &[(&str, &str)]) -> Reply {
        let fields = form(&self.get("/cookies?lang=nl").await).with("control", control);
        let fields = more.iter().fold(fields, |fields, (name, value)| fields.with(name, value));
        self.post("/cookies", &fields).await
    }

    fn keep(&mut self, reply: &Reply) {
        for line in set_cookies(reply) {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let attribute = |name: &str| line.split("; ").find_map(|part| part.strip_prefix(name));
            if attribute("Max-Age=").unwrap() == "0" {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), (value.to_owned(), attribute("Path=").unwrap().to_owned()));
            }
        }
    }

    /// Checks that a refusal is stored with its month only, after `since`.
    pub(crate) fn has_refused_since(&self, since: Timestamp) {
        let refusals = [since, Timestamp::now()].map(|at| format!("version=1&ask=1&refused={}", at.strftime("%Y-%m")));
        assert!(refusals.iter().any(|refusal| refusal == self.value(CHOICE)), "{} is none of {refusals:?}", self.value(CHOICE));
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        self.cookies.get(name).map_or("", |(value, _)| value.as_str())
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.cookies.keys().map(String::as_str).collect()
    }
}

pub(crate) fn set_cookies(reply: &Reply) -> Vec<&str> {
    reply.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
}

/// The hidden fields of a decision on a page.
pub(crate) fn form(page: &Reply) -> Fields {
    let fields = page.hidden_fields();
    Fields(["idempotency_key", "notice_version", "lang"].map(|name| (name.to_owned(), fields[name].clone())).into())
}

pub(crate) async fn own(app: &TestApp) -> std::sync::Arc<PublishedSite> {
    app.store.find_site(&Slug::parse("klankbord").unwrap()).await.unwrap().unwrap()
}

/// Publishes a changed notice, and waits until the pages show it.
pub(crate) async fn publish(app: &TestApp, change: impl FnOnce(&mut Notice)) {
    let mut notice = own(app).await.notice.published.notice.clone();
    change(&mut notice);
    let number =
        app.store.publish_site_notice(&Slug::parse("klankbord").unwrap(), &notice).await.unwrap().notice.published.number;
    let shown = format!("name=\"notice_version\" value=\"{number}\"");
    let seen = async {
        while !app.get("/cookies").await.body.contains(&shown) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), seen).await.expect("the pages show the new notice");
}

/// Adds a second optional purpose that stores a cookie `_fa`, and one that both store.
pub(crate) async fn with_analytics(app: &TestApp) {
    publish(app, |notice| {
        let draft = Notice::draft_for_site(
            &domain::organisation::OrganisationProfile::new("A", "b", "c"),
            &Slug::parse("a").unwrap(),
            "A",
        );
        let mut drafted = draft.website.unwrap().purposes.remove(3);
        let website = notice.website.as_mut().unwrap();
        let language = &website.purposes[1].items[0];
        drafted.items.push(domain::notice::website::StorageItem { name: "_fa*".into(), ..language.clone() });
        drafted.items.push(domain::notice::website::StorageItem { name: "_both".into(), ..language.clone() });
        let both = drafted.items[1].clone();
        website.purposes[1].items.push(both);
        website.purposes.push(drafted);
        notice.purposes.push(draft.purposes[3].clone());
    })
    .await;
}

pub(crate) async fn receipt(app: &TestApp, location: &str) -> DecisionReceipt {
    let code = location.split("/r/").nth(1).or_else(|| location.split("receipt=").nth(1)).unwrap();
    let code = domain::submission_key::ReceiptCode::parse(code.split(['?', '&']).next().unwrap()).unwrap();
    app.store.find_decision_receipt(&code).await.unwrap().unwrap()
}
