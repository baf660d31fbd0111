//! Languages, and texts in several of them. Which one a visitor gets is decided per request, elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, FieldError};

/// A language that the product speaks completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Locale {
    /// Every language, Dutch first.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `nl-BE`, whatever stands behind the language.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(language))
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nl => "Nederlands",
            Self::En => "English",
        }
    }
}

impl std::fmt::Display for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

impl std::str::FromStr for Locale {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::ALL.into_iter().find(|l| l.tag() == text).ok_or(ErrorCode::Invalid { expected: "nl or en" })
    }
}

/// A text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedText(BTreeMap<Locale, String>);

impl LocalizedText {
    /// A text in Dutch and English.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Locale::Nl, nl.into()), (Locale::En, en.into())]))
    }

    /// The same text in every language, for names.
    pub fn same(text: &str) -> Self {
        Self(Locale::ALL.into_iter().map(|l| (l, text.to_owned())).collect())
    }

    /// The text in this language, else in the first language that has one, else empty.
    pub fn get(&self, locale: Locale) -> &str {
        self.0.get(&locale).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// The languages of these in which the text is missing or blank.
    pub fn missing<'a>(&'a self, locales: &'a [Locale]) -> impl Iterator<Item = Locale> + 'a {
        locales.iter().copied().filter(|locale| self.0.get(locale).is_none_or(|t| t.trim().is_empty()))
    }

    /// An error for each of these languages in which the text is missing or blank.
    pub fn check(&self, field: &str, locales: &[Locale], errors: &mut Vec<FieldError>) {
        errors
            .extend(self.missing(locales).map(|locale| FieldError::new(field, ErrorCode::MissingText { locale: locale.tag() })));
    }

    /// Every text with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &str)> {
        self.0.iter().map(|(l, t)| (*l, t.as_str()))
    }
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
