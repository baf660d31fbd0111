//! Languages, and texts in several languages. The server selects the language of each request.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::error::{ErrorCode, FieldError, expected::Expected};

/// A language in which all texts are available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Language, description = "A language of forms (BCP 47)."))]
pub enum Locale {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Locale {
    /// Every language, Dutch first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.into()
    }

    /// The language of a tag such as `nl-BE`. Subtags after the language are ignored.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split('-').next().unwrap_or_default();
        Self::ALL.iter().copied().find(|l| l.tag().eq_ignore_ascii_case(language))
    }

    /// The name of the language in the language itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nl => "Nederlands",
            Self::En => "English",
        }
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Locale }
    }
}

/// A text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "A text by language (BCP 47).", value_type = BTreeMap<String, String>))]
pub struct LocalizedText(BTreeMap<Locale, String>);

impl LocalizedText {
    /// A text in Dutch and English.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Locale::Nl, nl.into()), (Locale::En, en.into())]))
    }

    /// The same text in every language, for names.
    pub fn same(text: &str) -> Self {
        Self(Locale::ALL.iter().map(|l| (*l, text.to_owned())).collect())
    }

    /// The text in this language, otherwise in the first language that has one, otherwise empty.
    pub fn get(&self, locale: Locale) -> &str {
        self.0.get(&locale).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// The given languages in which the text is missing or blank.
    pub fn missing<'a>(&'a self, locales: &'a [Locale]) -> impl Iterator<Item = Locale> + 'a {
        locales.iter().copied().filter(|locale| self.0.get(locale).is_none_or(|t| t.trim().is_empty()))
    }

    /// Adds an error for each of the given languages in which the text is missing or blank.
    pub fn check(&self, field: &str, locales: &[Locale], errors: &mut Vec<FieldError>) {
        errors
            .extend(self.missing(locales).map(|locale| FieldError::new(field, ErrorCode::MissingText { locale: locale.tag() })));
    }

    /// Every text with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &str)> {
        self.0.iter().map(|(l, t)| (*l, t.as_str()))
    }
}

/// The form of address in Dutch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressForm {
    /// "u".
    #[default]
    Formal,
    /// "je".
    Informal,
}
