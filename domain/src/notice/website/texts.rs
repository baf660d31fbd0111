//! The texts of the layers of a website's notice, each with the numbered rule that asks for it.

use serde::{Deserialize, Serialize};

use crate::locale::{Locale, LocalizedText};

/// One text of the layers.
pub(crate) struct LayerText<'a> {
    pub(crate) name: &'static str,
    /// The rule of consent that is broken where it is missing.
    pub(crate) rule: u8,
    /// What stands in it in braces, filled in by the browser.
    pub(crate) places: &'static [&'static str],
    pub(crate) text: &'a LocalizedText,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $rule:literal $places:expr,)*) => {
        /// Every text that the layers show.
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
    /// What is asked, in a few sentences.
    body: 2 &[],
    /// How to withdraw, said beforehand.
    withdraw_hint: 13 &[],
    /// The link to all that is told.
    privacy: 2 &[],
    /// The button that accepts all.
    accept: 3 &[],
    /// The button that refuses all.
    refuse: 3 &[],
    /// The button to the second layer.
    choose: 3 &[],
    /// The button that saves an own choice.
    save: 21 &[],
    /// The button that closes the second layer.
    back: 21 &[],
    /// The button that withdraws everything.
    withdraw: 15 &[],
    /// Said after a choice.
    saved: 21 &[],
    /// Said after a withdrawal.
    withdrawn: 16 &[],
    /// Said where the browser sends Global Privacy Control.
    gpc: 20 &[],
    /// The button that shows one frame this once.
    show_once: 11 &[],
    /// What stands in place of a frame that waits.
    placeholder: 11 &["purposes"],
    /// The permanent control.
    reopen: 14 &[],
    /// What is stored now after a grant.
    stored_grant: 14 &["version", "at"],
    /// What is stored now after a refusal.
    stored_refusal: 14 &["version", "at"],
    /// The names of the twelve months, with spaces between.
    months: 14 &[],
    /// The link to the receipt.
    receipt: 14 &[],
    /// The heading above what is stored for a purpose.
    cookies: 14 &[],
    /// What stands before the other parties.
    vendors: 14 &[],
    /// What stands before a provider.
    provider: 14 &[],
    /// What stands before a duration.
    duration: 14 &[],
    /// What stands before what an item is for.
    purpose_of_item: 14 &[],
    /// What stands beside a purpose that is exempt.
    necessary: 12 &[],
}

impl LayerTexts {
    /// Every text in one language, by name.
    pub(crate) fn in_locale(&self, locale: Locale) -> std::collections::BTreeMap<&'static str, &str> {
        self.all().into_iter().map(|text| (text.name, text.text.get(locale))).collect()
    }
}
