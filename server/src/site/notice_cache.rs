//! The notices of websites as bytes, made once for each version and language. Every page of a website asks for its notice, so
//! this must cost next to nothing. It must not know who asks.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::http::HeaderValue;
use bytes::Bytes;
use domain::{
    hash::Sha256Hash,
    id::Slug,
    locale::Locale,
    site::{document::NoticeDocument, published::PublishedSite},
};

/// A notice as it is sent.
#[derive(Clone, Debug)]
pub struct NoticeBytes {
    /// Its JSON.
    pub bytes: Bytes,
    /// The entity tag: a hash of the bytes.
    pub tag: HeaderValue,
}

/// The notices of the websites there are, each in the languages that were asked for.
#[derive(Default)]
pub struct Notices(RwLock<HashMap<(Slug, Locale), CachedNotice>>);

struct CachedNotice {
    /// What it was made from: read again every second, so the same content may come in another allocation.
    of: Arc<PublishedSite>,
    host: String,
    shown: NoticeBytes,
}

impl Notices {
    /// The notice of a website in one language; `host` is the origin of this installation. None where it is no website's.
    pub fn shown(&self, published: &Arc<PublishedSite>, locale: Locale, host: &str) -> Option<NoticeBytes> {
        let key = (published.site.key.clone(), locale);
        if let Some(kept) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key)
            && Arc::ptr_eq(&kept.of, published)
            && kept.host == host
        {
            return Some(kept.shown.clone());
        }
        let document = NoticeDocument::new(&published.site, &published.notice, locale, host)?;
        let bytes = Bytes::from(serde_json::to_vec(&document).ok()?);
        let tag = HeaderValue::try_from(format!("\"{}\"", &Sha256Hash::of(&bytes).to_string()[..32])).ok()?;
        let shown = NoticeBytes { bytes, tag };
        let kept = CachedNotice { of: Arc::clone(published), host: host.to_owned(), shown: shown.clone() };
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, kept);
        Some(shown)
    }
}
