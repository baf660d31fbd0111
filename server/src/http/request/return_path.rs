//! Addresses on this host to which a form or link returns.

use domain::locale::Locale;

/// A path on this host. `None` for a text that a browser might read as another host.
pub(crate) fn path(text: &str) -> Option<&str> {
    let is_path = text.starts_with('/') && !text.starts_with("//");
    let is_plain = text.len() <= 2000 && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_path && is_plain).then_some(text)
}

/// A path without a fragment, with a language.
pub(crate) fn in_language(path: &str, locale: Locale) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={locale}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_on_this_host_are_followed() {
        for good in ["/admin", "/admin/surveys/nps?period=week&lang=nl", "/"] {
            assert_eq!(path(good), Some(good));
        }
        for bad in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "/a\r\nb", "/\t/evil", "evil", "/é"]
        {
            assert_eq!(path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_language_joins_what_is_asked() {
        assert_eq!(in_language("/a", Locale::En), "/a?lang=en");
        assert_eq!(in_language("/a?b=c#d", Locale::Nl), "/a?b=c&lang=nl");
    }
}
