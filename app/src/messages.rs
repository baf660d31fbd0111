//! The message catalogue: every text of the product in Dutch and English, by id. Must not know any page.

use std::sync::OnceLock;

use domain::locale::{AddressForm, Locale};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_langneg::{LanguageIdentifier, NegotiationStrategy, negotiate_languages, parse_accepted_languages};

/// One file of the catalogue, with its text in each language.
struct File {
    name: &'static str,
    nl: &'static str,
    en: &'static str,
}

impl File {
    const fn text(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Nl => self.nl,
            Locale::En => self.en,
        }
    }
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(File {
            name: $name,
            nl: include_str!(concat!("../messages/nl/", $name, ".ftl")),
            en: include_str!(concat!("../messages/en/", $name, ".ftl")),
        }),+]
    };
}

/// The files of `app/messages`, one for each room, the same in both languages.
const FILES: &[File] = files![
    "account",
    "api_docs",
    "api_problem",
    "comment",
    "error",
    "export",
    "filter",
    "form",
    "format",
    "home",
    "measure",
    "message",
    "notice",
    "organisation",
    "privacy",
    "receipt",
    "report",
    "response",
    "results",
    "rights",
    "shell",
    "site",
    "survey",
];

/// The messages for one reader: a language and a form of address.
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

    /// The message with this id, with its variables filled in.
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

/// The best of the offered languages for a browser's `Accept-Language`.
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

fn read(locale: Locale) -> FluentBundle<FluentResource> {
    let tag = locale.tag().parse().expect("our own tags are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Direction marks would appear in titles and attributes, and both languages are written from left to right.
    bundle.set_use_isolating(false);
    for file in FILES {
        let resource = FluentResource::try_new(file.text(locale).to_owned());
        let resource =
            resource.unwrap_or_else(|(_, errors)| panic!("{}.ftl in {locale} is not well formed: {errors:?}", file.name));
        let added = bundle.add_resource(resource);
        added.unwrap_or_else(|errors| panic!("{}.ftl in {locale} has an id of another file: {errors:?}", file.name));
    }
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

    /// Every id with the variables of its message. The form of address is left out, because English does not need it.
    fn catalogue(locale: Locale) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut id = "";
        for line in FILES.iter().flat_map(|file| file.text(locale).lines()).filter(|line| !line.starts_with('#')) {
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

    /// A file outside the list would never be read.
    #[test]
    fn the_list_has_every_file_of_both_languages() {
        let listed: BTreeSet<_> = FILES.iter().map(|file| format!("{}.ftl", file.name)).collect();
        assert_eq!(listed.len(), FILES.len(), "a name stands twice in the list");
        for locale in Locale::ALL {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("messages").join(locale.tag());
            let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            assert_eq!(names.collect::<BTreeSet<_>>(), listed, "{locale}");
        }
    }

    #[test]
    fn both_languages_have_the_same_ids_in_each_file() {
        let ids = |text: &'static str| -> BTreeSet<_> {
            let messages = text.lines().filter(|line| !line.starts_with([' ', '}', '#']));
            messages.filter_map(|line| line.split_once(" =").map(|(id, _)| id)).collect()
        };
        for file in FILES {
            assert!(!ids(file.nl).is_empty(), "{} has no messages", file.name);
            assert_eq!(ids(file.nl), ids(file.en), "{}", file.name);
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
