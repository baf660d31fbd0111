//! API keys: their scopes and their expiry. The secret is not stored; only its owner knows it.

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    id::{ApiKeyId, OrganisationId},
};

/// The most characters of the name of a key.
pub const MAX_NAME: usize = 80;

/// A permission of an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "&'static str")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Scope {
    /// List surveys and read their questions.
    #[strum(serialize = "surveys:read")]
    Surveys,
    /// Read figures.
    #[strum(serialize = "results:read")]
    Results,
    /// Read responses, one by one or as an export.
    #[strum(serialize = "responses:read")]
    Responses,
    /// Submit responses.
    #[strum(serialize = "responses:write")]
    Submit,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage and forms.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Scope }
    }
}

/// The name that the maker gave to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKeyName(String);

impl ApiKeyName {
    /// Parses a name. White space around it is removed.
    ///
    /// # Errors
    /// [`ErrorCode::Required`], [`ErrorCode::TooLong`], [`ErrorCode::Invalid`] for control characters.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let text = text.trim();
        let length = text.chars().count();
        match text {
            "" => Err(ErrorCode::Required),
            _ if length > MAX_NAME => Err(ErrorCode::TooLong { max: MAX_NAME, length }),
            _ if text.chars().any(char::is_control) => Err(ErrorCode::Invalid { expected: Expected::TextWithoutControls }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An API key without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// The identifier, for lists and for revoking.
    pub id: ApiKeyId,
    /// The organisation. The key only gives access to its data.
    pub organisation: OrganisationId,
    /// The name.
    pub name: String,
    /// The scopes, in the order of [`Scope::ALL`].
    pub scopes: Vec<Scope>,
    /// The time at which it was made.
    pub created_at: Millis,
    /// The time at which it expires.
    pub expires_at: Option<Millis>,
    /// The time of the last use, to about a minute.
    pub last_used_at: Option<Millis>,
    /// The time at which it was revoked.
    pub revoked_at: Option<Millis>,
    /// The account that made it, or the command line.
    pub made_by: String,
    /// The account that revoked it, or the command line.
    pub revoked_by: Option<String>,
}

impl ApiKey {
    /// Whether the key is valid at this time.
    pub fn works_at(&self, now: Millis) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }

    /// Whether the key has this scope.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_by_the_names_they_are_written_with() {
        for &scope in Scope::ALL {
            assert_eq!(scope.name().parse(), Ok(scope));
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.name());
        }
        assert!("admin".parse::<Scope>().is_err());
    }

    #[test]
    fn a_key_works_until_it_expires_or_is_revoked() {
        let key = |expires_at, revoked_at| ApiKey {
            id: ApiKeyId(uuid::Uuid::nil()),
            organisation: OrganisationId(uuid::Uuid::nil()),
            name: "a".to_owned(),
            scopes: vec![Scope::Results],
            created_at: Millis(0),
            expires_at,
            last_used_at: None,
            revoked_at,
            made_by: String::new(),
            revoked_by: None,
        };
        assert!(key(None, None).works_at(Millis(i64::MAX)));
        assert!(key(Some(Millis(10)), None).works_at(Millis(9)) && !key(Some(Millis(10)), None).works_at(Millis(10)));
        assert!(!key(None, Some(Millis(1))).works_at(Millis(0)));
        assert!(key(None, None).may(Scope::Results) && !key(None, None).may(Scope::Responses));
    }

    #[test]
    fn a_name_is_a_line_of_text() {
        assert_eq!(ApiKeyName::parse(" Power BI ").unwrap().as_str(), "Power BI");
        assert_eq!(ApiKeyName::parse(" "), Err(ErrorCode::Required));
        assert!(ApiKeyName::parse("a\nb").is_err() && ApiKeyName::parse(&"x".repeat(81)).is_err());
    }
}
