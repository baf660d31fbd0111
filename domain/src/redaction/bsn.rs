//! Dutch citizen service numbers (BSN) in free text: found by form and eleven-test, and removed before storage.
//!
//! A BSN may be processed only if a law allows it (UAVG art. 46), so it must never reach the database.

use std::borrow::Cow;

use crate::redaction::separators::{is_dash, is_space};

/// The replacement of a removed number.
pub const REPLACEMENT: &str = "[BSN]";

/// The text without citizen numbers. It is borrowed if it has none.
///
/// A number is nine digits that pass the eleven-test, together or grouped 3-3-3 or 4-2-3 by one kind of separator (a
/// space, hyphen or dash of any kind, or full stop). It is not a part of a longer number: `818.942.526-91` is kept.
pub fn remove(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut previous: [Option<char>; 2] = [None, None];
    while let Some(c) = text[at..].chars().next() {
        let inside_number = previous[1].is_some_and(|p| p.is_ascii_digit())
            || (previous[1].is_some_and(is_separator) && previous[0].is_some_and(|p| p.is_ascii_digit()));
        if c.is_ascii_digit()
            && !inside_number
            && let Some(length) = number_length(&text[at..])
        {
            kept.push_str(&text[copied..at]);
            kept.push_str(REPLACEMENT);
            at += length;
            copied = at;
            previous = [None, None];
            continue;
        }
        previous = [previous[1], Some(c)];
        at += c.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[copied..]);
    Cow::Owned(kept)
}

/// The eleven-test: 9·a + 8·b + … + 2·h − i is a multiple of eleven, and the number is not zero.
pub fn passes_eleven_test(digits: [u8; 9]) -> bool {
    let sum: i32 = digits.iter().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(d, weight)| i32::from(*d) * weight).sum();
    sum % 11 == 0 && digits.iter().any(|d| *d != 0)
}

/// The length in bytes of a citizen number at the start of the text.
fn number_length(text: &str) -> Option<usize> {
    let mut digits = [0; 9];
    let mut count = 0;
    let mut groups = Vec::new();
    let mut group = 0;
    let mut separator = None;
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if let Some(digit) = c.to_digit(10) {
            if count == 9 {
                return None;
            }
            digits[count] = u8::try_from(digit).ok()?;
            count += 1;
            group += 1;
            end = i + 1;
        } else if is_separator(c) && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit()) {
            if count == 9 || separator.is_some_and(|s| s != c) {
                return None;
            }
            separator = Some(c);
            groups.push(group);
            group = 0;
        } else {
            break;
        }
    }
    groups.push(group);
    let formed = matches!(groups.as_slice(), [9] | [3, 3, 3] | [4, 2, 3]);
    (formed && passes_eleven_test(digits)).then_some(end)
}

fn is_separator(c: char) -> bool {
    c == '.' || is_space(c) || is_dash(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed() {
        for (text, expected) in [
            ("Mijn BSN is 111222333.", "Mijn BSN is [BSN]."),
            ("111222333", "[BSN]"),
            ("bsn:123456782, ok", "bsn:[BSN], ok"),
            ("111.222.333 en 1234.56.782", "[BSN] en [BSN]"),
            ("111 222 333 of 111-222-333", "[BSN] of [BSN]"),
            ("111\u{2011}222\u{2011}333, 111\u{202f}222\u{202f}333 of 1234–56–782", "[BSN], [BSN] of [BSN]"),
            ("é111222333é", "é[BSN]é"),
            ("111222333\r\n123456782", "[BSN]\r\n[BSN]"),
        ] {
            assert_eq!(remove(text), expected, "{text}");
        }
    }

    #[test]
    fn kept() {
        for text in [
            "",
            "geen nummer",
            "123456789",
            "000000000",
            "45570000",
            "1112223330",
            "0111222333",
            "818.942.526-91",
            "31.170-190",
            "11.12.22333",
            "111.222-333",
            "bestelling 12 111222334",
            "+31 6 1112 2233 3",
        ] {
            assert_eq!(remove(text), text, "{text}");
        }
    }

    #[test]
    fn a_number_after_another_number_is_part_of_it() {
        assert_eq!(remove("12 111222333"), "12 111222333");
        assert_eq!(remove("12, 111222333"), "12, [BSN]");
    }
}
