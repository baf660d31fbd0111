//! The formats of an export, in the browser of a marketer.

use crate::support::{accounts::signed_in, app::spawn_app};

#[tokio::test]
async fn each_format_is_sent_under_its_name_and_type() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let fields = app.form("nps").await.with("recommend", "9").with("reason", "=1+1");
    app.post("/s/nps", &fields).await;
    for (format, media_type, extension, begins) in [
        ("csv", "text/csv; charset=utf-8", "csv", "response_id,"),
        ("csv-excel-nl", "text/csv; charset=utf-8", "csv", "\u{feff}response_id;"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "PK"),
        ("jsonl", "application/jsonl", "jsonl", "{\"response_id\":"),
        ("parquet", "application/vnd.apache.parquet", "parquet", "PAR1"),
        ("spss", "application/zip", "zip", "PK"),
    ] {
        let export =
            app.get_with(&format!("/admin/surveys/nps/export?format={format}&labels=nl&shape=long&lang=nl"), &cookie).await;
        assert_eq!((export.status, export.header("content-type")), (200, media_type), "{format}");
        assert!(export.header("content-disposition").ends_with(&format!(".{extension}\"")), "{format}");
        assert!(export.body.starts_with(begins), "{format}: {}", &export.body[..40]);
    }
    let codebook = app.get_with("/admin/surveys/nps/codebook.csv?format=csv-excel-nl&shape=long&lang=nl", &cookie).await;
    assert!(codebook.body.contains("statement;;code;;;;De stelling van een matrix."), "{}", codebook.body);
}

#[tokio::test]
async fn the_filter_of_the_page_is_that_of_its_downloads() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    for (score, reason) in [("9", "nine"), ("9", "ninth"), ("3", "three")] {
        app.post("/s/nps", &app.form("nps").await.with("recommend", score).with("reason", reason)).await;
    }
    let page = app.get_with("/admin/surveys/nps?where=recommend:9&by=channel&lang=nl", &cookie).await;
    let link = "href=\"/admin/surveys/nps/export.csv?by=channel&amp;where=recommend%3A9\"";
    assert!(page.body.contains(link), "{}", page.body);
    let section = page.body.split("id=\"export\"").nth(1).unwrap();
    assert!(section.contains("name=\"where\" value=\"recommend:9\"") && !section.contains("name=\"by\""), "{section}");
    assert!(section.contains("Met het filter van deze pagina"), "{section}");
    let all = app.get_with("/admin/surveys/nps?by=channel&lang=nl", &cookie).await.body;
    assert!(!all.contains("Met het filter van deze pagina"), "{all}");
    for file in [
        "export.csv?by=channel&where=recommend%3A9",
        "export?format=jsonl&where=recommend:9",
        "export?shape=long&where=recommend:9",
    ] {
        let export = app.get_with(&format!("/admin/surveys/nps/{file}"), &cookie).await.body;
        assert!(export.contains("nine") && export.contains("ninth") && !export.contains("three"), "{file}: {export}");
    }
    let codebook = app.get_with("/admin/surveys/nps/codebook.csv?where=recommend:9&from=2020-01-01&lang=nl", &cookie).await;
    assert!(codebook.body.contains("recommend,,filter,9,,,Alleen wat deze waarde heeft."), "{}", codebook.body);
    assert!(
        codebook.body.contains("submitted_at,,filter,2020-01-01,,,Alleen wat vanaf deze dag is verstuurd"),
        "{}",
        codebook.body
    );
}

#[tokio::test]
async fn a_format_that_cannot_be_read_is_said_and_exports_nothing() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    for (query, field) in [("format=ods", "format"), ("labels=fr", "labels"), ("shape=round&format=xlsx", "shape")] {
        for file in ["export", "codebook.csv"] {
            let page = app.get_with(&format!("/admin/surveys/nps/{file}?{query}"), &cookie).await;
            assert_eq!((page.status, page.header("content-disposition")), (422, ""), "{file}?{query}");
            assert!(page.body.contains(&format!("id=\"e-{field}\"")), "{file}?{query}: {}", page.body);
        }
    }
    // A filter that is not UTF-8 must not be left out.
    for file in ["", "/export.csv", "/codebook.csv", "/figures.csv", "/report", "/comments"] {
        let reply = app.get_with(&format!("/admin/surveys/nps{file}?where=%FF"), &cookie).await;
        assert_eq!((reply.status, reply.header("content-disposition")), (400, ""), "{file}");
    }
    assert_eq!(app.get("/admin/surveys/nps/export?format=xlsx").await.status, 303, "only for who is signed in");
}
