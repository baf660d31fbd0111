//! `GET /assets/{file}`: style sheets, scripts and WebAssembly. Their names contain a hash of their content, so caches
//! may keep them for ever.

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::http::{assets, reply::error::Error};

/// Sends an asset.
pub(crate) async fn show(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = assets::find(&file, accepts_brotli(&headers)).ok_or(Error::not_found())?;
    let mut response = Response::new(Body::from(asset.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if asset.is_brotli {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Ok(response)
}

/// Whether `br` is named and not refused (RFC 9110, 12.5.3).
pub(crate) fn accepts_brotli(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_brotli = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        is_brotli && weight.is_ok_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_only_where_it_is_accepted() {
        for (value, expected) in
            [("gzip, deflate, br", true), ("br;q=0.5", true), ("br;q=0", false), ("gzip", false), ("brx", false), ("*", false)]
        {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(accepts_brotli(&headers), expected, "{value}");
        }
    }
}
