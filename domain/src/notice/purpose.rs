//! Purposes for which an answer may be used, and the legal basis of each (GDPR art. 6).

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::{ErrorCode, expected::Expected},
    id::{Key, key},
    locale::LocalizedText,
};

/// The key of the base purpose: to count and read the answers.
pub const ANALYSIS: &str = "analysis";
/// The key of the purpose to contact the respondent about the answer. With it the form asks for contact details.
pub const CONTACT: &str = "contact";
/// The key of the purpose to show the comment as a review.
pub const PUBLISH: &str = "publish";
/// The key of the purpose to link the answer to the customer record.
pub const CONNECT: &str = "connect";

/// The key of the base purpose, as a key.
pub fn analysis() -> Key {
    key(ANALYSIS)
}

/// The legal basis of a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Basis {
    /// Consent, GDPR art. 6(1)(a): given, refused, withdrawn.
    Consent,
    /// Contract, art. 6(1)(b): informed, recorded as asserted, in force until an objection.
    Contract,
    /// Legitimate interest, art. 6(1)(f): informed, recorded as asserted, in force until an objection.
    LegitimateInterest,
    /// Cookies that need no consent: strictly necessary, or privacy-friendly measurement (Telecommunicatiewet art.
    /// 11.7a(3)). Informed, recorded as asserted. Only for websites.
    Exempt,
}

impl Basis {
    /// Every basis.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in files and addresses.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Basis }
    }
}

/// The legal basis of a purpose (GDPR art. 6(1)(a), (b) and (f)).
// What programs are told of the basis of a survey's purpose: no survey has the one that is only for websites.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum LegalBasis {
    /// [`Basis::Consent`].
    Consent,
    /// [`Basis::Contract`].
    Contract,
    /// [`Basis::LegitimateInterest`].
    LegitimateInterest,
}

/// One purpose of a survey or website, as the person is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SurveyPurpose, description = "A purpose of a survey."))]
pub struct Purpose {
    /// Its key, unique in the survey or website.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub key: Key,
    /// The legal basis of a purpose (GDPR art. 6(1)(a), (b) and (f)).
    // Of a website also [`Basis::Exempt`].
    #[cfg_attr(feature = "schema", schema(value_type = LegalBasis))]
    pub basis: Basis,
    /// The purpose in a sentence. For an optional purpose this is the label of its checkbox.
    pub text: LocalizedText,
    /// The interest that is pursued, where that is the basis.
    // Needed for [`Basis::LegitimateInterest`], meaningless otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(nullable = false))]
    pub interest: Option<LocalizedText>,
}

impl Purpose {
    /// Whether this is the base purpose of the survey.
    pub fn is_base(&self) -> bool {
        self.key.as_str() == ANALYSIS
    }
}
