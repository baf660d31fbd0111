//! The reply to a program: JSON that may be cached. It has an entity tag for conditional requests (RFC 9110).

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::hash::Sha256Hash;
use serde::Serialize;
use serde_json::Value;

use super::api_error::Refusal;
use crate::{
    clock,
    http::reply::{error::Error, etag},
};

/// The member with the time of the answer: it changes with each, and the rest need not. Documents leave it out or have null, and [`json`]
/// writes it. Figures that move in steps have a time of their own, that of their last step.
const AS_OF: &str = "as_of";

/// The document, or 304 if the program has it already. The tag does not cover the time, so it is a weak one.
pub(crate) fn json(headers: &HeaderMap, document: &impl Serialize) -> Result<Response, Refusal> {
    let broken = |error: serde_json::Error| {
        tracing::error!(%error, "an answer cannot be written as JSON");
        Error::internal()
    };
    let mut document = serde_json::to_value(document).map_err(broken)?;
    let digest = Sha256Hash::of(&serde_json::to_vec(&document).map_err(broken)?);
    let tag = format!("\"{}\"", &digest.to_string()[..32]);
    let plain = HeaderValue::try_from(&tag).expect("hexadecimal digits are visible ASCII");
    let is_known = headers.get_all(header::IF_NONE_MATCH).iter().any(|condition| etag::names(condition, &plain));
    let mut response = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            if document[AS_OF].is_null() {
                document[AS_OF] = Value::String(clock::now().rfc3339());
            }
            let mut response = Response::new(Body::from(serde_json::to_vec(&document).map_err(broken)?));
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
    };
    let kept = response.headers_mut();
    kept.insert(header::ETAG, HeaderValue::try_from(format!("W/{tag}")).expect("hexadecimal digits are visible ASCII"));
    kept.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    kept.insert(header::VARY, HeaderValue::from_static("Authorization"));
    Ok(response)
}
