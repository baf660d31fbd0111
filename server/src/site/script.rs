//! `GET /consent.js`: the script for other websites, at an address that never changes, and the files that it loads. They
//! are assets of the embedded site, which exist once `embed` was built. Else they are not found.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use crate::http::{
    assets::{self, Asset, serve::accepts_brotli},
    guard::headers::CrossOrigin,
    installation::Installation,
    reply::{error::Error, etag::names},
};

/// The addresses: the script, and what it loads (`embed/src/later`).
pub(crate) const FILES: [&str; 7] = [
    "/consent.js",
    "/consent-preferences.js",
    "/consent-frames.js",
    "/consent-place.js",
    "/consent-standing.js",
    "/consent-clear.js",
    "/consent-marked.js",
];

/// Sends the file with the name in the address. A browser may cache it for an hour, then revalidates it.
pub(crate) async fn show(State(installation): State<Arc<Installation>>, uri: Uri, headers: HeaderMap) -> Result<Response, Error> {
    let address = installation.assets.find(uri.path().trim_start_matches('/')).ok_or(Error::not_found())?;
    let hashed = address.rsplit('/').next().unwrap_or_default();
    let asset = assets::find(hashed, accepts_brotli(&headers)).ok_or(Error::not_found())?;
    sent(asset, hashed, &headers)
}

fn sent(asset: Asset, hashed: &str, headers: &HeaderMap) -> Result<Response, Error> {
    // The name contains the hash of the content. Each encoding is a representation of its own.
    let form = if asset.is_brotli { "br" } else { "plain" };
    let tag = HeaderValue::try_from(format!("\"{hashed}-{form}\"")).map_err(|_| Error::not_found())?;
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| names(value, &tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(asset.bytes)) };
    let set = response.headers_mut();
    set.insert(header::ETAG, tag);
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    set.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    // A tag with `crossorigin`, `integrity` or `type=module`, and an import, ask for permission.
    set.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if !known {
        set.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
        if asset.is_brotli {
            set.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
    }
    response.extensions_mut().insert(CrossOrigin);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(is_brotli: bool, condition: Option<&str>) -> Response {
        let asset = Asset { bytes: "x".into(), is_brotli, media_type: "text/javascript; charset=utf-8" };
        let headers = condition.map(|tag| (header::IF_NONE_MATCH, tag.parse().unwrap()));
        sent(asset, "consent.ba7816bf.js", &HeaderMap::from_iter(headers)).unwrap()
    }

    #[test]
    fn it_is_for_any_website_and_asked_for_again_after_an_hour() {
        let response = script(true, None);
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=3600");
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(response.headers()[header::VARY], "Accept-Encoding");
        assert_eq!(response.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(response.extensions().get::<CrossOrigin>().is_some());
        let tag = response.headers()[header::ETAG].to_str().unwrap();
        for condition in [tag, &format!("W/{tag}"), &format!("\"other\", {tag}"), "*"] {
            let same = script(true, Some(condition));
            assert_eq!((same.status(), same.headers().get(header::CONTENT_ENCODING)), (StatusCode::NOT_MODIFIED, None));
            assert!(same.extensions().get::<CrossOrigin>().is_some());
        }
        assert_eq!(script(false, Some(tag)).status(), StatusCode::OK, "another form of it is another representation");
    }
}
