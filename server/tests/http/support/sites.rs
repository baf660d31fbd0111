//! The website of another organisation, and the text on a page.

use domain::{id::Slug, locale::Locale, notice::Notice, organisation::OrganisationProfile, site::SiteSettings};

use crate::support::app::{Reply, TestApp};

/// Every website of another organisation that a request could name.
pub(crate) async fn another_organisation(app: &TestApp) {
    let other = app.store.create_organisation(&OrganisationProfile::new("Ander", "b", "c")).await.unwrap();
    let key = Slug::parse("ander").unwrap();
    let settings = SiteSettings::new("Van een ander", vec!["https://ander.example".parse().unwrap()], Locale::ALL.to_vec());
    let notice = Notice::draft_for_site(&other.profile, &key, "Van een ander");
    app.store.create_site(&other, &key, &settings, &notice).await.unwrap();
}

/// The text of the page without its tags, white space as one space.
pub(crate) fn text(reply: &Reply) -> String {
    let mut text = String::new();
    for part in reply.body.split('<') {
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
