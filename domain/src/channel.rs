//! The channel through which a response arrives.

use serde::{Deserialize, Serialize};

use crate::error::ErrorCode;

/// The way by which an answer arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The open link of the survey.
    Link,
    /// An import with stated provenance.
    Import,
    /// Handed in by a program of the organisation.
    Api,
    /// Made up, for a demonstration.
    Demo,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 4] = [Self::Link, Self::Import, Self::Api, Self::Demo];

    /// The name in storage, addresses and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Import => "import",
            Self::Api => "api",
            Self::Demo => "demo",
        }
    }
}

impl std::str::FromStr for Channel {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::ALL.into_iter().find(|c| c.name() == text).ok_or(ErrorCode::Invalid { expected: "link, import, api or demo" })
    }
}
