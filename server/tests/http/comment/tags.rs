//! Tests of tags on the page of comments. Tags come by hand and by rule. They are filtered and counted with scores, and
//! they are in exports and in the API. The tests also check the rights of roles.

use domain::{
    account::{
        api_key::Scope,
        role::{Rights, Role},
    },
    contact::EmailAddress,
};

use crate::support::{
    accounts::signed_in,
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

struct Desk<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl Desk<'_> {
    async fn page(&self, query: &str) -> Reply {
        let address = format!("/admin/surveys/nps/comments?lang=nl&{query}");
        self.app.get_with(&address, &[("cookie", &self.cookie)]).await
    }

    async fn act(&self, fields: &[(&str, &str)]) -> Reply {
        let fields = Fields::new(fields).with("query", "question=reason&group=low");
        let address = "/admin/surveys/nps/comments/tags?lang=nl";
        self.app.post_with(address, &fields, &[("cookie", &self.cookie)]).await
    }

    /// The id of the response of a comment, from its form.
    async fn comment(&self, text: &str) -> String {
        let page = self.page("").await.body;
        let after = page.split(text).nth(1).unwrap().to_owned();
        after.split("name=\"comment\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// The cells of the row of a tag, without mark-up.
    async fn row(&self, tag: &str, query: &str) -> Option<Vec<String>> {
        let page = self.page(query).await.body;
        let table = page.split("<section id=\"tags\"").nth(1)?.split("</table>").next()?.to_owned();
        let row = table.split("<tr>").find(|row| row.contains(&format!(">{tag}</a>")))?.to_owned();
        let plain =
            |cell: &str| cell.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim()).collect::<String>();
        Some(row.split("<td").skip(1).map(|cell| plain(&format!("<td{cell}"))).collect())
    }
}

async fn answer(app: &TestApp, score: &str, reason: &str) -> String {
    let fields = app.form("nps").await.with("recommend", score).with("reason", reason);
    app.post("/s/nps", &fields).await.location().split('?').next().unwrap().to_owned()
}

async fn tags_by_hand_and_by_rule(app: TestApp) {
    let desk = Desk { app: &app, cookie: signed_in(&app).await };
    for number in 0..5 {
        answer(&app, "2", &format!("Het pakket was te laat {number}")).await;
    }
    answer(&app, "9", "Lekker brood").await;
    assert!(desk.page("").await.body.contains("Nog geen labels"));

    let bread = desk.comment("Lekker brood").await;
    let put = desk.act(&[("do", "add"), ("comment", &bread), ("name", "Smaak & geur")]).await;
    assert_eq!(put.status, 303, "{}", put.body);
    assert_eq!(put.location(), "/admin/surveys/nps/comments?question=reason&group=low&lang=nl", "the same comments again");
    assert_eq!(desk.row("Smaak &amp; geur", "").await.unwrap()[..2], ["1", "te weinig"], "a score of one person is withheld");

    let saved = desk.act(&[("do", "rule"), ("name", "Levering"), ("rule", "bezorgd, PÁKKET")]).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let row = desk.row("Levering", "").await.unwrap();
    assert_eq!(row[0], "5");
    assert!(row[1].starts_with("−100,0") && row[1].contains('('), "NPS with its interval: {row:?}");
    let late = answer(&app, "9", "Snel bezorgd!").await;
    assert_eq!(desk.row("Levering", "").await.unwrap()[0], "6");
    assert_eq!(desk.row("Levering", "q=snel").await.unwrap()[0], "1", "of what is asked");
    assert_eq!(desk.row("Levering", "group=low&tag=Smaak+%26+geur").await.unwrap()[0], "5", "whatever tag is asked");
    let found = desk.page("tag=levering").await;
    assert!(found.status == 200 && found.body.contains("6 toelichtingen") && !found.body.contains("Lekker"), "{}", found.body);
    assert!(desk.page("tag=bestaat+niet").await.body.contains("Geen toelichtingen gevonden"));
    assert_eq!(desk.page("tag=%3D1").await.status, 422);

    let first = desk.comment("te laat 0").await;
    let number = desk.page("").await.body.split("name=\"tag\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(desk.act(&[("do", "remove"), ("comment", &first), ("tag", &number)]).await.status, 303);
    assert_eq!(desk.row("Levering", "").await.unwrap()[0], "5");
    assert_eq!(desk.act(&[("do", "rule"), ("name", "Levering"), ("rule", "bezorgd, pakket, laat")]).await.status, 303);
    assert_eq!(desk.row("Levering", "").await.unwrap()[0], "5", "what was taken off stays off");

    app.post(&format!("{late}/withdraw"), &Fields::new(&[("purpose", "analysis")])).await;
    assert_eq!(desk.row("Levering", "").await.unwrap()[0], "4");
    let csv = app.get_with("/admin/surveys/nps/export.csv", &[("cookie", &desk.cookie)]).await.body;
    assert!(csv.lines().next().unwrap().contains(",tags,consent_event_id"), "{csv}");
    assert_eq!(csv.matches(",Levering,").count(), 4);
    assert_eq!(csv.matches(",Smaak & geur,").count(), 1);

    assert_eq!(desk.act(&[("do", "drop-rule"), ("tag", &number)]).await.status, 303);
    assert_eq!(desk.row("Levering", "").await.unwrap()[0], "0");
    assert_eq!(desk.act(&[("do", "delete"), ("tag", &number)]).await.status, 303);
    assert_eq!(desk.row("Levering", "").await, None);
}

#[tokio::test]
async fn tags_by_hand_and_by_rule_on_sqlite() {
    tags_by_hand_and_by_rule(spawn_app().await).await;
}

#[tokio::test]
async fn tags_by_hand_and_by_rule_on_postgres() {
    on_postgres(tags_by_hand_and_by_rule).await;
}

#[tokio::test]
async fn what_cannot_be_a_tag_is_said_beside_its_field() {
    let app = spawn_app().await;
    let desk = Desk { app: &app, cookie: signed_in(&app).await };
    for number in 0..5 {
        answer(&app, "2", &format!("reden {number}")).await;
    }
    let comment = desk.comment("reden 3").await;
    let wrong = desk.act(&[("do", "add"), ("comment", &comment), ("name", "<b>;")]).await;
    assert_eq!(wrong.status, 422);
    let id = format!("id=\"e-tag-{comment}\"");
    assert!(wrong.body.contains(&id) && wrong.body.contains("value=\"&lt;b&gt;;\""), "{}", wrong.body);
    assert_eq!(wrong.body.matches("class=\"error\"").count(), 1);
    let wrong = desk.act(&[("do", "rule"), ("name", ""), ("rule", "*")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("id=\"e-name\"") && wrong.body.contains("id=\"e-rule\""), "{}", wrong.body);
    let wrong = desk.act(&[("do", "rule"), ("name", "Levering"), ("rule", "te\0laat")]).await;
    assert!(wrong.status == 422 && wrong.body.contains("id=\"e-rule\""), "{}", wrong.body);
    for (fields, status) in [
        (&[("do", "nothing")][..], 400),
        (&[("do", "add"), ("comment", "x"), ("name", "a")], 404),
        (&[("do", "add"), ("comment", "01890a5d-ac96-774b-bcce-b302099a8057"), ("name", "a")], 404),
        (&[("do", "remove"), ("comment", &comment), ("tag", "99")], 404),
        (&[("do", "delete"), ("tag", "99")], 404),
    ] {
        assert_eq!(desk.act(fields).await.status, status, "{fields:?}");
    }
    assert!(desk.page("").await.body.contains("Nog geen labels"), "nothing was left of all that");
}

#[tokio::test]
async fn analysts_tag_editors_make_rules_and_readers_learn_nothing() {
    let app = spawn_app().await;
    let desk = Desk { app: &app, cookie: signed_in(&app).await };
    for number in 0..5 {
        answer(&app, "2", &format!("reden {number}")).await;
    }
    let comment = desk.comment("reden 3").await;
    desk.act(&[("do", "rule"), ("name", "Reden"), ("rule", "reden")]).await;
    let number = desk.page("").await.body.split("name=\"tag\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let email = EmailAddress::parse(crate::support::accounts::EMAIL).unwrap();
    crate::support::accounts::owner(&app, "other@voorbeeld.nl").await;
    let rules: [&[(&str, &str)]; 3] = [
        &[("do", "rule"), ("name", "a"), ("rule", "b")],
        &[("do", "drop-rule"), ("tag", &number)],
        &[("do", "delete"), ("tag", &number)],
    ];
    app.store.set_rights(&email, &Rights::of(Role::Analyst)).await.unwrap();
    for fields in rules {
        let refused = desk.act(fields).await;
        assert!(refused.status == 403 && refused.body.contains("Dat mag niet met"), "{fields:?} {}", refused.body);
    }
    let page = desk.page("").await.body;
    assert!(!page.contains("value=\"drop-rule\"") && !page.contains("name=\"rule\""), "{page}");
    assert_eq!(desk.act(&[("do", "add"), ("comment", &comment), ("name", "Ander")]).await.status, 303);
    app.store.set_rights(&email, &Rights::of(Role::Reader)).await.unwrap();
    for fields in rules.into_iter().chain([&[("do", "add"), ("comment", &comment), ("name", "Nog een")][..]]) {
        assert_eq!(desk.act(fields).await.status, 403, "{fields:?}");
    }
    assert_eq!(desk.page("tag=Reden").await.status, 403);
    app.store.set_rights(&email, &Rights::of(Role::Editor)).await.unwrap();
    assert_eq!(desk.act(rules[1]).await.status, 303);
    assert_eq!(desk.row("Ander", "").await.unwrap()[0], "1");

    let key = crate::support::api::own_key(&app, &[Scope::Responses]).await;
    let reply = app.get_with("/api/v1/surveys/nps/responses", &[("authorization", &key)]).await;
    let items = reply.json()["items"].as_array().unwrap().clone();
    let tagged: Vec<_> = items.iter().filter(|item| item["tags"] == serde_json::json!(["Ander"])).collect();
    assert_eq!((items.len(), tagged.len()), (5, 1), "{}", reply.body);
    assert_eq!(tagged[0]["response_id"], comment);
}
