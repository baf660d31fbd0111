//! Organisations: the controller that asks, with how it is reached, addresses people and looks.

use serde::{Deserialize, Serialize};
use validator::ValidateEmail as _;

use crate::{
    error::{ErrorCode, FieldError},
    id::OrganisationId,
    locale::Locale,
};

/// An organisation: the controller (GDPR art. 4(7)) of its surveys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// What it tells about itself.
    pub profile: OrganisationProfile,
}

/// What an organisation tells about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationProfile {
    /// Its name, as customers know it.
    pub name: String,
    /// Where to ask: an e-mail address, a telephone number or a postal address.
    pub contact: String,
    /// How to reach the privacy officer.
    pub privacy_officer: String,
    /// The IANA name of its time zone; days and months of results are counted in it.
    pub time_zone: String,
    /// Its languages, the default first.
    pub locales: Vec<Locale>,
    /// How it addresses people in Dutch.
    pub address_form: AddressForm,
    /// Its colour, on which white text can be read.
    pub colour: Colour,
    /// The smallest group of which a figure is shown.
    pub minimum_group: u32,
    /// How long answers are kept, in months.
    pub retention_months: u32,
}

/// How people are addressed in Dutch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressForm {
    /// "u".
    #[default]
    Formal,
    /// "je".
    Informal,
}

impl OrganisationProfile {
    /// A profile with sound defaults: Amsterdam, Dutch and English, "u", groups of 5, answers kept for 24 months.
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
        }
    }

    /// Checks everything and returns every error at once. Whether the time zone exists is checked where zones are known.
    ///
    /// # Errors
    /// All that is wrong, by field.
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
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// An sRGB colour, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for any other form.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let invalid = ErrorCode::Invalid { expected: "a colour such as #1f4f8f" };
        let mut bytes = [0; 3];
        let digits = text.strip_prefix('#').ok_or_else(|| invalid.clone())?;
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| invalid)?;
        Ok(Self { red: bytes[0], green: bytes[1], blue: bytes[2] })
    }

    /// The contrast ratio with another colour, 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast_with(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The contrast ratio with white, 1 to 21.
    pub fn contrast_with_white(self) -> f64 {
        self.contrast_with(Self { red: 255, green: 255, blue: 255 })
    }

    /// The relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Whether white text on it has the contrast of at least 4.5 : 1 that WCAG AA asks.
    pub fn carries_white_text(self) -> bool {
        self.contrast_with_white() >= 4.5
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Colour {
    type Error = ErrorCode;

    fn try_from(text: String) -> Result<Self, ErrorCode> {
        Self::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

/// An e-mail address (HTML's form of it, at most 254 bytes), lower-cased for look-up by whoever needs that.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Parses an address, leaving out white space around it.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidEmail`].
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let text = text.trim();
        let fits = text.len() <= 254 && text.validate_email();
        if fits { Ok(Self(text.to_owned())) } else { Err(ErrorCode::InvalidEmail) }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number as typed: 6 to 15 digits, perhaps a leading plus, with spaces, hyphens, full stops, brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Parses a number, leaving out white space around it.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidPhone`].
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let text = text.trim();
        let rest = text.strip_prefix('+').unwrap_or(text);
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        let fits =
            (6..=15).contains(&digits) && text.len() <= 32 && rest.chars().all(|c| c.is_ascii_digit() || " -.()/".contains(c));
        if fits { Ok(Self(text.to_owned())) } else { Err(ErrorCode::InvalidPhone) }
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn every_error_at_once() {
        let mut profile = OrganisationProfile::new("", "a", "b");
        profile.colour = Colour { red: 255, green: 255, blue: 255 };
        profile.minimum_group = 0;
        let fields: Vec<_> = profile.validate().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["name", "colour", "minimum_group"]);
    }
}
