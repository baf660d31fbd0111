//! The page of comments: searched and filtered, masked, withheld below the minimum group, and never an internal error.

use crate::support::{
    accounts::signed_in,
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

struct Reader<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl Reader<'_> {
    async fn page(&self, query: &str) -> Reply {
        let separator = if query.is_empty() { "" } else { "&" };
        self.app.get_with(&format!("/admin/surveys/nps/comments?lang=nl{separator}{query}"), &[("cookie", &self.cookie)]).await
    }

    /// The number of comments that the page states.
    async fn count(&self, query: &str) -> String {
        let page = self.page(query).await;
        assert_eq!(page.status, 200, "{query}: {}", page.body);
        page.body.split("<h2>").nth(1).and_then(|rest| rest.split(" toelichting").next()).unwrap_or("none").to_owned()
    }
}

async fn answer(app: &TestApp, score: &str, reason: &str, contact: bool) -> String {
    let mut fields = app.form("nps").await.with("recommend", score).with("reason", reason);
    if contact {
        fields = fields.with("purpose", "contact").with("contact_email", "klant@voorbeeld.nl");
    }
    app.post("/s/nps", &fields).await.location().split('?').next().unwrap().to_owned()
}

async fn comments_are_searched_filtered_and_withheld(app: TestApp) {
    let reader = Reader { app: &app, cookie: signed_in(&app).await };
    assert!(reader.page("").await.body.contains("Nog geen toelichtingen"));
    for number in 0..4 {
        answer(&app, "9", &format!("Prima bezorging {number}"), false).await;
    }
    // Many answers do not mean many comments.
    for _ in 0..5 {
        answer(&app, "9", "", false).await;
    }
    let few = reader.page("").await.body;
    assert!(few.contains("toelichtingen van minder dan 5 deelnemers") && !few.contains("Prima bezorging"), "{few}");
    let results = app.get_with("/admin/surveys/nps?lang=nl", &[("cookie", &reader.cookie)]).await.body;
    assert!(results.contains("toelichtingen van minder dan 5 deelnemers") && !results.contains("Prima bezorging"), "{results}");

    answer(&app, "2", "<b>Te laat</b>, bel 06-12345678", false).await;
    let late = answer(&app, "3", "Ook te laat, bel 06-87654321", true).await;
    assert_eq!(reader.count("").await, "6");
    let page = reader.page("").await.body;
    assert!(page.contains("&lt;b&gt;Te laat&lt;/b&gt;, bel [tel.]") && !page.contains("12345678"), "{page}");
    assert!(page.contains("bel 06-87654321"), "who asked to be contacted can be called: {page}");
    assert!(app.get_with("/admin/surveys/nps?lang=nl", &[("cookie", &reader.cookie)]).await.body.contains("bel [tel.]"));
    for (query, count) in [
        ("q=laat", "2"),
        ("q=%22te+laat%22", "2"),
        ("q=bezorg*", "4"),
        ("q=-bezorg*", "2"),
        ("q=prima&channel=link", "4"),
        ("q=prima&group=high", "none"),
        ("q=12345678", "0"),
    ] {
        assert_eq!(reader.count(query).await, count, "{query}");
    }
    assert!(reader.page("group=high").await.body.contains("toelichtingen van minder dan 5 deelnemers"), "four promoters");
    assert!(reader.page("group=low").await.body.contains("toelichtingen van minder dan 5 deelnemers"), "two detractors");

    app.post(&format!("{late}/withdraw"), &Fields::new(&[("purpose", "analysis")])).await;
    assert_eq!(reader.count("q=laat").await, "1");
}

#[tokio::test]
async fn comments_are_searched_filtered_and_withheld_on_sqlite() {
    comments_are_searched_filtered_and_withheld(spawn_app().await).await;
}

#[tokio::test]
async fn comments_are_searched_filtered_and_withheld_on_postgres() {
    on_postgres(comments_are_searched_filtered_and_withheld).await;
}

