//! The standard wordings of questions, purposes and notices, in Dutch ("u" and "je") and English.
//!
//! Changing the wording of a question breaks its trend: it makes a new question.

use crate::{
    attribute::Source,
    locale::{Locale, LocalizedText},
    organisation::{AddressForm, OrganisationProfile},
    survey::{Mode, Questionnaire},
    template::Template,
};

/// The wordings for one organisation.
pub(crate) struct Wording<'a> {
    name: &'a str,
    form: AddressForm,
}

/// The texts of a notice.
pub(crate) struct NoticeTexts {
    pub(crate) data_kinds: LocalizedText,
    pub(crate) recipients: LocalizedText,
    pub(crate) storage_place: LocalizedText,
    pub(crate) transfers: LocalizedText,
    pub(crate) answering_required: LocalizedText,
    pub(crate) linked_data: LocalizedText,
    pub(crate) rights: LocalizedText,
    pub(crate) complaint: LocalizedText,
}

impl<'a> Wording<'a> {
    pub(crate) fn new(profile: &'a OrganisationProfile) -> Self {
        Self { name: &profile.name, form: profile.address_form }
    }

    fn form<'t>(&self, formal: &'t str, informal: &'t str) -> &'t str {
        pick(self.form, formal, informal)
    }

    pub(crate) fn title(&self, template: Template) -> LocalizedText {
        let name = self.name;
        match template {
            Template::Nps => LocalizedText::new(
                format!("Zou {} {name} aanbevelen?", self.form("u", "je")),
                format!("Would you recommend {name}?"),
            ),
            Template::Csat | Template::Csat10 => self.csat(),
            Template::Loyalty => LocalizedText::new(format!("{} en {name}", self.form("U", "Jij")), format!("You and {name}")),
            Template::Ces => LocalizedText::new(format!("Hulp van {name}"), format!("Help from {name}")),
            Template::Helpful => LocalizedText::new("Was deze informatie nuttig?", "Was this information helpful?"),
        }
    }

