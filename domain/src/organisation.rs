//! Organisations: the controller of the surveys, with its contact details, form of address and colour.

pub mod colour;
pub mod stated_texts;
pub mod works_council;

use serde::{Deserialize, Serialize};

use crate::{
    error::{ErrorCode, FieldError},
    id::OrganisationId,
    locale::{AddressForm, Locale},
    organisation::{colour::Colour, stated_texts::StatedTexts},
};

/// An organisation: the controller (GDPR art. 4(7)) of its surveys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The identifier.
    pub id: OrganisationId,
    /// The public profile.
    pub profile: OrganisationProfile,
}

/// The public profile of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationProfile {
    /// The name, as customers know it.
    pub name: String,
    /// Contact details: an e-mail address, a telephone number or a postal address.
    pub contact: String,
    /// The contact details of the privacy officer.
    pub privacy_officer: String,
    /// The IANA name of the time zone. Days and months of results are in this time zone.
    pub time_zone: String,
    /// The languages, the default first.
    pub locales: Vec<Locale>,
    /// The form of address in Dutch.
    pub address_form: AddressForm,
    /// The colour, on which white text is readable.
    pub colour: Colour,
    /// The minimum group: the smallest group whose figure is shown.
    pub minimum_group: u32,
    /// The retention period of answers in months.
    pub retention_months: u32,
    /// What notices say of recipients, storage and transfers.
    #[serde(default, skip_serializing_if = "StatedTexts::is_empty")]
    pub stated: StatedTexts,
}

impl OrganisationProfile {
    /// A profile with defaults: Amsterdam, Dutch and English, "u", groups of 5, answers kept for 24 months.
    pub fn new(name: &str, contact: &str, privacy_officer: &str) -> Self {
        Self {
            name: name.to_owned(),
            contact: contact.to_owned(),
            privacy_officer: privacy_officer.to_owned(),
            time_zone: "Europe/Amsterdam".to_owned(),
            locales: Locale::ALL.to_vec(),
            address_form: AddressForm::Formal,
            colour: Colour { red: 0x1f, green: 0x4f, blue: 0x8f },
            minimum_group: 5,
            retention_months: 24,
            stated: StatedTexts::default(),
        }
    }

    /// Checks the profile and returns every error at once. It does not check whether the time zone exists, because that
    /// needs the list of zones.
    ///
    /// # Errors
    /// Each error with its field.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        for (field, text) in [("name", &self.name), ("contact", &self.contact), ("privacy_officer", &self.privacy_officer)] {
            if text.trim().is_empty() {
                errors.push(FieldError::new(field, ErrorCode::Required));
            }
        }
        if self.locales.is_empty() {
            errors.push(FieldError::new("locales", ErrorCode::Required));
        }
        if !self.colour.carries_white_text() {
            errors.push(FieldError::new("colour", ErrorCode::LowContrast));
        }
        for (field, value, min, max) in
            [("minimum_group", self.minimum_group, 1, 1000), ("retention_months", self.retention_months, 1, 120)]
        {
            if !(min..=max).contains(&value) {
                errors.push(FieldError::new(field, ErrorCode::OutOfRange { min: min.to_string(), max: max.to_string() }));
            }
        }
        self.stated.check(&self.locales, &mut errors);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contact::{EmailAddress, PhoneNumber},
        locale::LocalizedText,
    };

    #[test]
    fn contrast() {
        assert!((Colour::parse("#000000").unwrap().contrast_with_white() - 21.0).abs() < 1e-9);
        assert!((Colour::parse("#777777").unwrap().contrast_with_white() - 4.478).abs() < 1e-3);
        assert!(!Colour::parse("#777777").unwrap().carries_white_text());
        assert!(Colour::parse("#1f4f8f").unwrap().carries_white_text());
        for bad in ["1f4f8f", "#fff", "#gggggg", "#1f4f8f00", "red; --x"] {
            assert!(Colour::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(EmailAddress::parse(" a@voorbeeld.nl ").unwrap().as_str(), "a@voorbeeld.nl");
        for bad in ["", "a", "a@", "@b.nl", "a b@c.nl", "a@b.nl\r\nBcc: x@y.nl"] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
        assert!(PhoneNumber::parse("+31 (0)20-123 45 67").is_ok());
        for bad in ["", "12345", "telefoon 0201234567", "+31+20123456", "0201234567890123"] {
            assert!(PhoneNumber::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_stated_is_a_line_in_every_language() {
        let mut profile = OrganisationProfile::new("De Korenaar", "a", "b");
        let stored = serde_json::to_string(&profile).unwrap();
        assert!(!stored.contains("stated"), "a profile of an earlier release reads the same: {stored}");
        profile.stated.recipients = Some(LocalizedText::new("Hostingbedrijf Wolk", ""));
        profile.stated.storage_place = Some(LocalizedText::same("a\nb"));
        profile.stated.transfers = Some(LocalizedText::same(&"é".repeat(501)));
        let errors: Vec<_> = profile.validate().unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 5, "{errors:?}");
        profile.stated = StatedTexts { recipients: Some(LocalizedText::same(&"é".repeat(500))), ..StatedTexts::default() };
        profile.validate().unwrap();
        let stored = serde_json::to_string(&profile).unwrap();
        assert_eq!(serde_json::from_str::<OrganisationProfile>(&stored).unwrap(), profile);
    }

    #[test]
    fn every_error_at_once() {
        let mut profile = OrganisationProfile::new("", "a", "b");
        profile.colour = Colour { red: 255, green: 255, blue: 255 };
        profile.minimum_group = 0;
        let fields: Vec<_> = profile.validate().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["name", "colour", "minimum_group"]);
    }
}
