//! The colour of an organisation, checked for contrast.

use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, expected::Expected};

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
    /// Parses `#rrggbb`.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for any other form.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let invalid = ErrorCode::Invalid { expected: Expected::Colour };
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

    /// Whether white text on it has a contrast of at least 4.5 : 1, which WCAG AA requires.
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
