//! Attributes of a response: facts beside the answers, such as a state or a delivery. The survey declares them.
//! Attributes that are not declared are not stored.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    channel::Channel,
    error::{ErrorCode, FieldError, expected::Expected, rule::RuleId},
    id::Key,
    locale::{Locale, LocalizedText},
    notice::purpose,
};

/// The most characters of a value.
pub const MAX_LENGTH: usize = 80;
/// The most values that an attribute can list.
pub const MAX_VALUES: usize = 500;
/// The most attributes of a survey.
pub const MAX_ATTRIBUTES: usize = 20;

/// An attribute that the survey declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Attribute {
    /// Its key; no question of the survey has the same.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub key: Key,
    /// The name on screen.
    pub text: LocalizedText,
    /// The values it can have; not there where any will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The purpose it is kept for.
    // A purpose of the survey. Where that does not stand, the value is not kept.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub purpose: Key,
    /// The ways by which it may come: an import, a program, the address of the answering page, or a signed one. Not there: by an import or a program.
    #[serde(default = "Source::usual", skip_serializing_if = "Source::are_usual")]
    pub sources: Vec<Source>,
    /// Whether it once might come by a link that nobody signed; not there: no.
    // Such values may still be stored.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
    /// Where it names an employee: the attribute that says of which team. Not there: it names none. While the organisation states nothing of
    /// its works council such attributes are left out here, and always for keys without `responses:read`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, nullable = false))]
    pub team: Option<Key>,
}

/// A way by which an attribute may be received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = AttributeSource))]
pub enum Source {
    /// A column of an import.
    Import,
    /// A request of a program.
    Api,
    /// The address of the answering page. The respondent can change it.
    Link,
    /// A signed address.
    SignedLink,
}

impl Source {
    /// The name in storage and commands.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The sources of an attribute that states none: every source but addresses.
    pub fn usual() -> Vec<Self> {
        vec![Self::Import, Self::Api]
    }

    fn are_usual(sources: &[Self]) -> bool {
        sources == Self::usual()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::AttributeSource }
    }
}

/// How the attributes of a response were received. All attributes of one response have the same origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReceivedBy {
    /// From the organisation: by import or program, according to the channel of the response.
    #[default]
    Stated,
    /// By the address of the answering page, unverified.
    Link,
    /// By a signed address.
    SignedLink,
}

impl ReceivedBy {
    /// The number in storage.
    pub const fn number(self) -> i16 {
        match self {
            Self::Stated => 0,
            Self::Link => 1,
            Self::SignedLink => 2,
        }
    }

    /// From the number in storage.
    pub const fn of_number(number: i16) -> Option<Self> {
        match number {
            0 => Some(Self::Stated),
            1 => Some(Self::Link),
            2 => Some(Self::SignedLink),
            _ => None,
        }
    }

    /// The name in exports, for a response that arrived by this channel.
    pub fn name(self, channel: Channel) -> &'static str {
        match self {
            Self::Stated => channel.name(),
            Self::Link => "link",
            Self::SignedLink => "signed_link",
        }
    }
}

/// The attributes of one response, in the order of declaration.
pub type Attributes = Vec<(Key, String)>;

impl Attribute {
    /// An attribute for the base purpose.
    pub fn new(key: Key, text: LocalizedText, values: Vec<String>) -> Self {
        Self {
            key,
            text,
            values,
            purpose: crate::id::key(purpose::ANALYSIS),
            sources: Source::usual(),
            unverified: false,
            team: None,
        }
    }

    /// Whether unverified values may be stored.
    pub fn may_be_unverified(&self) -> bool {
        self.unverified || self.sources.contains(&Source::Link)
    }

    /// Parses a value without white space at both ends. `None` if it is empty.
    ///
    /// # Errors
    /// [`ErrorCode::TooLong`], [`ErrorCode::UnknownChoice`] for a value that is not listed, [`ErrorCode::Invalid`] for
    /// control characters.
    pub fn parse(&self, text: &str) -> Result<Option<String>, ErrorCode> {
        let text = text.trim();
        let length = text.chars().count();
        if text.is_empty() {
            return Ok(None);
        }
        if length > MAX_LENGTH {
            return Err(ErrorCode::TooLong { max: MAX_LENGTH, length });
        }
        if text.chars().any(char::is_control) {
            return Err(ErrorCode::Invalid { expected: Expected::TextWithoutControls });
        }
        if !self.values.is_empty() && !self.values.iter().any(|value| value == text) {
            return Err(ErrorCode::UnknownChoice);
        }
        Ok(Some(text.to_owned()))
    }

