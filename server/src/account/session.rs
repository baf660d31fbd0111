//! The sessions of signed-in users, and the browsers they used. A session is a random token in a cookie, its hash in the
//! database, and an end that does not move. It must not know how a password is checked.

use axum::http::{HeaderMap, HeaderValue};
use domain::{
    account::user::User,
    calendar::Millis,
    hash::Sha256Hash,
    id::UserId,
    site::own_pages::{DEVICE_COOKIE, DEVICE_COOKIE_TLS, SESSION_COOKIE, SESSION_COOKIE_TLS},
};
use store::{NewSession, Store, StoreError};

use crate::{
    account::token::Token,
    clock,
    http::request::cookie::{self, Reach},
};

/// How long a session lasts, whatever is done in it.
const SECONDS: i64 = 12 * 60 * 60;
/// How long a browser is known after a sign-in: half a year.
const DEVICE_SECONDS: i64 = 180 * 24 * 60 * 60;

/// A browser that has a token of ours, and the accounts that signed in there.
#[derive(Clone, Debug, Default)]
pub struct Device {
    token: Option<Token>,
    users: Vec<UserId>,
}

impl Device {
    /// The browser of a request.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find(store: &Store, headers: &HeaderMap, is_https: bool) -> Result<Self, StoreError> {
        let Some(token) = token(headers, device_name(is_https)) else { return Ok(Self::default()) };
        let users = store.list_device_users(&token.hash(), clock::now()).await?;
        // A token that nobody was given here, or that is no longer known, is replaced.
        Ok(Self { token: (!users.is_empty()).then_some(token), users })
    }

    /// The hash of its token, if this account signed in there.
    pub fn known_to(&self, user: UserId) -> Option<Sha256Hash> {
        self.token.as_ref().filter(|_| self.users.contains(&user)).map(Token::hash)
    }
}

/// Starts a session in place of the one that the browser has; the values for `Set-Cookie`.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn start(
    store: &Store,
    user: UserId,
    headers: &HeaderMap,
    device: &Device,
    is_https: bool,
) -> Result<[HeaderValue; 2], StoreError> {
    let (session, device) = (Token::random(), device.token.unwrap_or_else(Token::random));
    let at = clock::now();
    let new = NewSession {
        token: session.hash(),
        user,
        at,
        expires_at: Millis(at.0 + SECONDS * 1000),
        replaced: token(headers, name(is_https)).map(|token| token.hash()),
        device: (device.hash(), Millis(at.0 + DEVICE_SECONDS * 1000)),
    };
    store.create_session(&new).await?;
    let device = set(device_name(is_https), &device.to_string(), DEVICE_SECONDS, is_https);
    Ok([set(name(is_https), &session.to_string(), SECONDS, is_https), device])
}

/// Who sends a request, while their session lasts.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn find_user(store: &Store, headers: &HeaderMap, is_https: bool) -> Result<Option<User>, StoreError> {
    let Some(token) = token(headers, name(is_https)).map(|token| token.hash()) else { return Ok(None) };
    let now = clock::now();
    let Some(found) = store.find_session(&token, now).await? else { return Ok(None) };
    if found.is_due {
        // Next to the request, because a write may wait for a busy database, and a page must not.
        let store = store.clone();
        tokio::spawn(async move {
            if let Err(error) = store.note_session_use(&token, now).await {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        });
    }
    Ok(Some(found.user))
}

/// Ends the session of a request; the value for `Set-Cookie` that takes the cookie away.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end(store: &Store, headers: &HeaderMap, is_https: bool) -> Result<HeaderValue, StoreError> {
    if let Some(token) = token(headers, name(is_https)) {
        store.delete_session(&token.hash()).await?;
    }
    Ok(forget(is_https))
}

/// The value for `Set-Cookie` that takes the cookie away.
pub fn forget(is_https: bool) -> HeaderValue {
    set(name(is_https), "", 0, is_https)
}

const fn name(is_https: bool) -> &'static str {
    if is_https { SESSION_COOKIE_TLS } else { SESSION_COOKIE }
}

const fn device_name(is_https: bool) -> &'static str {
    if is_https { DEVICE_COOKIE_TLS } else { DEVICE_COOKIE }
}

fn set(name: &str, value: &str, seconds: i64, is_https: bool) -> HeaderValue {
    let value = cookie::set(name, value, "/", seconds, Reach::Server, is_https);
    value.expect("a name, base64url and digits are visible ASCII")
}

fn token(headers: &HeaderMap, name: &str) -> Option<Token> {
    cookie::sent(headers).find(|(key, _)| *key == name).and_then(|(_, value)| Token::parse(value))
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn a_cookie_is_found_again_and_only_under_its_own_name() {
        let sent = Token::random();
        let headers = |name: &str| {
            let value = format!("a=b; {name}={sent}; c=d").parse().unwrap();
            HeaderMap::from_iter([(header::COOKIE, value)])
        };
        assert_eq!(token(&headers("klankbord"), name(false)), Some(sent));
        assert_eq!(token(&headers("__Host-klankbord"), name(true)), Some(sent));
        assert_eq!(token(&headers("klankbord"), name(true)), None);
        assert_eq!(token(&headers("klankbord_device"), name(false)), None);
    }

    #[test]
    fn a_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        insta::assert_snapshot!(set(name(true), "x", 60, true).to_str().unwrap(), @"__Host-klankbord=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        insta::assert_snapshot!(forget(false).to_str().unwrap(), @"klankbord=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }
}
