//! A number stays the same number when the form goes on in another language.

use domain::{
    id::{Slug, key},
    locale::LocalizedText,
    notice::purpose::Basis,
    survey::{
        question::{Question, QuestionKind},
        template::Template,
    },
};

use crate::support::app::{Fields, TestApp, spawn_app};

/// A survey `bezoek` that also asks for a number.
async fn with_number(app: &TestApp) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    questionnaire.pages[0].questions.push(Question {
        key: key("visits"),
        text: LocalizedText::same("Bezoeken"),
        required: false,
        not_applicable: false,
        kind: QuestionKind::Number { min: None, max: None, unit: None },
    });
    app.store.create_survey(&organisation, &Slug::parse("bezoek").unwrap(), &questionnaire).await.unwrap();
}

fn shown(page: &str) -> &str {
    let field = page.split("<input").find(|tag| tag.contains("name=\"visits\"")).unwrap();
    field.split("value=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap())
}

#[tokio::test]
async fn a_typed_number_is_written_as_the_other_language_writes_it() {
    let app = spawn_app().await;
    with_number(&app).await;
    let form = app.form("bezoek").await.with("recommend", "9");
    let again = app.post("/s/bezoek?lang=en", &form.with("visits", "1.234").with("show-again", "language")).await;
    assert_eq!((again.status, shown(&again.body)), (200, "1234"));
    let again = app.post("/s/bezoek?lang=en", &form.with("visits", "1,25").with("show-again", "language")).await;
    assert_eq!(shown(&again.body), "1.25");
    let doubtful = app.post("/s/bezoek?lang=en", &form.with("visits", "1,500").with("show-again", "language")).await;
    assert!(shown(&doubtful.body) == "1,500" && doubtful.body.contains("id=\"e-visits\""), "{}", doubtful.body);
}

#[tokio::test]
async fn a_correction_in_another_language_changes_no_number() {
    let app = spawn_app().await;
    with_number(&app).await;
    let sent = app.form("bezoek").await.with("recommend", "9").with("visits", "1,234");
    let receipt = app.post("/s/bezoek", &sent).await.location().split('?').next().unwrap().to_owned();
    let dutch = app.get(&format!("{receipt}/correct?lang=nl")).await.body;
    assert_eq!(shown(&dutch), "1,234");
    let fields = Fields::new(&[("locale", "nl"), ("recommend", "9"), ("visits", shown(&dutch)), ("show-again", "language")]);
    let english = app.post(&format!("{receipt}/correct?lang=en"), &fields).await.body;
    assert_eq!(shown(&english), "1.234");
    let fields = Fields::new(&[("locale", "en"), ("recommend", "9"), ("visits", shown(&english))]);
    assert_eq!(app.post(&format!("{receipt}/correct"), &fields).await.status, 303);
    assert!(app.get(&format!("{receipt}?lang=nl")).await.body.contains("1,234"), "as it was sent");
}
