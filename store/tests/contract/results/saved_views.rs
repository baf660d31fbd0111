//! Saved views of results: found by their own organisation only.

use domain::{
    id::OrganisationId,
    results::{
        saved_view::{MOST_VIEWS, ViewCode, ViewName},
        span::Span,
    },
    survey::template::Template,
};
use store::{NewSavedView, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_view_is_kept_renamed_and_deleted,
    a_name_is_given_once,
    another_organisation_finds_nothing,
    there_are_not_more_than_a_list_holds
);

async fn new(store: &TestStore) -> NewSavedView {
    let published = sample::survey(store, Template::Nps).await;
    NewSavedView {
        code: ViewCode([1; 9]),
        organisation: published.organisation.id,
        survey: published.survey.id,
        name: ViewName::parse("Zeeland").unwrap(),
        query: "by=state&period=week&where=state%3AZE".to_owned(),
        span: Some(Span::LastQuarter),
        who: "anna@voorbeeld.nl".to_owned(),
    }
}

fn another(new: &NewSavedView, number: u8, name: &str) -> NewSavedView {
    NewSavedView { code: ViewCode([number; 9]), name: ViewName::parse(name).unwrap(), ..new.clone() }
}

async fn a_view_is_kept_renamed_and_deleted(store: TestStore) {
    let new = new(&store).await;
    store.create_saved_view(&new).await.unwrap();
    let kept = store.find_saved_view(new.organisation, new.code).await.unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.query.as_str(), kept.span), ("Zeeland", new.query.as_str(), new.span));
    assert_eq!((kept.who.as_str(), kept.survey), ("anna@voorbeeld.nl", new.survey));
    store.create_saved_view(&NewSavedView { span: None, ..another(&new, 2, "Alles") }).await.unwrap();
    let names = |views: Vec<domain::results::saved_view::SavedView>| views.into_iter().map(|view| view.name).collect::<Vec<_>>();
    assert_eq!(names(store.list_saved_views(new.organisation).await.unwrap()), ["Alles", "Zeeland"]);
    store.rename_saved_view(new.organisation, new.code, &ViewName::parse("Aan zee").unwrap()).await.unwrap();
    assert_eq!(names(store.list_saved_views(new.organisation).await.unwrap()), ["Aan zee", "Alles"]);
    store.delete_saved_view(new.organisation, new.code).await.unwrap();
    assert_eq!(names(store.list_saved_views(new.organisation).await.unwrap()), ["Alles"]);
    assert!(matches!(store.delete_saved_view(new.organisation, new.code).await, Err(StoreError::NotFound)));
}

async fn a_name_is_given_once(store: TestStore) {
    let new = new(&store).await;
    store.create_saved_view(&new).await.unwrap();
    assert!(matches!(store.create_saved_view(&another(&new, 2, "Zeeland")).await, Err(StoreError::Conflict("name"))));
    store.create_saved_view(&another(&new, 2, "Alles")).await.unwrap();
    let renamed = store.rename_saved_view(new.organisation, ViewCode([2; 9]), &new.name).await;
    assert!(matches!(renamed, Err(StoreError::Conflict("name"))));
    store.rename_saved_view(new.organisation, new.code, &new.name).await.unwrap();
    // Another user's view may have the same name: a refusal would reveal a view that the user does not see.
    let other = NewSavedView { who: "bram@voorbeeld.nl".to_owned(), ..another(&new, 3, "Zeeland") };
    store.create_saved_view(&other).await.unwrap();
}

async fn another_organisation_finds_nothing(store: TestStore) {
    let new = new(&store).await;
    store.create_saved_view(&new).await.unwrap();
    let other = OrganisationId(uuid::Uuid::new_v4());
    assert_eq!(store.find_saved_view(other, new.code).await.unwrap(), None);
    assert!(store.list_saved_views(other).await.unwrap().is_empty());
    assert!(matches!(store.rename_saved_view(other, new.code, &new.name).await, Err(StoreError::NotFound)));
    assert!(matches!(store.delete_saved_view(other, new.code).await, Err(StoreError::NotFound)));
    assert!(store.find_saved_view(new.organisation, new.code).await.unwrap().is_some());
}

async fn there_are_not_more_than_a_list_holds(store: TestStore) {
    let new = new(&store).await;
    for number in 0..u8::try_from(MOST_VIEWS).unwrap() {
        store.create_saved_view(&another(&new, number, &format!("{number}"))).await.unwrap();
    }
    assert!(matches!(store.create_saved_view(&another(&new, 255, "nog een")).await, Err(StoreError::Conflict("full"))));
}
