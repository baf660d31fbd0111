//! Masks contact details and bank accounts in comments. Readers of comments do not see them, unless the respondent
//! asked to be contacted. The stored text is unchanged, and a data subject sees it unchanged.
//!
//! Must not know which account reads. `docs/comments.md` lists what is found and what is not.

pub mod bsn;
mod iban;
mod phone;
pub mod separators;

use std::borrow::Cow;

/// The replacement of an e-mail address.
pub const EMAIL: &str = "[e-mail]";
/// The replacement of a telephone number.
pub const PHONE: &str = "[tel.]";
/// The replacement of an account number.
pub const IBAN: &str = "[IBAN]";

/// The text without e-mail addresses, telephone numbers and IBANs. It is borrowed if it has none. Masking a masked text
/// changes nothing.
pub fn mask(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| b.is_ascii_digit() || b == b'@') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some((length, sign)) = found(&text[copied..at], &text[at..]) {
            kept.push_str(&text[copied..at]);
            kept.push_str(sign);
            at += length;
            copied = at;
        } else {
            at += c.len_utf8();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[copied..]);
    Cow::Owned(kept)
}

/// The match at this position: its length in bytes and its replacement.
fn found(before: &str, rest: &str) -> Option<(usize, &'static str)> {
    let email = || email_length(before, rest).map(|length| (length, EMAIL));
    let iban = || iban::length(before, rest).map(|length| (length, IBAN));
    let phone = || phone::length(before, rest).map(|length| (length, PHONE));
    email().or_else(iban).or_else(phone)
}

/// The length of an e-mail address: a name, `@`, and a domain of two labels or more that ends in letters.
fn email_length(before: &str, rest: &str) -> Option<usize> {
    // Only at the start of a word, so that every word is read once.
    if before.ends_with(is_of_name) {
        return None;
    }
    let name = rest.find(|c: char| !is_of_name(c))?;
    let domain = rest[name..].strip_prefix('@')?;
    // A longer text is no domain (RFC 1035).
    let end = domain.char_indices().find(|(at, c)| *at >= LONGEST_DOMAIN || !(c.is_alphanumeric() || matches!(c, '-' | '.')));
    let run = &domain[..end.map_or(domain.len(), |(at, _)| at)];
    // Characters directly after an address, such as a hyphen or full stops, do not prevent a match.
    let ends = run.char_indices().rev().filter(|(_, c)| matches!(c, '-' | '.')).map(|(at, _)| at);
    let found =
        std::iter::once(run.len()).chain(ends).map(|end| run[..end].trim_end_matches(['.', '-'])).find(|one| is_domain(one))?;
    Some(name + 1 + found.len())
}

/// The longest domain, in bytes.
const LONGEST_DOMAIN: usize = 253;

