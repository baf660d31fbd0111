//! Tests of what an organisation states: of its works council, and in its notices of recipients, storage and transfers.
//! Attributes that name an employee leave the store only while a statement of the works council is in force.

use domain::{
    calendar::Day,
    id::{Slug, key},
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    organisation::{
        stated_texts::StatedTexts,
        works_council::{Deed, Ground, NotedDeed, Statement},
    },
    survey::{attribute::Attribute, published::PublishedSurvey, template::Template, withheld::Why},
};
use store::{Store, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    what_is_stated_is_added_and_the_newest_counts,
    an_employee_is_there_while_the_statement_holds,
    what_is_published_holds_all_that_is_declared,
    another_organisations_statement_counts_for_nothing,
    what_notices_state_is_kept_and_said_from_the_next_version_on,
);

fn statement(until: Option<&str>) -> Statement {
    let day = |text| Day::parse(text).unwrap();
    let until = until.map(day);
    Statement { ground: Ground::WorksCouncil, agreed_on: day("2020-11-01"), document: "OR 2020/14".to_owned(), until }
}

async fn survey(store: &Store) -> PublishedSurvey {
    let mut questionnaire = Template::Nps.questionnaire(&sample::profile(), Basis::Consent);
    for (name, team) in [("cashier", Some("store")), ("store", None)] {
        let attribute = Attribute::new(key(name), LocalizedText::same(name), vec![]);
        questionnaire.attributes.push(Attribute { team: team.map(key), ..attribute });
    }
    questionnaire.validate().unwrap();
    sample::survey_of(store, &questionnaire).await
}

async fn declared(store: &Store, published: &PublishedSurvey) -> Vec<String> {
    let found = store.find_survey(&published.survey.slug).await.unwrap().unwrap();
    found.version.questionnaire.attributes.iter().map(|attribute| attribute.key.to_string()).collect()
}

async fn what_is_stated_is_added_and_the_newest_counts(store: TestStore) {
    let id = survey(&store).await.organisation.id;
    assert!(matches!(store.take_back_works_council(id, "anna").await, Err(StoreError::NotFound)));
    store.state_works_council(id, "anna", &statement(None)).await.unwrap();
    let other = Statement { ground: Ground::NoWorksCouncil, ..statement(Some("2099-12-31")) };
    store.state_works_council(id, "bert", &other).await.unwrap();
    store.take_back_works_council(id, "anna").await.unwrap();
    assert!(matches!(store.take_back_works_council(id, "anna").await, Err(StoreError::NotFound)));
    let deeds = store.list_works_council(id, 10).await.unwrap();
    let whole: Vec<_> = deeds.into_iter().map(|NotedDeed { who, deed, .. }| (who, deed)).collect();
    let expected = [
        ("anna".to_owned(), Deed::TakenBack),
        ("bert".to_owned(), Deed::Stated(other)),
        ("anna".to_owned(), Deed::Stated(statement(None))),
    ];
    assert_eq!(whole, expected);
    assert_eq!(store.list_works_council(id, 1).await.unwrap().len(), 1);
}

async fn an_employee_is_there_while_the_statement_holds(store: TestStore) {
    let published = survey(&store).await;
    let id = published.organisation.id;
    assert_eq!(declared(&store, &published).await, ["store"]);
    let withheld = published.version.questionnaire.withheld("cashier").unwrap();
    assert_eq!((withheld.why, withheld.team()), (Why::NotStated, Some(&key("store"))));
    store.state_works_council(id, "anna", &statement(Some("2099-12-31"))).await.unwrap();
    assert_eq!(declared(&store, &published).await, ["cashier", "store"]);
    // A statement that has expired is no longer in force when it is read.
    store.state_works_council(id, "anna", &statement(Some("2020-12-31"))).await.unwrap();
    assert_eq!(declared(&store, &published).await, ["store"]);
    store.state_works_council(id, "anna", &statement(None)).await.unwrap();
    assert_eq!(declared(&store, &published).await, ["cashier", "store"]);
    assert_eq!(store.list_published(id).await.unwrap()[0].version.questionnaire.attributes.len(), 2);
    store.take_back_works_council(id, "anna").await.unwrap();
    assert_eq!(declared(&store, &published).await, ["store"]);
    assert_eq!(store.list_published(id).await.unwrap()[0].version.questionnaire.attributes.len(), 1);
    assert_eq!(store.list_surveys().await.unwrap()[0].published.version.questionnaire.attributes.len(), 1);
}

async fn what_is_published_holds_all_that_is_declared(store: TestStore) {
    let published = survey(&store).await;
    let mut changed = published.version.questionnaire.clone();
    changed.title = LocalizedText::same("Anders");
    let next = store.publish_version(&published.survey.slug, &changed).await.unwrap();
    assert_eq!(next.version.number, 2);
    let stored = store.find_version(next.version.id).await.unwrap().unwrap();
    let keys: Vec<_> = stored.questionnaire.attributes.iter().map(|attribute| attribute.key.to_string()).collect();
    assert_eq!(keys, ["cashier", "store"]);
    assert_eq!(stored.content_hash, stored.questionnaire.content_hash());
}

async fn another_organisations_statement_counts_for_nothing(store: TestStore) {
    let published = survey(&store).await;
    let other = store.create_organisation(&sample::profile()).await.unwrap();
    let nps = Template::Nps.questionnaire(&sample::profile(), Basis::Consent);
    store.create_survey(&other, &Slug::parse("ander").unwrap(), &nps).await.unwrap();
    store.state_works_council(other.id, "mallory", &statement(None)).await.unwrap();
    assert_eq!(declared(&store, &published).await, ["store"]);
    assert!(store.list_works_council(published.organisation.id, 10).await.unwrap().is_empty());
}

async fn what_notices_state_is_kept_and_said_from_the_next_version_on(store: TestStore) {
    let published = survey(&store).await;
    let (id, slug) = (published.organisation.id, &published.survey.slug);
    let text = || Some(LocalizedText::new("Hostingbedrijf Wolk, als verwerker.", "The host Wolk, as a processor."));
    let stated = StatedTexts { recipients: text(), ..StatedTexts::default() };
    let wrong = StatedTexts { recipients: Some(LocalizedText::new("Wolk", " ")), ..StatedTexts::default() };
    let refused = store.state_texts(id, "anna", &wrong).await;
    assert!(matches!(&refused, Err(StoreError::Invalid(errors)) if errors[0].field == "recipients"), "{refused:?}");
    let before = published.version.notice.clone();
    store.state_texts(id, "anna", &stated).await.unwrap();
    assert_eq!(store.find_organisation().await.unwrap().unwrap().profile.stated, stated);
    let same = store.find_survey(slug).await.unwrap().unwrap();
    assert_eq!(same.version.notice, before, "what is published stays");
    let next = store.publish_version(slug, &same.version.questionnaire.whole()).await.unwrap();
    assert_eq!((next.version.number, next.version.notice.number), (2, 2));
    assert_eq!(next.version.notice.notice.recipients.get(Locale::En), "The host Wolk, as a processor.");
    assert_eq!(next.version.notice.notice.storage_place, before.notice.storage_place);
    let first = store.find_version(published.version.id).await.unwrap().unwrap();
    assert_eq!(first.notice, before);
    let noted = store.list_audit(id, None, None, 10).await.unwrap();
    assert_eq!((noted.len(), noted[0].audit.detail.as_deref()), (1, Some("recipients")), "{noted:?}");
}
