//! The notice of Klankbord's own pages: what they really store in a browser, and the one thing they ask for. Whoever makes our pages
//! store something else changes it here.

use super::choice_cookie::choice_cookie;
use crate::{
    id::Slug,
    locale::{AddressForm, LocalizedText},
    notice::{
        Notice,
        website::{Exemption, NECESSARY, PREFERENCES, StorageItem, StorageKind, WebsiteNotice},
    },
    organisation::OrganisationProfile,
    wording::pick,
};

/// The cookie with the language that a visitor chose.
pub const LANGUAGE_COOKIE: &str = "klankbord_language";
/// The cookie that leads from the cookie page to the visitor's receipt.
pub const RECEIPT_COOKIE: &str = "klankbord_receipt";
/// The cookie of someone who signed in, without TLS.
pub const SESSION_COOKIE: &str = "klankbord";
/// The same with TLS: with this prefix a browser takes it only over TLS, from this very host and for all its paths.
pub const SESSION_COOKIE_TLS: &str = "__Host-klankbord";
/// Where answers wait on which Send was pressed, by survey (app/src/islands/browser/kept.rs).
pub const UNSENT: &str = "klankbord.unsent.*";

impl Notice {
    /// The notice of our own pages under this key.
    pub fn draft_for_own_pages(profile: &OrganisationProfile, key: &Slug) -> Self {
        let mut notice = Self::draft_for_site(profile, key, &profile.name);
        let kept = |key: &crate::id::Key| [NECESSARY, PREFERENCES].contains(&key.as_str());
        notice.purposes.retain(|purpose| kept(&purpose.key));
        for purpose in &mut notice.purposes {
            purpose.text = text(profile.address_form, purpose.key.as_str());
        }
        if let Some(website) = &mut notice.website {
            website.purposes.retain(|purpose| kept(&purpose.key));
            declare(website, profile, key);
            say(website, profile.address_form);
        }
        notice
    }
}

fn text(form: AddressForm, purpose: &str) -> LocalizedText {
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    match purpose {
        NECESSARY => LocalizedText::new(
            format!("Nodig om {your} keuze te onthouden, antwoorden zonder verbinding niet te verliezen en in te loggen."),
            "Needed to remember your choice, not to lose answers without a connection, and to sign in.",
        ),
        _ => LocalizedText::new(
            format!("Wij onthouden welke taal {you} kiest, zodat {you} die niet steeds opnieuw hoeft te kiezen."),
            "We remember which language you choose, so that you need not choose it every time.",
        ),
    }
}

fn declare(website: &mut WebsiteNotice, profile: &OrganisationProfile, key: &Slug) {
    let form = profile.address_form;
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let item = |name: &str, kind, duration: [&str; 2], nl: String, en: &str| StorageItem {
        name: name.to_owned(),
        kind,
        provider: profile.name.clone(),
        duration: LocalizedText::new(duration[0], duration[1]),
        text: LocalizedText::new(nl, en),
    };
    let months = website.validity_months;
    let validity = [format!("{months} maanden"), format!("{months} months")];
    let validity = [validity[0].as_str(), validity[1].as_str()];
    let session = ["12 uur", "12 hours"];
    let signed_in = || format!("Alleen voor medewerkers: houdt {you} ingelogd.");
    let staff = "Only for staff: keeps you signed in.";
    for purpose in &mut website.purposes {
        purpose.items = if purpose.exemption == Some(Exemption::StrictlyNecessary) {
            vec![
                item(
                    &choice_cookie(key),
                    StorageKind::Cookie,
                    validity,
                    format!("Onthoudt wat {you} hier kiest."),
                    "Remembers what you choose here.",
                ),
                item(
                    RECEIPT_COOKIE,
                    StorageKind::Cookie,
                    validity,
                    format!("Na toestemming: brengt {you} van de cookiepagina naar {your} ontvangstbewijs."),
                    "After consent: takes you from the cookie page to your receipt.",
                ),
                item(
                    UNSENT,
                    StorageKind::Local,
                    ["tot de antwoorden zijn aangekomen", "until the answers have arrived"],
                    format!("Bewaart {your} antwoorden nadat {you} op Versturen drukt en er geen verbinding is."),
                    "Keeps your answers after you press Send while there is no connection.",
                ),
                item(SESSION_COOKIE, StorageKind::Cookie, session, signed_in(), staff),
                item(SESSION_COOKIE_TLS, StorageKind::Cookie, session, signed_in(), staff),
            ]
        } else {
            let text = format!("Onthoudt de taal die {you} kiest.");
            vec![item(LANGUAGE_COOKIE, StorageKind::Cookie, validity, text, "Remembers the language you choose.")]
        };
    }
}

/// The texts in which our pages differ from others: a link reopens the question, and no script runs.
fn say(website: &mut WebsiteNotice, form: AddressForm) {
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let (capital_you, capital_your) = (pick(form, "U", "Je"), pick(form, "Uw", "Je"));
    let texts = &mut website.texts;
    texts.title = LocalizedText::new("Cookies op deze pagina’s", "Cookies on these pages");
    texts.body = LocalizedText::new(
        format!(
            "Wat nodig is om deze pagina’s te laten werken, bewaren wij altijd in {your} browser. Voor de rest vragen wij {your} toestemming. Weigeren kan: alles blijft werken."
        ),
        "We always store in your browser what these pages need to work. For the rest we ask your consent. You can refuse: everything keeps working.",
    );
    texts.withdraw_hint = LocalizedText::new(
        format!("{capital_you} kunt {your} keuze altijd veranderen of intrekken, onder aan elke pagina."),
        "You can always change or withdraw your choice, at the bottom of every page.",
    );
    texts.withdrawn = LocalizedText::new(
        "Ingetrokken. Wat daarvoor in deze browser stond, is verwijderd.",
        "Withdrawn. What was stored for it in this browser has been removed.",
    );
    texts.gpc = LocalizedText::new(
        format!("{capital_your} browser vraagt om {you} niet te volgen (Global Privacy Control). Wij zien dat als weigeren."),
        "Your browser asks not to track you (Global Privacy Control). We take that as a refusal.",
    );
    texts.reopen = LocalizedText::new("Cookies", "Cookies");
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let necessary = ["klankbord_klankbord", RECEIPT_COOKIE, UNSENT, SESSION_COOKIE, SESSION_COOKIE_TLS];
            assert_eq!(names(NECESSARY), necessary);
        }
    }
}
