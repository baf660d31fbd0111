//! Key drivers of the score, and the versions of a survey as a filter.

use domain::{
    account::role::{Rights, Role},
    contact::EmailAddress,
    id::{Slug, key},
    locale::LocalizedText,
    response::answer::Answer,
};

use crate::support::{
    accounts::{self, signed_in},
    app::{TestApp, on_postgres, spawn_app},
};

async fn answer(app: &TestApp, recommend: &str, repurchase: &str, explore: &str) {
    let fields =
        app.form("loyalty").await.with("recommend_10", recommend).with("repurchase", repurchase).with("explore", explore);
    let reply = app.post("/s/loyalty", &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
}

/// The cells of the table, row by row, without their mark-up.
fn rows(page: &str) -> Vec<Vec<String>> {
    let body = page.split("<tbody>").nth(1).unwrap_or_default().split("</tbody>").next().unwrap_or_default();
    let text = |cell: &str| {
        let cell = cell.split("</t").next().unwrap_or_default();
        cell.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect::<String>()
    };
    let cells = |row: &str| row.split("<t").skip(1).map(|cell| text(&format!("<t{cell}"))).collect();
    body.split("<tr>").skip(1).map(cells).collect()
}

async fn what_goes_together_is_shown(app: TestApp) {
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let path = "/admin/surveys/loyalty/drivers?lang=en";
    let none = app.get_with(path, &cookie).await;
    assert_eq!(none.status, 200);
    assert!(rows(&none.body).iter().all(|row| row[0].contains("no respondent gave both answers")), "{:?}", rows(&none.body));
    // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) is 0.8208; exploring has the opposite order.
    for (recommend, repurchase, explore) in [("1", "5", "9"), ("2", "6", "7"), ("3", "7", "5"), ("4", "8", "3"), ("5", "7", "1")]
    {
        answer(&app, recommend, repurchase, explore).await;
    }
    let page = app.get_with(path, &cookie).await;
    let found = rows(&page.body);
    assert_eq!(found.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["−1.00", "0.82"], "the strongest first");
    assert_eq!((found[1][3].as_str(), found[1][4].as_str()), ("−0.42 to 0.99", "5"), "{found:?}");
    assert!(found[1][5].contains("could be chance"), "{found:?}");
    assert!(page.body.contains("Association is not a cause"));
    let dutch = app.get_with("/admin/surveys/loyalty/drivers?lang=nl", &cookie).await;
    assert_eq!(rows(&dutch.body)[1][2], "0,82");
    // Four are below the minimum, and so is the one that removing the condition adds.
    let few = app.get_with("/admin/surveys/loyalty/drivers?where=recommend_10%3A5&lang=en", &cookie).await;
    assert!(rows(&few.body).is_empty() && few.body.contains("This combination is not shown"), "{}", few.body);
    let days = app.get_with("/admin/surveys/loyalty/drivers?to=2020-01-01&lang=en", &cookie).await;
    assert!(rows(&days.body).iter().all(|row| row.len() == 2), "{:?}", rows(&days.body));
    assert_eq!(app.get_with("/admin/surveys/loyalty/drivers?from=x", &cookie).await.status, 422);
    let against = app.get_with("/admin/surveys/loyalty/drivers?against_from=2026-01-01", &cookie).await;
    assert_eq!(against.status, 200, "nothing is compared here");
    assert_eq!(app.get_with("/admin/surveys/loyalty/drivers?format=x&period=x", &cookie).await.status, 200, "nor written");
    let kept = "by=channel&against_from=2026-01-01&against_to=2026-01-31";
    let kept = app.get_with(&format!("/admin/surveys/loyalty/drivers?{kept}&lang=en"), &cookie).await.body;
    let back = "href=\"/admin/surveys/loyalty?by=channel&amp;against_from=2026-01-01&amp;against_to=2026-01-31&amp;lang=en\"";
    assert!(kept.contains(back), "the way back loses nothing: {kept}");
    for field in ["name=\"by\" value=\"channel\"", "name=\"against_from\" value=\"2026-01-01\""] {
        assert!(kept.contains(&format!("<input type=\"hidden\" {field}>")), "nor does the form: {kept}");
    }
    assert_eq!(app.get_with("/admin/surveys/nergens/drivers", &cookie).await.status, 404);
    let without = app.get_with("/admin/surveys/nps/drivers?lang=en", &cookie).await;
    assert!(without.body.contains("no questions with a score"));
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    app.store.set_rights(&EmailAddress::parse(accounts::EMAIL).unwrap(), &Rights::of(Role::Reader)).await.unwrap();
    assert_eq!(app.get_with(path, &cookie).await.status, 403, "figures of few are not for readers");
}

#[tokio::test]
async fn what_goes_together_is_shown_on_sqlite() {
    what_goes_together_is_shown(spawn_app().await).await;
}

#[tokio::test]
async fn what_goes_together_is_shown_on_postgres() {
    on_postgres(what_goes_together_is_shown).await;
}

#[tokio::test]
async fn versions_are_a_filter() {
    let app = spawn_app().await;
    let cookie = signed_in(&app).await;
    let cookie = [("cookie", cookie.as_str())];
    let send = async |score: u8| {
        let form = app.form("nps").await.with("recommend", &score.to_string());
        assert_eq!(app.post("/s/nps", &form).await.status, 303);
    };
    for _ in 0..6 {
        send(9).await;
    }
    let one = app.get_with("/admin/surveys/nps?lang=en", &cookie).await;
    assert!(!one.body.contains("f-version"), "nothing to choose from");
    let mut questionnaire = app.published("nps").await.version.questionnaire.clone();
    questionnaire.title = LocalizedText::same("Nieuw");
    app.store.publish_version(&Slug::parse("nps").unwrap(), &questionnaire).await.unwrap();
    for _ in 0..5 {
        send(3).await;
    }
    let all = app.get_with("/admin/surveys/nps?by=version&lang=en", &cookie).await;
    assert!(all.body.contains(r#"<option value="version:2">2</option>"#), "{}", all.body);
    assert!(rows(all.body.split("id=\"breakdown\"").nth(1).unwrap()).iter().any(|row| row[0] == "1" && row[4] == "6"));
    let second = app.get_with("/admin/surveys/nps?where=version%3A2&lang=en", &cookie).await;
    assert!(second.body.contains(r#"<option value="version:2" selected>2</option>"#), "{}", second.body);
    let export = app.get_with("/admin/surveys/nps/export.csv?where=version%3A2", &cookie).await;
    assert_eq!(export.body.lines().count(), 6, "{}", export.body);
    // Next to the months it would reveal who answered a version on its last day.
    accounts::owner(&app, "eigenaar@voorbeeld.nl").await;
    app.store.set_rights(&EmailAddress::parse(accounts::EMAIL).unwrap(), &Rights::of(Role::Reader)).await.unwrap();
    let reader = app.get_with("/admin/surveys/nps?by=version&lang=en", &cookie).await;
    assert!(reader.body.contains("f-channel") && !reader.body.contains("f-version"), "{}", reader.body);
    assert!(!reader.body.contains("?by=version&amp;period="), "{}", reader.body);
    let version = app.get_with("/admin/surveys/nps?where=version%3A1&lang=en", &cookie).await;
    assert!(version.body.contains("This combination is not shown"), "{}", version.body);
    let stored =
        app.store.list_responses(app.published("nps").await.survey.id, &Default::default(), None, None, 1).await.unwrap();
    assert_eq!(stored[0].answers, [(key("recommend"), Answer::Score(9))]);
}
