//! The sessions of signed-in users. A session is a random token in a cookie, its hash in the database, and an end that does not
//! move. It must not know how a password is checked.

use axum::http::{HeaderMap, HeaderValue};
use domain::{
    account::user::User,
    calendar::Millis,
    id::UserId,
    site::own_pages::{SESSION_COOKIE, SESSION_COOKIE_TLS},
};
use store::{Store, StoreError};

use crate::{
    account::token::Token,
    clock,
    http::request::cookie::{self, Reach},
};

/// How long a session lasts, whatever is done in it.
const SECONDS: i64 = 12 * 60 * 60;

/// Starts a session; the value for `Set-Cookie`.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn start(store: &Store, user: UserId, is_https: bool) -> Result<HeaderValue, StoreError> {
    let token = Token::random();
    let expires_at = Millis(clock::now().0 + SECONDS * 1000);
    store.create_session(&token.hash(), user, expires_at).await?;
    Ok(set(&token.to_string(), SECONDS, is_https))
}

/// Who sends a request, while their session lasts.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn find_user(store: &Store, headers: &HeaderMap, is_https: bool) -> Result<Option<User>, StoreError> {
    match token(headers, is_https) {
        Some(token) => store.find_session(&token.hash()).await,
        None => Ok(None),
    }
}

/// Ends the session of a request; the value for `Set-Cookie` that takes the cookie away.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end(store: &Store, headers: &HeaderMap, is_https: bool) -> Result<HeaderValue, StoreError> {
    if let Some(token) = token(headers, is_https) {
        store.delete_session(&token.hash()).await?;
    }
    Ok(forget(is_https))
}

/// The value for `Set-Cookie` that takes the cookie away.
pub fn forget(is_https: bool) -> HeaderValue {
    set("", 0, is_https)
}

const fn name(is_https: bool) -> &'static str {
    if is_https { SESSION_COOKIE_TLS } else { SESSION_COOKIE }
}

fn set(value: &str, seconds: i64, is_https: bool) -> HeaderValue {
    let value = cookie::set(name(is_https), value, "/", seconds, Reach::Server, is_https);
    value.expect("a name, base64url and digits are visible ASCII")
}

fn token(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    cookie::sent(headers).find(|(key, _)| *key == name(is_https)).and_then(|(_, value)| Token::parse(value))
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
        assert_eq!(token(&headers("klankbord"), false), Some(sent));
        assert_eq!(token(&headers("__Host-klankbord"), true), Some(sent));
        assert_eq!(token(&headers("klankbord"), true), None);
    }

    #[test]
    fn a_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        insta::assert_snapshot!(set("x", 60, true).to_str().unwrap(), @"__Host-klankbord=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        insta::assert_snapshot!(forget(false).to_str().unwrap(), @"klankbord=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }
}
