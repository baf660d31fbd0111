//! The website of the demo, for the pages in `embed/demo`. Its notice declares the storage of their fictitious trackers.

use domain::{
    id::Slug,
    locale::{Locale, LocalizedText},
    notice::{
        Notice,
        website::{ANALYTICS, MARKETING, Role, StorageItem, StorageKind, Vendor},
    },
    organisation::Organisation,
    site::{SiteSettings, WebOrigin},
};
use store::{Store, StoreError};

const KEY: &str = "demo";
/// The server itself, and any page on this machine.
const ORIGINS: [&str; 3] = ["http://127.0.0.1:3000", "http://127.0.0.1:*", "http://localhost:*"];

/// Creates the website. An existing one is not changed.
pub(super) async fn load(store: &Store, organisation: &Organisation) -> Result<(), StoreError> {
    let key = Slug::parse(KEY).expect("the key of the demo is a slug");
    if store.find_site(&key).await?.is_some() {
        return Ok(());
    }
    let origins = ORIGINS.map(|origin| WebOrigin::parse(origin).expect("the origins of the demo are origins"));
    let settings = SiteSettings::new("Demo", origins.to_vec(), Locale::ALL.to_vec());
    match store.create_site(organisation, &key, &settings, &notice(organisation, &key)).await {
        // Another process created it at the same time.
        Ok(_) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

fn notice(organisation: &Organisation, key: &Slug) -> Notice {
    let mut notice = Notice::draft_for_site(&organisation.profile, key, "Demo");
    let vendor = |name: &str, role| Vendor { name: name.to_owned(), role };
    for purpose in notice.website.iter_mut().flat_map(|website| &mut website.purposes) {
        match purpose.key.as_str() {
            ANALYTICS => {
                purpose.items = vec![
                    item("_fa", StorageKind::Cookie, "Fakelytics", "2 jaar", "2 years", RECOGNISES),
                    item("_fa_*", StorageKind::Cookie, "Fakelytics", "2 jaar", "2 years", COUNTS),
                    item("fa_queue", StorageKind::Local, "Fakelytics", "tot u het wist", "until you clear it", QUEUE),
                    item(
                        "fa_visit",
                        StorageKind::Session,
                        "Fakelytics",
                        "tot u het tabblad sluit",
                        "until you close the tab",
                        VISIT,
                    ),
                ];
                purpose.vendors = vec![vendor("Fakelytics Ltd", Role::Processor)];
            }
            MARKETING => {
                purpose.items = vec![item("_fads", StorageKind::Cookie, "Fakeads", "90 dagen", "90 days", ELSEWHERE)];
                purpose.vendors = vec![vendor("Fakeads Inc.", Role::JointController), vendor("Faketube", Role::Controller)];
            }
            _ => {}
        }
    }
    notice
}

const RECOGNISES: [&str; 2] = ["Herkent uw browser bij een volgend bezoek.", "Recognises your browser at a next visit."];
const COUNTS: [&str; 2] = ["Telt uw bezoeken per website.", "Counts your visits per website."];
const QUEUE: [&str; 2] = ["Bewaart metingen die nog verstuurd moeten worden.", "Keeps measurements that have yet to be sent."];
const VISIT: [&str; 2] = ["Houdt uw bezoek bij elkaar.", "Holds your visit together."];
const ELSEWHERE: [&str; 2] = ["Herkent u op andere websites.", "Recognises you on other websites."];

fn item(name: &str, kind: StorageKind, provider: &str, nl: &str, en: &str, text: [&str; 2]) -> StorageItem {
    StorageItem {
        name: name.to_owned(),
        kind,
        provider: provider.to_owned(),
        duration: LocalizedText::new(nl, en),
        text: LocalizedText::new(text[0], text[1]),
    }
}
