//! A survey is made from a template in the browser.

use domain::account::role::{Rights, Role};

use crate::support::{
    accounts::signed_in_as,
    app::{Fields, TestApp, on_postgres, spawn_app},
};

async fn a_survey_is_made_with_a_form(app: TestApp) {
    let cookie = signed_in_as(&app, Rights::of(Role::Editor)).await;
    let headers = [("cookie", cookie.as_str()), ("accept-language", "nl")];
    let list = app.get_with("/admin/surveys", &headers).await.body;
    assert!(list.contains("href=\"/admin/new-survey?lang=nl\""), "{list}");
    let form = app.get_with("/admin/new-survey?lang=nl", &headers).await.body;
    let offered: Vec<_> =
        ["csat10", "nps", "csat\"", "loyalty", "ces", "helpful"].map(|name| form.find(&format!("value=\"{name}"))).into();
    assert!(offered.iter().all(Option::is_some), "{form}");
    assert!(
        offered[0] < offered[1] && form.contains("Welk rapportcijfer geeft u Bakkerij Van Dam?"),
        "the mark comes first: {form}"
    );
    assert!(form.contains("value=\"consent\" checked"), "{form}");

    // Everything wrong at once, and what was typed stays.
    let wrong =
        Fields::new(&[("template", "other"), ("slug", "Mijn Winkel"), ("title_nl", "Onze <winkel>"), ("basis", "exempt")]);
    let refused = app.post_with("/admin/new-survey?lang=nl", &wrong, &headers).await;
    assert_eq!(refused.status, 422);
    for field in ["template", "slug", "title_en", "basis"] {
        assert!(refused.body.contains(&format!("href=\"#f-{field}\"")), "{field}: {}", refused.body);
    }
    assert!(refused.body.contains("Onze &lt;winkel&gt;") && refused.body.contains("Mijn Winkel"), "{}", refused.body);

    let fields = Fields::new(&[("template", "nps"), ("slug", "winkel"), ("title_nl", "De winkel"), ("title_en", "The shop")]);
    let fields = fields.with("basis", "legitimate_interest");
    let made = app.post_with("/admin/new-survey?lang=nl", &fields, &headers).await;
    assert_eq!(made.location(), "/admin/surveys/winkel?lang=nl");
    let page = app.get_with(made.location(), &headers).await.body;
    assert!(page.contains("De winkel") && page.contains("/s/winkel"), "{page}");
    let answering = app.get("/s/winkel?lang=en").await.body;
    assert!(answering.contains("<title>The shop") && answering.contains("You can object at any time."), "{answering}");
    let again = app.post_with("/admin/new-survey?lang=nl", &fields, &headers).await;
    assert!(again.status == 422 && again.body.contains("href=\"#f-slug\""), "{}", again.body);

    // Without a name it gets the first free one.
    let nameless = Fields::new(&[("template", "csat10"), ("basis", "consent")]);
    let made = app.post_with("/admin/new-survey?lang=nl", &nameless, &headers).await;
    assert_eq!(made.location(), "/admin/surveys/csat10-2?lang=nl", "the demo has the first");
    assert_eq!(app.get("/s/csat10-2").await.status, 200);
}

#[tokio::test]
async fn a_survey_is_made_with_a_form_on_sqlite() {
    a_survey_is_made_with_a_form(spawn_app().await).await;
}

#[tokio::test]
async fn a_survey_is_made_with_a_form_on_postgres() {
    on_postgres(a_survey_is_made_with_a_form).await;
}
