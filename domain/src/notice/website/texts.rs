//! The texts of the layers of a website's notice, each with the numbered rule that requires it.

use serde::{Deserialize, Serialize};

use crate::locale::{Locale, LocalizedText};

/// One text of the layers.
pub(crate) struct LayerText<'a> {
    pub(crate) name: &'static str,
    /// The rule of consent that is broken if the text is missing.
    pub(crate) rule: u8,
    /// The placeholders in braces, which the browser fills in.
    pub(crate) places: &'static [&'static str],
    pub(crate) text: &'a LocalizedText,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $rule:literal $places:expr,)*) => {
        /// The texts of the layers.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct LayerTexts {
            $($(#[$doc])* pub $name: LocalizedText,)*
        }

        impl LayerTexts {
            pub(crate) fn all(&self) -> Vec<LayerText<'_>> {
                vec![$(LayerText { name: stringify!($name), rule: $rule, places: $places, text: &self.$name },)*]
            }
        }
    };
}

texts! {
    /// The heading, which also names the layer.
    title: 21 &[],
    /// The question, in a few sentences.
    body: 2 &[],
    /// How to withdraw, stated before the decision.
    withdraw_hint: 13 &[],
    /// The link to the full notice.
    privacy: 2 &[],
    /// The button that accepts all.
    accept: 3 &[],
    /// The button that refuses all.
    refuse: 3 &[],
    /// The button to the second layer.
    choose: 3 &[],
    /// The button that saves the selected purposes.
    save: 21 &[],
    /// The button that closes the second layer.
    back: 21 &[],
    /// The button that withdraws everything.
    withdraw: 15 &[],
    /// Shown after a choice.
    saved: 21 &[],
    /// Shown after a withdrawal.
    withdrawn: 16 &[],
    /// Shown if the browser sends Global Privacy Control.
    gpc: 20 &[],
    /// The button that shows one frame once.
    show_once: 11 &[],
    /// The text in place of a frame without a grant.
    placeholder: 11 &["purposes"],
    /// The permanent control that opens the notice again.
    reopen: 14 &[],
    /// The stored decision after a grant.
    stored_grant: 14 &["version", "at"],
    /// The stored decision after a refusal.
    stored_refusal: 14 &["version", "at"],
    /// The names of the twelve months, separated by spaces.
    months: 14 &[],
    /// The link to the receipt.
    receipt: 14 &[],
    /// The heading of the items of a purpose.
    cookies: 14 &[],
    /// The label of the other parties.
    vendors: 14 &[],
    /// The label of a provider.
    provider: 14 &[],
    /// The label of a duration.
    duration: 14 &[],
    /// The label of the purpose of an item.
    purpose_of_item: 14 &[],
    /// The text beside an exempt purpose.
    necessary: 12 &[],
}

impl LayerTexts {
    /// Every text in one language, by name.
    pub(crate) fn in_locale(&self, locale: Locale) -> std::collections::BTreeMap<&'static str, &str> {
        self.all().into_iter().map(|text| (text.name, text.text.get(locale))).collect()
    }
}
