//! The notice that is drafted for a questionnaire, and its check by the mode of the survey.

use crate::{
    error::FieldError,
    locale::{AddressForm, Locale, LocalizedText},
    notice::Notice,
    notice::standard_texts::{NoticeTexts, complaint, recipients, storage_place, transfers},
    organisation::OrganisationProfile,
    survey::{Mode, Questionnaire, attribute::Source},
    wording::pick,
};

impl Notice {
    /// The notice of a survey, with sound texts for an installation that stores on its own machine.
    pub fn draft(profile: &OrganisationProfile, questionnaire: &Questionnaire) -> Self {
        let texts = notice(profile.address_form, questionnaire);
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

impl Questionnaire {
    /// Checks a notice as the mode of the survey asks: only answers of light mode may be called anonymous.
    ///
    /// # Errors
    /// Every gap, by field.
    pub fn check_notice(&self, notice: &Notice) -> Result<(), Vec<FieldError>> {
        match self.mode {
            Mode::Full => notice.check(),
            Mode::Light => notice.check_light(),
        }
    }
}

/// The texts of a notice for a questionnaire.
pub(crate) fn notice(form: AddressForm, questionnaire: &Questionnaire) -> NoticeTexts {
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let capital_you = pick(form, "U", "Je");
    if questionnaire.mode == Mode::Light {
        return light(form);
    }
    NoticeTexts {
        data_kinds: LocalizedText::new(
            format!(
                "{} antwoorden, de taal, de dag en het tijdstip, en wat {you} hieronder toestaat. Geen IP-adres, geen cookies.",
                pick(form, "Uw", "Je")
            ),
            "Your answers, the language, the day and time, and what you allow below. No IP address, no cookies.",
        ),
        recipients: recipients(),
        storage_place: storage_place(),
        transfers: transfers(),
        answering_required: LocalizedText::new(
            format!("Meedoen is vrijwillig. Niet meedoen heeft geen gevolgen voor {you}."),
            "Taking part is voluntary. Not taking part has no consequences for you.",
        ),
        linked_data: linked_data(you, questionnaire),
        rights: LocalizedText::new(
            format!(
                "{capital_you} kunt {your} antwoorden inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken of bezwaar maken kan altijd, op de pagina van {your} ontvangstbewijs, zonder account."
            ),
            "You can see, correct, erase and take your answers with you, and have their use restricted. You can withdraw your consent or object at any time, on the page of your receipt, without an account.",
        ),
        complaint: complaint(form),
    }
}

/// Where data come from that the respondent did not type (GDPR art. 14).
pub(crate) fn linked_data(you: &str, questionnaire: &Questionnaire) -> LocalizedText {
    if questionnaire.attributes.is_empty() {
        return LocalizedText::new(format!("Alle gegevens komen van {you}zelf."), "All data come from you.");
    }
    let names = |locale, ways: [Source; 2]| {
        let of_way = questionnaire.attributes.iter().filter(|attribute| ways.iter().any(|way| attribute.sources.contains(way)));
        let names: Vec<_> = of_way.map(|attribute| attribute.text.get(locale)).collect();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    };
    let (records, link) = ([Source::Import, Source::Api], [Source::Link, Source::SignedLink]);
    let mut nl = format!("De antwoorden komen van {you}zelf.");
    let mut en = "The answers come from you.".to_owned();
    if let (Some(in_dutch), Some(in_english)) = (names(Locale::Nl, records), names(Locale::En, records)) {
        nl += &format!(" Uit de eigen administratie komt daarbij: {in_dutch}.");
        en += &format!(" From the organisation's own records comes with them: {in_english}.");
    }
    if let (Some(in_dutch), Some(in_english)) = (names(Locale::Nl, link), names(Locale::En, link)) {
        nl += &format!(" Met de link naar deze vragenlijst komt mee: {in_dutch}.");
        en += &format!(" The link to this survey brings along: {in_english}.");
    }
    LocalizedText::new(nl, en)
}

pub(crate) fn light(form: AddressForm) -> NoticeTexts {
    let you = pick(form, "u", "je");
    let nothing = LocalizedText::new(
        format!("Geen gegevens over {you}: alleen het antwoord en de dag."),
        "No data about you: only the answer and the day.",
    );
    NoticeTexts {
        data_kinds: nothing.clone(),
        recipients: recipients(),
        storage_place: storage_place(),
        transfers: transfers(),
        answering_required: LocalizedText::new("Meedoen is vrijwillig.", "Taking part is voluntary."),
        linked_data: nothing,
        rights: LocalizedText::new(
            "Het antwoord is aan niemand te koppelen en is daarom niet op te vragen of in te trekken.",
            "The answer cannot be linked to anybody, so it cannot be asked for or withdrawn.",
        ),
        complaint: complaint(form),
    }
}
