//! Websites with a cookie notice: their origins, the look of the notice, and its published versions.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Millis,
    error::{ErrorCode, FieldError, rule::RuleId},
    id::{OrganisationId, SiteId, Slug},
    locale::Locale,
    notice::{
        Notice, PublishedNotice,
        website::{StorageKind, VALIDITY_MONTHS},
    },
    organisation::colour::Colour,
    site::choice_cookie::choice_cookie,
};

pub mod check;
pub mod choice_cookie;
mod claims;
pub mod decision;
pub mod document;
#[cfg(feature = "texts")]
pub mod draft;
mod durations;
mod labels;
pub mod numbers;
mod origin;
#[cfg(feature = "texts")]
pub mod own_pages;
mod phrases;
pub mod published;
mod purposes;
pub mod standing_request;
pub mod tags;
pub mod unusual;

pub use numbers::{Counted, Days, OptIn, Tally};
pub use origin::WebOrigin;

/// A website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The identifier.
    pub id: SiteId,
    /// The organisation that owns the website.
    pub organisation: OrganisationId,
    /// The name in addresses and in the cookie, unique in the installation.
    pub key: Slug,
    /// The settings that can be changed.
    pub settings: SiteSettings,
    /// The time at which it was created.
    pub created_at: Millis,
}

/// The settings of a website. A change does not make visitors be asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSettings {
    /// The name of the website.
    pub name: String,
    /// The origins of its pages. Only these may request the notice and send decisions.
    pub origins: Vec<WebOrigin>,
    /// The languages, the default first.
    pub locales: Vec<Locale>,
    /// The position of the first layer.
    #[serde(default)]
    pub position: Position,
    /// The colours of the buttons.
    #[serde(default)]
    pub colours: Colours,
    /// The condition for running Google's tags.
    #[serde(default)]
    pub mode: ConsentMode,
}

/// The position of the first layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "Where the notice stands."))]
pub enum Position {
    /// At the bottom of the window.
    #[default]
    Bottom,
    /// In the middle of the window.
    Center,
}

/// The colours of the buttons. Accept and refuse have the same colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// The colour of a button.
    pub accent: Colour,
    /// The colour of the text on a button.
    pub on_accent: Colour,
}

impl Default for Colours {
    fn default() -> Self {
        Self { accent: Colour { red: 0x0b, green: 0x5c, blue: 0xab }, on_accent: Colour { red: 255, green: 255, blue: 255 } }
    }
}

/// The condition for running Google's tags (Consent Mode, version 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Mode, description = "The form of Google's Consent Mode."))]
pub enum ConsentMode {
    /// Tags run after a grant. Before it, no request goes to Google.
    #[default]
    Basic,
    /// Tags always run, as the site has chosen. Before a grant they run without cookies.
    Advanced,
}

impl SiteSettings {
    /// Settings with safe defaults.
    pub fn new(name: &str, origins: Vec<WebOrigin>, locales: Vec<Locale>) -> Self {
        let (position, colours, mode) = Default::default();
        Self { name: name.to_owned(), origins, locales, position, colours, mode }
    }

    /// Checks all settings and returns every error at once.
    ///
    /// # Errors
    /// Each error with its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", ErrorCode::Required));
        }
        if self.origins.is_empty() {
            errors.push(FieldError::new("origins", ErrorCode::Required));
        }
        if self.locales.is_empty() {
            errors.push(FieldError::new("locales", ErrorCode::Required));
        }
        // The bound itself is allowed: 4.5 is enough (WCAG 2.2, 1.4.3).
        if self.colours.accent.contrast_with(self.colours.on_accent) < 4.5 {
            let code = ErrorCode::Rule { number: 5, what: RuleId::ButtonContrast };
            errors.push(FieldError::new("colours", code));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Whether an origin belongs to the website.
    pub fn has_origin(&self, origin: &str) -> bool {
        WebOrigin::parse(origin).is_ok_and(|origin| self.origins.iter().any(|own| own.covers(&origin)))
    }
}

