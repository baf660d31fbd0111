//! The notices of websites as bytes, made once for each version and language. Every page of a website asks for its notice, so
//! this must cost next to nothing. It must not know who asks.

use std::sync::Arc;

use axum::http::HeaderValue;
use bytes::Bytes;
use domain::{
    hash::Sha256Hash,
    id::Slug,
    locale::Locale,
    site::{document::NoticeDocument, published::PublishedSite},
};
use moka::sync::Cache;

/// A notice as it is sent.
#[derive(Clone, Debug)]
pub struct NoticeBytes {
    /// Its JSON.
    pub bytes: Bytes,
    /// The entity tag: a hash of the bytes.
    pub tag: HeaderValue,
}

/// The most notices that are kept, each in one language.
const MAX_NOTICES: u64 = 4_096;

/// The notices of websites, each in the languages that were asked for. A notice that is not kept is made again.
pub struct Notices(Cache<(Slug, Locale), CachedNotice>);

#[derive(Clone)]
struct CachedNotice {
    /// The website that the notice was made from. It is read again every second, so the same content may be in another allocation.
    of: Arc<PublishedSite>,
    host: String,
    bytes: NoticeBytes,
}

impl Default for Notices {
    fn default() -> Self {
        Self(Cache::new(MAX_NOTICES))
    }
}

impl Notices {
    /// The notice of a website in one language; `host` is the origin of this installation. None where it is no website's.
    pub fn shown(&self, published: &Arc<PublishedSite>, locale: Locale, host: &str) -> Option<NoticeBytes> {
        let key = (published.site.key.clone(), locale);
        let is_current = |kept: &CachedNotice| Arc::ptr_eq(&kept.of, published) && kept.host == host;
        if let Some(kept) = self.0.get(&key).filter(is_current) {
            return Some(kept.bytes);
        }
        let document = NoticeDocument::new(&published.site, &published.notice, locale, host)?;
        let bytes = Bytes::from(serde_json::to_vec(&document).ok()?);
        let tag = HeaderValue::try_from(format!("\"{}\"", &Sha256Hash::of(&bytes).to_string()[..32])).ok()?;
        let bytes = NoticeBytes { bytes, tag };
        self.0.insert(key, CachedNotice { of: Arc::clone(published), host: host.to_owned(), bytes: bytes.clone() });
        Some(bytes)
    }
}