    pub(crate) fn nps(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("Hoe waarschijnlijk is het dat {} {name} zou aanbevelen aan een vriend of collega?", self.form("u", "je")),
            format!("How likely is it that you would recommend {name} to a friend or colleague?"),
        )
    }

    pub(crate) fn likely_nps(&self) -> [LocalizedText; 2] {
        [
            LocalizedText::new("Helemaal niet waarschijnlijk", "Not at all likely"),
            LocalizedText::new("Uiterst waarschijnlijk", "Extremely likely"),
        ]
    }

    pub(crate) fn reason(&self) -> LocalizedText {
        LocalizedText::new(
            format!("Wat is de belangrijkste reden voor {} cijfer?", self.form("uw", "je")),
            "What is the main reason for your score?",
        )
    }

    pub(crate) fn csat(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("Hoe tevreden {} over {name}?", self.form("bent u", "ben je")),
            format!("How satisfied are you with {name}?"),
        )
    }

    pub(crate) fn satisfaction_labels(&self) -> Vec<LocalizedText> {
        [
            ("Zeer ontevreden", "Very dissatisfied"),
            ("Ontevreden", "Dissatisfied"),
            ("Neutraal", "Neutral"),
            ("Tevreden", "Satisfied"),
            ("Zeer tevreden", "Very satisfied"),
        ]
        .map(|(nl, en)| LocalizedText::new(nl, en))
        .to_vec()
    }

    pub(crate) fn report_mark(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("Welk rapportcijfer {} {name}?", self.form("geeft u", "geef je")),
            format!("How would you rate {name} from 1 to 10?"),
        )
    }

    pub(crate) fn report_mark_ends(&self) -> Vec<LocalizedText> {
        vec![LocalizedText::new("Zeer slecht", "Very poor"), LocalizedText::new("Uitmuntend", "Excellent")]
    }

    pub(crate) fn ces(&self) -> LocalizedText {
        let name = self.name;
        let nl = match self.form {
            AddressForm::Formal => format!("{name} maakte het mij gemakkelijk om mijn vraag of probleem op te lossen."),
            AddressForm::Informal => format!("{name} maakte het me makkelijk om mijn vraag of probleem op te lossen."),
        };
        LocalizedText::new(nl, format!("{name} made it easy for me to handle my issue."))
    }

    pub(crate) fn agree(&self) -> [LocalizedText; 2] {
        [
            LocalizedText::new("Helemaal mee oneens", "Strongly disagree"),
            LocalizedText::new("Helemaal mee eens", "Strongly agree"),
        ]
    }

    pub(crate) fn likely(&self) -> [LocalizedText; 2] {
        [LocalizedText::new("Zeer onwaarschijnlijk", "Very unlikely"), LocalizedText::new("Zeer waarschijnlijk", "Very likely")]
    }

    pub(crate) fn loyalty_recommend(&self) -> LocalizedText {
        let (name, you) = (self.name, self.form("u", "je"));
        LocalizedText::new(
            format!("Hoe waarschijnlijk is het dat {you} {name} aanbeveelt aan familie, vrienden of collega's?"),
            format!("How likely are you to recommend {name} to family, friends or colleagues?"),
        )
    }

    pub(crate) fn loyalty_repurchase(&self) -> LocalizedText {
        let (name, you) = (self.name, self.form("u", "je"));
        LocalizedText::new(
            format!("Hoe waarschijnlijk is het dat {you} opnieuw bij {name} koopt?"),
            format!("How likely are you to buy from {name} again?"),
        )
    }

    pub(crate) fn loyalty_explore(&self) -> LocalizedText {
        let (name, you) = (self.name, self.form("u", "je"));
        LocalizedText::new(
            format!("Hoe waarschijnlijk is het dat {you} nieuwe producten of diensten van {name} probeert?"),
            format!("How likely are you to try new products or services from {name}?"),
        )
    }

    pub(crate) fn helpful(&self) -> LocalizedText {
        LocalizedText::new("Was deze informatie nuttig?", "Was this information helpful?")
    }

    pub(crate) fn no_yes(&self) -> Vec<LocalizedText> {
        vec![LocalizedText::new("Nee", "No"), LocalizedText::new("Ja", "Yes")]
    }

    pub(crate) fn analysis(&self) -> LocalizedText {
        let (name, your) = (self.name, self.form("uw", "je"));
        LocalizedText::new(
            format!("{name} leest en telt {your} antwoorden om producten en diensten te verbeteren."),
            format!("{name} reads and counts your answers to improve its products and services."),
        )
    }

    pub(crate) fn interest(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("{name} wil weten hoe tevreden klanten zijn en wat beter kan."),
            format!("{name} wants to know how satisfied customers are and what can be better."),
        )
    }

    pub(crate) fn contact(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("{name} mag contact met mij opnemen over mijn antwoorden."),
            format!("{name} may contact me about my answers."),
        )
    }

    pub(crate) fn publish(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("{name} mag mijn toelichting tonen als beoordeling, zonder mijn naam."),
            format!("{name} may show my comment as a review, without my name."),
        )
    }

    pub(crate) fn connect(&self) -> LocalizedText {
        let name = self.name;
        LocalizedText::new(
            format!("{name} mag mijn antwoorden koppelen aan mijn klantgegevens."),
            format!("{name} may link my answers to my customer record."),
        )
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
fn linked_data(you: &str, questionnaire: &Questionnaire) -> LocalizedText {
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

/// The texts of the notice of a website.
pub(crate) fn website_notice(form: AddressForm) -> NoticeTexts {
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let capital_you = pick(form, "U", "Je");
    NoticeTexts {
        data_kinds: LocalizedText::new(
            format!(
                "Per doel wat {you} koos, de taal, de versie van deze melding, het tijdstip en een willekeurig kenmerk. Geen IP-adres. Wie alles weigert, wordt zonder kenmerk geteld."
            ),
            "What you chose for each purpose, the language, the version of this notice, the time and a random mark. No IP address. Who refuses everything is counted without a mark.",
        ),
        recipients: LocalizedText::new(
            "Niemand buiten deze organisatie, behalve de partijen die bij een doel staan.",
            "Nobody outside this organisation, except the parties named with a purpose.",
        ),
        storage_place: storage_place(),
        transfers: transfers(),
        answering_required: LocalizedText::new(
            format!("Toestemming geven is vrijwillig. Weigeren heeft geen gevolgen voor {you}."),
            "Giving consent is voluntary. Refusing has no consequences for you.",
        ),
        linked_data: LocalizedText::new(format!("Alle gegevens komen van {your} browser."), "All data come from your browser."),
        rights: LocalizedText::new(
            format!(
                "{capital_you} kunt {your} gegevens inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken kan altijd, op de website of op de pagina van {your} ontvangstbewijs, zonder account."
            ),
            "You can see, correct, erase and take your data with you, and have their use restricted. You can withdraw your consent at any time, on the website or on the page of your receipt, without an account.",
        ),
        complaint: complaint(form),
    }
}

fn light(form: AddressForm) -> NoticeTexts {
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

fn recipients() -> LocalizedText {
    LocalizedText::new("Niemand buiten deze organisatie.", "Nobody outside this organisation.")
}

fn storage_place() -> LocalizedText {
    LocalizedText::new(
        "Op een server van deze organisatie in de Europese Unie.",
        "On a server of this organisation in the European Union.",
    )
}

fn transfers() -> LocalizedText {
    LocalizedText::new("Niet buiten de Europese Economische Ruimte.", "Not outside the European Economic Area.")
}

fn complaint(form: AddressForm) -> LocalizedText {
    LocalizedText::new(
        format!("{} kunt een klacht indienen bij de Autoriteit Persoonsgegevens.", pick(form, "U", "Je")),
        "You can complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens) or the authority of your country.",
    )
}

pub(crate) const fn pick<'t>(form: AddressForm, formal: &'t str, informal: &'t str) -> &'t str {
    match form {
        AddressForm::Formal => formal,
        AddressForm::Informal => informal,
    }
}
