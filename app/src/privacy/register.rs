//! The processing register (GDPR art. 30(1)), made from published notices in one language. Pure; must not know the
//! database.

use domain::{
    calendar::Millis,
    id::Key,
    locale::{AddressForm, Locale, LocalizedText},
    notice::{
        Notice, PublishedNotice,
        purpose::{Basis, Purpose},
    },
    organisation::Organisation,
};
use serde::Serialize;

use crate::{messages::Words, notice::website};

/// The measures of Klankbord, and those that are left to the operator (art. 30(1)(g), 32(1)).
const MEASURES: [&str; 8] = [
    "security-pseudonyms",
    "security-no-addresses",
    "security-passwords",
    "security-access",
    "security-log",
    "security-erasure",
    "security-transport",
    "security-storage",
];

/// A source of the register: a current notice and its survey or website.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The kind of activity.
    pub kind: ActivityKind,
    /// The name in addresses.
    pub key: &'a str,
    /// The name on screen.
    pub name: &'a str,
    /// The published notice.
    pub notice: &'a PublishedNotice,
    /// The purposes that apply, if they are fewer than those of the notice.
    pub purposes: Option<&'a [Key]>,
    /// The names of the attributes that are stored with the answers.
    pub attributes: &'a [LocalizedText],
    /// The time since which it is published.
    pub published_at: Millis,
}

/// A kind of processing activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A survey.
    Survey,
    /// Answers collected elsewhere and imported into a survey.
    Import,
    /// The cookie notice of a website.
    Website,
}

/// The register, with every text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Register {
    /// The organisation of the register (art. 30(1)(a)).
    pub organisation: String,
    /// The contact details of the organisation.
    pub contact: String,
    /// The contact details of its privacy officer.
    pub privacy_officer: String,
    /// The language of the texts.
    pub locale: Locale,
    /// The time at which it was made, RFC 3339.
    pub drawn_at: String,
    /// The security measures (art. 30(1)(g)).
    pub security: Vec<String>,
    /// The processing activities.
    pub activities: Vec<Activity>,
}

/// One processing activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// The kind of activity.
    pub kind: ActivityKind,
    /// The name in addresses.
    pub key: String,
    /// The name on screen.
    pub name: String,
    /// The version of its notice.
    pub notice_version: u32,
    /// SHA-256 over all texts of the notice.
    pub notice_hash: String,
    /// The time since which the notice is in force, RFC 3339.
    pub notice_published_at: String,
    /// The controller as the notice names it (art. 30(1)(a)).
    pub controller: String,
    /// The contact details of the controller.
    pub contact: String,
    /// The contact details of the privacy officer.
    pub privacy_officer: String,
    /// The purposes (art. 30(1)(b)).
    pub purposes: Vec<RegisterPurpose>,
    /// The categories of data subjects (art. 30(1)(c)).
    pub persons: String,
    /// The categories of data (art. 30(1)(c)).
    pub data_kinds: String,
    /// The attributes among them, by name.
    pub attributes: Vec<String>,
    /// The recipients (art. 30(1)(d)).
    pub recipients: String,
    /// The other parties of a website, each with its role.
    pub parties: Vec<String>,
    /// Transfers outside the European Economic Area, and the safeguard (art. 30(1)(e)).
    pub transfers: String,
    /// The place of storage.
    pub storage_place: String,
    /// The number of months after which the data are erased (art. 30(1)(f)). `None` if they are not personal data, and
    /// are kept.
    pub retention_months: Option<u32>,
}

/// One purpose of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterPurpose {
    /// The key of the purpose.
    pub key: String,
    /// The text of the purpose.
    pub text: String,
    /// The legal basis.
    pub basis: Basis,
    /// The interest pursued, if the basis is legitimate interest.
    pub interest: Option<String>,
}

impl Register {
    /// Makes the register, in the order of the sources.
    pub fn draw(locale: Locale, form: AddressForm, organisation: &Organisation, sources: &[Source<'_>], at: Millis) -> Self {
        let words = Words::new(locale, form);
        let profile = &organisation.profile;
        Self {
            organisation: profile.name.clone(),
            contact: profile.contact.clone(),
            privacy_officer: profile.privacy_officer.clone(),
            locale,
            drawn_at: at.rfc3339(),
            security: MEASURES.map(|id| words.say(id)).to_vec(),
            activities: sources.iter().map(|source| activity(&words, source)).collect(),
        }
    }
}

fn activity(words: &Words, source: &Source<'_>) -> Activity {
    let notice = &source.notice.notice;
    let text = |text: &LocalizedText| text.get(words.locale).to_owned();
    let applies = |purpose: &Purpose| source.purposes.is_none_or(|purposes| purposes.contains(&purpose.key));
    Activity {
        kind: source.kind,
        key: source.key.to_owned(),
        name: source.name.to_owned(),
        notice_version: source.notice.number,
        notice_hash: source.notice.hash.to_string(),
        notice_published_at: source.published_at.rfc3339(),
        controller: notice.controller.clone(),
        contact: notice.contact.clone(),
        privacy_officer: notice.privacy_officer.clone(),
        purposes: notice.purposes.iter().filter(|p| applies(p)).map(|purpose| register_purpose(words, purpose)).collect(),
        persons: words.say(match source.kind {
            ActivityKind::Survey => "persons-survey",
            ActivityKind::Import => "persons-import",
            ActivityKind::Website => "persons-website",
        }),
        data_kinds: text(&notice.data_kinds),
        attributes: source.attributes.iter().map(text).collect(),
        recipients: text(&notice.recipients),
        parties: parties(words, notice),
        transfers: text(&notice.transfers),
        storage_place: text(&notice.storage_place),
        retention_months: notice.erased_after(),
    }
}

fn register_purpose(words: &Words, purpose: &Purpose) -> RegisterPurpose {
    // Notices of imports of before left the interest out.
    let interest = (purpose.basis == Basis::LegitimateInterest).then(|| match &purpose.interest {
        Some(interest) => interest.get(words.locale).to_owned(),
        None => words.say("register-no-interest"),
    });
    RegisterPurpose {
        key: purpose.key.to_string(),
        text: purpose.text.get(words.locale).to_owned(),
        basis: purpose.basis,
        interest,
    }
}

/// Every party that a website names, each once, with its role.
fn parties(words: &Words, notice: &Notice) -> Vec<String> {
    let purposes = notice.website.iter().flat_map(|website| &website.purposes);
    let mut parties: Vec<_> = purposes.flat_map(|purpose| &purpose.vendors).map(|vendor| website::party(words, vendor)).collect();
    parties.sort();
    parties.dedup();
    parties
}
