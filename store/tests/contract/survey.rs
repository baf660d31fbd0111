//! Surveys and their versions.

use domain::{
    locale::LocalizedText,
    notice::purpose::Basis,
    survey::{SurveyStatus, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::StoreError;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_slug_is_taken_once,
    a_new_version_is_asked,
    closing,
    a_failed_survey_leaves_nothing,
    summaries,
    a_text_that_cannot_be_read_is_named
);

async fn a_slug_is_taken_once(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let questionnaire = Template::Csat.questionnaire(&sample::profile(), Basis::Consent);
    let again = store.create_survey(&survey.organisation, &survey.survey.slug, &questionnaire).await;
    assert!(matches!(again, Err(StoreError::Conflict("slug"))), "{again:?}");
}

async fn a_new_version_is_asked(store: TestStore) {
    let first = sample::survey(&store, Template::Nps).await;
    let mut questionnaire = first.version.questionnaire.clone();
    questionnaire.title = LocalizedText::new("Nieuw", "New");
    let second = store.publish_version(&first.survey.slug, &questionnaire).await.unwrap();
    assert_eq!((second.version.number, second.version.notice.number), (2, 1), "the same notice is not published twice");
    assert_eq!(store.find_version(first.version.id).await.unwrap().unwrap().questionnaire, first.version.questionnaire);
    assert_eq!(store.find_survey(&first.survey.slug).await.unwrap().unwrap().version.number, 2);
    assert_eq!(second.version.content_hash, questionnaire.content_hash());
    assert_eq!(store.number("SELECT count(*) FROM question").await, 2, "a question keeps its number");
}

async fn closing(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    store.close_survey(&survey.survey.slug).await.unwrap();
    let closed_at = store.number("SELECT closed_at FROM survey").await;
    store.close_survey(&survey.survey.slug).await.unwrap();
    assert_eq!(store.number("SELECT closed_at FROM survey").await, closed_at);
    assert_eq!(store.find_survey(&survey.survey.slug).await.unwrap().unwrap().survey.status, SurveyStatus::Closed);
    let unknown = domain::id::Slug::parse("geen").unwrap();
    assert!(matches!(store.close_survey(&unknown).await, Err(StoreError::NotFound)));
}

async fn a_failed_survey_leaves_nothing(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let questionnaire = Template::Csat.questionnaire(&sample::profile(), Basis::Consent);
    assert!(store.create_survey(&survey.organisation, &survey.survey.slug, &questionnaire).await.is_err());
    assert_eq!(store.number("SELECT count(*) FROM survey_version").await, 1);
    assert_eq!(store.number("SELECT count(*) FROM notice_version").await, 1);
}

async fn summaries(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    store.submit_response(sample::response(&survey, 1, 9, "", &[])).await.unwrap();
    let summaries = store.list_surveys().await.unwrap();
    assert_eq!(summaries.len(), 1);
    assert_eq!(summaries[0].responses, 1);
    assert_eq!(store.find_organisation().await.unwrap().unwrap().profile, sample::profile());
}

async fn a_text_that_cannot_be_read_is_named(store: TestStore) {
    sample::survey(&store, Template::Nps).await;
    store.raw.execute_unprepared("UPDATE survey SET slug = 'Not a slug'").await.unwrap();
    let error = store.list_surveys().await.unwrap_err();
    let named = "a slug cannot be read back from the column slug";
    assert!(matches!(&error, StoreError::Broken(text) if text == named), "{error}");
}
