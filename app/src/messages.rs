//! The catalogue of messages: every word of the product in Dutch and English, by id. Must not know any page.

use std::sync::OnceLock;

use domain::locale::{AddressForm, Locale};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_langneg::{LanguageIdentifier, NegotiationStrategy, negotiate_languages, parse_accepted_languages};

/// The words for one reader: a language and a form of address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    pub(crate) locale: Locale,
    form: AddressForm,
}

impl Words {
    pub(crate) const fn new(locale: Locale, form: AddressForm) -> Self {
        Self { locale, form }
    }

    /// The message with this id.
    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// The message with this id, its variables filled in.
    pub(crate) fn say_with<'a>(&self, id: &str, values: &[(&'static str, FluentValue<'a>)]) -> String {
        let bundle = bundle(self.locale);
        let pattern = bundle.get_message(id).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "no message {id} in {}", self.locale);
        let Some(pattern) = pattern else { return id.to_owned() };
        let mut args = FluentArgs::with_capacity(values.len() + 1);
        let form = match self.form {
            AddressForm::Formal => "formal",
            AddressForm::Informal => "informal",
        };
        args.set("form", form);
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "message {id} in {}: {errors:?}", self.locale);
        text
    }
}

/// The language that suits a browser's `Accept-Language` best, of those offered.
pub fn negotiate(accept_language: &str, offered: &[Locale]) -> Option<Locale> {
    let wanted = parse_accepted_languages(accept_language);
    let available: Vec<LanguageIdentifier> = offered.iter().filter_map(|locale| locale.tag().parse().ok()).collect();
    let best = negotiate_languages(&wanted, &available, None, NegotiationStrategy::Lookup).first().copied()?;
    offered.iter().copied().find(|locale| locale.tag() == best.language.as_str())
}

fn bundle(locale: Locale) -> &'static FluentBundle<FluentResource> {
    static DUTCH: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    static ENGLISH: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    match locale {
        Locale::Nl => DUTCH.get_or_init(|| read(locale)),
        Locale::En => ENGLISH.get_or_init(|| read(locale)),
    }
}

const fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => include_str!("../messages/nl.ftl"),
        Locale::En => include_str!("../messages/en.ftl"),
    }
}

fn read(locale: Locale) -> FluentBundle<FluentResource> {
    let tag = locale.tag().parse().expect("our own tags are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks would stand in titles and attributes; both languages are written from left to right.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source(locale).to_owned()).expect("our own catalogue is well formed");
    bundle.add_resource(resource).expect("our own catalogue has no id twice");
    bundle
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use super::*;

    /// Every id with the variables its message uses, but for the form of address, which English does not need.
    fn catalogue(locale: Locale) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut id = "";
        for line in source(locale).lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                id = name;
                assert!(found.insert(id, BTreeSet::new()).is_none(), "{id} stands twice in {locale}");
            }
            for rest in line.split('$').skip(1) {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                if &rest[..end] != "form" {
                    found.get_mut(id).unwrap().insert(&rest[..end]);
                }
            }
        }
        found
    }

    fn sources(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn both_catalogues_say_the_same_things() {
        let (nl, en) = (catalogue(Locale::Nl), catalogue(Locale::En));
        assert!(nl.len() > 200, "the catalogue was read");
        assert_eq!(nl, en);
    }

    #[test]
    fn every_message_is_used_and_every_used_message_exists() {
        let mut text = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
        let known = catalogue(Locale::Nl);
        for id in known.keys() {
            assert!(text.contains(&format!("\"{id}\"")), "{id} is used nowhere");
        }
        let calls = text.split(".say(").chain(text.split(".say_with(")).skip(1);
        let used = calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        for id in used.filter(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())) {
            assert!(known.contains_key(id), "there is no message {id}");
        }
    }

    #[test]
    fn dutch_has_two_forms_of_address() {
        let say = |form| Words::new(Locale::Nl, form).say("optional");
        assert_eq!(
            (say(AddressForm::Formal).as_str(), say(AddressForm::Informal).as_str()),
            ("mag u overslaan", "mag je overslaan")
        );
    }

    #[test]
    fn the_browser_is_answered_in_its_language() {
        let check = |wanted: &str, expected| assert_eq!(negotiate(wanted, Locale::ALL), expected, "{wanted}");
        check("nl-NL,nl;q=0.9,en;q=0.8", Some(Locale::Nl));
        check("en-GB,en;q=0.9", Some(Locale::En));
        check("fr,en;q=0.5", Some(Locale::En));
        check("fr", None);
        check("", None);
        check("*;q=\u{0}", None);
        assert_eq!(negotiate("nl", &[Locale::En]), None);
    }
}