impl Site {
    /// Checks that a notice may be published for this website.
    ///
    /// # Errors
    /// Each missing part and each breach of a rule, with its field.
    pub fn check_notice(&self, notice: &Notice) -> Result<(), Vec<FieldError>> {
        let mut errors = notice.check().err().unwrap_or_default();
        match &notice.website {
            None => errors.push(FieldError::new("website", ErrorCode::Required)),
            Some(website) => {
                let cookie = choice_cookie(&self.key);
                let mut items = website.purposes.iter().filter(|p| p.exemption.is_some()).flat_map(|p| &p.items);
                if !items.any(|item| item.kind == StorageKind::Cookie && item.name == cookie) {
                    let what = RuleId::ChoiceCookie;
                    errors.push(FieldError::new("website.purposes", ErrorCode::Rule { number: 14, what }));
                }
            }
        }
        for locale in self.settings.locales.iter().filter(|locale| !notice.locales.contains(locale)) {
            let code = ErrorCode::Rule { number: 19, what: RuleId::SiteLanguage };
            errors.push(FieldError::new(format!("locales.{locale}"), code));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// A published version of the notice of a website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteNotice {
    /// The version. Its number increases with every publication.
    pub published: PublishedNotice,
    /// A number that increases only if visitors who decided before must be asked again.
    pub ask: u32,
    /// The time of publication.
    pub published_at: Millis,
}

impl SiteNotice {
    /// The language of the notice for a page in the language `tag`: the same one if the notice has it, otherwise the
    /// first.
    pub fn locale_for(&self, tag: &str) -> Locale {
        let locales = &self.published.notice.locales;
        Locale::of_tag(tag).filter(|l| locales.contains(l)).or_else(|| locales.first().copied()).unwrap_or(Locale::Nl)
    }

    /// The validity of a decision under this version, in months.
    pub fn validity_months(&self) -> u32 {
        self.published.notice.website.as_ref().map_or(VALIDITY_MONTHS.0, |website| website.validity_months)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::organisation::OrganisationProfile;

    fn site(key: &str) -> Site {
        let origins = vec![WebOrigin::parse("https://voorbeeld.nl").unwrap()];
        Site {
            id: SiteId(Uuid::from_u128(1)),
            organisation: OrganisationId(Uuid::from_u128(2)),
            key: Slug::parse(key).unwrap(),
            settings: SiteSettings::new("Voorbeeld", origins, Locale::ALL.to_vec()),
            created_at: Millis(0),
        }
    }

    fn notice() -> Notice {
        Notice::draft_for_site(&OrganisationProfile::new("A", "b", "c"), &Slug::parse("a").unwrap(), "a.nl")
    }

    #[test]
    fn rule_5_contrast() {
        let mut settings = site("a").settings;
        assert_eq!(settings.check(), Ok(()));
        let grey = |text: &str| Colours { accent: Colour::parse(text).unwrap(), ..Colours::default() };
        // The lightest grey on which white text has enough contrast, and the next lighter one.
        settings.colours = grey("#767676");
        assert_eq!(settings.check(), Ok(()));
        settings.colours = grey("#777777");
        let errors = settings.check().unwrap_err();
        assert!(matches!(errors.as_slice(), [FieldError { code: ErrorCode::Rule { number: 5, .. }, .. }]), "{errors:?}");
        settings.colours = Colours { accent: Colour::parse("#ffdd00").unwrap(), on_accent: Colour::parse("#000000").unwrap() };
        assert_eq!(settings.check(), Ok(()), "dark text on a light button will do");
    }

    #[test]
    fn every_gap_of_the_settings_at_once() {
        let empty = SiteSettings::new(" ", Vec::new(), Vec::new());
        let fields: Vec<_> = empty.check().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["name", "origins", "locales"]);
    }

    #[test]
    fn a_notice_fits_its_site() {
        assert_eq!(site("a").check_notice(&notice()), Ok(()));
        let rules = |errors: Vec<FieldError>| -> Vec<_> {
            errors
                .into_iter()
                .filter_map(|e| if let ErrorCode::Rule { number, .. } = e.code { Some(number) } else { None })
                .collect()
        };
        assert_eq!(rules(site("b").check_notice(&notice()).unwrap_err()), [14], "the cookie of another site");
        let dutch = Notice { locales: vec![Locale::Nl], ..notice() };
        assert_eq!(rules(site("a").check_notice(&dutch).unwrap_err()), [19]);
        let survey = Notice { website: None, ..notice() };
        assert!(site("a").check_notice(&survey).unwrap_err().iter().any(|e| e.field == "website"));
    }

    #[test]
    fn a_page_gets_its_own_language_or_the_first() {
        let published = PublishedNotice {
            id: crate::id::NoticeVersionId(Uuid::from_u128(3)),
            number: 1,
            hash: notice().content_hash(),
            notice: notice(),
        };
        let notice = SiteNotice { published, ask: 1, published_at: Millis(0) };
        for (tag, locale) in
            [("en", Locale::En), ("EN-gb", Locale::En), ("nl-BE", Locale::Nl), ("fr", Locale::Nl), ("", Locale::Nl)]
        {
            assert_eq!(notice.locale_for(tag), locale, "{tag}");
        }
    }
}
