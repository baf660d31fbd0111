//! The notice of a website: checked, published and never overwritten unseen.

use domain::{id::Slug, locale::Locale, notice::Notice};
use reqwest::Method;

use crate::support::{
    accounts::signed_in,
    app::{Fields, Reply, TestApp, spawn_app},
    sites::{another_organisation, text},
};

/// Sends an edit that started from the current version.
async fn send(app: &TestApp, cookie: &str, what: &str, notice: &str) -> Reply {
    let form = app.get_with("/admin/sites/demo/notice", &[("cookie", cookie)]).await;
    let fields = Fields::new(&[("notice", notice), ("do", what), ("base", &form.hidden_fields()["base"])]);
    app.post_with("/admin/sites/demo/notice?lang=nl", &fields, &[("cookie", cookie)]).await
}

#[tokio::test]
async fn a_notice_is_checked_and_published_with_a_form() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let key = Slug::parse("demo").unwrap();
    let number = async || app.store.find_site(&key).await.unwrap().unwrap().notice.published.number;
    let file = app.get_with("/admin/sites/demo/notice.json", &[("cookie", cookie.as_str())]).await;
    assert!(file.header("content-disposition").contains("klankbord-demo-notice-1.json"));
    let current: Notice = serde_json::from_str(&file.body).unwrap();

    let same = send(&app, &cookie, "publish", &file.body).await;
    assert_eq!(same.status, 200);
    assert!(text(&same).contains("Deze versie is al gepubliceerd."));

    let mut unfair = current.clone();
    unfair.purposes[4].basis = domain::notice::purpose::Basis::LegitimateInterest;
    unfair.website.as_mut().unwrap().texts.refuse = domain::locale::LocalizedText::same("Liever niet");
    let unfair = serde_json::to_string_pretty(&unfair).unwrap();
    for what in ["check", "publish"] {
        let reply = send(&app, &cookie, what, &unfair).await;
        assert_eq!(reply.status, 422, "{what}");
        for said in ["regel 12 voor toestemming", "regel 9 voor toestemming", "website.texts.refuse.nl", "Liever niet"] {
            assert!(text(&reply).contains(said), "{what}: {said}: {}", text(&reply));
        }
    }
    for (typed, why) in [("{", "EOF while parsing"), ("{\"x\":1}</textarea><i>", "unknown field `x`")] {
        let reply = send(&app, &cookie, "publish", typed).await;
        assert_eq!(reply.status, 422);
        assert!(text(&reply).contains(why) && !reply.body.contains("<i>"), "{}", reply.body);
    }

    let mut mended = current.clone();
    mended.website.as_mut().unwrap().validity_months = 12;
    let mended = serde_json::to_string(&mended).unwrap();
    let checked = send(&app, &cookie, "check", &mended).await;
    assert!(text(&checked).contains("Na publiceren krijgen bezoekers de vraag niet opnieuw."));
    assert!(!text(&checked).contains("ongebruikelijk"));
    let mut vague = current.clone();
    vague.website.as_mut().unwrap().texts.accept = domain::locale::LocalizedText::new("OK", "Accept");
    let vague = text(&send(&app, &cookie, "check", &serde_json::to_string(&vague).unwrap()).await);
    assert!(vague.contains("De cookiemelding klopt.") && vague.contains("Dit is ongebruikelijk."), "{vague}");
    assert!(vague.contains("website.texts.accept.nl") && vague.contains("“OK”"), "{vague}");
    let mut fewer = current;
    fewer.purposes.pop();
    fewer.website.as_mut().unwrap().purposes.pop();
    let fewer = serde_json::to_string(&fewer).unwrap();
    assert!(text(&send(&app, &cookie, "check", &fewer).await).contains("krijgen alle bezoekers de vraag opnieuw"));
    assert_eq!(number().await, 1, "nothing but checking until now");

    let done = send(&app, &cookie, "publish", &mended).await;
    assert_eq!(done.location(), "/admin/sites/demo/notice?published&lang=nl");
    assert_eq!(number().await, 2);
    let page = app.get_with(done.location(), &[("cookie", cookie.as_str())]).await;
    assert!(text(&page).contains("De nieuwe versie is gepubliceerd.") && text(&page).contains("Versie 2"));
    let first = app.get_with("/admin/sites/demo/notice.json?version=1", &[("cookie", cookie.as_str())]).await;
    assert_eq!(first.body, file.body, "an earlier version stays as it was");
    for bad in ["0", "3", "x", "-1"] {
        let path = format!("/admin/sites/demo/notice.json?version={bad}");
        assert_eq!(app.get_with(&path, &[("cookie", cookie.as_str())]).await.status, 404, "{bad}");
    }
}

/// The published notice with another title.
async fn titled(app: &TestApp, title: &str) -> String {
    let mut notice = app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap().notice.published.notice.clone();
    notice.website.as_mut().unwrap().texts.title = domain::locale::LocalizedText::same(title);
    serde_json::to_string(&notice).unwrap()
}

