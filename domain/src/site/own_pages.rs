//! The notice of Klankbord's own pages: what they store in a browser, and the one purpose that needs consent. A change
//! of what our pages store must also be made here.

use super::{choice_cookie::choice_cookie, draft::months};
use crate::{
    id::Slug,
    locale::LocalizedText,
    notice::{
        Notice,
        standard_texts::Edition,
        website::{Exemption, NECESSARY, PREFERENCES, StorageItem, StorageKind, WebsiteNotice},
    },
    organisation::OrganisationProfile,
    wording::Wording,
};

/// The cookie with the language that a visitor selected.
pub const LANGUAGE_COOKIE: &str = "klankbord_language";
/// The cookie that lets the cookie page find the visitor's receipt.
pub const RECEIPT_COOKIE: &str = "klankbord_receipt";
/// The session cookie of a signed-in account, without TLS.
pub const SESSION_COOKIE: &str = "klankbord";
/// The session cookie with TLS. With this prefix a browser only accepts it over TLS, from the same host and for all
/// paths.
pub const SESSION_COOKIE_TLS: &str = "__Host-klankbord";
/// The cookie of a browser in which an account signed in, without TLS: failed sign-ins there count apart.
pub const DEVICE_COOKIE: &str = "klankbord_device";
/// The same with TLS.
pub const DEVICE_COOKIE_TLS: &str = "__Host-klankbord_device";
/// The storage of answers that were sent but not yet acknowledged, by survey (app/src/islands/browser/kept.rs).
pub const UNSENT: &str = "klankbord.unsent.*";

impl Notice {
    /// The notice of our own pages, for the website with this key.
    pub fn draft_for_own_pages(profile: &OrganisationProfile, key: &Slug) -> Self {
        Self::draft_for_own_pages_in(Edition::NEWEST, profile, key)
    }

    /// The same in an edition of its texts.
    pub fn draft_for_own_pages_in(edition: Edition, profile: &OrganisationProfile, key: &Slug) -> Self {
        let words = Wording::new(profile);
        let mut notice = Self::draft_for_site_in(edition, profile, key, &profile.name);
        let kept = |key: &crate::id::Key| [NECESSARY, PREFERENCES].contains(&key.as_str());
        notice.purposes.retain(|purpose| kept(&purpose.key));
        for purpose in &mut notice.purposes {
            let is_needed = purpose.key.as_str() == NECESSARY;
            purpose.text = words.text(if is_needed { "own-necessary" } else { "own-preferences" });
        }
        if let Some(website) = &mut notice.website {
            website.purposes.retain(|purpose| kept(&purpose.key));
            declare(website, profile, &words, key);
            say(website, &words, edition);
        }
        notice
    }
}

fn declare(website: &mut WebsiteNotice, profile: &OrganisationProfile, words: &Wording, key: &Slug) {
    let validity = months(words, website.validity_months);
    let (session, device) = (words.text("own-session-duration"), words.text("own-device-duration"));
    let item = |name: &str, kind, duration: &LocalizedText, text| StorageItem {
        name: name.to_owned(),
        kind,
        provider: profile.name.clone(),
        duration: duration.clone(),
        text: words.text(text),
    };
    for purpose in &mut website.purposes {
        purpose.items = if purpose.exemption == Some(Exemption::StrictlyNecessary) {
            vec![
                item(&choice_cookie(key), StorageKind::Cookie, &validity, "choice-text"),
                item(RECEIPT_COOKIE, StorageKind::Cookie, &validity, "own-receipt"),
                item(UNSENT, StorageKind::Local, &words.text("own-unsent-duration"), "own-unsent"),
                item(SESSION_COOKIE, StorageKind::Cookie, &session, "own-session"),
                item(SESSION_COOKIE_TLS, StorageKind::Cookie, &session, "own-session"),
                item(DEVICE_COOKIE, StorageKind::Cookie, &device, "own-device"),
                item(DEVICE_COOKIE_TLS, StorageKind::Cookie, &device, "own-device"),
            ]
        } else {
            vec![item(LANGUAGE_COOKIE, StorageKind::Cookie, &validity, "own-language")]
        };
    }
}

/// Sets the texts in which our pages differ from other websites: a link opens the notice again, and no script runs.
fn say(website: &mut WebsiteNotice, words: &Wording, edition: Edition) {
    let texts = &mut website.texts;
    texts.title = words.text("own-title");
    texts.body = words.text(match edition {
        Edition::First | Edition::Second => "own-body",
        // It names cookies, so that programs that refuse for people know what is asked.
        Edition::Third => "own-body-3",
    });
    texts.withdraw_hint = words.text("own-withdraw-hint");
    texts.withdrawn = words.text("own-withdrawn");
    texts.reopen = words.text("own-reopen");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::AddressForm;

    #[test]
    fn it_keeps_to_the_rules_in_both_forms_of_address() {
        for form in [AddressForm::Formal, AddressForm::Informal] {
            let mut profile = OrganisationProfile::new("Bakkerij Van Dam", "b", "c");
            profile.address_form = form;
            let key = Slug::parse("klankbord").unwrap();
            let notice = Notice::draft_for_own_pages(&profile, &key);
            assert_eq!(notice.check(), Ok(()));
            let website = notice.website.unwrap();
            let names = |purpose: &str| -> Vec<_> {
                let purpose = website.purposes.iter().find(|p| p.key.as_str() == purpose).unwrap();
                purpose.items.iter().map(|item| item.name.clone()).collect()
            };
            assert_eq!(website.purposes.len(), 2);
            assert_eq!(names(PREFERENCES), [LANGUAGE_COOKIE]);
            let necessary = [
                "klankbord_klankbord",
                RECEIPT_COOKIE,
                UNSENT,
                SESSION_COOKIE,
                SESSION_COOKIE_TLS,
                DEVICE_COOKIE,
                DEVICE_COOKIE_TLS,
            ];
            assert_eq!(names(NECESSARY), necessary);
        }
    }
}
