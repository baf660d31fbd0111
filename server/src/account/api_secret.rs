//! The secret of an API key: a token with a prefix, so that scanners for leaked secrets recognise it.

use domain::hash::Sha256Hash;

use crate::account::token::Token;

/// The prefix of every key.
const PREFIX: &str = "klankbord_";

/// The secret of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiSecret(Token);

impl ApiSecret {
    /// A new secret.
    pub fn random() -> Self {
        Self(Token::random())
    }

    /// Reads a secret. `None` if the text has another form.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text.strip_prefix(PREFIX)?).map(Self)
    }

    /// The hash, which is all that the store keeps.
    pub fn hash(&self) -> Sha256Hash {
        self.0.hash()
    }
}

impl std::fmt::Display for ApiSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{PREFIX}{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let secret = ApiSecret::random();
        assert_eq!(ApiSecret::parse(&secret.to_string()), Some(secret));
        assert_eq!(ApiSecret::parse(&secret.to_string()["klankbord_".len()..]), None);
        assert!(!format!("{secret:?}").contains(&secret.to_string()));
    }
}
