//! Entity tags: whether a condition of a request matches the current one.

use axum::http::HeaderValue;

/// Whether a condition contains this tag (RFC 9110, 13.1.2: weak and strong tags compare as equal here).
pub(crate) fn names(condition: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(condition), Ok(tag)) = (condition.to_str(), tag.to_str()) else { return false };
    condition.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}
