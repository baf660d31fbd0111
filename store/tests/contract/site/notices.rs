//! Websites keep every version of their notice, and ask again only if the decided content changed.

use domain::{
    error::ErrorCode, id::Slug, locale::LocalizedText, notice::purpose::Basis, organisation::colour::Colour, site::Colours,
};
use store::StoreError;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_site_starts_with_version_1,
    a_mended_text_asks_nobody_again,
    what_breaks_the_rules_is_not_published,
    nobody_undoes_what_they_did_not_see,
    keys_are_unique,
);

async fn a_site_starts_with_version_1(store: TestStore) {
    let site = sample::site(&store).await;
    assert_eq!((site.notice.published.number, site.notice.ask), (1, 1));
    assert_eq!(site.notice.published.notice, sample::site_notice());
    assert_eq!(site.notice.published.hash, sample::site_notice().content_hash());
    assert_eq!(site.site.settings, sample::settings());
    assert_eq!(store.list_sites().await.unwrap().len(), 1);
    assert_eq!(store.find_site(&sample::site_key()).await.unwrap().unwrap().site, site.site);
    assert!(store.find_site(&Slug::parse("other").unwrap()).await.unwrap().is_none());
}

async fn a_mended_text_asks_nobody_again(store: TestStore) {
    let site = sample::site(&store).await;
    let publish = |notice| {
        let store = &store;
        async move {
            let site = store.publish_site_notice(&sample::site_key(), &notice).await.unwrap();
            (site.notice.published.number, site.notice.ask)
        }
    };
    let first = sample::site_notice();
    assert_eq!(publish(first.clone()).await, (1, 1), "what is shown already is not published again");
    let mut mended = first.clone();
    mended.website.as_mut().unwrap().texts.title = LocalizedText::new("Cookies", "Cookies");
    assert_eq!(publish(mended.clone()).await, (2, 1));
    let mut fewer = mended;
    fewer.purposes.pop();
    fewer.website.as_mut().unwrap().purposes.pop();
    assert_eq!(publish(fewer).await, (3, 2));
    assert_eq!(publish(first.clone()).await, (4, 3), "an earlier content is a new version");
    let versions = store.list_site_notices(site.site.id).await.unwrap();
    assert_eq!(versions.iter().map(|v| v.published.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(versions[0].published.notice, first);
    for version in versions {
        let found = store.find_site_notice(site.site.id, version.published.number).await.unwrap().unwrap();
        assert_eq!(*found, version);
    }
    assert!(store.find_site_notice(site.site.id, 5).await.unwrap().is_none());
    assert!(store.find_site_notice(site.site.id, u32::MAX).await.unwrap().is_none());
}

async fn what_breaks_the_rules_is_not_published(store: TestStore) {
    let site = sample::site(&store).await;
    let mut unfair = sample::site_notice();
    unfair.purposes[4].basis = Basis::LegitimateInterest;
    unfair.website.as_mut().unwrap().texts.refuse = LocalizedText::same("");
    let Err(StoreError::Invalid(errors)) = store.publish_site_notice(&sample::site_key(), &unfair).await else { panic!() };
    let rules = errors.iter().map(|e| if let ErrorCode::Rule { number, .. } = e.code { number } else { 0 });
    assert_eq!(rules.collect::<Vec<_>>(), [3, 3, 12]);
    let mut settings = sample::settings();
    settings.colours = Colours { accent: Colour::parse("#ffffff").unwrap(), ..settings.colours };
    let other = Slug::parse("other").unwrap();
    let refused = store.create_site(&site.organisation, &other, &settings, &unfair).await;
    assert!(
        matches!(refused, Err(StoreError::Invalid(errors)) if errors.len() == 5),
        "settings, and a notice with another's cookie"
    );
    assert_eq!(store.number("SELECT count(*) FROM notice_version").await, 1);
    assert_eq!(store.number("SELECT count(*) FROM site").await, 1);
}

async fn nobody_undoes_what_they_did_not_see(store: TestStore) {
    let site = sample::site(&store).await;
    let titled = |title: &str| {
        let mut notice = sample::site_notice();
        notice.website.as_mut().unwrap().texts.title = LocalizedText::same(title);
        notice
    };
    let over = async |base, title: &str| store.publish_site_notice_over(&sample::site_key(), base, &titled(title)).await;
    // Two concurrent edits of version 1.
    let (one, two) = tokio::join!(over(1, "Een"), over(1, "Twee"));
    let lost = [one, two].into_iter().filter(|done| matches!(done, Err(StoreError::Conflict("base")))).count();
    assert_eq!((lost, store.list_site_notices(site.site.id).await.unwrap().len()), (1, 2));
    assert!(matches!(over(1, "Drie").await, Err(StoreError::Conflict("base"))));
    assert_eq!(over(2, "Drie").await.unwrap().notice.published.number, 3);
    assert!(matches!(over(4, "Vier").await, Err(StoreError::Conflict("base"))), "of a version that is not there");
}

async fn keys_are_unique(store: TestStore) {
    let site = sample::site(&store).await;
    let again = store.create_site(&site.organisation, &sample::site_key(), &sample::settings(), &sample::site_notice()).await;
    assert!(matches!(again, Err(StoreError::Conflict("key"))));
    let unknown = Slug::parse("other").unwrap();
    assert!(matches!(store.publish_site_notice(&unknown, &sample::site_notice()).await, Err(StoreError::NotFound)));
}
