//! Which consent of Google Consent Mode a purpose of a website grants.

use serde::{Deserialize, Serialize};

use crate::{
    id::Key,
    notice::website::{ANALYTICS, MARKETING, PREFERENCES},
};

/// A consent type of Google Consent Mode, version 2. `security_storage` is not among them: it is for what needs no
/// consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "A consent type of Google Consent Mode."))]
pub enum GoogleConsent {
    /// Storage for advertisements.
    AdStorage,
    /// User data sent to Google for advertisements.
    AdUserData,
    /// Personalised advertisements.
    AdPersonalization,
    /// Storage for statistics.
    AnalyticsStorage,
    /// Storage for functions of the website, such as the language.
    FunctionalityStorage,
    /// Storage for personalisation, such as recommended videos.
    PersonalizationStorage,
}

impl GoogleConsent {
    /// The name in Google's interface.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it is about advertisements.
    pub const fn is_for_ads(self) -> bool {
        matches!(self, Self::AdStorage | Self::AdUserData | Self::AdPersonalization)
    }

    /// What a purpose with this key grants if its notice says nothing else.
    pub fn usual(key: &Key) -> &'static [Self] {
        match key.as_str() {
            MARKETING => &[Self::AdStorage, Self::AdUserData, Self::AdPersonalization],
            ANALYTICS => &[Self::AnalyticsStorage],
            PREFERENCES => &[Self::FunctionalityStorage, Self::PersonalizationStorage],
            _ => &[],
        }
    }
}
