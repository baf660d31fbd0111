//! Charts as SVG, drawn on the server from numbers. They contain only numbers and our own words, and all words are
//! escaped. The style sheet sets the colours. Every chart has a table with the same figures beside it.

pub(crate) mod bars;
pub(crate) mod forest;
pub(crate) mod gauge;
pub(crate) mod heat;
pub(crate) mod interval;
pub(crate) mod tone;
pub(crate) mod trend;
mod words;

/// A coordinate with one decimal: enough for a screen, and short.
fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A text, escaped for markup. Characters that XML does not allow are removed, because one such character from an
/// import would break the whole picture.
pub(crate) fn escape(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'), "");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_stand_in_a_file() {
        assert_eq!(escape("<a b=\"é\">&"), "&lt;a b=&quot;é&quot;&gt;&amp;");
        assert_eq!(escape("a]]>b"), "a]]&gt;b", "no end of what XML calls a section");
        assert_eq!(escape("a\u{1}b\u{0}c\u{fffe}\u{1f600}"), "abc\u{1f600}");
    }
}
