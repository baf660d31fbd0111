//! The channel through which a response arrives.

use serde::Serialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::error::{ErrorCode, expected::Expected};

/// The channel through which a response arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Arrival, description = "How a response arrived."))]
pub enum Channel {
    /// The open link of the survey.
    Link,
    /// An import with stated provenance.
    Import,
    /// A program of the organisation, by API.
    Api,
    /// Generated data of a demonstration.
    Demo,
}

impl Channel {
    /// Every channel.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage, addresses and exports.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Channel }
    }
}
