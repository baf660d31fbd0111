//! The origin of the pages of a website: scheme, host and port, as a browser writes it.

use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, expected::Expected};

/// An origin (RFC 6454), such as `https://www.voorbeeld.nl`. On localhost the port may be any: `http://localhost:*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebOrigin {
    https: bool,
    /// The host in lower case. An IPv6 address has its brackets.
    host: String,
    port: Port,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Port {
    Number(u16),
    Any,
}

impl WebOrigin {
    /// Parses scheme, host and an optional port. A slash at the end is removed.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for anything else, including a path or a name outside ASCII (which browsers send in
    /// Punycode).
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let invalid = || ErrorCode::Invalid { expected: Expected::Origin };
        let lower = text.to_ascii_lowercase();
        let (https, rest) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(invalid()),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let at_port = rest.rfind(':').filter(|at| rest.rfind(']').is_none_or(|bracket| bracket < *at));
        let (host, port) = match at_port {
            Some(at) => (&rest[..at], Some(&rest[at + 1..])),
            None => (rest, None),
        };
        let port = match port {
            None => Port::Number(if https { 443 } else { 80 }),
            Some("*") if is_loopback(host) => Port::Any,
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Port::Number(digits.parse().map_err(|_| invalid())?),
            Some(_) => return Err(invalid()),
        };
        if !is_host(host) {
            return Err(invalid());
        }
        Ok(Self { https, host: host.to_owned(), port })
    }

    /// Whether another origin is the same, or matches this one with any port.
    pub fn covers(&self, other: &Self) -> bool {
        self.https == other.https && self.host == other.host && (self.port == Port::Any || self.port == other.port)
    }
}

fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// Whether the text is a name of labels, an IPv4 address, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

impl std::fmt::Display for WebOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)?;
        match self.port {
            Port::Any => f.write_str(":*"),
            Port::Number(443) if self.https => Ok(()),
            Port::Number(80) if !self.https => Ok(()),
            Port::Number(port) => write!(f, ":{port}"),
        }
    }
}

impl std::str::FromStr for WebOrigin {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::parse(text)
    }
}

impl TryFrom<String> for WebOrigin {
    type Error = ErrorCode;

    fn try_from(text: String) -> Result<Self, ErrorCode> {
        Self::parse(&text)
    }
}

impl From<WebOrigin> for String {
    fn from(origin: WebOrigin) -> Self {
        origin.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        for (given, written) in [
            ("https://WWW.Voorbeeld.nl/", "https://www.voorbeeld.nl"),
            ("https://voorbeeld.nl:443", "https://voorbeeld.nl"),
            ("https://voorbeeld.nl:8443", "https://voorbeeld.nl:8443"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://localhost:*", "http://localhost:*"),
            ("http://[::1]:80", "http://[::1]"),
            ("http://voorbeeld.test:4811", "http://voorbeeld.test:4811"),
            ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ] {
            assert_eq!(WebOrigin::parse(given).unwrap().to_string(), written, "{given}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for bad in [
            "",
            "null",
            "*",
            "voorbeeld.nl",
            "https://",
            "https:///",
            "ftp://voorbeeld.nl",
            "https://voorbeeld.nl/pad",
            "https://a@voorbeeld.nl",
            "https://voorbeeld.nl:",
            "https://voorbeeld.nl:99999",
            "https://voorbeeld.nl:*",
            "https://*.voorbeeld.nl",
            "https://voorbeeld..nl",
            "https://-a.nl",
            "https://cafés.nl",
            "https://voorbeeld.nl?a",
            "https://[::g]",
            "https://a.nl:+1",
        ] {
            assert!(WebOrigin::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn any_port_covers_every_port_of_that_host_only() {
        let covers = |own: &str, other: &str| WebOrigin::parse(own).unwrap().covers(&WebOrigin::parse(other).unwrap());
        assert!(covers("http://127.0.0.1:*", "http://127.0.0.1:4811"));
        assert!(covers("https://voorbeeld.nl", "https://voorbeeld.nl:443"));
        assert!(!covers("http://127.0.0.1:*", "http://localhost:4811"));
        assert!(!covers("http://127.0.0.1:*", "https://127.0.0.1:4811"));
        assert!(!covers("https://voorbeeld.nl", "https://www.voorbeeld.nl"));
        assert!(!covers("https://voorbeeld.nl", "https://voorbeeld.nl:8443"));
        assert!(!covers("http://127.0.0.1:3000", "http://127.0.0.1:3001"));
    }
}
