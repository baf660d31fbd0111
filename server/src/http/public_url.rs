//! The origin of an installation: scheme, host and port, as a browser writes them.

use axum::http::{HeaderValue, Uri};

/// Scheme and authority of the installation, as a browser writes an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Reads `http(s)://host[:port]`, with or without a slash at the end.
    ///
    /// # Errors
    /// Why the text is no origin.
    pub fn parse(text: &str) -> Result<Self, String> {
        let refusal = || "expected scheme and host only, such as https://klankbord.example.org".to_owned();
        let uri: Uri = text.parse().map_err(|_| refusal())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(refusal()) };
        let usual_port = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return Err(refusal()),
        };
        if uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@') || text.contains('#') {
            return Err(refusal());
        }
        let host = authority.host().to_ascii_lowercase();
        match authority.port() {
            Some(port) if port.as_str() == "" => Err(refusal()),
            // What follows the host is no number.
            None if authority.as_str().len() > host.len() => Err(refusal()),
            Some(port) if port.as_u16() != usual_port => Ok(Self(format!("{scheme}://{host}:{port}"))),
            _ => Ok(Self(format!("{scheme}://{host}"))),
        }
    }

    /// The origin from a `Host` header with this scheme. `None` if the header cannot be read.
    pub(crate) fn of_host(scheme: &str, host: &HeaderValue) -> Option<Self> {
        Self::parse(&format!("{scheme}://{}", host.to_str().ok()?)).ok()
    }

    /// The origin, such as `https://klankbord.example.org`.
    pub fn origin(&self) -> &str {
        &self.0
    }

    /// Whether visitors connect with TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_urls() {
        let origin = |text| PublicUrl::parse(text).map(|url| url.origin().to_owned()).ok();
        assert_eq!(origin("https://Klankbord.Example.org/").as_deref(), Some("https://klankbord.example.org"));
        assert_eq!(origin("https://a.nl:443").as_deref(), Some("https://a.nl"));
        assert_eq!(origin("http://a.nl:443").as_deref(), Some("http://a.nl:443"));
        assert_eq!(origin("http://[::1]:3000").as_deref(), Some("http://[::1]:3000"));
        for bad in ["", "a.nl", "ftp://a.nl", "https://a.nl/path", "https://a.nl?q", "https://u@a.nl", "https://a.nl/#x", "/"] {
            assert_eq!(origin(bad), None, "{bad}");
        }
    }
}
