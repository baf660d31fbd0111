//! Questions put to the results: filters and the channels by which answers arrive.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Day,
    error::{ErrorCode, FieldError},
    locale::Locale,
};

/// The way by which an answer arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The open link of the survey.
    Link,
    /// An import with stated provenance.
    Import,
    /// Made up, for a demonstration.
    Demo,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Link, Self::Import, Self::Demo];

    /// The name in storage, addresses and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Import => "import",
            Self::Demo => "demo",
        }
    }
}

impl std::str::FromStr for Channel {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::ALL.into_iter().find(|c| c.name() == text).ok_or(ErrorCode::Invalid { expected: "link, import or demo" })
    }
}

/// Which answers count. Days are those of the organisation's time zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResultsFilter {
    /// The first day.
    pub from: Option<Day>,
    /// The last day, itself included.
    pub to: Option<Day>,
    /// The language of the form.
    pub locale: Option<Locale>,
    /// The channel.
    pub channel: Option<Channel>,
}

impl ResultsFilter {
    /// Checks that the days are in order.
    ///
    /// # Errors
    /// An error about `to` when it lies before `from`.
    pub fn validate(&self) -> Result<(), FieldError> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => {
                Err(FieldError::new("to", ErrorCode::OutOfRange { min: from.to_string(), max: "…".to_owned() }))
            }
            _ => Ok(()),
        }
    }
}
