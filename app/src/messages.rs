//! The catalogue of messages: every word of the product in Dutch and English, by id. Must not know any page.

pub(crate) mod error;

pub use error::error_text;

use std::sync::OnceLock;

use domain::{locale::Locale, organisation::AddressForm};
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
