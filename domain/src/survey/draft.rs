//! The drafted notice of a questionnaire, in Dutch ("u" and "je") and English.

use crate::{
    locale::{Locale, LocalizedText},
    notice::{
        Notice,
        standard_texts::{Edition, NoticeTexts, complaint, recipients, storage_place, transfers},
    },
    organisation::OrganisationProfile,
    survey::{
        Mode, Questionnaire,
        attribute::{Attribute, Source},
    },
    wording::Wording,
};

impl Notice {
    /// The notice of a survey, with suitable texts for an installation that stores data on its own machine.
    pub fn draft(profile: &OrganisationProfile, questionnaire: &Questionnaire) -> Self {
        Self::draft_in(Edition::NEWEST, profile, questionnaire)
    }

    /// The same in an edition of the standard texts.
    pub fn draft_in(edition: Edition, profile: &OrganisationProfile, questionnaire: &Questionnaire) -> Self {
        let words = Wording::new(profile);
        let texts = match questionnaire.mode {
            Mode::Full => full(&words, edition, questionnaire),
            Mode::Light => light(&words, edition),
        };
        Self {
            controller: profile.name.clone(),
            contact: profile.contact.clone(),
            privacy_officer: profile.privacy_officer.clone(),
            locales: questionnaire.locales.clone(),
            purposes: questionnaire.purposes.clone(),
            data_kinds: texts.data_kinds,
            recipients: texts.recipients,
            storage_place: texts.storage_place,
            transfers: texts.transfers,
            retention_months: profile.retention_months,
            answering_required: texts.answering_required,
            linked_data: texts.linked_data,
            rights: texts.rights,
            complaint: texts.complaint,
            stated: None,
            website: None,
        }
    }
}

fn full(words: &Wording, edition: Edition, questionnaire: &Questionnaire) -> NoticeTexts {
    NoticeTexts {
        data_kinds: match edition {
            Edition::First => words.text("survey-data-kinds"),
            Edition::Second | Edition::Third => {
                with_attributes(words, words.text("survey-data-kinds-2"), questionnaire, |_| true)
            }
        },
        recipients: recipients(words),
        storage_place: storage_place(words, edition),
        transfers: transfers(words),
        answering_required: words.text("survey-answering-required"),
        linked_data: linked_data(words, questionnaire),
        rights: words.text("survey-rights"),
        complaint: complaint(words),
    }
}

/// Kinds of data, followed by the names of the attributes among them.
pub(crate) fn with_attributes(
    words: &Wording,
    kinds: LocalizedText,
    questionnaire: &Questionnaire,
    is_stored: impl Fn(&Attribute) -> bool,
) -> LocalizedText {
    let stored: Vec<_> = questionnaire.attributes.iter().filter(|attribute| is_stored(attribute)).collect();
    if stored.is_empty() {
        return kinds;
    }
    let names = |locale| stored.iter().map(|attribute| attribute.text.get(locale)).collect::<Vec<_>>().join(", ");
    let also = words.text_with("data-kinds-attributes", "names", &LocalizedText::new(names(Locale::Nl), names(Locale::En)));
    let joined = |locale| format!("{} {}", kinds.get(locale), also.get(locale));
    LocalizedText::new(joined(Locale::Nl), joined(Locale::En))
}

/// The source of data that the respondent did not type (GDPR art. 14).
fn linked_data(words: &Wording, questionnaire: &Questionnaire) -> LocalizedText {
    if questionnaire.attributes.is_empty() {
        return words.text("linked-all-yours");
    }
    let names = |locale, ways: [Source; 2]| {
        let of_way = questionnaire.attributes.iter().filter(|attribute| ways.iter().any(|way| attribute.sources.contains(way)));
        let names: Vec<_> = of_way.map(|attribute| attribute.text.get(locale)).collect();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    };
    let (records, link) = ([Source::Import, Source::Api], [Source::Link, Source::SignedLink]);
    let mut sentences = vec![words.text("linked-answers-yours")];
    for (id, ways) in [("linked-records", records), ("linked-link", link)] {
        if let (Some(in_dutch), Some(in_english)) = (names(Locale::Nl, ways), names(Locale::En, ways)) {
            sentences.push(words.text_with(id, "names", &LocalizedText::new(in_dutch, in_english)));
        }
    }
    let joined = |locale| sentences.iter().map(|sentence| sentence.get(locale)).collect::<Vec<_>>().join(" ");
    LocalizedText::new(joined(Locale::Nl), joined(Locale::En))
}

fn light(words: &Wording, edition: Edition) -> NoticeTexts {
    let nothing = words.text("light-nothing");
    NoticeTexts {
        data_kinds: nothing.clone(),
        recipients: recipients(words),
        storage_place: storage_place(words, edition),
        transfers: transfers(words),
        answering_required: words.text("light-answering-required"),
        linked_data: nothing,
        rights: words.text("light-rights"),
        complaint: complaint(words),
    }
}
