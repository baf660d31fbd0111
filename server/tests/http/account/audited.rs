//! Every address that changes something or hands out a file has its audit action, or a reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{
    api_key::Scope,
    audit::{AuditAction, RESPONDENT},
};
use reqwest::Method;

use crate::support::{
    accounts::{EMAIL, PASSWORD, sign_in, signed_in},
    api,
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

/// The table of contents of the server.
const ROUTER: &str = include_str!("../../../src/router.rs");

enum Kept {
    /// With this action.
    As(AuditAction),
    /// Not in the audit log, because of this.
    Not(&'static str),
}

use Kept::{As, Not};

const CONSENT_LOG: &str = "a person decides for themselves: the signed log of consent has it";
const PUBLISHED: &str = "the file holds published words, and nothing of anybody";

/// Each address that changes something, or hands out a file to staff or programs.
const KEPT: &[(&str, &str, Kept)] = &[
    ("POST", "/s/{slug}", Not(CONSENT_LOG)),
    ("POST", "/r/{code}/withdraw", Not(CONSENT_LOG)),
    ("POST", "/r/{code}/allow", Not(CONSENT_LOG)),
    ("POST", "/r/{code}/erase", As(AuditAction::ErasedByRespondent)),
    ("POST", "/r/{code}/correct", Not("a person corrects their own answers: the messages for other systems have it")),
    ("POST", "/api/v1/receipts/{code}/withdraw", Not(CONSENT_LOG)),
    ("POST", "/cookies", Not(CONSENT_LOG)),
    ("POST", "/api/v1/sites/{key}/decisions", Not(CONSENT_LOG)),
    ("POST", "/api/v1/sites/{key}/shown", Not("it counts, and is about nobody")),
    ("POST", "/api/v1/sites/{key}/standing", Not("it only reads")),
    ("POST", "/api/v1/surveys/{slug}/responses", Not(CONSENT_LOG)),
    ("GET", "/api/v1/surveys/{slug}/responses", As(AuditAction::RowsRead)),
    ("POST", "/api/v1/surveys/{slug}/exports", As(AuditAction::Exported)),
    ("GET", "/api/v1/exports/{id}/file", As(AuditAction::Exported)),
    ("DELETE", "/api/v1/exports/{id}", As(AuditAction::ExportCancelled)),
    ("POST", "/sign-in", As(AuditAction::SignedIn)),
    ("POST", "/sign-out", As(AuditAction::SignedOut)),
    ("POST", "/sign-out-everywhere", As(AuditAction::SignedOutEverywhere)),
    ("POST", "/setup/{token}", As(AuditAction::AccountMade)),
    ("GET", "/admin/surveys/{slug}/export", As(AuditAction::Exported)),
    ("GET", "/admin/surveys/{slug}/export.csv", As(AuditAction::Exported)),
    ("GET", "/admin/surveys/{slug}/codebook.csv", Not(PUBLISHED)),
    ("POST", "/admin/surveys/{slug}/exports", As(AuditAction::Exported)),
    ("POST", "/admin/exports/{id}/cancel", As(AuditAction::ExportCancelled)),
    ("GET", "/admin/exports/{id}/file", As(AuditAction::Exported)),
    ("POST", "/admin/surveys/{slug}/comments/tags", As(AuditAction::TagsChanged)),
    ("GET", "/admin/surveys/{slug}/figures.csv", As(AuditAction::FileDownloaded)),
    ("GET", "/admin/surveys/{slug}/figures.xlsx", As(AuditAction::FileDownloaded)),
    ("GET", "/admin/surveys/{slug}/pictures/{file}", As(AuditAction::FileDownloaded)),
    ("POST", "/admin/surveys/{slug}/reports", As(AuditAction::ReportFixed)),
    ("GET", "/admin/reports/{id}/document.json", As(AuditAction::FileDownloaded)),
    ("POST", "/admin/reports/{id}/delete", As(AuditAction::ReportDeleted)),
    ("POST", "/admin/surveys/{slug}/views", As(AuditAction::ViewChanged)),
    ("POST", "/admin/views/{code}/rename", As(AuditAction::ViewChanged)),
    ("POST", "/admin/views/{code}/delete", As(AuditAction::ViewChanged)),
    ("POST", "/admin/keys", As(AuditAction::KeyMade)),
    ("POST", "/admin/keys/{id}/revoke", As(AuditAction::KeyRevoked)),
    ("POST", "/admin/works-council", As(AuditAction::WorksCouncil)),
    ("POST", "/admin/works-council/take-back", As(AuditAction::WorksCouncil)),
    ("GET", "/admin/register.csv", Not(PUBLISHED)),
    ("GET", "/admin/register.json", Not(PUBLISHED)),
    ("POST", "/admin/new-survey", As(AuditAction::SurveyPublished)),
    ("POST", "/admin/sites", As(AuditAction::SiteMade)),
    ("GET", "/admin/sites/{key}/numbers.csv", As(AuditAction::FileDownloaded)),
    ("POST", "/admin/sites/{key}/notice", As(AuditAction::NoticePublished)),
    ("GET", "/admin/sites/{key}/notice.json", Not(PUBLISHED)),
    ("POST", "/admin/rights", As(AuditAction::RightsHandled)),
    ("GET", "/admin/rights.csv", As(AuditAction::FileDownloaded)),
    ("POST", "/admin/rights/{request}", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/search", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/export", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/responses/{id}/correct", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/responses/{id}/restrict", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/responses/{id}/withdraw", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/responses/{id}/erase", As(AuditAction::Erased)),
    ("POST", "/admin/rights/{request}/visitors/{id}/withdraw", As(AuditAction::RightsHandled)),
    ("POST", "/admin/rights/{request}/visitors/{id}/erase", As(AuditAction::Erased)),
];

fn kept() -> impl Iterator<Item = (&'static str, &'static str, &'static Kept)> {
    KEPT.iter().map(|(method, path, kept)| (*method, *path, kept))
}

/// Whether a page for staff or programs is a file.
fn is_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap();
    let is_of_staff = ["/admin/", "/api/v1/surveys", "/api/v1/exports"].iter().any(|start| path.starts_with(start));
    is_of_staff && (last.contains('.') || ["{file}", "file", "export", "responses"].contains(&last))
}

#[test]
fn every_address_that_changes_something_or_hands_out_a_file_says_how_it_is_audited() {
    let mut found = BTreeSet::new();
    for route in ROUTER.split(".route(\"").skip(1) {
        let (path, handlers) = route.split_once('"').unwrap();
        for (method, handler) in [("POST", "post("), ("DELETE", "delete("), ("PUT", "put("), ("PATCH", "patch(")] {
            if handlers.contains(handler) {
                found.insert((method, path));
            }
        }
        if handlers.contains("get(") && is_file(path) {
            found.insert(("GET", path));
        }
    }
    let known: BTreeSet<_> = kept().map(|(method, path, _)| (method, path)).collect();
    assert_eq!(found, known, "left: the addresses of the router; right: those of this list");
    for (_, path, kept) in kept() {
        assert!(!matches!(kept, Not("")), "{path} has no entry and no reason");
    }
}

/// What staff do on pages, with the session of an owner.
struct Owner<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl Owner<'_> {
    async fn get(&self, path: &str) -> Reply {
        let reply = self.app.get_with(path, &[("cookie", &self.cookie), ("accept-language", "en")]).await;
        assert_eq!(reply.status, 200, "{path}");
        reply
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let headers = [("cookie", self.cookie.as_str()), ("accept-language", "en")];
        let reply = self.app.post_with(path, &Fields::new(fields), &headers).await;
        assert!([200, 201, 303].contains(&reply.status), "{path}: {} {}", reply.status, reply.body);
        reply
    }

    /// The address that a form leads to, without its query.
    async fn led(&self, path: &str, fields: &[(&str, &str)]) -> String {
        self.post(path, fields).await.location().split('?').next().unwrap().to_owned()
    }
}

