//! The spaces and dashes that occur between the digits of a number. Must not know what a number is.

/// Whether it is a space within a line, of any width or of zero width.
pub(crate) fn is_space(c: char) -> bool {
    let breaks = matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    (c.is_whitespace() && !breaks) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether it is a hyphen: typed, soft, non-breaking, small or as wide as a Chinese character.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether it is a hyphen, a dash of any length or a minus sign, by which word processors replace a hyphen.
pub(crate) const fn is_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\u{2012}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}')
}