#[tokio::test]
async fn older_comments_are_a_page_further() {
    let app = spawn_app().await;
    let reader = Reader { app: &app, cookie: signed_in(&app).await };
    for number in 0..30 {
        answer(&app, "9", &format!("nummer{number:02} goed"), false).await;
    }
    let newest = reader.page("q=goed").await.body;
    assert!(newest.contains("nummer29") && newest.contains("nummer05") && !newest.contains("nummer04"), "{newest}");
    let older = newest.split("href=\"").find(|rest| rest.contains("rel=\"next\"")).unwrap();
    let older = older.split('"').next().unwrap().replace("&amp;", "&");
    let older = app.get_with(&older, &[("cookie", &reader.cookie)]).await.body;
    assert!(older.contains("nummer04") && older.contains("nummer00") && !older.contains("nummer05"), "{older}");
    assert!(!older.contains("rel=\"next\"") && older.contains("Naar de nieuwste"));
}

#[tokio::test]
async fn a_search_that_cannot_be_read_is_said() {
    let app = spawn_app().await;
    let reader = Reader { app: &app, cookie: signed_in(&app).await };
    let long = format!("q={}", "a".repeat(201));
    for query in ["q=%21%3F", &long, "q=a+b+c+d+e+f+g+h+i+j+k+l+m", "before=1", "group=x", "question=recommend", "from=x"] {
        let page = reader.page(query).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.body.contains("class=\"filter\""), "the form is shown again: {query} {}", page.body);
    }
    assert!(reader.page("q=%21%3F").await.body.contains("woord om naar te zoeken"));
    for hostile in ["%22", "%27%3B--", "text%3Aa", "a%00b", "NEAR(a", "%E2%80%9Ea", "*", "a%22*", "(((", "-", "%F0%9F%98%80"] {
        let status = reader.page(&format!("q={hostile}")).await.status;
        assert!(status == 200 || status == 422, "{hostile}: {status}");
    }
    for path in ["/admin/surveys/gone/comments", "/admin/surveys/nps/comments/x"] {
        assert_eq!(app.get_with(path, &[("cookie", &reader.cookie)]).await.status, 404, "{path}");
    }
    assert_eq!(app.get("/admin/surveys/nps/comments").await.status, 303, "signed out");
    let helpful = app.get_with("/admin/surveys/helpful/comments", &[("cookie", &reader.cookie)]).await;
    assert_eq!(helpful.status, 200);
}

#[tokio::test]
async fn comments_are_withheld_where_figures_are() {
    let app = spawn_app().await;
    let reader = Reader { app: &app, cookie: signed_in(&app).await };
    for score in ["9", "9", "9", "9", "9", "9", "3"] {
        answer(&app, score, "Prima bezorging", false).await;
    }
    assert_eq!(reader.count("").await, "7");
    // Six of the seven: without the condition the seventh would be revealed.
    let most = reader.page("where=recommend:9").await.body;
    assert!(most.contains("Deze combinatie wordt niet getoond") && !most.contains("Prima"), "{most}");
    for _ in 0..4 {
        answer(&app, "3", "Jammer", false).await;
    }
    assert_eq!(reader.count("where=recommend:9").await, "6");
    assert_eq!(reader.count("where=recommend:9&q=jammer").await, "0");
    let few = reader.page("where=recommend:9&where=recommend:3").await.body;
    assert!(!few.contains("Prima"), "{few}");
    let text = reader.page("where=recommend:9&where=reason:na").await;
    assert!(text.status == 422 && text.body.contains("Op de vraag “reason” antwoorden mensen met een tekst"), "{}", text.body);
    // All but one in Dutch: without the language the other one would be revealed.
    let english = app.form("nps").await.without("locale").with("locale", "en").with("recommend", "9").with("reason", "Well done");
    assert_eq!(app.post("/s/nps", &english).await.status, 303);
    let most = reader.page("locale=nl").await.body;
    assert!(most.contains("Deze combinatie wordt niet getoond") && !most.contains("Prima"), "{most}");
}