#[tokio::test]
async fn two_who_change_a_notice_at_once_see_each_other() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let headers = [("cookie", cookie.as_str())];
    let address = "/admin/sites/demo/notice?lang=nl";
    let (mine, theirs) = (titled(&app, "Mijn <titel>").await, titled(&app, "Hun <titel>").await);
    let base = app.get_with(address, &headers).await.hidden_fields()["base"].clone();
    assert_eq!(base, "1");
    assert_eq!(send(&app, &cookie, "publish", &theirs).await.status, 303);

    for what in ["check", "publish"] {
        let fields = Fields::new(&[("notice", &mine), ("do", what), ("base", &base)]);
        let reply = app.post_with(address, &fields, &headers).await;
        assert_eq!(reply.status, 409, "{what}");
        let page = text(&reply);
        assert!(page.contains("Er is intussen een andere versie gepubliceerd") && page.contains("Nu geldt versie 2"), "{page}");
        assert!(page.contains("website.texts.title.nl") && page.contains("Hun &lt;titel&gt;"), "what came between: {page}");
        assert!(page.contains("Mijn &lt;titel"), "what was typed stays: {page}");
        for version in ["1", "2"] {
            assert!(reply.body.contains(&format!("/admin/sites/demo/notice.json?version={version}\" download")), "{version}");
        }
        assert_eq!(reply.hidden_fields()["base"], "2", "who publishes it now has seen that");
    }
    let number = async || app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap().notice.published.number;
    assert_eq!(number().await, 2);
    for base in ["", "x", "0", "7", "-1"] {
        let fields = Fields::new(&[("notice", &mine), ("do", "publish"), ("base", base)]);
        assert_eq!(app.post_with(address, &fields, &headers).await.status, 409, "{base:?}");
    }
    let fields = Fields::new(&[("notice", &mine), ("do", "publish")]);
    assert_eq!(app.post_with(address, &fields, &headers).await.status, 409, "a form that does not say");
    let fields = Fields::new(&[("notice", "{"), ("do", "publish"), ("base", &base)]);
    let broken = app.post_with(address, &fields, &headers).await;
    assert_eq!((broken.status, broken.hidden_fields()["base"].as_str()), (422, "1"), "what is broken is no excuse to forget it");
    assert_eq!(number().await, 2);
    let fields = Fields::new(&[("notice", &mine), ("do", "publish"), ("base", "2")]);
    assert_eq!(app.post_with(address, &fields, &headers).await.status, 303);
}

/// A form with a file field, as a browser sends it.
async fn upload(app: &TestApp, cookie: &str, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    let name = if file.is_empty() { "" } else { "notice.json" };
    let head = format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(file);
    body.extend(b"\r\n--frontier--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=frontier"), ("cookie", cookie)];
    app.send(Method::POST, "/admin/sites/demo/notice?lang=nl", &headers, body).await
}

#[tokio::test]
async fn a_notice_is_published_from_a_file() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let (file, typed) = (titled(&app, "Uit het bestand").await, titled(&app, "Getypt").await);
    let title = async || {
        let site = app.store.find_site(&Slug::parse("demo").unwrap()).await.unwrap().unwrap();
        site.notice.published.notice.website.as_ref().unwrap().texts.title.get(Locale::Nl).to_owned()
    };
    let fields = |what, base| [("base", base), ("notice", typed.as_str()), ("do", what)];
    let checked = upload(&app, &cookie, &fields("check", "1"), file.as_bytes()).await;
    assert_eq!(checked.status, 200);
    assert!(
        text(&checked).contains("Uit het bestand") && !text(&checked).contains("Getypt"),
        "the file is in the form from then on"
    );
    let marked = [b"\xef\xbb\xbf", file.as_bytes()].concat();
    assert_eq!(
        upload(&app, &cookie, &fields("publish", "1"), &marked).await.status,
        303,
        "some editors begin a file with a mark"
    );
    assert_eq!(title().await, "Uit het bestand");
    assert_eq!(upload(&app, &cookie, &fields("publish", "2"), b"").await.status, 303, "no file was chosen");
    assert_eq!(title().await, "Getypt");

    for broken in [&b"\xff\xfe{"[..], b"geen melding"] {
        let reply = upload(&app, &cookie, &fields("publish", "3"), broken).await;
        assert_eq!(reply.status, 422);
        assert!(text(&reply).contains("Dit is geen cookiemelding"), "{}", reply.body);
    }
    let reply = upload(&app, &cookie, &fields("publish", "3"), &vec![b' '; 1024 * 1024]).await;
    assert_eq!(reply.status, 413);
    let headers = [("content-type", "multipart/form-data"), ("cookie", cookie.as_str())];
    let reply = app.send(Method::POST, "/admin/sites/demo/notice", &headers, b"x".to_vec()).await;
    assert_eq!(reply.status, 400, "no form at all");
    assert_eq!(title().await, "Getypt");
}

#[tokio::test]
async fn a_notice_of_another_organisation_is_not_published() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    another_organisation(&app).await;
    let fields = Fields::new(&[("notice", "{}"), ("do", "publish")]);
    assert_eq!(app.post_with("/admin/sites/ander/notice", &fields, &[("cookie", cookie.as_str())]).await.status, 404);
    assert_eq!(app.post("/admin/sites/demo/notice", &fields).await.location(), "/sign-in");
}
