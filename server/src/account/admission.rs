//! The check of the API key of a request, and of its quota. Each response states the quota
//! (draft-ietf-httpapi-ratelimit-headers).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::account::api_key::ApiKey;

use crate::{
    account::{self, api_secret::ApiSecret},
    http::{
        guard::{limits::Limits, rate_limit::Quota},
        reply::{api_error::Refusal, error::Error},
    },
};

const QUOTA: HeaderName = HeaderName::from_static("ratelimit");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Admits a request with a valid key, and passes the key to the handler.
pub(crate) async fn check(
    State(state): State<Arc<account::State>>,
    State(limits): State<Limits>,
    mut request: Request,
    next: Next,
) -> Response {
    let key = match find(&state, request.headers()).await {
        Ok(Some(key)) => key,
        // A request with an unknown key counts against the limits of its client.
        Ok(None) => {
            return limits.count(&request).map_or_else(IntoResponse::into_response, |()| Refusal::Key.into_response());
        }
        Err(error) => return error.into_response(),
    };
    let quota = match state.key_limiter.as_ref().map(|limiter| limiter.count(key.id)) {
        Some(Err(wait)) => {
            let mut response = Error::too_many(wait).into_response();
            if let Some(limiter) = &state.key_limiter {
                tell(response.headers_mut(), Quota { per_minute: limiter.per_minute(), left: 0 });
            }
            return response;
        }
        Some(Ok(quota)) => Some(quota),
        None => None,
    };
    note_use(&state, &key);
    request.extensions_mut().insert(key);
    let mut response = next.run(request).await;
    if let Some(quota) = quota {
        tell(response.headers_mut(), quota);
    }
    response
}

/// Runs next to the request, because a write may wait for a busy database, and a read must not.
fn note_use(state: &account::State, key: &ApiKey) {
    let Some(noting) = state.key_uses.begin(key.id) else { return };
    let (store, key) = (state.store.clone(), key.clone());
    tokio::spawn(async move {
        let _until_the_end = noting;
        if let Err(error) = store.note_api_key_use(&key).await {
            tracing::warn!(%error, key = %key.id, "the last use of a key was not noted");
        }
    });
}

async fn find(state: &account::State, headers: &HeaderMap) -> Result<Option<ApiKey>, Error> {
    let Some(secret) = secret(headers) else { return Ok(None) };
    Ok(state.store.find_api_key(&secret.hash()).await?)
}

/// `Authorization: Bearer klankbord_…`, once (RFC 6750).
fn secret(headers: &HeaderMap) -> Option<ApiSecret> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    let (first, None) = (sent.next()?, sent.next()) else { return None };
    let (scheme, secret) = first.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| ApiSecret::parse(secret.trim()))?
}

fn tell(headers: &mut HeaderMap, quota: Quota) {
    let Quota { per_minute, left } = quota;
    let text = [(POLICY, format!("\"key\";q={per_minute};w=60")), (QUOTA, format!("\"key\";r={left}"))];
    for (name, value) in text {
        headers.insert(name, HeaderValue::try_from(value).expect("digits and a name are visible ASCII"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_one_header_only() {
        let sent = ApiSecret::random();
        let headers = |values: &[&str]| {
            let mut map = HeaderMap::new();
            for value in values {
                map.append(header::AUTHORIZATION, value.parse().unwrap());
            }
            map
        };
        let bearer = format!("Bearer {sent}");
        assert_eq!(secret(&headers(&[&bearer])), Some(sent));
        assert_eq!(secret(&headers(&[&bearer.replace("Bearer", "bearer")])), Some(sent));
        for wrong in [vec![], vec!["Bearer"], vec!["Bearer x"], vec![&*bearer, &*bearer], vec!["Basic YTpi"]] {
            assert_eq!(secret(&headers(&wrong)), None, "{wrong:?}");
        }
    }
}
