//! Fields of a form in URL encoding, as in a body or an address. It must not know their meaning.

use domain::form_fields::FormFields;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// The most fields of a form.
pub(crate) const FIELDS: usize = 500;

/// Strictly percent-decoded pairs. `None` if a name or value is not UTF-8 or there are too many.
pub(crate) fn parse(bytes: &[u8]) -> Option<FormFields> {
    let decode = |bytes: &[u8]| {
        let spaced: Vec<u8> = bytes.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
        String::from_utf8(percent_decode(&spaced).collect()).ok()
    };
    let pairs: Vec<_> = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).collect();
    if pairs.len() > FIELDS {
        return None;
    }
    let fields: Option<Vec<_>> = pairs
        .into_iter()
        .map(|pair| {
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &[][..]),
            };
            Some((decode(name)?, decode(value)?))
        })
        .collect();
    fields.map(FormFields)
}

/// The same fields, encoded.
pub(crate) fn write(fields: &FormFields) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> = fields.0.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        parse(text.as_bytes()).map(|fields| fields.0)
    }

    #[test]
    fn pairs_are_decoded_in_order() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            read("a=1&b=x+y%0D%0A&&a=%C3%A9%EF%BF%BD&c&=d&e=f=g").unwrap(),
            [pair("a", "1"), pair("b", "x y\r\n"), pair("a", "é\u{fffd}"), pair("c", ""), pair("", "d"), pair("e", "f=g")]
        );
        assert_eq!(read(""), Some(vec![]));
    }

    #[test]
    fn what_is_no_utf_8_is_refused_and_not_mended() {
        for bad in ["a=%FF", "%C3=1", "a=%C3", "a=%ED%A0%80"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(parse(b"a=\xff"), None);
        assert_eq!(read(&"a=1&".repeat(FIELDS + 1)), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let fields =
            FormFields(vec![("where".to_owned(), "city:S\u{e3}o & Co+1=2".to_owned()), ("to".to_owned(), String::new())]);
        assert_eq!(parse(write(&fields).as_bytes()), Some(fields));
    }
}
