//! Contact details: e-mail addresses and telephone numbers that are checked when they are parsed.

use validator::ValidateEmail as _;

use crate::error::ErrorCode;

/// The contact details of a respondent who asked to be contacted: at least one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<EmailAddress>,
    /// A telephone number.
    pub phone: Option<PhoneNumber>,
}

/// An e-mail address (HTML's form of it, at most 254 bytes). A look-up must lower-case it first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Parses an address. White space around it is removed.
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

/// A telephone number as typed: 6 to 15 digits, an optional leading plus, with spaces, hyphens, full stops, brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Parses a number. White space around it is removed.
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