/// The text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before} in {text}")).1.split_once(after).unwrap().0
}

async fn what_is_done_on_pages_and_by_programs_is_in_the_log(app: TestApp) {
    let owner = Owner { cookie: signed_in(&app).await, app: &app };
    let mut receipts = Vec::new();
    for (number, score) in ["9", "9", "10", "10", "8", "3"].into_iter().enumerate() {
        let person = format!("persoon{number}@voorbeeld.nl");
        let fields = app.form("nps").await.with("recommend", score).with("reason", "Te laat bezorgd");
        let fields = fields.with("purpose", "contact").with("contact_email", &person);
        receipts.push(app.post("/s/nps", &fields).await.location().split('?').next().unwrap().to_owned());
    }

    let rule = [("do", "rule"), ("name", "Bezorging"), ("rule", "laat"), ("query", "question=reason")];
    owner.post("/admin/surveys/nps/comments/tags", &rule).await;
    let view = owner.led("/admin/surveys/nps/views", &[("name", "Alles")]).await;
    owner.post(&format!("{view}/rename"), &[("name", "Allemaal")]).await;
    owner.post(&format!("{view}/delete"), &[]).await;

    owner.get("/admin/surveys/nps/export?format=csv").await;
    owner.post("/admin/surveys/nps/exports", &[("format", "csv")]).await;
    let jobs = owner.get("/admin/exports").await.body;
    let (before, _) = jobs.split_once("/cancel").unwrap();
    owner.post(&format!("/admin/exports/{}/cancel", &before[before.len() - 36..]), &[]).await;
    for file in ["figures.csv", "figures.xlsx", "pictures/gauge.svg", "pictures/gauge.csv"] {
        owner.get(&format!("/admin/surveys/nps/{file}")).await;
    }
    owner.get("/admin/sites/demo/numbers.csv").await;
    let report = owner.led("/admin/surveys/nps/reports", &[("name", "Kwartaal")]).await;
    owner.get(&format!("{report}/document.json")).await;
    owner.post(&format!("{report}/delete"), &[("reason", "verkeerde dagen")]).await;

    let key = [("name", "Power BI"), ("scope", "results:read"), ("expires", "never")];
    owner.post("/admin/keys", &key).await;
    let keys = owner.get("/admin/keys").await.body;
    owner.post(&format!("/admin/keys/{}/revoke", between(&keys, "action=\"/admin/keys/", "/revoke")), &[]).await;
    let council = [("ground", "works_council"), ("agreed_on", "2026-01-31"), ("document", "OR 2026/3"), ("until", "")];
    owner.post("/admin/works-council", &council).await;
    owner.post("/admin/works-council/take-back", &[]).await;
    owner.post("/admin/new-survey", &[("template", "ces"), ("basis", "consent")]).await;
    owner.post("/admin/sites", &[("name", "x"), ("site_key", "x"), ("origins", "https://x.example")]).await;
    let notice = owner.get("/admin/sites/x/notice.json").await;
    let mut notice: domain::notice::Notice = serde_json::from_str(&notice.body).unwrap();
    notice.website.as_mut().unwrap().validity_months = 12;
    let notice = serde_json::to_string(&notice).unwrap();
    let form = owner.get("/admin/sites/x/notice").await;
    let base = form.hidden_fields()["base"].clone();
    owner.post("/admin/sites/x/notice", &[("notice", notice.as_str()), ("do", "publish"), ("base", base.as_str())]).await;

    let received = [("right", "erasure"), ("received", "2026-01-01"), ("reference", "K-12"), ("identity", "address")];
    let request = owner.led("/admin/rights", &received).await;
    let found = owner.post(&format!("{request}/search"), &[("by", "email"), ("value", "persoon0@voorbeeld.nl")]).await.body;
    let person = format!("{request}/responses/{}", &between(&found, &format!("{request}/responses/"), "\"")[..36]);
    owner.post(&format!("{person}/erase"), &[("scope", "answers"), ("sure", "1")]).await;
    owner.get("/admin/rights.csv").await;

    let key = api::own_key(&app, &[Scope::Responses]).await;
    assert_eq!(api::get(&app, "/api/v1/surveys/nps/responses", &key).await.status, 200);
    let headers = [("authorization", key.as_str())];
    let asked = app.send(Method::POST, "/api/v1/surveys/nps/exports", &headers, Vec::new()).await;
    assert_eq!(asked.status, 202, "{}", asked.body);
    let job = asked.header("location").to_owned();
    assert_eq!(app.send(Method::DELETE, &job, &headers, Vec::new()).await.status, 204);

    app.post(&format!("{}/erase", receipts[1]), &Fields::new(&[("scope", "answers")])).await;
    app.post(&format!("{}/erase", receipts[1]), &Fields::new(&[("scope", "answers")])).await;
    app.post(&format!("{}/erase", receipts[2]), &Fields::new(&[("scope", "everything"), ("sure", "1")])).await;
    owner.post("/sign-out", &[]).await;
    let again = Owner { cookie: sign_in(&app, EMAIL, PASSWORD, "").await.cookie(), app: &app };
    again.post("/sign-out-everywhere", &[]).await;

    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    let listed = app.store.list_audit(organisation, None, None, 1000).await.unwrap();
    let mut seen: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for noted in &listed {
        seen.entry(noted.audit.action.name()).or_default().push(&noted.audit);
    }
    for (method, path, kept) in kept() {
        if let As(action) = kept {
            assert!(seen.contains_key(action.name()), "{method} {path}: {} in {listed:?}", action.name());
        }
    }
    let by = |action: AuditAction| seen[action.name()].iter().map(|audit| audit.actor.as_str()).collect::<Vec<_>>();
    for action in [AuditAction::TagsChanged, AuditAction::ViewChanged, AuditAction::FileDownloaded, AuditAction::Erased] {
        assert!(by(action).iter().all(|who| *who == EMAIL), "{action:?}: {:?}", by(action));
    }
    assert_eq!(by(AuditAction::ViewChanged).len(), 3, "made, renamed, deleted");
    assert_eq!(by(AuditAction::FileDownloaded).len(), 7, "{:?}", seen[AuditAction::FileDownloaded.name()]);
    // What was erased before is not erased again, and nobody is named.
    assert_eq!(by(AuditAction::ErasedByRespondent), [RESPONDENT; 2]);
    for audit in &seen[AuditAction::ErasedByRespondent.name()] {
        assert_eq!(audit.object.as_deref(), Some("nps"));
    }
    for person in ["persoon", "K-12", receipts[1].as_str(), receipts[2].as_str()] {
        assert!(!format!("{listed:?}").contains(person), "{person} is in the log");
    }
}

#[tokio::test]
async fn what_is_done_is_in_the_log_on_sqlite() {
    what_is_done_on_pages_and_by_programs_is_in_the_log(spawn_app().await).await;
}

#[tokio::test]
async fn what_is_done_is_in_the_log_on_postgres() {
    on_postgres(what_is_done_on_pages_and_by_programs_is_in_the_log).await;
}
