//! The well-known tags of `tags.json`: who sets them, for how long, and for which purpose.
//!
//! Names and durations are those that the providers document; each entry names where that was read and when. The
//! purposes are ours: what a provider calls functional is often not necessary for what the visitor asked for.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::durations;

/// The tags in this version of Klankbord.
pub static KNOWN: LazyLock<Tags> = LazyLock::new(|| Tags::parse(include_str!("tags.json")).expect("a test parses our own list"));

/// A list of tags and their providers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tags {
    /// The providers.
    pub providers: Vec<Provider>,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// A party that offers tags for other websites.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The name by which it is known.
    pub name: String,
    /// Other names of it.
    pub also: Vec<String>,
}

/// A cookie or other item that a tag stores.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The name. A `*` at the end matches any text.
    pub name: String,
    /// The product that stores it.
    pub product: String,
    /// The name of its provider.
    pub provider: String,
    /// For how long, in English. `None` where the source does not say.
    pub duration: Option<String>,
    /// The purpose.
    pub purpose: TagPurpose,
    /// Whether websites may run the product themselves, for themselves only.
    #[serde(default)]
    pub own_use: bool,
    /// Whether others use the name too. Then it is this tag only if its provider is named as well.
    #[serde(default)]
    pub generic: bool,
    /// The address where it was read.
    pub source: String,
    /// The day on which it was read.
    pub read_on: Date,
}

/// The purpose of a tag, as we see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TagPurpose {
    /// Necessary for what the visitor asks for, such as paying, or for the safety of the website.
    Necessary,
    /// For something that the visitor may like, such as a chat, a map or a video.
    Preferences,
    /// For statistics.
    Analytics,
    /// For advertisements, or for recognising visitors on other websites.
    Marketing,
}

impl TagPurpose {
    /// The key of the purpose under which such a tag is usually declared.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the tag is never necessary for what the visitor asks for.
    pub const fn follows_visitors(self) -> bool {
        matches!(self, Self::Analytics | Self::Marketing)
    }
}

/// Why a list of tags cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TagsError {
    /// It is not the JSON of such a list.
    #[error("not a list of tags: {0}")]
    Json(#[from] serde_json::Error),
    /// A tag has a member that is not right.
    #[error("tag {name}: {what}")]
    Tag {
        /// The name of the tag.
        name: String,
        /// What is wrong.
        what: &'static str,
    },
}

impl Tags {
    /// Reads a list and checks each tag.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, TagsError> {
        let tags: Self = serde_json::from_str(text)?;
        for (at, tag) in tags.tags.iter().enumerate() {
            let wrong = |what| Err(TagsError::Tag { name: tag.name.clone(), what });
            if start_of(&tag.name).is_empty() || start_of(&tag.name).contains(['*', ';', '=', ' ']) {
                return wrong("no name of a cookie");
            }
            if tags.tags[..at].iter().any(|other| other.name == tag.name) {
                return wrong("stands twice");
            }
            if tags.provider(&tag.provider).is_none() {
                return wrong("its provider is not in the list");
            }
            if tag.product.trim().is_empty() {
                return wrong("has no product");
            }
            if tag.duration.as_deref().is_some_and(|duration| durations::longest(duration).is_none()) {
                return wrong("has a duration that cannot be read");
            }
            if !tag.source.starts_with("https://") {
                return wrong("its source is no address");
            }
        }
        Ok(tags)
    }

    /// The tags that a declared item is or covers.
    pub fn of_item(&self, name: &str, provider: &str) -> Vec<&Tag> {
        let is_this = |tag: &&Tag| {
            let is_named = || self.provider(&tag.provider).is_some_and(|known| known.is_named_in(provider));
            // Google's tags can be given a prefix (`cookie_prefix`), which the name of the cookie then starts with.
            let is_prefixed = || !tag.generic && name.ends_with(&tag.name) && is_named();
            (overlap(name, &tag.name) && (!tag.generic || is_named())) || is_prefixed()
        };
        self.tags.iter().filter(is_this).collect()
    }

    /// The tags of the product that a text names, otherwise those of the provider that it names.
    pub fn of_party(&self, text: &str) -> Vec<&Tag> {
        let product: Vec<_> = self.tags.iter().filter(|tag| has_words(text, &tag.product)).collect();
        if !product.is_empty() {
            return product;
        }
        let named = |tag: &&Tag| self.provider(&tag.provider).is_some_and(|provider| provider.is_named_in(text));
        self.tags.iter().filter(named).collect()
    }

    /// The provider of a tag.
    pub fn provider(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.name == name)
    }
}

