//! The audit log: what is in it, its pages, and who may see it.

use domain::account::audit::{Audit, AuditAction};

use crate::support::{
    accounts::{EMAIL, PASSWORD, account, sign_in, signed_in},
    app::{Fields, spawn_app},
};

#[tokio::test]
async fn sign_ins_good_and_failed_and_delays_are_in_the_log() {
    let app = spawn_app().await;
    account(&app).await;
    for _ in 0..5 {
        sign_in(&app, EMAIL, "een verkeerd wachtwoord", "").await;
    }
    assert_eq!(sign_in(&app, EMAIL, PASSWORD, "").await.status, 429);
    sign_in(&app, "mijn wachtwoord in het verkeerde veld@voorbeeld.nl", "x", "").await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    let listed = app.store.list_audit(organisation, None, None, 100).await.unwrap();
    let of = |action| listed.iter().filter(|noted| noted.audit.action == action).collect::<Vec<_>>();
    let failed = of(AuditAction::SignInFailed);
    assert_eq!(failed.len(), 6);
    assert_eq!(failed.iter().filter(|noted| noted.audit.object.as_deref() == Some(EMAIL)).count(), 5);
    assert!(failed.iter().all(|noted| noted.audit.actor.is_empty()));
    assert_eq!(of(AuditAction::SignInDelayed).len(), 1);
    assert!(!format!("{listed:?}").contains("wachtwoord"), "what was typed is nowhere");
}

#[tokio::test]
async fn an_owner_reads_the_log_in_pages_and_by_action() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    for number in 0..150 {
        let audit = Audit::new("klankbord site", AuditAction::NoticePublished, "demo").with(format!("version {number} <b>"));
        app.store.note_audit(organisation, &audit).await.unwrap();
    }
    let dutch = [("cookie", cookie.as_str()), ("accept-language", "nl")];
    let overview = app.get_with("/admin/settings", &dutch).await.body;
    assert!(overview.contains("href=\"/admin/audit?lang=nl\""), "{overview}");
    let page = app.get_with("/admin/audit?lang=nl", &dutch).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert!(page.body.contains("cookiemelding gepubliceerd") && page.body.contains("24 maanden"), "{}", page.body);
    assert_eq!(page.body.matches("<tr>").count(), 101);
    assert!(!page.body.contains("<b>"));
    let older = page.body.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let second = app.get_with(&older, &dutch).await.body;
    assert!(second.contains("ingelogd") && second.contains(EMAIL), "{second}");
    assert!(!second.contains("rel=\"next\"") && second.contains("Nieuwste regels"));
    let english = [("cookie", cookie.as_str()), ("accept-language", "en")];
    let only = app.get_with("/admin/audit?lang=en&action=signed_in", &english).await.body;
    assert!(only.contains("signed in") && only.matches("<tr>").count() == 2, "{only}");
    assert!(app.get_with("/admin/audit?lang=en&action=erased", &english).await.body.contains("There are no entries."));
    for wrong in ["/admin/audit?action=dance", "/admin/audit?before=x"] {
        assert_eq!(app.get_with(wrong, &dutch).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn publishing_and_exporting_are_in_the_log() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let headers = [("cookie", cookie.as_str()), ("accept-language", "en")];
    let site = Fields::new(&[("name", "x"), ("site_key", "x"), ("origins", "https://x.example")]);
    assert_eq!(app.post_with("/admin/sites", &site, &headers).await.status, 303);
    app.get_with("/admin/surveys/nps/export?format=csv", &headers).await;
    let key = Fields::new(&[("name", "Power BI"), ("scope", "results:read"), ("expires", "never")]);
    assert_eq!(app.post_with("/admin/keys", &key, &headers).await.status, 201);
    let page = app.get_with("/admin/audit", &headers).await.body;
    for done in ["website added", "responses downloaded", "API key made", "Power BI"] {
        assert!(page.contains(done), "{done}: {page}");
    }
}
