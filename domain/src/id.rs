//! Identifiers. Stored objects have time-ordered UUIDs (version 7), which are generated outside this crate.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{ErrorCode, expected::Expected};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = ErrorCode;

            fn from_str(text: &str) -> Result<Self, ErrorCode> {
                Uuid::try_parse(text).map(Self).map_err(|_| ErrorCode::Invalid { expected: Expected::Uuid })
            }
        }
    )* };
}

id! {
    /// An organisation, the controller of its surveys.
    OrganisationId,
    /// A survey, independent of its versions.
    SurveyId,
    /// A website with a notice.
    SiteId,
    /// One published version of a survey.
    SurveyVersionId,
    /// One published version of a notice.
    NoticeVersionId,
    /// One response: all answers that one respondent sent together.
    ResponseId,
    /// One consent event, which is one leaf of the log.
    EventId,
    /// A user with an account.
    UserId,
    /// A request of a data subject.
    RequestId,
    /// An API key.
    ApiKeyId,
    /// An export that a background job prepares.
    ExportId,
    /// An import into a survey.
    ImportId,
    /// A fixed report.
    FixedReportId,
}

/// The public name of a survey in its address: 1 to 64 of `a–z`, `0–9` and inner single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// Parses a slug.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for another character, a doubled, leading or trailing hyphen, or a wrong length.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if fits { Ok(Self(text.to_owned())) } else { Err(ErrorCode::Invalid { expected: Expected::Slug }) }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Slug {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Slug {
    type Error = ErrorCode;

    fn try_from(text: String) -> Result<Self, ErrorCode> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

/// The key of a question, purpose, choice or matrix row: 1 to 40 of `a–z`, `0–9` and `_`, starting with a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

impl Key {
    /// Parses a key.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] if it does not have the form above.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let fits = (1..=40).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if fits { Ok(Self(text.to_owned())) } else { Err(ErrorCode::Invalid { expected: Expected::Key }) }
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Key {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Key {
    type Error = ErrorCode;

    fn try_from(text: String) -> Result<Self, ErrorCode> {
        Self::parse(&text)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

/// Makes a key from a literal that is known to be valid.
///
/// # Panics
/// If the literal is not a key, which is a mistake in the program, not in data.
pub fn key(literal: &'static str) -> Key {
    Key::parse(literal).expect("a literal key is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for good in ["nps", "a", "klanten-2026", "7"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        let long = "a".repeat(65);
        for bad in ["", "-a", "a-", "a--b", "A", "é", "a b", "a/b", long.as_str()] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn keys() {
        assert!(Key::parse("recommend_10").is_ok());
        for bad in ["", "1a", "_a", "A", "a-b", "a.b"] {
            assert!(Key::parse(bad).is_err(), "{bad}");
        }
    }
}