impl Provider {
    /// Whether a text such as "Google Ireland Ltd" names it.
    pub fn is_named_in(&self, text: &str) -> bool {
        has_words(text, &self.name) || self.also.iter().any(|name| has_words(text, name))
    }
}

impl Tag {
    /// What an error says of it: its product, and the purpose that it serves.
    pub fn described(&self) -> String {
        format!("{}: {}", self.product, self.purpose.name())
    }
}

/// Whether a text has the words of a name, one after the other.
fn has_words(text: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (text, name) = (words(text), words(name));
    !name.is_empty() && text.windows(name.len()).any(|window| *window == *name)
}

fn start_of(name: &str) -> &str {
    name.strip_suffix('*').unwrap_or(name)
}

/// Whether one cookie can have both names. A `*` at the end of a name matches any text.
fn overlap(one: &str, other: &str) -> bool {
    match (one.strip_suffix('*'), other.strip_suffix('*')) {
        (None, None) => one == other,
        (Some(start), None) => other.starts_with(start),
        (None, Some(start)) => one.starts_with(start),
        (Some(one), Some(other)) => one.starts_with(other) || other.starts_with(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products(name: &str, provider: &str) -> Vec<&'static str> {
        KNOWN.of_item(name, provider).into_iter().map(|tag| tag.product.as_str()).collect()
    }

    #[test]
    fn our_own_list_is_right() {
        assert!(KNOWN.providers.len() >= 25);
        for provider in &KNOWN.providers {
            assert!(KNOWN.tags.iter().any(|tag| tag.provider == provider.name), "{} has no tag", provider.name);
        }
        for name in ["Google Analytics 4", "Google Tag Manager", "Google Ads", "Meta Pixel", "Hotjar", "Microsoft Clarity"] {
            assert!(KNOWN.tags.iter().any(|tag| tag.product == name), "{name}");
        }
    }

    #[test]
    fn a_list_that_is_not_right_is_refused() {
        let list = |tag: serde_json::Value| {
            Tags::parse(&serde_json::json!({ "providers": [{ "name": "A", "also": [] }], "tags": [tag] }).to_string())
        };
        let tag = serde_json::json!({
            "name": "_a", "product": "A", "provider": "A", "duration": "2 years", "purpose": "analytics",
            "source": "https://a.example", "read_on": "2026-12-01",
        });
        assert!(list(tag.clone()).is_ok());
        for (member, value) in [
            ("name", "*"),
            ("provider", "B"),
            ("product", " "),
            ("duration", "long"),
            ("purpose", "functional"),
            ("source", "a list"),
            ("read_on", "today"),
            ("colour", "red"),
        ] {
            let mut tag = tag.clone();
            tag[member] = value.into();
            assert!(list(tag).is_err(), "{member}");
        }
    }

    #[test]
    fn tags_are_found_by_name_pattern_provider_and_prefix() {
        assert_eq!(products("_ga", ""), ["Google Analytics 4"]);
        assert_eq!(products("_ga_ABC123", ""), ["Google Analytics 4"]);
        assert!(products("_g*", "").len() > 3, "the pattern covers them all");
        assert_eq!(products("winkel_ga", "Google LLC"), ["Google Analytics 4"]);
        assert!(products("winkel_ga", "Bakkerij").is_empty());
        assert_eq!(products("player", "Vimeo Inc."), ["Vimeo"]);
        assert!(products("player", "Bakkerij").is_empty(), "a name that others use too");
        assert!(products("basket", "Google").is_empty());
    }

    #[test]
    fn a_party_is_known_by_its_names() {
        let purposes =
            |text: &str| -> std::collections::BTreeSet<_> { KNOWN.of_party(text).iter().map(|tag| tag.purpose).collect() };
        assert_eq!(purposes("Hotjar Ltd"), [TagPurpose::Analytics].into());
        assert_eq!(purposes("Google Analytics"), [TagPurpose::Analytics].into(), "the product, not all of its provider");
        assert!(purposes("Google Ireland Limited").len() > 2);
        assert_eq!(purposes("Facebook"), [TagPurpose::Marketing].into());
        assert!(purposes("Bakkerij Van Dam").is_empty());
    }
}
