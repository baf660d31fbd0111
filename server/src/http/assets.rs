//! The style sheets, scripts and WebAssembly inside the binary, with their Brotli copies. It must not know the
//! requests.

pub(crate) mod serve;

use std::borrow::Cow;

use app::page::Assets;
use bytes::Bytes;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$KLANKBORD_SITE_DIR"]
struct Site;

const MANIFEST: &str = "manifest.json";

/// A file as it is sent.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Bytes,
    /// Whether they are compressed with Brotli.
    pub is_brotli: bool,
    /// Its media type.
    pub media_type: &'static str,
}

/// The map from plain names to addresses. It is empty if the binary was built without assets.
///
/// # Errors
/// When the manifest inside the binary cannot be read.
pub fn manifest() -> Result<Assets, String> {
    match Site::get(MANIFEST) {
        Some(file) => Assets::from_manifest(&String::from_utf8_lossy(&file.data)),
        None => Ok(Assets::default()),
    }
}

/// The file with a hashed name, compressed if the client accepts that.
pub fn find(name: &str, accepts_brotli: bool) -> Option<Asset> {
    if name == MANIFEST || name.ends_with(".br") {
        return None;
    }
    let media_type = match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let compressed = if accepts_brotli { Site::get(&format!("{name}.br")) } else { None };
    let is_brotli = compressed.is_some();
    let file = compressed.or_else(|| Site::get(name))?;
    Some(Asset { bytes: without_copy(file.data), is_brotli, media_type })
}

fn without_copy(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_asset_is_not_given() {
        assert!(manifest().is_ok());
        for name in [MANIFEST, "public.css.br", "../Cargo.toml", "", "x"] {
            assert!(find(name, true).is_none(), "{name}");
        }
    }
}
