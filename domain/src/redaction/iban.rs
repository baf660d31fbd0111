//! International bank account numbers (ISO 13616): the length of their country and two check digits (ISO 7064, MOD
//! 97-10).

use crate::redaction::separators::{is_dash, is_space};

/// Lengths per country of the Single Euro Payments Area.
const LENGTHS: [(&str, usize); 41] = [
    ("AD", 24),
    ("AL", 28),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
];

/// The length in bytes of an IBAN at the start of `rest`. Letters may be of any case. A space, full stop, hyphen or
/// dash may be between any two characters.
pub(super) fn length(before: &str, rest: &str) -> Option<usize> {
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let country = rest.get(..2)?.to_ascii_uppercase();
    let (_, wanted) = LENGTHS.iter().find(|(code, _)| *code == country)?;
    let mut signs = String::with_capacity(*wanted);
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_alphanumeric() {
            signs.push(c.to_ascii_uppercase());
        } else if !is_separator(c) || !chars.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric()) {
            return None;
        }
        if signs.len() == *wanted {
            let ends = chars.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
            return (ends && has_check_digits(&signs)).then_some(at + 1);
        }
    }
    None
}

/// Whether the remainder over 97 is 1. The first four characters are moved to the end, and each letter is a number from
/// 10 to 35.
fn has_check_digits(signs: &str) -> bool {
    let (first, account) = signs.split_at(4);
    let remainder = account.chars().chain(first.chars()).filter_map(|c| c.to_digit(36)).fold(0, |sum, value| {
        let shifted = if value < 10 { sum * 10 } else { sum * 100 };
        (shifted + value) % 97
    });
    first[2..].bytes().all(|b| b.is_ascii_digit()) && remainder == 1
}

fn is_separator(c: char) -> bool {
    is_space(c) || is_dash(c) || c == '.'
}
