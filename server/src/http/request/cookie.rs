//! Cookies: those that a request brought, and the header that sets one. It must not know what they are for.

use axum::http::{HeaderMap, HeaderValue, header};

/// Who may read a cookie in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This server only.
    Server,
    /// Scripts of the page too.
    Scripts,
}

/// Name and value of each cookie of a request.
pub fn sent(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// The value for `Set-Cookie`; with 0 seconds it takes the cookie away. None where name, value or path could not stand in it.
pub fn set(name: &str, value: &str, path: &str, seconds: i64, reach: Reach, is_https: bool) -> Option<HeaderValue> {
    let text = [name, value, path];
    if text.iter().any(|part| part.bytes().any(|byte| !byte.is_ascii_graphic() || byte == b';')) || name.contains('=') {
        return None;
    }
    let http_only = if reach == Reach::Server { "; HttpOnly" } else { "" };
    let secure = if is_https { "; Secure" } else { "" };
    HeaderValue::try_from(format!("{name}={value}; Path={path}; Max-Age={seconds}{http_only}; SameSite=Lax{secure}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_of_several_lines_are_found() {
        let lines = ["a=b; c=d=e", " f=g;h; =i"].map(|line| (header::COOKIE, line.parse().unwrap()));
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value);
        }
        assert_eq!(sent(&headers).collect::<Vec<_>>(), [("a", "b"), ("c", "d=e"), ("f", "g"), ("", "i")]);
    }

    #[test]
    fn nothing_can_break_out_of_a_cookie() {
        let text = |name, value| set(name, value, "/", 9, Reach::Scripts, true);
        assert_eq!(text("a", "b=c&d+e").unwrap(), "a=b=c&d+e; Path=/; Max-Age=9; SameSite=Lax; Secure");
        for (name, value) in [("a", "b; Domain=x"), ("a=b", "c"), ("a", "b\r\nX: y"), ("é", ""), ("a", "b c")] {
            assert_eq!(text(name, value), None, "{name} {value}");
        }
    }
}
