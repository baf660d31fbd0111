//! The `Host` of a request: one, and readable. Links and the check of origins follow from it.

use axum::{
    extract::Request,
    http::{HeaderMap, Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::http::{public_url::PublicUrl, reply::error::Error};

/// Refuses a request without a `Host`, with two, or with one that is none (RFC 9112, 3.2).
pub(crate) async fn check(request: Request, next: Next) -> Response {
    if is_sound(request.version(), request.headers()) { next.run(request).await } else { Error::bad_request().into_response() }
}

fn is_sound(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        // Only HTTP/1.0 knows requests without it.
        (None, _) => version < Version::HTTP_11,
        (Some(host), None) => PublicUrl::of_host("http", host).is_some(),
        (Some(_), Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken(version: Version, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, host.parse().unwrap());
        }
        is_sound(version, &headers)
    }

    #[test]
    fn one_readable_host() {
        for host in ["klankbord.example.org", "127.0.0.1:3000", "[::1]:3000", "localhost"] {
            assert!(is_taken(Version::HTTP_11, &[host]), "{host}");
        }
        for host in ["", "a b", "u@example.org", "example.org/path", "example.org?x", "example.org:port"] {
            assert!(!is_taken(Version::HTTP_11, &[host]), "{host}");
        }
        assert!(!is_taken(Version::HTTP_11, &["a.example", "a.example"]));
        assert!(!is_taken(Version::HTTP_11, &[]));
        assert!(is_taken(Version::HTTP_10, &[]));
    }
}