    /// Checks the declaration.
    pub(crate) fn validate(&self, locales: &[Locale], purposes: &[purpose::Purpose], errors: &mut Vec<FieldError>) {
        let name = self.key.as_str();
        self.text.check(name, locales, errors);
        if !purposes.iter().any(|purpose| purpose.key == self.purpose) {
            errors.push(FieldError::new(name, ErrorCode::UnknownPurpose));
        }
        if self.sources.is_empty() {
            errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::AttributeWay }));
        }
        if self.values.is_empty() && self.sources.contains(&Source::Link) {
            errors.push(FieldError::new(name, ErrorCode::Forbidden { rule: RuleId::LinkValuesListed }));
        }
        if self.values.len() > MAX_VALUES {
            errors.push(FieldError::new(name, ErrorCode::TooManyChoices { max: MAX_VALUES }));
        }
        for (i, value) in self.values.iter().enumerate() {
            match Self::parse(self, value) {
                Ok(Some(read)) if read == *value && !self.values[..i].contains(value) => {}
                Ok(Some(_)) => errors.push(FieldError::new(name, ErrorCode::Duplicate { name: value.clone() })),
                Ok(None) => errors.push(FieldError::new(name, ErrorCode::Required)),
                Err(code) => errors.push(FieldError::new(name, code)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::key, notice::purpose::Basis, organisation::OrganisationProfile, survey::template::Template};

    fn attribute(values: &[&str]) -> Attribute {
        Attribute::new(key("state"), LocalizedText::same("State"), values.iter().map(|v| (*v).to_owned()).collect())
    }

    #[test]
    fn only_listed_values_are_kept() {
        let listed = attribute(&["SP", "RJ"]);
        assert_eq!(listed.parse(" SP "), Ok(Some("SP".to_owned())));
        assert_eq!(listed.parse("  "), Ok(None));
        assert_eq!(listed.parse("sp"), Err(ErrorCode::UnknownChoice));
        let any = attribute(&[]);
        assert_eq!(any.parse("São Paulo"), Ok(Some("São Paulo".to_owned())));
        assert_eq!(any.parse(&"x".repeat(81)), Err(ErrorCode::TooLong { max: 80, length: 81 }));
        assert!(any.parse("a\nb").is_err());
    }

    #[test]
    fn a_declaration_is_checked_with_its_survey() {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let survey = |template: Template, attribute: Attribute| {
            let mut questionnaire = template.questionnaire(&profile, Basis::Consent);
            questionnaire.attributes.push(attribute);
            questionnaire.validate().map_err(|errors| errors.into_iter().map(|e| e.field).collect::<Vec<_>>())
        };
        assert_eq!(survey(Template::Nps, attribute(&["SP"])), Ok(()));
        assert_eq!(survey(Template::Nps, attribute(&["SP", "SP"])), Err(vec!["state".to_owned()]));
        let by = |sources: &[Source], values: &[&str]| Attribute { sources: sources.to_vec(), ..attribute(values) };
        assert_eq!(survey(Template::Nps, by(&[Source::Link], &["SP"])), Ok(()));
        assert_eq!(survey(Template::Nps, by(&[Source::SignedLink], &[])), Ok(()));
        assert_eq!(
            survey(Template::Nps, by(&[Source::Link], &[])),
            Err(vec!["state".to_owned()]),
            "anything could be typed there"
        );
        assert_eq!(survey(Template::Nps, by(&[], &["SP"])), Err(vec!["state".to_owned()]));
        assert_eq!(survey(Template::Nps, Attribute { key: key("reason"), ..attribute(&[]) }), Err(vec!["reason".to_owned()]));
        assert_eq!(survey(Template::Nps, Attribute { key: key("channel"), ..attribute(&[]) }), Err(vec!["channel".to_owned()]));
        assert_eq!(survey(Template::Nps, Attribute { purpose: key("profit"), ..attribute(&[]) }), Err(vec!["state".to_owned()]));
        assert_eq!(survey(Template::Helpful, attribute(&["SP"])), Err(vec!["attributes".to_owned(), "state".to_owned()]));
    }

    #[test]
    fn one_that_was_declared_before_does_not_come_by_link_and_keeps_its_hash() {
        let before = serde_json::json!({ "key": "state", "text": { "nl": "State", "en": "State" }, "purpose": "analysis" });
        let read: Attribute = serde_json::from_value(before.clone()).unwrap();
        assert_eq!(read, attribute(&[]));
        assert_eq!(serde_json::to_value(&read).unwrap(), before);
        let open = Attribute { sources: vec![Source::Link, Source::SignedLink], ..attribute(&["SP"]) };
        assert_eq!(serde_json::to_value(&open).unwrap()["sources"], serde_json::json!(["link", "signed_link"]));
        for &source in Source::VARIANTS {
            assert_eq!(source.name().parse(), Ok(source));
        }
    }

    #[test]
    fn a_survey_without_attributes_has_the_hash_it_had() {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let json = serde_json::to_value(Template::Nps.questionnaire(&profile, Basis::Consent)).unwrap();
        assert!(json.get("attributes").is_none());
    }
}
