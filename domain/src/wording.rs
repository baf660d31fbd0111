//! The standard texts for one organisation, in Dutch ("u" and "je") and English.

use crate::{
    catalogue::{Catalogue, DUTCH, ENGLISH},
    locale::{AddressForm, Locale, LocalizedText},
    organisation::{OrganisationProfile, stated_texts::StatedTexts},
};

/// The standard texts of questionnaires and notices, with the name of an organisation and its form of address.
pub(crate) struct Wording<'a> {
    name: &'a str,
    form: AddressForm,
    /// What the organisation says instead of some of them.
    pub(crate) stated: &'a StatedTexts,
}

impl<'a> Wording<'a> {
    pub(crate) fn new(profile: &'a OrganisationProfile) -> Self {
        Self { name: &profile.name, form: profile.address_form, stated: &profile.stated }
    }

    /// The text with this id.
    pub(crate) fn text(&self, id: &str) -> LocalizedText {
        LocalizedText::new(self.say(&DUTCH, id, &[]), self.say(&ENGLISH, id, &[]))
    }

    /// The text with this id, which has one variable.
    pub(crate) fn text_with(&self, id: &str, variable: &'static str, value: &LocalizedText) -> LocalizedText {
        let of = |catalogue, locale| self.say(catalogue, id, &[(variable, value.get(locale))]);
        LocalizedText::new(of(&DUTCH, Locale::Nl), of(&ENGLISH, Locale::En))
    }

    fn say(&self, catalogue: &Catalogue, id: &str, own: &[(&'static str, &str)]) -> String {
        let form = match self.form {
            AddressForm::Formal => "formal",
            AddressForm::Informal => "informal",
        };
        catalogue.say(id, &[&[("name", self.name), ("form", form)], own].concat())
    }
}
