//! Random secrets in links and cookies. The store has only their hashes. It must not know how they are sent.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::hash::Sha256Hash;

/// How long a set-up link is valid, in hours.
pub const SETUP_LINK_HOURS: i64 = 24;

/// A secret of 256 random bits, written as 43 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A new token.
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// Reads a token. `None` if the text has another form.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The hash, which is all that the store keeps.
    pub fn hash(&self) -> Sha256Hash {
        Sha256Hash::of(&self.0)
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back_and_never_in_debug() {
        let token = Token::random();
        assert_eq!(token.to_string().len(), 43);
        assert_eq!(Token::parse(&token.to_string()), Some(token));
        assert_ne!(Token::random(), token);
        assert_eq!(format!("{token:?}"), "Token(…)");
        for bad in ["", "x", "not base64!", &"A".repeat(44)] {
            assert_eq!(Token::parse(bad), None, "{bad}");
        }
    }
}
