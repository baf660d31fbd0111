//! Properties of masking for any text.

use domain::redaction::{EMAIL, IBAN, PHONE, mask};
use proptest::prelude::*;

/// A telephone number in one of the usual notations.
fn phone(number: u32, way: u8) -> String {
    let digits = format!("{:08}", number % 100_000_000);
    // 06 1… to 06 5….
    let digits = format!("{}{}", char::from(b'1' + (number % 5) as u8), &digits[1..]);
    // The characters that word processors and telephones use for a hyphen or a space.
    let dash =
        ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}', '\u{ff0d}'][usize::from(way / 6 % 8)];
    let space = [' ', '\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}', '\u{3000}'][usize::from(way / 6 % 6)];
    match way % 6 {
        0 => format!("06{digits}"),
        1 => format!("06{dash}{digits}"),
        2 => format!("06{space}{} {}{space}{} {}", &digits[..2], &digits[2..4], &digits[4..6], &digits[6..]),
        3 => format!("+31 6 {digits}"),
        4 => format!("+31(0)6{dash}{digits}"),
        _ => format!("0031 6{digits}"),
    }
}

/// A valid Dutch account: the check digits make the remainder over 97 one.
fn iban(account: u64, spaced: bool) -> String {
    let account = format!("{:010}", account % 10_000_000_000);
    let value = |c: char| u128::from(c.to_digit(36).expect("a letter or digit"));
    let remainder =
        format!("INGB{account}NL00").chars().map(value).fold(0, |sum, v| (sum * if v < 10 { 10 } else { 100 } + v) % 97);
    let check = 98 - remainder;
    match spaced {
        true => format!("NL{check:02} INGB {} {} {}", &account[..4], &account[4..8], &account[8..]),
        false => format!("NL{check:02}INGB{account}"),
    }
}

proptest! {
    #[test]
    fn any_text_is_masked_once(text in "[ 0-9+()./@a-cnlNL,\u{a0}\u{2011}\u{2212}\u{200b}é\n-]{0,60}") {
        let once = mask(&text).into_owned();
        prop_assert_eq!(mask(&once), once.as_str());
        for sign in [EMAIL, PHONE, IBAN] {
            prop_assert_eq!(mask(sign), sign);
        }
    }

    #[test]
    fn any_text_at_all_is_no_danger(text in "\\PC*") {
        mask(&text);
    }

    #[test]
    fn without_digits_and_signs_nothing_changes(text in "[a-zA-Zéü .,;:!?()'\n-]{0,80}") {
        prop_assert_eq!(mask(&text), text.as_str());
    }

    #[test]
    fn what_was_typed_between_words_is_gone(
        before in "[a-z]{1,8}[ :,(\n]",
        after in "[ ,;!?)\n][a-z]{1,8}",
        number in any::<u32>(),
        account in any::<u64>(),
        way in any::<u8>(),
        name in "[a-z][a-z0-9._-]{0,10}",
        domain in "[a-z0-9]{1,10}\\.(nl|com|co\\.uk|amsterdam)",
    ) {
        let masked = |secret: &str| mask(&format!("{before}{secret}{after}")).into_owned();
        for (secret, sign) in [
            (phone(number, way), PHONE),
            (iban(account, way % 2 == 0), IBAN),
            (format!("{name}@{domain}"), EMAIL),
        ] {
            let shown = masked(&secret);
            prop_assert!(shown.contains(sign) && !shown.contains(&secret), "{secret}: {shown}");
            let kept = shown.trim_matches(['(', ')']);
            prop_assert!(kept.starts_with(before.trim_end_matches('(')) && kept.ends_with(after.trim_start_matches(')')), "{shown}");
        }
    }
}
