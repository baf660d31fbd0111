//! The standard wordings of questions, purposes and notices, in Dutch ("u" and "je") and English.
//!
//! Changing the wording of a question breaks its trend: it makes a new question.

use crate::{
    locale::{AddressForm, LocalizedText},
    organisation::OrganisationProfile,
};

/// The wordings for one organisation.
pub(crate) struct Wording<'a> {
    pub(crate) name: &'a str,
    form: AddressForm,
}

impl<'a> Wording<'a> {
    pub(crate) fn new(profile: &'a OrganisationProfile) -> Self {
        Self { name: &profile.name, form: profile.address_form }
    }

    pub(crate) fn form<'t>(&self, formal: &'t str, informal: &'t str) -> &'t str {
        pick(self.form, formal, informal)
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

pub(crate) const fn pick<'t>(form: AddressForm, formal: &'t str, informal: &'t str) -> &'t str {
    match form {
        AddressForm::Formal => formal,
        AddressForm::Informal => informal,
    }
}