fn is_domain(domain: &str) -> bool {
    let mut labels = domain.split('.');
    let last = labels.next_back().unwrap_or_default();
    let is_top = last.chars().count() >= 2 && (last.chars().all(char::is_alphabetic) || last.starts_with("xn--"));
    is_top && labels.clone().next().is_some() && labels.all(|label| !label.is_empty())
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '&' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(mask(text), *expected, "{text}");
        }
    }

    #[test]
    fn addresses() {
        check(&[
            ("Mail mij op jan.de-vries+bakker@ziggo.nl.", "Mail mij op [e-mail]."),
            ("Mijn adres (j_jansen@mail.bedrijf.co.uk) klopt niet", "Mijn adres ([e-mail]) klopt niet"),
            ("e-mail:info@voorbeeld.nl,graag antwoord", "e-mail:[e-mail],graag antwoord"),
            ("<andré@café.nl>", "<[e-mail]>"),
            ("a@b.nl a@b.nl -jan@ziggo.nl", "[e-mail] [e-mail] [e-mail]"),
            ("MAILTO:KLANT@VOORBEELD.NL!", "MAILTO:[e-mail]!"),
            ("jan@ziggo.nl...graag snel", "[e-mail]...graag snel"),
            ("jan@gmail.com-0612345678", "[e-mail]-[tel.]"),
            ("jan@ziggo.nl-bel me", "[e-mail]-bel me"),
            ("jan@ziggo.nl.2e keer", "[e-mail].2e keer"),
            ("jan@xn--caf-dma.xn--p1ai", "[e-mail]"),
        ]);
    }

    #[test]
    fn telephone_numbers() {
        check(&[
            ("Bel me op 0612345678 aub", "Bel me op [tel.] aub"),
            ("06-12345678", "[tel.]"),
            ("06 12 34 56 78, na 18:00", "[tel.], na 18:00"),
            ("06 - 1234 5678", "[tel.]"),
            ("tel.06.12.34.56.78", "tel.[tel.]"),
            ("06/12345678", "[tel.]"),
            ("0612 345 678", "[tel.]"),
            ("020-1234567 of 0182 123456", "[tel.] of [tel.]"),
            ("(020) 123 45 67", "[tel.]"),
            ("bel (020-1234567)!", "bel [tel.]!"),
            ("(06 12345678 bellen)", "([tel.] bellen)"),
            ("085 - 123 45 67", "[tel.]"),
            ("+31612345678", "[tel.]"),
            ("+31 (0)6 12345678 bellen", "[tel.] bellen"),
            ("0031 6 1234 5678", "[tel.]"),
            ("+31 06 12345678", "[tel.]"),
            ("(+31) 20 123 45 67", "[tel.]"),
            ("+32 470 12 34 56 en +49 (0)30 1234567", "[tel.] en [tel.]"),
            ("0032 470 12 34 56", "[tel.]"),
            ("0470 12 34 56", "[tel.]"),
            ("0612345678 2 keer gebeld", "[tel.] 2 keer gebeld"),
            ("06 12345678 / 020 1234567", "[tel.] / [tel.]"),
            ("06\u{a0}12345678", "[tel.]"),
            ("0612345678/0201234567", "[tel.]/[tel.]"),
            ("06-12345678/020-1234567", "[tel.]/[tel.]"),
            ("06-12345678-020-1234567", "[tel.]-[tel.]"),
            ("06\u{2011}1234 5678", "[tel.]"),
            ("06\u{2212}12345678", "[tel.]"),
            ("+31\u{2011}6\u{2011}12345678", "[tel.]"),
            ("06\u{2011}12345678\u{2011}020\u{2011}1234567", "[tel.]\u{2011}[tel.]"),
            ("06\u{2009}\u{2014}\u{2009}12345678 bellen", "[tel.] bellen"),
            ("06\u{202f}12\u{2009}34\u{200b}56\u{3000}78", "[tel.]"),
            ("06\t12345678", "[tel.]"),
            ("0612345678\u{2014}2 keer gebeld", "[tel.]\u{2014}2 keer gebeld"),
            ("0612345678.2 keer gebeld", "[tel.].2 keer gebeld"),
        ]);
    }

    #[test]
    fn accounts() {
        check(&[
            ("Graag terug op NL91ABNA0417164300.", "Graag terug op [IBAN]."),
            ("nl91 abna 0417 1643 00 t.n.v. Jansen", "[IBAN] t.n.v. Jansen"),
            ("IBAN: BE68 5390 0754 7034", "IBAN: [IBAN]"),
            ("DE89370400440532013000", "[IBAN]"),
            ("NL91-ABNA-0417-1643-00", "[IBAN]"),
            ("NL91\u{2011}ABNA\u{2212}0417\u{202f}1643\u{2009}00", "[IBAN]"),
            ("NL91ABNA0417164300 graag", "[IBAN] graag"),
        ]);
    }

    #[test]
    fn what_is_none_of_these_stays() {
        for text in [
            "",
            "Prima!",
            "Bestelling 2024001234 kwam op 06-12-2024 10:30 aan",
            "Op 06-12-2024 12 stuks besteld",
            "Op 06\u{2011}12\u{2011}2024\u{202f}12 stuks besteld",
            "Ordernummer 0012345678 en 0098765432101",
            "ordernr. 4512345678, klantnr. 0612345",
            "Factuur 2023-0612345678",
            "Factuur 2023\u{2011}0612345678",
            "3SABCD0612345678 van PostNL",
            "Pakket 00340434161234567890",
            "EAN 8712345678901 of 0201234567890",
            "€ 1.250.000,00 en € 06,95, -10%, +5",
            "01-02-2024 en 1-2-24, om 09:30-10:15",
            "Postcode 1012 AB, 0 van de 10, 1234AB 12",
            "10 van de 10, 020 en 06",
            "tussen 2019 - 2024, 100.000 keer",
            "een 8 @ de balie, @klankbord en jan@bedrijf",
            "100% beter dan bij a@b",
            "NL92ABNA0417164300 heeft een verkeerd controlegetal",
            "NL12 is geen rekening",
            "XX91ABNA0417164300",
            "0123456789 is geen netnummer",
            "06 9876 is te kort, 06123456789 te lang",
            "v1.2.3-0612345678x",
            "020-1234567-89 is een artikel",
            "[e-mail] [tel.] [IBAN]",
        ] {
            assert_eq!(mask(text), text, "{text}");
        }
    }

    #[test]
    fn what_is_known_not_to_be_found() {
        for text in ["jan (at) ziggo punt nl", "nul zes 12345678", "tel0612345678", "06\n12345678", "02 123 45 67"] {
            assert_eq!(mask(text), text, "docs/comments.md says so: {text}");
        }
    }
}
